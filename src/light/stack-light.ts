import { rowTimes, times } from '../base/matrix.ts';
import { enteredAmplitudes, type Illumination, type LayerStack, radiance } from './layer-stack.ts';

/** A stack under unit flux: by layer, `a` at its top and `b` at its foot; an endless one has none. */
export interface StackLight {
  readonly stack: LayerStack;
  readonly tops: readonly Float64Array[];
  readonly feet: readonly (Float64Array | undefined)[];
}

/** Light at one depth. */
export interface Field {
  /** Amplitudes of the modes of the layer there. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** Radiance by direction, times sqrt(cosine * weight). */
  readonly down: Float64Array;
  readonly up: Float64Array;
}

/** Lights a stack. */
export function lit(stack: LayerStack, illumination: Illumination): StackLight {
  const { layers } = stack;
  let a = enteredAmplitudes(stack, illumination);
  const size = a.length;
  const tops: Float64Array[] = [];
  const feet: (Float64Array | undefined)[] = [];
  layers.forEach(({ modes, line, inside }, k) => {
    tops.push(a);
    if (!line || !inside) {
      feet.push(undefined);
      return;
    }
    const rest = new Float64Array(size);
    for (let i = 0; i < size; i++) rest[i] = a[i]! * line.passed[i]!;
    const b = times(inside, rest, size);
    feet.push(b);
    for (let i = 0; i < size; i++) rest[i]! -= line.hold[i]! * b[i]!;
    const next = layers[k + 1]?.modes ?? modes;
    a = next === modes ? rest : times(next.differences, rowTimes(rest, modes.sums, size), size);
  });
  return { stack, tops, feet };
}

/** Number of the layer a depth lies in; the last one for what lies below. */
export function layerAt({ layers }: LayerStack, depthMm: number): number {
  let k = layers.length - 1;
  while (k > 0 && layers[k]!.topMm > depthMm) k--;
  return k;
}

/** The light at a depth, or at the foot of a stack that ends above. */
export function fieldAt({ stack, tops, feet }: StackLight, depthMm: number): Field {
  const k = layerAt(stack, depthMm);
  const { modes, topMm, thicknessMm } = stack.layers[k]!;
  const size = modes.rates.length;
  const fallMm = Math.min(thicknessMm, depthMm - topMm);
  const a = new Float64Array(size);
  const b = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const rate = modes.rates[i]!;
    // What is left of the top here, of the foot here, and of either at the other.
    const left = Math.exp(-rate * fallMm);
    const leftUp = Math.exp(-rate * (thicknessMm - fallMm));
    const both = 1 + (left * leftUp) ** 2;
    const top = (tops[k]![i]! * left) / both;
    const foot = ((feet[k]?.[i] ?? 0) * leftUp) / both;
    a[i] = top * (1 + leftUp ** 2) + (foot * Math.expm1(-2 * rate * fallMm)) / rate;
    b[i] = foot * (1 + left ** 2) - top * rate * Math.expm1(-2 * rate * (thicknessMm - fallMm));
  }
  return { a, b, ...radiance(modes, a, b) };
}
