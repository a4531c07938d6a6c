import { DotworkError } from '../../../base/errors.ts';
import { fileAt, slashes } from '../paths.ts';
import { broken, type ScanFile } from '../scan-file.ts';
import { decoded, fromDataUri, isDataUri } from './data-uri.ts';
import type { UnreadExtensions } from './gltf-extensions.ts';
import type { Extended, GltfJson, GltfParts, MeshoptView } from './gltf-json.ts';

/** Bytes of the views of a glTF file. */
export interface GltfViews {
  /** Bytes of a view, unpacked where it is compressed. */
  bytes(view: number): Promise<Uint8Array>;
  /** Bytes from one element to the next, where the view says so. */
  stride(view: number): number | undefined;
  /** Refuses a part whose numbers an extension that is not read may change. */
  check(part: Extended): void;
}

/** Files a glTF document needs beside it, as paths from its own folder. */
export function neededFiles(json: GltfJson): string[] {
  return (Array.isArray(json.buffers) ? json.buffers : []).flatMap((buffer) => {
    const uri = buffer?.uri;
    return typeof uri === 'string' && !isDataUri(uri) ? [pathOf(uri)] : [];
  });
}

/** Opens the buffers of a document: its own chunk, data URIs, or files given along with it. */
export function openViews(
  { json, binary }: GltfParts,
  beside: readonly ScanFile[],
  unread: UnreadExtensions,
): GltfViews {
  const buffers: (Uint8Array | undefined)[] = [];
  const unpacked = new Map<number, Promise<Uint8Array>>();
  const buffer = (index: number): Uint8Array => {
    unread.refuseOn(json.buffers?.[index]);
    buffers[index] ??= openBuffer(json, index, binary, beside);
    return buffers[index];
  };
  const part = (
    name: string,
    where: { buffer: number; byteOffset?: number; byteLength: number },
  ) => {
    const whole = buffer(where.buffer);
    const start = where.byteOffset ?? 0;
    if (!isCount(start) || !isCount(where.byteLength) || start + where.byteLength > whole.length) {
      throw broken('glTF', `${name} reaches beyond its buffer`);
    }
    return whole.subarray(start, start + where.byteLength);
  };
  const viewOf = (index: number) => {
    const view = json.bufferViews?.[index];
    if (!view) throw broken('glTF', `buffer view ${index} is missing`);
    unread.refuseOn(view);
    return view;
  };
  const packedAs = (index: number): MeshoptView | undefined => {
    const { extensions } = viewOf(index);
    return extensions?.EXT_meshopt_compression ?? extensions?.KHR_meshopt_compression;
  };
  return {
    check: (part) => unread.refuseOn(part),
    bytes: (index) => {
      const name = `buffer view ${index}`;
      const packed = packedAs(index);
      if (!packed) return Promise.resolve(part(name, viewOf(index)));
      const bytes = unpacked.get(index) ?? unpack(packed, part(name, packed));
      unpacked.set(index, bytes);
      return bytes;
    },
    stride: (index) => packedAs(index)?.byteStride ?? viewOf(index).byteStride,
  };
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function openBuffer(
  json: GltfJson,
  index: number,
  binary: Uint8Array | undefined,
  beside: readonly ScanFile[],
): Uint8Array {
  const buffer = json.buffers?.[index];
  if (!buffer) throw broken('glTF', `buffer ${index} is missing`);
  if (buffer.uri === undefined) {
    if (index === 0 && binary) return binary;
    throw broken('glTF', `buffer ${index} has no bytes`);
  }
  if (typeof buffer.uri !== 'string') throw broken('glTF', `buffer ${index} has no address`);
  if (isDataUri(buffer.uri)) return fromDataUri(buffer.uri);
  const wanted = pathOf(buffer.uri);
  const found = fileAt(wanted, beside);
  if (found) return found.bytes;
  throw new DotworkError(
    'mesh',
    `This glTF file keeps its points in ${wanted.slice(0, 80)}, which was not given.`,
    'Give both files together, or export as GLB, which is one file.',
  );
}

/** A relative address as a path, without steps out of the folder. */
function pathOf(uri: string): string {
  const steps = slashes(decoded(uri.replace(/[?#].*$/s, ''))).split('/');
  return steps.filter((step) => step !== '' && step !== '.' && step !== '..').join('/');
}

/** Most that meshoptimizer's codecs shrink anything; more is a lie about the size. */
const MOST_SHRINK = 4096;
const MOST_UNPACKED_BYTES = 2 ** 28;
const MODES = ['ATTRIBUTES', 'TRIANGLES', 'INDICES'];
const FILTERS = ['NONE', 'OCTAHEDRAL', 'QUATERNION', 'EXPONENTIAL', 'COLOR'];

async function unpack(view: MeshoptView, packed: Uint8Array): Promise<Uint8Array> {
  const { count, byteStride, mode, filter = 'NONE' } = view;
  const size = count * byteStride;
  if (!isCount(count) || !isCount(byteStride) || byteStride < 1 || byteStride > 256) {
    throw broken('glTF', 'a compressed view has no size');
  }
  if (!MODES.includes(mode) || !FILTERS.includes(filter)) {
    throw broken('glTF', 'a compressed view is packed in an unknown way');
  }
  if (size > MOST_UNPACKED_BYTES || size > MOST_SHRINK * (packed.length + 256)) {
    throw broken('glTF', 'a compressed view claims more than it can hold');
  }
  const { MeshoptDecoder } = await import('meshoptimizer/decoder');
  await MeshoptDecoder.ready;
  const out = new Uint8Array(size);
  try {
    MeshoptDecoder.decodeGltfBuffer(out, count, byteStride, packed, mode, filter);
  } catch {
    throw broken('glTF', 'its meshopt compression is damaged');
  }
  return out;
}
