import { broken, checkCounts, type FileMesh, pointCloud, splats } from '../scan-file.ts';
import { type DracoAttribute, type OpenDraco, readDraco } from './draco.ts';
import { readAccessor } from './gltf-accessor.ts';
import type { GltfViews } from './gltf-buffers.ts';
import { extensionOf, isWhole, type UnreadExtensions } from './gltf-extensions.ts';
import type { Attributes, GltfJson, GltfMesh, GltfPrimitive } from './gltf-json.ts';

/** What reading a document goes by. */
export interface GltfSource {
  readonly json: GltfJson;
  readonly views: GltfViews;
  readonly unread: UnreadExtensions;
  readonly openDraco: OpenDraco;
}

/** Triangles of a mesh as the file has them, and what bends them. */
export interface Piece extends FileMesh {
  /** Changes of the points, by weight. */
  readonly targets: readonly Attributes[];
  /** Numbers of joints and their weights, four a point in each set. */
  sets(): Promise<{ readonly joints: Float64Array; readonly weights: Float64Array }[]>;
}

/** A mesh, and how many of its primitives had nothing to read. */
export interface ReadMesh {
  readonly pieces: readonly Piece[];
  readonly skipped: number;
  readonly mesh: GltfMesh;
}

/** Drawing modes of primitives that hold triangles. */
const TRIANGLES = 4;
const STRIP = 5;
const FAN = 6;
/** More sets of joints a point has no viewer. */
const MOST_SETS = 8;

/** Reads the primitives of a mesh that hold triangles. */
export async function readMesh(source: GltfSource, index: number): Promise<ReadMesh> {
  const mesh = source.json.meshes?.[index];
  const primitives = mesh?.primitives;
  if (!Array.isArray(primitives)) throw broken('glTF', `mesh ${index} is missing`);
  if (primitives.length === 0) source.unread.refuseOn(mesh);
  const pieces: Piece[] = [];
  let [skipped, vertices, triangles] = [0, 0, 0];
  for (const primitive of primitives as GltfPrimitive[]) {
    const piece = await readPrimitive(source, primitive ?? {});
    if (!piece) {
      skipped++;
      continue;
    }
    // Primitives may all name the same numbers, so a small file can claim any memory.
    vertices += piece.positions.length / 3;
    triangles += piece.triangles.length / 3;
    checkCounts('glTF', vertices, triangles);
    pieces.push(piece);
  }
  return { pieces, skipped, mesh: mesh! };
}

/** Whether a document has primitives of points alone, and what is said of it then. */
export function pointsOnly({ json }: GltfSource): Error | undefined {
  const primitives = (Array.isArray(json.meshes) ? json.meshes : []).flatMap((mesh) =>
    Array.isArray(mesh?.primitives) ? (mesh.primitives as GltfPrimitive[]) : [],
  );
  const areSplats = primitives.some((primitive) =>
    Object.keys(primitive?.extensions ?? {}).some((name) => /gaussian_splat/i.test(name)),
  );
  if (areSplats) return splats('glTF');
  return primitives.some((primitive) => primitive?.mode === 0) ? pointCloud('glTF') : undefined;
}

/** A primitive of triangles; lines and points may stand beside the scan, and some have no points. */
async function readPrimitive(
  source: GltfSource,
  primitive: GltfPrimitive,
): Promise<Piece | undefined> {
  const mode = primitive.mode ?? TRIANGLES;
  if (mode < TRIANGLES || mode > FAN) return undefined;
  const { json, views, unread } = source;
  const draco = extensionOf(primitive, 'KHR_draco_mesh_compression');
  if (draco) return readCompressed(source, primitive, draco as Draco);
  const attributes = primitive.attributes ?? {};
  const { POSITION: place } = attributes;
  const own = primitive.indices === undefined ? [place] : [place, primitive.indices];
  if (!isWhole(json, own)) unread.refuseOn(primitive);
  if (place === undefined) return undefined;
  const positions = await readAccessor(json, views, place, 3);
  const corners =
    primitive.indices === undefined
      ? Float64Array.from({ length: positions.length / 3 }, (_, i) => i)
      : await readAccessor(json, views, primitive.indices, 1);
  const mesh = checked({ positions, triangles: trianglesOf(corners, mode) });
  return { ...mesh, ...bending(source, primitive, positions.length / 3, {}) };
}

type Draco = NonNullable<NonNullable<GltfPrimitive['extensions']>['KHR_draco_mesh_compression']>;

async function readCompressed(
  source: GltfSource,
  primitive: GltfPrimitive,
  draco: Draco,
): Promise<Piece> {
  const { json, views, openDraco } = source;
  const { attributes = {} } = draco;
  const wanted = (name: string, width: 3 | 4): DracoAttribute => ({
    name,
    width,
    id: attributes[name],
    accessor: json.accessors?.[primitive.attributes?.[name] ?? -1],
  });
  const sets = Object.keys(attributes).filter((name) => /^(JOINTS|WEIGHTS)_\d$/.test(name));
  const bytes = await views.bytes(draco.bufferView);
  const { triangles, values } = await readDraco(openDraco, bytes, [
    wanted('POSITION', 3),
    ...sets.map((name) => wanted(name, 4)),
  ]);
  const positions = values.POSITION!;
  const mesh = checked({ positions, triangles });
  return { ...mesh, ...bending(source, primitive, positions.length / 3, values) };
}

function bending(
  { json, views }: GltfSource,
  { attributes = {}, targets }: GltfPrimitive,
  count: number,
  unpacked: Readonly<Record<string, Float64Array>>,
): Pick<Piece, 'targets' | 'sets'> {
  const read = async (name: string) => {
    if (unpacked[name]) return unpacked[name];
    const at = attributes[name];
    return at === undefined ? undefined : readAccessor(json, views, at, 4, count);
  };
  return {
    targets: Array.isArray(targets) ? targets : [],
    sets: async () => {
      const sets: { joints: Float64Array; weights: Float64Array }[] = [];
      for (let set = 0; set < MOST_SETS; set++) {
        const joints = await read(`JOINTS_${set}`);
        const weights = await read(`WEIGHTS_${set}`);
        if (!joints || !weights) break;
        sets.push({ joints, weights });
      }
      return sets;
    },
  };
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
