import { SKIN_TYPES } from '../../src/light/skin-types.ts';
import { LIGHTS } from '../../src/view/lamps/light-table.ts';
import {
  LIGHT_NAMES,
  type Look,
  type NamedView,
  VIEWING_DISTANCES_M,
} from '../../src/view/view-api.ts';

/** One picture of the gallery: a line here adds one. */
export interface GalleryPicture {
  /** Of its file, without the ending. */
  readonly name: string;
  readonly caption: string;
  /** A case of `presets/cases`. */
  readonly plan: string;
  /** Over it, path and value as `--set` takes them. */
  readonly set?: readonly (readonly [path: string, value: string])[];
  readonly view: NamedView;
  readonly distanceM?: number;
  readonly look?: Partial<Look>;
}

export interface GallerySection {
  readonly title: string;
  readonly about: string;
  readonly pictures: readonly GalleryPicture[];
}

/** Before, fresh and later: the same head, pose and light. */
function overTime(plan: string, view: NamedView): GalleryPicture[] {
  const at = (name: string, caption: string, days: string, divider = 0): GalleryPicture => ({
    ...{ name: `time-${name}`, caption, plan, view, look: { divider } },
    set: [['healing.ageDays', days]],
  });
  return [
    at('before', 'Before', '0', 1),
    at('fresh', 'Fresh', '0'),
    at('1-year', 'After a year', '365'),
    at('5-years', 'After five years', '1825'),
  ];
}

function hairPicture(
  name: string,
  caption: string,
  hair: readonly (readonly [path: string, value: string])[],
): GalleryPicture {
  const set = hair.map(([path, value]) => [`hair.${path}`, value] as const);
  return { name: `hair-${name}`, caption, plan: 'norwood-4', set, view: 'left' };
}

/** All pictures, in the order of docs/gallery.md; the first of a plan costs its dots, the others a draw. */
export const GALLERY: readonly GallerySection[] = [
  {
    title: 'Lights',
    about: 'One head and one plan where people look at heads ([light.md](light.md)).',
    pictures: LIGHT_NAMES.map((light) => ({
      ...{ name: `light-${light}`, caption: LIGHTS[light].title, look: { light } },
      ...{ plan: 'norwood-4', view: 'three-quarter' },
    })),
  },
  {
    title: 'Distances',
    about:
      'The eye that far from the nearest skin, through one lens: the head is as large as it is from there.',
    pictures: [
      ...[0.02, ...VIEWING_DISTANCES_M].map((distanceM) => ({
        ...{ name: `distance-${distanceM}`, caption: `From ${distanceM} m`, distanceM },
        ...{ plan: 'norwood-4', view: 'hairline' as const },
      })),
    ],
  },
  {
    title: 'Over time',
    about: 'The same head, pose and light; a good result is expected, not promised.',
    pictures: overTime('norwood-4', 'crown'),
  },
  {
    title: 'Skins',
    about: 'Six Fitzpatrick types, the same plan.',
    pictures: SKIN_TYPES.map((type) => ({
      ...{
        name: `skin-${type}`,
        caption: `Type ${type}`,
        plan: 'norwood-4',
        view: 'three-quarter',
      },
      set: [['skin.type', type] as const],
    })),
  },
  {
    title: 'Hair lengths',
    about: 'What is left: shaved, short, between two shaves, faded at the sides, and longer.',
    pictures: [
      ...(['0', '1', '3'] as const).map((mm) =>
        hairPicture(`${mm}mm`, `${mm} mm`, [['stubbleMm', mm]]),
      ),
      {
        ...hairPicture('days', 'Shaved, six days later', [['stubbleMm', '0.2']]),
        look: { grownDays: 6 },
      },
      hairPicture('fade', 'Faded sides', [
        ['stubbleMm', '2'],
        ['cut.kind', 'fade'],
      ]),
      hairPicture('long', 'Sides of 5 cm', [
        ['cut.kind', 'long'],
        ['cut.lengthMm', '50'],
      ]),
    ],
  },
  {
    title: "Women's cases",
    about: 'Density under long hair.',
    pictures: ['ludwig-2-density'].flatMap((plan) =>
      ([1, 0] as const).map((divider) => ({
        name: `${plan}-${divider ? 'before' : 'after'}`,
        caption: `${plan}, ${divider ? 'before' : 'after'}`,
        ...{ plan, view: 'crown' as const, look: { divider } },
      })),
    ),
  },
];
