import type { LayerOptics } from './layers.ts';
import { bounceMatrix, type Matrix, multiply, solve } from './matrix.ts';
import type { Quadrature } from './quadrature.ts';

/** How a slab turns radiance at the quadrature angles around: the same from both sides. */
export interface SlabOperator {
  readonly reflect: Matrix;
  readonly transmit: Matrix;
}

/** Reflection of an endless layer, which transmits nothing. */
export function endlessReflection(layer: LayerOptics, rule: Quadrature): Matrix {
  let slab = thinSlab(layer, rule, startThicknessMm(layer, rule));
  // Doubles until nothing comes through; without absorption that never ends, hence the cap.
  for (let i = 0; i < 60 && slab.transmit.some((t) => t > 1e-9); i++) slab = double(slab);
  return slab.reflect;
}

/** Reflection and transmission of one homogeneous slab of finite thickness. */
export function slabOperator(
  layer: LayerOptics,
  rule: Quadrature,
  thicknessMm: number,
): SlabOperator {
  const start = startThicknessMm(layer, rule);
  const doublings = Math.max(0, Math.ceil(Math.log2(thicknessMm / start)));
  let slab = thinSlab(layer, rule, thicknessMm / 2 ** doublings);
  for (let i = 0; i < doublings; i++) slab = double(slab);
  return slab;
}

/** Reflection of a slab laid on something that reflects by `below`. */
export function layOn(slab: SlabOperator, below: Matrix): Matrix {
  const size = Math.sqrt(below.length);
  const inner = solve(
    bounceMatrix(below, slab.reflect, size),
    multiply(below, slab.transmit, size),
    size,
    size,
  );
  const out = multiply(slab.transmit, inner, size);
  for (let i = 0; i < out.length; i++) out[i]! += slab.reflect[i]!;
  return out;
}

function double(slab: SlabOperator): SlabOperator {
  const { reflect, transmit } = slab;
  const size = Math.sqrt(reflect.length);
  const down = solve(bounceMatrix(reflect, reflect, size), transmit, size, size);
  const up = multiply(reflect, down, size);
  const nextReflect = multiply(transmit, up, size);
  for (let i = 0; i < nextReflect.length; i++) nextReflect[i]! += reflect[i]!;
  return { reflect: nextReflect, transmit: multiply(transmit, down, size) };
}

// The trapezoid start is off by (tau/mu)^2/12 at the flattest angle; a quarter keeps that under
// one percent of light that hardly moves vertically anyway.
const START_SHARE = 0.25;

function startThicknessMm(layer: LayerOptics, rule: Quadrature): number {
  const { scatteringPerMm, absorptionPerMm } = layer;
  const extinction = absorptionPerMm + scatteringPerMm * (1 - peakShare(layer, rule));
  return (START_SHARE * rule.cosines[0]!) / Math.max(extinction, 1e-12);
}

// Delta-M (Wiscombe 1977): the part of the forward peak the rule cannot see counts as unscattered.
function peakShare(layer: LayerOptics, rule: Quadrature): number {
  return layer.anisotropy ** rule.cosines.length;
}

// A slab thin enough for the trapezoid rule ("diamond initialisation", Wiscombe 1976, J. Quant.
// Spectrosc. Radiat. Transfer 16:637).
function thinSlab(layer: LayerOptics, rule: Quadrature, thicknessMm: number): SlabOperator {
  const size = rule.cosines.length;
  const scattering = layer.scatteringPerMm * (1 - peakShare(layer, rule));
  const [forward, backward] = redistribution(layer.anisotropy, rule);
  const plus = new Float64Array(size * size);
  const b = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const step = thicknessMm / (2 * rule.cosines[i]!);
    for (let j = 0; j < size; j++) {
      const share = (scattering * rule.weights[j]!) / 2;
      plus[i * size + j] = -step * share * forward[i * size + j]!;
      b[i * size + j] = step * share * backward[i * size + j]!;
    }
    plus[i * size + i]! += 1 + step * (scattering + layer.absorptionPerMm);
  }
  const inner = solve(plus.slice(), b, size, size);
  const system = multiply(b, inner, size);
  for (let i = 0; i < system.length; i++) system[i] = plus[i]! - system[i]!;
  const transmit = solve(system, doubledIdentity(size), size, size);
  const reflect = multiply(inner, transmit, size);
  for (let i = 0; i < size; i++) transmit[i * size + i]! -= 1;
  return { reflect, transmit };
}

function doubledIdentity(size: number): Matrix {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) out[i * size + i] = 2;
  return out;
}

// The same for every wavelength of a layer, and an eighth of the cost of a slab.
const redistributions = new WeakMap<Quadrature, Map<number, readonly [Matrix, Matrix]>>();

// Henyey-Greenstein, averaged over azimuth, between the directions of the rule: forward and back.
function redistribution(anisotropy: number, rule: Quadrature): readonly [Matrix, Matrix] {
  const known = redistributions.get(rule) ?? new Map<number, readonly [Matrix, Matrix]>();
  redistributions.set(rule, known);
  const found = known.get(anisotropy);
  if (found) return found;
  const size = rule.cosines.length;
  const forward = new Float64Array(size * size);
  const backward = new Float64Array(size * size);
  const peak = anisotropy ** size;
  const legendre = legendreTable(rule.cosines, size);
  for (let k = 0; k < size; k++) {
    const moment = ((2 * k + 1) * (anisotropy ** k - peak)) / (1 - peak);
    const sign = k % 2 === 0 ? 1 : -1;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const term = moment * legendre[k * size + i]! * legendre[k * size + j]!;
        forward[i * size + j]! += term;
        backward[i * size + j]! += sign * term;
      }
    }
  }
  conserve(forward, backward, rule);
  known.set(anisotropy, [forward, backward]);
  return [forward, backward];
}

// A split rule does not integrate the highest moments exactly. Putting the remainder on straight
// ahead keeps every photon and leaves the matrix symmetric (Wiscombe 1976, section 4).
function conserve(forward: Matrix, backward: Matrix, rule: Quadrature): void {
  const size = rule.cosines.length;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) {
      sum += rule.weights[j]! * (forward[i * size + j]! + backward[i * size + j]!);
    }
    forward[i * size + i]! += (2 - sum) / rule.weights[i]!;
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
