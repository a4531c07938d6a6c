import { mat4 } from 'gl-matrix';
import type { Finding } from '../../../scan/findings.ts';
import { joinedMesh } from '../joined-mesh.ts';
import { broken, checkCounts, type FileMesh, type ScanFile } from '../scan-file.ts';
import { morphed, placed, skinned } from './bend.ts';
import type { OpenDraco } from './draco.ts';
import { openViews } from './gltf-buffers.ts';
import { UnreadExtensions } from './gltf-extensions.ts';
import type { GltfParts } from './gltf-json.ts';
import { type MeshPlace, type NodeTree, nodeTree } from './gltf-nodes.ts';
import { instancesOf } from './instances.ts';
import { type GltfSource, pointsOnly, type ReadMesh, readMesh } from './primitive.ts';

/**
 * Reads all triangles of a glTF scene as viewers show it at rest, in its own coordinates.
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
  if (!String(json.asset?.version ?? '').startsWith('2.')) {
    throw broken('glTF', 'only glTF 2.0 is read');
  }
  const unread = new UnreadExtensions(json);
  const source: GltfSource = { json, views: openViews(parts, beside, unread), unread, openDraco };
  const tree = nodeTree(json);
  const shown = tree.places.filter(({ isHidden }) => !isHidden);
  const pieces: FileMesh[] = [];
  const skipped = new Map<number, number>();
  let [vertices, triangles] = [0, 0];
  // Meshes shown more than once are read once.
  const meshes = new Map<number, ReadMesh>();
  for (const place of shown) {
    const read = meshes.get(place.mesh) ?? (await readMesh(source, place.mesh));
    meshes.set(place.mesh, read);
    skipped.set(place.mesh, read.skipped);
    for await (const piece of posed(source, tree, place, read)) {
      vertices += piece.positions.length / 3;
      triangles += piece.triangles.length / 3;
      checkCounts('glTF', vertices, triangles);
      pieces.push(piece);
    }
  }
  const hidden = tree.places.length - shown.length;
  if (triangles === 0) {
    if (hidden > 0)
      throw broken('glTF', 'all parts with triangles are hidden in it; show them first');
    throw pointsOnly(source) ?? broken('glTF', `its scene has no triangles${unread.words()}`);
  }
  const left = [...skipped.values()].reduce((sum, count) => sum + count, 0);
  return {
    ...joinedMesh(pieces),
    findings: [
      ...told(left, 'left out: without triangles or points', 'repaired'),
      ...told(hidden, 'hidden in the file and left out, as viewers do', 'look'),
      ...told(
        shown.filter(({ node }) => node.skin !== undefined).length,
        'posed by a skeleton, as viewers show it',
        'repaired',
      ),
      ...unread.findings(),
    ],
  };
}

function told(count: number, what: string, weight: Finding['weight']): Finding[] {
  if (count === 0) return [];
  const text = `${count === 1 ? '1 part was' : `${count} parts were`} ${what}.`;
  return [{ kind: 'leftUnread', weight, count, text }];
}

/** The pieces of a mesh as one node shows them: changed by weights, bent by joints, in instances. */
async function* posed(
  source: GltfSource,
  tree: NodeTree,
  { node, chain, matrix }: MeshPlace,
  { pieces, mesh }: ReadMesh,
): AsyncGenerator<FileMesh> {
  source.unread.refusePlaced(chain);
  // A mesh without anything to show may be shown any number of times.
  if (pieces.length === 0) return;
  const instances = await instancesOf(source, node);
  for (const piece of pieces) {
    const { count } = instances;
    // Before any is made: so many matrices alone would fill the memory.
    checkCounts('glTF', (count * piece.positions.length) / 3, count);
    const positions = await morphed(source, piece, node.weights ?? mesh.weights);
    if (node.skin !== undefined) yield await skinned(source, tree, node.skin, piece, positions);
    else {
      for (let i = 0; i < count; i++) {
        yield placed(positions, piece.triangles, mat4.multiply([], matrix, instances.matrix(i)));
      }
    }
  }
}
