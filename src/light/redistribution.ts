import type { Matrix } from '../base/matrix.ts';
import type { Quadrature } from './quadrature.ts';

/**
 * Where scattering sends light, between the directions of a rule: forward plus backward (`even`)
 * and forward minus backward (`odd`), for a scattering of 1. Symmetric: row and column carry
 * `weight / cosine`, half each.
 */
export interface Redistribution {
  readonly even: Matrix;
  readonly odd: Matrix;
}

/**
 * Delta-M (Wiscombe 1977): the part of the forward peak the rule cannot see counts as unscattered.
 */
export function peakShare(anisotropy: number, rule: Quadrature): number {
  return anisotropy ** rule.cosines.length;
}

/** Henyey-Greenstein without that peak, averaged over azimuth. */
export function redistribution(anisotropy: number, rule: Quadrature): Redistribution {
  const of = known.get(rule) ?? new Map<number, Redistribution>();
  known.set(rule, of);
  const found = of.get(anisotropy) ?? worked(anisotropy, rule);
  of.set(anisotropy, found);
  return found;
}

// The same for every wavelength of a layer.
const known = new WeakMap<Quadrature, Map<number, Redistribution>>();

function worked(anisotropy: number, rule: Quadrature): Redistribution {
  const { cosines, weights } = rule;
  const size = cosines.length;
  const even = new Float64Array(size * size);
  const odd = new Float64Array(size * size);
  const peak = peakShare(anisotropy, rule);
  const legendre = legendreTable(cosines, size);
  for (let k = 0; k < size; k++) {
    const moment = ((2 * k + 1) * (anisotropy ** k - peak)) / (1 - peak);
    // Legendre polynomials of even degree are the same up and down, odd ones change their sign.
    const out = k % 2 === 0 ? even : odd;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        out[i * size + j]! += moment * legendre[k * size + i]! * legendre[k * size + j]!;
      }
    }
  }
  conserve(even, odd, weights);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const share = Math.sqrt((weights[i]! * weights[j]!) / (cosines[i]! * cosines[j]!));
      even[i * size + j]! *= share;
      odd[i * size + j]! *= share;
    }
  }
  return { even, odd };
}

// A split rule does not integrate the highest moments exactly. Putting the remainder on straight
// ahead keeps every photon and leaves the matrix symmetric (Wiscombe 1976, J. Quant. Spectrosc.
// Radiat. Transfer 16:637, section 4).
function conserve(even: Matrix, odd: Matrix, weights: Float64Array): void {
  const size = weights.length;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += weights[j]! * even[i * size + j]!;
    const missing = (1 - sum) / weights[i]!;
    even[i * size + i]! += missing;
    odd[i * size + i]! += missing;
  }
}

function legendreTable(cosines: Float64Array, degrees: number): Float64Array {
  const size = cosines.length;
  const table = new Float64Array(degrees * size).fill(1);
  for (let i = 0; i < size; i++) {
    const x = cosines[i]!;
    if (degrees > 1) table[size + i] = x;
    for (let k = 2; k < degrees; k++) {
      table[k * size + i] =
        ((2 * k - 1) * x * table[(k - 1) * size + i]! - (k - 1) * table[(k - 2) * size + i]!) / k;
    }
  }
  return table;
}
