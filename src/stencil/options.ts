import type { Range } from '../base/range.ts';

/** How a stencil is made. */
export interface StencilOptions {
  /** A strip is cut where a distance on paper would be farther off the one on skin, mm. */
  readonly limitMm: number;
  /** Paper on either side of the line, mm. */
  readonly halfWidthMm: number;
  /** Whether the borders of zones are drawn too. */
  readonly zones: boolean;
  /** For transfer paper, whose printed side goes on the skin. */
  readonly mirror: boolean;
}

export const DEFAULT_STENCIL: StencilOptions = {
  limitMm: 1.5,
  halfWidthMm: 12,
  zones: true,
  mirror: false,
};

export const STENCIL_RANGES = {
  limitMm: [0.3, 20],
  halfWidthMm: [6, 25],
} as const satisfies Record<string, Range>;
