import { solve } from '../../../src/base/matrix.ts';
import type { LayerOptics } from '../../../src/light/layers.ts';
import { type Quadrature, quadrature } from '../../../src/light/quadrature.ts';
import { peakShare, redistribution } from '../../../src/light/redistribution.ts';

type Matrix = Float64Array;

/** How thin doubling starts: optical way along the flattest direction. */
const START = 1 / 256;

/**
 * Reflectance of layers for a beam along the normal by adding and doubling (Prahl, van Gemert &
 * Welch 1993): a slab thin enough for the trapezoid rule, laid on itself until it is thick enough.
 */
export function doubledReflectance(
  layers: readonly LayerOptics[],
  index: number,
  directions: number,
): number {
  const rule = quadrature(index, directions);
  const { reflectance, scales, weights, cosines } = rule;
  const surface = diagonal(reflectance);
  let below: Matrix | undefined;
  for (const layer of layers.toReversed()) {
    const [reflect, transmit] = slab(layer, rule);
    // Of an endless layer nothing is seen of what lies below.
    const floor = below ?? surface;
    const under = times(transmit, solved(bounces(floor, reflect), times(floor, transmit)));
    below = reflect.map((own, i) => own + under[i]!);
  }
  const size = cosines.length;
  const beam = new Float64Array(size);
  beam[size - 1] =
    (1 - reflectance[size - 1]!) / Math.sqrt(cosines[size - 1]! * weights[size - 1]!);
  const up = times(below!, solve(bounces(surface, below!), beam, size, 1));
  return up.reduce((sum, x, i) => sum + x * scales[i]! * (1 - reflectance[i]!), 0);
}

// Reflection and transmission between the directions, times sqrt(cosine * weight) as in the modes.
function slab(layer: LayerOptics, rule: Quadrature): readonly [Matrix, Matrix] {
  const size = rule.cosines.length;
  const scattering = layer.scatteringPerMm * (1 - peakShare(layer.anisotropy, rule));
  const extinction = layer.absorptionPerMm + scattering;
  const { even, odd } = redistribution(layer.anisotropy, rule);
  const startMm = (START * rule.cosines[0]!) / extinction;
  const endless = layer.thicknessMm === Number.POSITIVE_INFINITY;
  const doublings = endless ? 100 : Math.max(0, Math.ceil(Math.log2(layer.thicknessMm / startMm)));
  const halfMm = (endless ? startMm : layer.thicknessMm / 2 ** doublings) / 2;
  const onward = even.map((share, i) => (-halfMm * scattering * (share + odd[i]!)) / 2);
  const back = even.map((share, i) => (halfMm * scattering * (share - odd[i]!)) / 2);
  for (let i = 0; i < size; i++) {
    onward[i * size + i]! += 1 + (halfMm * extinction) / rule.cosines[i]!;
  }
  const turned = solved(onward, back);
  const rest = times(back, turned).map((x, i) => onward[i]! - x);
  const both = solved(rest, diagonal(new Float64Array(size).fill(2)));
  let reflect: Matrix = times(turned, both);
  let transmit: Matrix = both.map((x, i) => (i % (size + 1) === 0 ? x - 1 : x));
  for (let i = 0; i < doublings && transmit.some((x) => x > 1e-9); i++) {
    const inner = solved(bounces(reflect, reflect), transmit);
    const more = times(transmit, times(reflect, inner));
    reflect = reflect.map((own, at) => own + more[at]!);
    transmit = times(transmit, inner);
  }
  return [reflect, transmit];
}

/** All bounces between two reflectors: 1 - a b. */
function bounces(a: Matrix, b: Matrix): Matrix {
  const size = Math.sqrt(a.length);
  return times(a, b).map((x, i) => (i % (size + 1) === 0 ? 1 : 0) - x);
}

function times(a: Matrix, b: Float64Array): Float64Array {
  const size = Math.sqrt(a.length);
  const columns = b.length / size;
  return Float64Array.from(b, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += a[i * size + k]! * b[k * columns + j]!;
    return sum;
  });
}

function solved(a: Matrix, b: Matrix): Matrix {
  const size = Math.sqrt(a.length);
  return solve(a.slice(), b, size, size);
}

function diagonal(values: Float64Array): Matrix {
  const size = values.length;
  return Float64Array.from({ length: size * size }, (_, at) =>
    at % (size + 1) === 0 ? values[at % size]! : 0,
  );
}
