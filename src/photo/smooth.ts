/** Means around a place are taken within so many cells at first, as a standard deviation, then wider. */
const WIDER = [1, 4, 16];

/** Weighted means around every cell, ever wider where there is nothing near. */
export function smoothed(
  values: Float64Array,
  weight: Float64Array,
  width: number,
  height: number,
  reach: number,
): Float64Array {
  const out = new Float64Array(values.length);
  const told = new Float64Array(values.length);
  for (const times of WIDER) {
    const top = blurred(
      values.map((value, i) => value * weight[i]!),
      width,
      height,
      times * reach,
    );
    const bottom = blurred(weight, width, height, times * reach);
    for (let i = 0; i < out.length; i++) {
      const rest = (1 - told[i]!) * Math.min(1, bottom[i]! / 0.02);
      if (bottom[i]! > 1e-9) out[i]! += rest * (top[i]! / bottom[i]!);
      told[i]! += bottom[i]! > 1e-9 ? rest : 0;
    }
  }
  return out.map((sum, i) => (told[i]! > 0 ? sum / told[i]! : 0));
}

/** Two box blurs a direction: near a Gaussian. */
function blurred(values: Float64Array, width: number, height: number, sd: number): Float64Array {
  const radius = Math.max(1, Math.round(sd * 0.87));
  let out = values;
  for (let pass = 0; pass < 2; pass++) {
    out = boxed(out, width, height, 1, width, radius);
    out = boxed(out, height, width, width, 1, radius);
  }
  return out;
}

function boxed(
  values: Float64Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
  radius: number,
): Float64Array {
  const out = new Float64Array(values.length);
  for (let line = 0; line < lines; line++) {
    const at = (i: number) => values[line * stride + i * step]!;
    let sum = 0;
    for (let i = 0; i < Math.min(radius, length); i++) sum += at(i);
    for (let i = 0; i < length; i++) {
      if (i + radius < length) sum += at(i + radius);
      if (i - radius - 1 >= 0) sum -= at(i - radius - 1);
      out[line * stride + i * step] = sum / (2 * radius + 1);
    }
  }
  return out;
}
