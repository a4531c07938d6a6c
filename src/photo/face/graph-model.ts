import { type GraphOp, OPS, type Tensor } from './graph-ops.ts';

/** A network that was trained elsewhere, in the format of TensorFlow.js: graph and weights. */
export interface GraphModel {
  /** What the graph calls its answers, from what it is given. */
  run(input: Tensor): ReadonlyMap<string, Tensor>;
}

/** A node of the graph as its file has it. */
interface Node {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, unknown>>;
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

/** The parts of the file that are read. */
export interface ModelFile {
  readonly modelTopology: { readonly node: readonly Node[] };
  readonly weightsManifest: readonly [{ readonly weights: readonly WeightEntry[] }];
}

/** Bytes a number takes by its name in the file. */
const BYTES: Readonly<Record<string, number>> = { float32: 4, float16: 2, int32: 4 };

/**
 * Makes a network of its files. Nodes run in the order of the file, which has each after what it reads;
 * sums are of doubles, so the same picture gives the same points everywhere.
 */
export function graphModel(file: ModelFile, weightBytes: Uint8Array): GraphModel {
  const weights = weightsOf(file.weightsManifest[0].weights, weightBytes);
  const nodes = file.modelTopology.node.filter(({ op }) => op !== 'Const');
  for (const { op } of nodes) {
    if (op !== 'Placeholder' && !Object.hasOwn(OPS, op)) {
      throw new Error(`The network has an operation that is not known: ${op}.`);
    }
  }
  return {
    run(input) {
      const known = new Map<string, Tensor>(weights);
      const answers = new Map<string, Tensor>();
      for (const { name, op, input: from = [], attr = {} } of nodes) {
        if (op === 'Placeholder') {
          known.set(name, input);
          continue;
        }
        const given = from.map((one) => known.get(one.replace(/:\d+$/, ''))!);
        const made = (OPS[op] as GraphOp)(given, attr);
        known.set(name, made);
        if (op === 'Identity') answers.set(name, made);
      }
      return answers;
    },
  };
}

function weightsOf(entries: readonly WeightEntry[], bytes: Uint8Array): Map<string, Tensor> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Map<string, Tensor>();
  let at = 0;
  for (const { name, shape, dtype, quantization } of entries) {
    const stored = quantization?.dtype ?? dtype;
    const size = BYTES[stored];
    if (size === undefined)
      throw new Error(`The network has weights of a kind not known: ${stored}.`);
    const data = new Float32Array(shape.reduce((all, side) => all * side, 1));
    for (let i = 0; i < data.length; i++, at += size) {
      data[i] =
        stored === 'float16'
          ? half(view.getUint16(at, true))
          : stored === 'int32'
            ? view.getInt32(at, true)
            : view.getFloat32(at, true);
    }
    out.set(name, { shape, data });
  }
  return out;
}

/** A number of 16 bits (IEEE 754 binary16). */
function half(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size =
    exponent === 0
      ? 2 ** -24 * fraction
      : exponent === 31
        ? fraction
          ? Number.NaN
          : Number.POSITIVE_INFINITY
        : 2 ** (exponent - 25) * (1024 + fraction);
  return bits & 0x8000 ? -size : size;
}
