import { cholesky, type Matrix, rowTimes, solveCholesky, times } from '../base/matrix.ts';
import { before, inModes, type LayerLine, layerLine, ofDirections, through } from './layer-line.ts';
import { type LayerModes, layerModes } from './layer-modes.ts';
import type { LayerOptics } from './layers.ts';
import { type Quadrature, quadrature } from './quadrature.ts';

/** How the light arrives: a beam along the normal, or evenly from the whole upper half. */
export type Illumination = 'normal' | 'diffuse';

/** One layer of a stack, worked out. */
export interface StackedLayer {
  readonly modes: LayerModes;
  readonly topMm: number;
  readonly thicknessMm: number;
  /** The whole layer, and `through` it for what lies below; an endless one has neither. */
  readonly line?: LayerLine;
  readonly inside?: Matrix;
}

/** A stack of layers, worked out: ready to be lit. */
export interface LayerStack {
  readonly index: number;
  readonly rule: Quadrature;
  readonly layers: readonly StackedLayer[];
  /** Admittance of the whole, in the modes of its first layer. */
  readonly admittance: Matrix;
}

/**
 * Exact transport through flat layers by discrete ordinates.
 *
 * Every layer is solved by its modes (Stamnes, Tsay, Wiscombe & Jayaweera 1988, Appl. Opt.
 * 27:2502); layers are joined from below like lines, each with the admittance of what it ends in.
 * One refractive index for all; air above, and below a stack that ends. Henyey-Greenstein
 * scattering. Directions as Prahl, van Gemert & Welch 1993, Appl. Opt. 32:559 choose them.
 *
 * @param optics - Top to bottom; only the last may be endless.
 * @param index - Refractive index of all layers.
 * @param directions - Per hemisphere, even.
 */
export function layerStack(
  optics: readonly LayerOptics[],
  index: number,
  directions = 12,
): LayerStack {
  const rule = ruleOf(index, directions);
  const last = optics[optics.length - 1]!;
  let modes = layerModes(last, rule);
  let admittance =
    last.thicknessMm === Number.POSITIVE_INFINITY
      ? diagonal(modes.rates)
      : ofDirections(surface(rule), modes);
  const layers = stacked(optics, rule);
  for (let k = layers.length - 1; k >= 0; k--) {
    const layer = layers[k]!;
    if (layer.thicknessMm === Number.POSITIVE_INFINITY) continue;
    const line = layerLine(layer.modes, layer.thicknessMm);
    const inside = through(line, inModes(admittance, modes, layer.modes));
    layers[k] = { ...layer, line, inside };
    admittance = before(line, inside);
    modes = layer.modes;
  }
  return { index, rule, layers, admittance };
}

function stacked(optics: readonly LayerOptics[], rule: Quadrature): StackedLayer[] {
  let footMm = 0;
  return optics.map((layer) => {
    const topMm = footMm;
    footMm += layer.thicknessMm;
    return { modes: layerModes(layer, rule), topMm, thicknessMm: layer.thicknessMm };
  });
}

/** Just below the surface of a stack under unit flux: amplitudes of the modes. */
export function enteredAmplitudes(stack: LayerStack, illumination: Illumination): Float64Array {
  const { rule, layers, admittance } = stack;
  const size = rule.cosines.length;
  // The surface sends light back: 2 / (1 + r) of what enters drives it and the stack side by side.
  const both = surfaceAdmittance(stack);
  for (let i = 0; i < both.length; i++) both[i]! += admittance[i]!;
  const drive = entering(stack, illumination);
  for (let i = 0; i < size; i++) {
    drive[i]! *= (2 * rule.scales[i]!) / (1 + rule.reflectance[i]!);
  }
  return solveCholesky(cholesky(both, size), times(layers[0]!.modes.sums, drive, size), size);
}

/** Radiance by direction of what amplitudes stand for, times sqrt(cosine * weight). */
export function radiance(
  { sums, differences }: LayerModes,
  a: Float64Array,
  b: Float64Array,
): { readonly down: Float64Array; readonly up: Float64Array } {
  const size = a.length;
  const down = rowTimes(a, sums, size);
  const up = rowTimes(b, differences, size);
  for (let i = 0; i < size; i++) {
    const sum = down[i]!;
    const difference = up[i]!;
    down[i] = (sum + difference) / 2;
    up[i] = (sum - difference) / 2;
  }
  return { down, up };
}

/** The surface as light meets it from inside, in the modes of the first layer. */
export function surfaceAdmittance({ rule, layers }: LayerStack): Matrix {
  return ofDirections(surface(rule), layers[0]!.modes);
}

function surface({ reflectance }: Quadrature): Float64Array {
  return reflectance.map((r) => (1 - r) / (1 + r));
}

function entering({ index, rule }: LayerStack, illumination: Illumination): Float64Array {
  const { cosines, weights, reflectance } = rule;
  if (illumination === 'diffuse') return reflectance.map((r) => (1 - r) * 2 * index ** 2);
  const last = cosines.length - 1;
  const beam = new Float64Array(cosines.length);
  beam[last] = (1 - reflectance[last]!) / (cosines[last]! * weights[last]!);
  return beam;
}

function diagonal(values: Float64Array): Matrix {
  const size = values.length;
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) out[i * size + i] = values[i]!;
  return out;
}

const rules = new Map<string, Quadrature>();

// Shared, so that the redistribution of each layer is worked out once per rule.
function ruleOf(index: number, directions: number): Quadrature {
  const key = `${index}/${directions}`;
  const rule = rules.get(key) ?? quadrature(index, directions);
  rules.set(key, rule);
  return rule;
}
