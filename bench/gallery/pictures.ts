import { LIGHTS } from '../../src/view/lamps/light-table.ts';
import { LIGHT_NAMES, type Look, type NamedView } from '../../src/view/view-api.ts';

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
  readonly heightPx?: number;
}

export interface GallerySection {
  readonly title: string;
  readonly about: string;
  readonly pictures: readonly GalleryPicture[];
}

export const GALLERY: readonly GallerySection[] = [
  {
    title: 'Lights',
    about: 'One head and one plan where people look at heads.',
    pictures: LIGHT_NAMES.map((light) => ({
      name: `light-${light}`,
      caption: LIGHTS[light].title,
      plan: 'norwood-4',
      view: 'three-quarter' as const,
      look: { light },
    })),
  },
];
