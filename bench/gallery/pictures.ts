import { MAP_NAMES, type MapName } from '../../src/engine/maps/map-names.ts';
import { SKIN_TYPES } from '../../src/light/skin-types.ts';
import { LIGHTS } from '../../src/view/lamps/light-table.ts';
import {
  CLINICAL_VIEWS,
  LIGHT_NAMES,
  type Look,
  type NamedView,
  VIEWING_DISTANCES_M,
} from '../../src/view/view-api.ts';
import { MAP_WORDS } from '../../src/words/maps/map-words.ts';

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
  /** In the place of skin and dots. */
  readonly map?: MapName;
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

/** Before and after beside each other. */
function bothSides(
  name: string,
  caption: string,
  of: Omit<GalleryPicture, 'name' | 'caption'>,
): GalleryPicture[] {
  return ([1, 0] as const).map((divider) => ({
    ...of,
    name: `${name}-${divider ? 'before' : 'after'}`,
    caption: `${caption}, ${divider ? 'before' : 'after'}`,
    look: { divider },
  }));
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
      set: [
        ['skin.type', type] as const,
        // Brown brows would hardly show on them.
        ...(type === 'V' || type === 'VI' ? [['hair.colour', 'black'] as const] : []),
      ],
    })),
  },
  {
    title: 'Sun',
    about: 'Tanned skin, and what hair or a cap kept pale.',
    pictures: (['hair', 'hairline', 'cap'] as const).map((line) => ({
      ...{
        name: `tan-${line}`,
        caption: `Tanned up to the ${line}`,
        view: 'three-quarter' as const,
      },
      ...{ plan: 'norwood-4', look: { divider: 1 } },
      set: [
        ['skin.bareMelanin', '0.6'],
        ['skin.tanLine', line],
      ],
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
      ...(
        [
          ['stubble', '0.8', '1.2', 'II', 'brown'],
          ['short', '0.9', '5', 'VI', 'black'],
          ['full', '1', '14', 'II', 'brown'],
        ] as const
      ).map(([beard, density, mm, type, colour]) => ({
        ...hairPicture(`beard-${beard}`, `Beard: ${beard}, skin ${type}`, [
          ['stubbleMm', '1'],
          ['colour', colour],
          ['beard.density', density],
          ['beard.lengthMm', mm],
        ]),
        view: 'three-quarter' as const,
        ...(type === 'VI' && { plan: 'norwood-7-dark-skin' }),
      })),
    ],
  },
  {
    title: "Women's cases",
    about:
      'Density under long hair: through a part that thins out the scalp shows, and less of it where dots lie.',
    pictures: [
      ...bothSides('ludwig-2-density', 'Ludwig II', { plan: 'ludwig-2-density', view: 'crown' }),
      ...bothSides('ludwig-3-part', 'Ludwig III from 30 cm', {
        ...{ plan: 'ludwig-2-density', view: 'crown', distanceM: 0.3 },
        set: [['hair.loss.grade', 'III']],
      }),
      ...bothSides('sinclair-3-part', 'Sinclair 3 from 30 cm', {
        ...{ plan: 'sinclair-3-part', view: 'crown', distanceM: 0.3 },
      }),
    ],
  },
  {
    title: 'Scars, patches, faults',
    about: 'What technicians and trainers look at.',
    pictures: [
      ...bothSides('fut-scar', 'Strip scar', { plan: 'fut-scar', view: 'back' }),
      ...bothSides('areata-patches', 'Alopecia areata', { plan: 'areata-patches', view: 'vertex' }),
      {
        ...{ name: 'trainer-helmet', caption: 'Helmet: a hairline too straight and dense' },
        plan: 'trainer-helmet',
        view: 'front',
      },
      {
        ...{ name: 'trainer-too-deep', caption: 'Too deep: blurred and blue' },
        plan: 'trainer-too-deep',
        view: 'crown',
      },
    ],
  },
  {
    title: 'Views',
    about: 'The nine views of hair loss photography.',
    pictures: CLINICAL_VIEWS.map((view) => ({
      ...{ name: `view-${view}`, caption: view.replaceAll('-', ' '), plan: 'norwood-4', view },
    })),
  },
  {
    title: 'Maps',
    about: 'One quantity each in the place of skin and dots ([maps.md](maps.md)).',
    pictures: MAP_NAMES.map((map) => ({
      ...{ name: `map-${map}`, caption: MAP_WORDS[map].title, map },
      // Of work without a fault there are no findings to show.
      plan: map === 'findings' ? 'trainer-too-deep' : 'norwood-4',
      view: 'vertex' as const,
    })),
  },
];
