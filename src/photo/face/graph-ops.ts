/** Numbers in rows: of a picture height, width and channels, the last running fastest. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

type Attributes = Readonly<Record<string, unknown>>;

/** What a node does with what it is given. */
export type GraphOp = (given: readonly Tensor[], attributes: Attributes) => Tensor;

/** The operations that the networks of faces are made of; pictures come one at a time. */
export const OPS: Readonly<Record<string, GraphOp>> = {
  Identity: ([x]) => x!,
  Relu: ([x]) => each(x!, (value) => Math.max(0, value)),
  Sigmoid: ([x]) => each(x!, (value) => 1 / (1 + Math.exp(-value))),
  Prelu: ([x, slopes]) => prelu(x!, slopes!),
  AddV2: ([a, b]) => added(a!, b!),
  Reshape: ([x, shape]) => reshaped(x!, shape!),
  Pad: ([x, margins]) => padded(x!, margins!),
  MaxPool: ([x], attributes) => maxPool(x!, attributes),
  DepthwiseConv2dNative: ([x, kernel], attributes) => depthwise(x!, kernel!, attributes),
  _FusedConv2D: fusedConv,
};

function each({ shape, data }: Tensor, of: (value: number) => number): Tensor {
  return { shape, data: data.map(of) };
}

/** Below nothing the slope is another one, a channel each. */
function prelu({ shape, data }: Tensor, { data: slopes }: Tensor): Tensor {
  const channels = slopes.length;
  return { shape, data: data.map((x, i) => (x < 0 ? x * slopes[i % channels]! : x)) };
}

/** The second may have one number for each channel. */
function added({ shape, data }: Tensor, { data: other }: Tensor): Tensor {
  const count = other.length;
  return { shape, data: data.map((x, i) => x + other[i % count]!) };
}

function reshaped({ data }: Tensor, { data: wanted }: Tensor): Tensor {
  const known = wanted.reduce((all, side) => (side > 0 ? all * side : all), 1);
  return { shape: Array.from(wanted, (side) => (side > 0 ? side : data.length / known)), data };
}

function padded({ shape, data }: Tensor, { data: margins }: Tensor): Tensor {
  const [, height, width, channels] = shape as [number, number, number, number];
  const [top, below, left, right, front, back] = [2, 3, 4, 5, 6, 7].map((i) => margins[i]!) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [high, wide, deep] = [height + top + below, width + left + right, channels + front + back];
  const out = new Float32Array(high * wide * deep);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * channels;
      const to = ((y + top) * wide + x + left) * deep + front;
      out.set(data.subarray(from, from + channels), to);
    }
  }
  return { shape: [1, high, wide, deep], data: out };
}

/** How a window moves over a picture: sides of the answer, and where its first place starts. */
function windowOf(
  [, height, width]: readonly number[],
  [tall, broad]: readonly [number, number],
  { strides, padding }: Attributes,
) {
  const [, down, along] = numbers(strides);
  const isSame = atob((padding as { s: string }).s) === 'SAME';
  const side = (size: number, kernel: number, step: number) => {
    const count = isSame ? Math.ceil(size / step) : Math.ceil((size - kernel + 1) / step);
    const beyond = isSame ? Math.max(0, (count - 1) * step + kernel - size) : 0;
    return { count, before: Math.floor(beyond / 2) };
  };
  return {
    ...{ rows: side(height!, tall, down!), columns: side(width!, broad, along!) },
    ...{ down: down!, along: along! },
  };
}

function maxPool({ shape, data }: Tensor, attributes: Attributes): Tensor {
  const [, height, width, channels] = shape as [number, number, number, number];
  const [, tall, broad] = numbers(attributes.ksize) as [number, number, number];
  const { rows, columns, down, along } = windowOf(shape, [tall, broad], attributes);
  const out = new Float32Array(rows.count * columns.count * channels).fill(-Infinity);
  for (let y = 0; y < rows.count; y++) {
    for (let x = 0; x < columns.count; x++) {
      const to = (y * columns.count + x) * channels;
      for (let ky = 0; ky < tall; ky++) {
        const row = y * down - rows.before + ky;
        if (row < 0 || row >= height) continue;
        for (let kx = 0; kx < broad; kx++) {
          const column = x * along - columns.before + kx;
          if (column < 0 || column >= width) continue;
          const from = (row * width + column) * channels;
          for (let c = 0; c < channels; c++) {
            if (data[from + c]! > out[to + c]!) out[to + c] = data[from + c]!;
          }
        }
      }
    }
  }
  return { shape: [1, rows.count, columns.count, channels], data: out };
}

/** Each channel by its own kernel. */
function depthwise({ shape, data }: Tensor, kernel: Tensor, attributes: Attributes): Tensor {
  const [, height, width, channels] = shape as [number, number, number, number];
  const [tall, broad] = kernel.shape as [number, number];
  const { rows, columns, down, along } = windowOf(shape, [tall, broad], attributes);
  const out = new Float32Array(rows.count * columns.count * channels);
  const sums = new Float64Array(channels);
  for (let y = 0; y < rows.count; y++) {
    for (let x = 0; x < columns.count; x++) {
      sums.fill(0);
      for (let ky = 0; ky < tall; ky++) {
        const row = y * down - rows.before + ky;
        if (row < 0 || row >= height) continue;
        for (let kx = 0; kx < broad; kx++) {
          const column = x * along - columns.before + kx;
          if (column < 0 || column >= width) continue;
          const from = (row * width + column) * channels;
          const by = (ky * broad + kx) * channels;
          for (let c = 0; c < channels; c++) sums[c]! += data[from + c]! * kernel.data[by + c]!;
        }
      }
      out.set(sums, (y * columns.count + x) * channels);
    }
  }
  return { shape: [1, rows.count, columns.count, channels], data: out };
}

/** All channels by all, and what follows at once: a bias, then a bend. */
function fusedConv([x, kernel, bias, slopes]: readonly Tensor[], attributes: Attributes): Tensor {
  const { shape, data } = x!;
  const [, height, width, deep] = shape as [number, number, number, number];
  const [tall, broad, , channels] = kernel!.shape as [number, number, number, number];
  const { rows, columns, down, along } = windowOf(shape, [tall, broad], attributes);
  const out = new Float32Array(rows.count * columns.count * channels);
  const sums = new Float64Array(channels);
  const weights = kernel!.data;
  for (let y = 0; y < rows.count; y++) {
    for (let x2 = 0; x2 < columns.count; x2++) {
      sums.set(bias!.data);
      for (let ky = 0; ky < tall; ky++) {
        const row = y * down - rows.before + ky;
        if (row < 0 || row >= height) continue;
        for (let kx = 0; kx < broad; kx++) {
          const column = x2 * along - columns.before + kx;
          if (column < 0 || column >= width) continue;
          const from = (row * width + column) * deep;
          for (let d = 0; d < deep; d++) {
            const value = data[from + d]!;
            if (value === 0) continue;
            const by = ((ky * broad + kx) * deep + d) * channels;
            for (let c = 0; c < channels; c++) sums[c]! += value * weights[by + c]!;
          }
        }
      }
      out.set(sums, (y * columns.count + x2) * channels);
    }
  }
  return bent({ shape: [1, rows.count, columns.count, channels], data: out }, slopes, attributes);
}

/** What a fused node does after its bias. */
function bent(made: Tensor, slopes: Tensor | undefined, { fused_ops: fused }: Attributes): Tensor {
  const names = ((fused as { list?: { s?: string[] } })?.list?.s ?? []).map((name) => atob(name));
  const bend = names.find((name) => name !== 'BiasAdd');
  if (bend === undefined) return made;
  if (bend === 'Relu') return each(made, (value) => Math.max(0, value));
  if (bend === 'Prelu') return prelu(made, slopes!);
  throw new Error(`The network bends its numbers in a way not known: ${bend}.`);
}

function numbers(attribute: unknown): number[] {
  return (attribute as { list: { i: string[] } }).list.i.map(Number);
}
