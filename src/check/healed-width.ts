import { spreadVarianceMm2 } from '../ink/kinetics.ts';
import { KINETICS } from '../ink/kinetics-constants.ts';
import type { CheckedDots } from './subject.ts';

/** Days after which a dot counts as healed. */
const HEALED_DAYS = 60;

/**
 * Width of the pigment of a healed dot, mm: four standard deviations of an even disc of the column's
 * radius and of what healing adds, with the expected constants (docs/deposition.md).
 */
export function healedWidthMm({ radiusMm, depthMm }: CheckedDots, dot: number): number {
  const disc = radiusMm[dot]! ** 2 / 4;
  const spread = spreadVarianceMm2(KINETICS.expected, depthMm[dot]!, HEALED_DAYS);
  return 4 * Math.sqrt(disc + spread);
}
