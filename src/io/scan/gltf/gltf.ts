import { broken, checkCounts, type FileMesh, type ScanFile } from '../scan-file.ts';
import { type OpenDraco, readDraco } from './draco.ts';
import { readAccessor } from './gltf-accessor.ts';
import { type GltfViews, openViews } from './gltf-buffers.ts';
import type { GltfJson, GltfParts, GltfPrimitive } from './gltf-json.ts';
import { type Matrix, nodePlaces, turnsOver } from './gltf-nodes.ts';

/** Extensions that change where triangles are; what only colours them is passed over. */
const READ = [
  'KHR_draco_mesh_compression',
  'EXT_meshopt_compression',
  'KHR_meshopt_compression',
  'KHR_mesh_quantization',
  'KHR_accessor_float64',
];
const HARMLESS = /^(KHR|EXT)_(materials|texture|lights|animation|xmp|node_visibility)/;

/** Drawing modes of primitives that hold triangles. */
const TRIANGLES = 4;
const STRIP = 5;
const FAN = 6;

/**
 * Reads all triangles of a glTF scene, in its own coordinates.
 *
 * Our own, because the libraries unpack everything a file names, pictures and normals too, and
 * allocate by the counts it claims; here a count is held against its bytes first.
 */
export async function readGltf(
  parts: GltfParts,
  beside: readonly ScanFile[],
  openDraco: OpenDraco,
): Promise<FileMesh> {
  const { json } = parts;
  checkDocument(json);
  const views = openViews(parts, beside);
  const pieces: FileMesh[] = [];
  let [vertices, triangles] = [0, 0];
  // Meshes shown more than once are read once.
  const meshes = new Map<number, readonly FileMesh[]>();
  for (const { mesh, matrix } of nodePlaces(json)) {
    const read = meshes.get(mesh) ?? (await readMesh(json, views, mesh, openDraco));
    meshes.set(mesh, read);
    for (const piece of read) {
      vertices += piece.positions.length / 3;
      triangles += piece.triangles.length / 3;
      checkCounts('glTF', vertices, triangles);
      pieces.push(placed(piece, matrix));
    }
  }
  if (triangles === 0) throw broken('glTF', 'its scene has no triangles');
  return joined(pieces, vertices, triangles);
}

function checkDocument({ asset, extensionsRequired = [] }: GltfJson): void {
  const version = String(asset?.version ?? '');
  if (!version.startsWith('2.')) throw broken('glTF', 'only glTF 2.0 is read');
  if (!Array.isArray(extensionsRequired)) throw broken('glTF', 'its list of extensions is damaged');
  for (const name of extensionsRequired.map(String)) {
    if (READ.includes(name) || HARMLESS.test(name)) continue;
    throw broken('glTF', `it needs the extension ${name.slice(0, 60)}, which is not read`);
  }
}

async function readMesh(
  json: GltfJson,
  views: GltfViews,
  index: number,
  openDraco: OpenDraco,
): Promise<FileMesh[]> {
  const primitives = json.meshes?.[index]?.primitives;
  if (!Array.isArray(primitives)) throw broken('glTF', `mesh ${index} is missing`);
  const pieces: FileMesh[] = [];
  for (const primitive of primitives as GltfPrimitive[]) {
    const mode = primitive?.mode ?? TRIANGLES;
    // Lines and points may stand beside the scan.
    if (mode < TRIANGLES || mode > FAN) continue;
    pieces.push(await readPrimitive(json, views, primitive, mode, openDraco));
  }
  return pieces;
}

async function readPrimitive(
  json: GltfJson,
  views: GltfViews,
  primitive: GltfPrimitive,
  mode: number,
  openDraco: OpenDraco,
): Promise<FileMesh> {
  const draco = primitive.extensions?.KHR_draco_mesh_compression;
  if (draco) {
    const bytes = await views.bytes(draco.bufferView);
    return checked(await readDraco(openDraco, bytes, draco.attributes?.POSITION));
  }
  const place = primitive.attributes?.POSITION;
  if (place === undefined) throw broken('glTF', 'a mesh has no points');
  const positions = await readAccessor(json, views, place, 3);
  const corners =
    primitive.indices === undefined
      ? Float64Array.from({ length: positions.length / 3 }, (_, i) => i)
      : await readAccessor(json, views, primitive.indices, 1);
  return checked({ positions, triangles: trianglesOf(corners, mode) });
}

function trianglesOf(corners: Float64Array, mode: number): Uint32Array {
  if (mode === TRIANGLES) {
    return Uint32Array.from(corners.subarray(0, corners.length - (corners.length % 3)));
  }
  const triangles = new Uint32Array(3 * Math.max(0, corners.length - 2));
  for (let i = 2; i < corners.length; i++) {
    const odd = mode === STRIP && i % 2 === 1;
    const [a, b] = mode === FAN ? [0, i - 1] : odd ? [i - 1, i - 2] : [i - 2, i - 1];
    triangles.set([corners[a]!, corners[b]!, corners[i]!], 3 * (i - 2));
  }
  return triangles;
}

function checked(mesh: FileMesh): FileMesh {
  const count = mesh.positions.length / 3;
  const missing = mesh.triangles.find((corner) => corner >= count);
  if (missing === undefined) return mesh;
  throw broken('glTF', `a triangle names point ${missing}, but there are ${count}`);
}

function placed({ positions, triangles }: FileMesh, m: Matrix): FileMesh {
  const moved = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y, z] = [positions[i]!, positions[i + 1]!, positions[i + 2]!];
    for (let k = 0; k < 3; k++)
      moved[i + k] = m[k]! * x + m[4 + k]! * y + m[8 + k]! * z + m[12 + k]!;
  }
  if (!turnsOver(m)) return { positions: moved, triangles };
  // A mirror turns triangles over; two corners change places again.
  const turned = triangles.slice();
  for (let i = 0; i < turned.length; i += 3) {
    turned[i] = triangles[i + 1]!;
    turned[i + 1] = triangles[i]!;
  }
  return { positions: moved, triangles: turned };
}

function joined(pieces: readonly FileMesh[], vertices: number, triangles: number): FileMesh {
  const out = {
    positions: new Float64Array(3 * vertices),
    triangles: new Uint32Array(3 * triangles),
  };
  let [v, t] = [0, 0];
  for (const piece of pieces) {
    out.positions.set(piece.positions, 3 * v);
    for (const corner of piece.triangles) out.triangles[t++] = corner + v;
    v += piece.positions.length / 3;
  }
  return out;
}
