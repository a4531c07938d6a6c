import {
  cholesky,
  type Matrix,
  solveTransposed,
  timesTransposed,
  transposedTimes,
} from '../base/matrix.ts';
import type { LayerOptics } from './layers.ts';
import type { Quadrature } from './quadrature.ts';
import { peakShare, redistribution } from './redistribution.ts';

/**
 * The modes of light in a layer: patterns over the directions that keep their shape on the way
 * through, each by itself.
 *
 * Let s be downward plus upward radiance and d downward minus upward, each times
 * sqrt(cosine * weight). Transport says s' = -F d and d' = -G s, with F and G symmetric and not
 * negative. With F = Z ZT and G = V rates^2 VT, where V is the inverse of ZT, amplitudes a and b in
 * s = Z a, d = V b follow a' = -b and b' = -rate^2 a: lines side by side that do not touch.
 */
export interface LayerModes {
  /** How fast each mode dies away with depth, 1/mm. */
  readonly rates: Float64Array;
  /** A row per mode: Z transposed, and V transposed. */
  readonly sums: Matrix;
  readonly differences: Matrix;
}

/** Modes of a layer by the directions of a rule; its thickness does not matter. */
export function layerModes(layer: LayerOptics, rule: Quadrature): LayerModes {
  const { absorptionPerMm, scatteringPerMm, anisotropy } = layer;
  const key = `${absorptionPerMm} ${scatteringPerMm} ${anisotropy}`;
  const of = known.get(rule) ?? new Map<string, LayerModes>();
  known.set(rule, of);
  const found = of.get(key);
  if (found) return found;
  if (of.size === KEPT) of.clear();
  const modes = modesOf(layer, rule);
  of.set(key, modes);
  return modes;
}

/** The layers of one skin come in several stacks, and those of the next skin are mostly the same. */
const KEPT = 512;
const known = new WeakMap<Quadrature, Map<string, LayerModes>>();

function modesOf(layer: LayerOptics, rule: Quadrature): LayerModes {
  const { absorptionPerMm, anisotropy } = layer;
  const { cosines } = rule;
  const size = cosines.length;
  const scattering = layer.scatteringPerMm * (1 - peakShare(anisotropy, rule));
  const { even, odd } = redistribution(anisotropy, rule);
  const extinction = Math.max(absorptionPerMm + scattering, 1e-12);
  const f = new Float64Array(size * size);
  const g = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      f[i * size + j] = -scattering * odd[i * size + j]!;
      g[i * size + j] = -scattering * even[i * size + j]!;
    }
    f[i * size + i]! += extinction / cosines[i]!;
    g[i * size + i]! += extinction / cosines[i]!;
  }
  cholesky(f, size);
  cholesky(g, size);
  // The product of their triangles with its rows turned to right angles: each is a pattern, as
  // long as its rate.
  const patterns = orthogonalRows(transposedTimes(g, f, size), size);
  const rates = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const row = i * size;
    let square = 0;
    for (let j = 0; j < size; j++) square += patterns[row + j]! ** 2;
    rates[i] = Math.sqrt(square);
    for (let j = 0; j < size; j++) patterns[row + j]! /= rates[i]!;
  }
  const sums = timesTransposed(patterns, f, size);
  for (let i = 0; i < size; i++) {
    solveTransposed(f, patterns.subarray(i * size, (i + 1) * size), size);
  }
  return { rates, sums, differences: patterns };
}

/** Squared cosines between rows: right angles within rounding, and such that one sweep makes so. */
const RIGHT = 1e-28;
const NEARLY_RIGHT = 1e-18;
const MOST_SWEEPS = 30;

// Turns pairs of rows until all are at right angles, in place: one-sided Jacobi, which finds small
// rates as exactly as large ones (Demmel & Veselic 1992, SIAM J. Matrix Anal. Appl. 13:1204).
function orthogonalRows(rows: Matrix, size: number): Matrix {
  for (let sweep = 0, turned = true; turned && sweep < MOST_SWEEPS; sweep++) {
    turned = false;
    for (let p = 0; p < size * size; p += size) {
      for (let q = p + size; q < size * size; q += size) {
        let pp = 0;
        let qq = 0;
        let pq = 0;
        for (let j = 0; j < size; j++) {
          const a = rows[p + j]!;
          const b = rows[q + j]!;
          pp += a * a;
          qq += b * b;
          pq += a * b;
        }
        const tilt = (pq * pq) / (pp * qq);
        if (tilt <= RIGHT) continue;
        if (tilt > NEARLY_RIGHT) turned = true;
        const lean = (qq - pp) / (2 * pq);
        const tangent = Math.sign(lean || 1) / (Math.abs(lean) + Math.sqrt(1 + lean * lean));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        const sine = cosine * tangent;
        for (let j = 0; j < size; j++) {
          const a = rows[p + j]!;
          const b = rows[q + j]!;
          rows[p + j] = cosine * a - sine * b;
          rows[q + j] = sine * a + cosine * b;
        }
      }
    }
  }
  return rows;
}
