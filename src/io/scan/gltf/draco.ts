import type { DecoderModule } from 'draco3dgltf';
import { broken, checkCounts, type FileMesh } from '../scan-file.ts';

/** Opens the Draco decoder. A page brings the module's bytes along; Node finds them itself. */
export type OpenDraco = () => Promise<DecoderModule>;

/** The decoder as the package loads it. A fresh one each time: a damaged file may abort it. */
export async function openDraco(wasmBinary?: ArrayBuffer): Promise<DecoderModule> {
  const { default: draco } = await import('draco3dgltf');
  return draco.createDecoderModule(wasmBinary ? { wasmBinary } : {});
}

/** Unpacks the triangles of KHR_draco_mesh_compression. */
export async function readDraco(
  open: OpenDraco,
  bytes: Uint8Array,
  positionId: number | undefined,
): Promise<FileMesh> {
  try {
    return decode(await open(), bytes, positionId);
  } catch (error) {
    // Emscripten throws strings, numbers and its own errors where memory runs out.
    if (error instanceof Error && error.name === 'DotworkError') throw error;
    throw broken('glTF', 'its Draco compression is damaged');
  }
}

function decode(draco: DecoderModule, bytes: Uint8Array, id: number | undefined): FileMesh {
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
  const attribute =
    id === undefined
      ? decoder.GetAttribute(mesh, decoder.GetAttributeId(mesh, draco.POSITION))
      : decoder.GetAttributeByUniqueId(mesh, id);
  // The module wraps a missing attribute as a pointer to nothing.
  const { ptr } = attribute as unknown as { ptr: number };
  if (ptr === 0 || attribute.num_components() !== 3) {
    throw broken('glTF', 'its Draco compression has no points');
  }
  const positions = copyOut(draco, 12 * points, (size, ptr) => {
    decoder.GetAttributeDataArrayForAllPoints(mesh, attribute, draco.DT_FLOAT32, size, ptr);
    return Float64Array.from(new Float32Array(draco.HEAPF32.buffer, ptr, 3 * points));
  });
  const triangles = copyOut(draco, 12 * faces, (size, ptr) => {
    decoder.GetTrianglesUInt32Array(mesh, size, ptr);
    return new Uint32Array(draco.HEAPU32.buffer, ptr, 3 * faces).slice();
  });
  return { positions, triangles };
}

function copyOut<T>(draco: DecoderModule, size: number, read: (size: number, ptr: number) => T): T {
  const ptr = draco._malloc(size);
  try {
    return read(size, ptr);
  } finally {
    draco._free(ptr);
  }
}
