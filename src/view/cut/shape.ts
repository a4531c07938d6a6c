/** A place on a drawing, px from its upper left corner. */
export type Place = readonly [xPx: number, yPx: number];

/** What a shape stands for; a palette says how that looks. */
export type Role =
  | 'air'
  | 'epidermis'
  | 'papillary'
  | 'reticular'
  | 'fat'
  | 'border'
  | 'pigment'
  | 'outline'
  | 'crust'
  | 'follicle'
  | 'needle'
  | 'needleFill'
  | 'tilt'
  | 'band'
  | 'chosen'
  | 'words'
  | 'onSkin'
  | 'scale'
  | 'plot'
  | 'light450'
  | 'light540'
  | 'light630';

/** One thing to draw. */
export type Shape =
  | {
      readonly kind: 'area';
      readonly role: Role;
      readonly points: readonly Place[];
      /** How much of it covers what lies behind, 0 to 1. Default 1. */
      readonly cover?: number;
    }
  | {
      readonly kind: 'line';
      readonly role: Role;
      readonly points: readonly Place[];
      readonly widthPx: number;
      readonly dashPx?: readonly number[];
      readonly cover?: number;
    }
  | {
      readonly kind: 'text';
      readonly role: Role;
      readonly text: string;
      /** Left end, middle or right end, as `align` says, and where letters stand. */
      readonly at: Place;
      readonly sizePx: number;
      readonly bold?: boolean;
      readonly align?: 'left' | 'center' | 'right';
      /** Letters on a ground that changes get a halo of the paper. */
      readonly halo?: boolean;
    };

/** Colours by role, as CSS writes them. */
export type Palette = Readonly<Record<Role, string>>;

const SKIN = {
  epidermis: '#cf9a78',
  papillary: '#eab9a2',
  reticular: '#f3cdb9',
  fat: '#f4dfa4',
  border: '#8c5a43',
  pigment: '#17191c',
  crust: '#7a3b22',
  follicle: '#6b4a2f',
  onSkin: '#2a1710',
} as const;

/** Light wavelengths as a projector still tells them apart, on skin and on the page. */
const LIGHT = { light450: '#1f5fe0', light540: '#14803c', light630: '#d3261f' } as const;

/** On white. */
export const LIGHT_PALETTE: Palette = {
  ...SKIN,
  ...LIGHT,
  air: '#ffffff',
  outline: '#15201f',
  needle: '#3e4a52',
  needleFill: '#9aa7b0',
  tilt: '#51605f',
  band: '#0c6660',
  chosen: '#0c6660',
  words: '#15201f',
  scale: '#51605f',
  plot: '#f1f4f4',
};

/** On the dark page; skin stays skin. */
export const DARK_PALETTE: Palette = {
  ...SKIN,
  ...LIGHT,
  light450: '#5b93ff',
  light540: '#35b566',
  light630: '#ff6a5f',
  air: '#161b1d',
  outline: '#15201f',
  needle: '#c3ced4',
  needleFill: '#7c8a92',
  tilt: '#a3b2b0',
  band: '#0c6660',
  chosen: '#62cfc3',
  words: '#e9efee',
  scale: '#a3b2b0',
  plot: '#1e2527',
};
