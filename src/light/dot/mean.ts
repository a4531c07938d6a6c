import { overlapRatio } from './overlap.ts';

/** Up to this share of light taken within reach the mean was fitted. */
const FITTED = 0.6;

/**
 * R / R0 averaged over a patch of blue-noise dots, from what each would take alone: the law of
 * `shaders/lib/mean.wgsl`, which says how well it holds.
 *
 * @param nearShare - Light taken within reach, as a share of all.
 * @param farShare - Light taken by halos past reach.
 * @param shape - How dots add up, see `overlap.ts`.
 */
export function meanRatio(nearShare: number, farShare: number, shape: number): number {
  const near = nearRatio(Math.min(nearShare, FITTED), shape);
  const before = nearRatio(FITTED - 0.01, shape);
  const at = nearRatio(FITTED, shape);
  const past = Math.exp(100 * (1 - before / at) * Math.max(0, nearShare - FITTED));
  const sum = (near * past) ** (-1 / shape) - 1 + farShare / shape;
  return overlapRatio(shape * sum, shape);
}

function nearRatio(s: number, shape: number): number {
  const together = 0.124 * (1 - Math.exp(-67 * s)) + 0.386 * s;
  return 1 - s + (s * s * together * (shape + 1)) / (shape + 0.628 * s);
}
