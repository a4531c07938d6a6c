import type { Range } from '../../base/range.ts';

/** Where long hair is parted, as its wearer sees it. */
export const PARTS = ['middle', 'left', 'right', 'none'] as const;

/** Ranges of the numbers of a cut, mm. */
export const CUT_RANGES = {
  lowMm: [0, 12],
  sidesMm: [0, 50],
  heightMm: [10, 140],
  lengthMm: [40, 450],
} as const satisfies Readonly<Record<string, Range>>;

/** Lengths of a beard, mm: from what a razor leaves by evening to a full one. */
export const BEARD_RANGE_MM = [0.2, 25] as const satisfies Range;

/** How the hair that is left is worn. */
export type Cut =
  /** All of one length. */
  | { readonly kind: 'even' }
  /** Short at the lower edge, so long on sides and back from a height on; the top is stubble. */
  | {
      readonly kind: 'fade';
      readonly lowMm: number;
      readonly sidesMm: number;
      /** Above the lower edge, where the sides have their full length. */
      readonly heightMm: number;
    }
  /** Long all over, combed away from a part. */
  | { readonly kind: 'long'; readonly lengthMm: number; readonly part: (typeof PARTS)[number] };
