import type { Attribute, Decoder, DecoderModule, Mesh } from 'draco3dgltf';
import { broken, checkCounts } from '../scan-file.ts';
import { integersOf, meantBy } from './gltf-accessor.ts';
import type { GltfAccessor } from './gltf-json.ts';

/** Opens the Draco decoder. A page brings the module's bytes along; Node finds them itself. */
export type OpenDraco = () => Promise<DecoderModule>;

/** The decoder as the package loads it. A fresh one each time: a damaged file may abort it. */
export async function openDraco(wasmBinary?: ArrayBuffer): Promise<DecoderModule> {
  const { default: draco } = await import('draco3dgltf');
  return draco.createDecoderModule(wasmBinary ? { wasmBinary } : {});
}

/** An attribute to unpack, and how the document says its numbers are meant. */
export interface DracoAttribute {
  readonly name: string;
  readonly width: 3 | 4;
  /** Within the compressed mesh. */
  readonly id: number | undefined;
  readonly accessor: GltfAccessor | undefined;
}

/** Triangles, and the numbers of each attribute by name. */
export interface Unpacked {
  readonly triangles: Uint32Array;
  readonly values: Readonly<Record<string, Float64Array>>;
}

/** Unpacks the triangles of KHR_draco_mesh_compression. */
export async function readDraco(
  open: OpenDraco,
  bytes: Uint8Array,
  wanted: readonly DracoAttribute[],
): Promise<Unpacked> {
  try {
    return decode(await open(), bytes, wanted);
  } catch (error) {
    // Emscripten throws strings, numbers and its own errors where memory runs out.
    if (error instanceof Error && error.name === 'DotworkError') throw error;
    throw broken('glTF', 'its Draco compression is damaged');
  }
}

function decode(
  draco: DecoderModule,
  bytes: Uint8Array,
  wanted: readonly DracoAttribute[],
): Unpacked {
  const decoder = new draco.Decoder();
  const buffer = new draco.DecoderBuffer();
  const mesh = new draco.Mesh();
  buffer.Init(bytes as unknown as Int8Array, bytes.length);
  const isMesh = decoder.GetEncodedGeometryType(buffer) === draco.TRIANGULAR_MESH;
  const status = isMesh ? decoder.DecodeBufferToMesh(buffer, mesh) : undefined;
  if (!status?.ok()) throw broken('glTF', 'its Draco compression is damaged');
  const points = mesh.num_points();
  const faces = mesh.num_faces();
  checkCounts('glTF', points, faces);
  const values: Record<string, Float64Array> = {};
  for (const { name, width, id, accessor } of wanted) {
    const attribute =
      id === undefined
        ? decoder.GetAttribute(mesh, decoder.GetAttributeId(mesh, draco.POSITION))
        : decoder.GetAttributeByUniqueId(mesh, id);
    // The module wraps a missing attribute as a pointer to nothing.
    const { ptr } = attribute as unknown as { ptr: number };
    if (ptr === 0 || attribute.num_components() !== width) {
      throw broken('glTF', `its Draco compression has no ${name.slice(0, 20)}`);
    }
    values[name] = numbersOf(draco, decoder, mesh, attribute, accessor);
  }
  const triangles = copyOut(draco, 12 * faces, (size, ptr) => {
    decoder.GetTrianglesUInt32Array(mesh, size, ptr);
    return new Uint32Array(draco.HEAPU32.buffer, ptr, 3 * faces).slice();
  });
  return { triangles, values };
}

/**
 * The numbers of an attribute. Integers are asked for as such, since only the document says whether
 * they are shares of the largest one; the decoder's own mark for that is often not set.
 */
function numbersOf(
  draco: DecoderModule,
  decoder: Decoder,
  mesh: Mesh,
  attribute: Attribute,
  accessor: GltfAccessor | undefined,
): Float64Array {
  const count = mesh.num_points() * attribute.num_components();
  const sort = accessor && integersOf(accessor);
  const type = { signed: draco.DT_INT32, unsigned: draco.DT_UINT32 };
  return copyOut(draco, 4 * count, (size, ptr) => {
    const wanted = sort ? type[sort] : draco.DT_FLOAT32;
    decoder.GetAttributeDataArrayForAllPoints(mesh, attribute, wanted, size, ptr);
    const buffer = draco.HEAPF32.buffer as ArrayBuffer;
    if (!sort) return Float64Array.from(new Float32Array(buffer, ptr, count));
    const Integers = sort === 'signed' ? Int32Array : Uint32Array;
    return Float64Array.from(new Integers(buffer, ptr, count), meantBy(accessor));
  });
}

function copyOut<T>(draco: DecoderModule, size: number, read: (size: number, ptr: number) => T): T {
  const ptr = draco._malloc(size);
  try {
    return read(size, ptr);
  } finally {
    draco._free(ptr);
  }
}
