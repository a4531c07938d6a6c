import type { Box, Field } from './field.ts';

/** Samples of a field that is symmetric in x, right half: x starts half a step left of 0. */
export interface HalfGrid {
  /** Samples along x, y and z; x runs fastest in `values`. */
  readonly n: readonly [number, number, number];
  readonly origin: readonly [number, number, number];
  readonly step: number;
  readonly values: Float32Array;
}

const BLOCK = 8;

/**
 * Samples f, skipping blocks whose centre is too far from the surface to hold any of it; those
 * carry the centre's value, so the sign is right everywhere.
 *
 * @param box - What to cover; its x range is ignored below 0.
 * @param step - Edge of a cell, mm.
 */
export function sampleHalf(f: Field, box: Box, step: number): HalfGrid {
  const origin = [-step / 2, box.lo[1], box.lo[2]] as const;
  const size = (axis: 0 | 1 | 2) => Math.ceil((box.hi[axis] - origin[axis]) / step) + 1;
  const n = [size(0), size(1), size(2)] as const;
  const values = new Float32Array(n[0] * n[1] * n[2]);
  const radius = (Math.sqrt(3) / 2) * BLOCK * step;
  for (let bz = 0; bz < n[2]; bz += BLOCK) {
    for (let by = 0; by < n[1]; by += BLOCK) {
      for (let bx = 0; bx < n[0]; bx += BLOCK) {
        const middle = f(
          origin[0] + (bx + BLOCK / 2) * step,
          origin[1] + (by + BLOCK / 2) * step,
          origin[2] + (bz + BLOCK / 2) * step,
        );
        // f is not 1-Lipschitz, hence the generous reach.
        const near = Math.abs(middle) <= 1.25 * radius + 4;
        for (let z = bz; z < Math.min(bz + BLOCK, n[2]); z++) {
          for (let y = by; y < Math.min(by + BLOCK, n[1]); y++) {
            for (let x = bx; x < Math.min(bx + BLOCK, n[0]); x++) {
              values[(z * n[1] + y) * n[0] + x] = near
                ? f(origin[0] + x * step, origin[1] + y * step, origin[2] + z * step)
                : middle;
            }
          }
        }
      }
    }
  }
  return { n, origin, step, values };
}
