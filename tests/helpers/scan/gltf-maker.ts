import type { ScanFile } from '../../../src/io/scan/scan-file.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document to be written in any way, wrong ones too
type Loose = any;

const COMPONENTS = new Map<unknown, number>([
  [Int8Array, 5120],
  [Uint8Array, 5121],
  [Int16Array, 5122],
  [Uint16Array, 5123],
  [Uint32Array, 5125],
  [Float32Array, 5126],
]);
const WIDTHS = { SCALAR: 1, VEC3: 3, VEC4: 4, MAT4: 16 } as const;

type Numbers = Int8Array | Uint8Array | Int16Array | Uint16Array | Uint32Array | Float32Array;

/** A glTF document written by hand: accessors one by one, the rest as it stands. */
export class GltfMaker {
  readonly #parts: Uint8Array[] = [];
  #length = 0;
  readonly json: Loose = { asset: { version: '2.0' }, accessors: [], bufferViews: [] };

  /** Adds numbers; gives the accessor's index. */
  accessor(type: keyof typeof WIDTHS, numbers: Numbers, more: object = {}): number {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    this.json.bufferViews.push({ buffer: 0, byteOffset: this.#length, byteLength: bytes.length });
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    padded.set(bytes);
    this.#parts.push(padded);
    this.#length += padded.length;
    return (
      this.json.accessors.push({
        bufferView: this.json.bufferViews.length - 1,
        componentType: COMPONENTS.get(numbers.constructor),
        count: numbers.length / WIDTHS[type],
        type,
        ...more,
      }) - 1
    );
  }

  get buffer(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** The document with its buffer inside, or under another address. */
  text(
    uri = `data:application/octet-stream;base64,${Buffer.from(this.buffer).toString('base64')}`,
  ) {
    return JSON.stringify({ ...this.json, buffers: [{ uri, byteLength: this.#length }] });
  }

  file(uri?: string): ScanFile {
    return { name: 'a.gltf', bytes: new TextEncoder().encode(this.text(uri)) };
  }

  /** The same in one file, as GLB. */
  glb(): Uint8Array<ArrayBuffer> {
    const words = JSON.stringify({ ...this.json, buffers: [{ byteLength: this.#length }] });
    const json = new TextEncoder().encode(words.padEnd(Math.ceil(words.length / 4) * 4));
    const { buffer } = this;
    const out = new Uint8Array(12 + 8 + json.length + 8 + buffer.length);
    const view = new DataView(out.buffer);
    const chunk = [0x46546c67, 2, out.length, json.length, 0x4e4f534a];
    chunk.forEach((value, i) => {
      view.setUint32(4 * i, value, true);
    });
    out.set(json, 20);
    view.setUint32(20 + json.length, buffer.length, true);
    view.setUint32(24 + json.length, 0x004e4942, true);
    out.set(buffer, 28 + json.length);
    return out;
  }
}
