import { mat4 } from 'gl-matrix';
import type { FileMesh } from '../scan-file.ts';
import { broken } from '../scan-file.ts';
import { readAccessor } from './gltf-accessor.ts';
import { list, type Matrix, type NodeTree, turnsOver } from './gltf-nodes.ts';
import type { GltfSource, Piece } from './primitive.ts';

/** More changes of points than any viewer makes: targets times points. */
const MOST_CHANGES = 5e8;

/** Moves points by the shares of their targets that a node or its mesh asks for. */
export async function morphed(
  { json, views }: GltfSource,
  { positions, targets }: Piece,
  weights: unknown,
): Promise<Float64Array> {
  const shares = list(weights);
  if (!shares.every(Number.isFinite)) throw broken('glTF', 'the weights of a mesh are damaged');
  if (shares.filter((share) => share !== 0).length * positions.length > 3 * MOST_CHANGES) {
    throw broken('glTF', 'it has more morph targets than can be read');
  }
  let out = positions;
  for (const [i, target] of targets.entries()) {
    const share = shares[i] ?? 0;
    const at = target?.POSITION;
    if (share === 0 || at === undefined) continue;
    const change = await readAccessor(json, views, at, 3, positions.length / 3);
    if (out === positions) out = positions.slice();
    for (let k = 0; k < out.length; k++) out[k]! += share * change[k]!;
  }
  return out;
}

/**
 * Stands points where their joints are: each goes with the matrices of its joints, by weight, and
 * where the mesh's own node stands says nothing.
 *
 * Source: glTF 2.0, 3.7.3 (skins).
 */
export async function skinned(
  { json, views, unread }: GltfSource,
  tree: NodeTree,
  skinIndex: number,
  piece: Piece,
  positions: Float64Array,
): Promise<FileMesh> {
  const skin = json.skins?.[skinIndex];
  const joints = list(skin?.joints);
  if (!skin || joints.length === 0) throw brokenSkin('its list of joints is missing');
  unread.refuseOn(skin);
  const sets = await piece.sets();
  if (sets.length === 0) throw brokenSkin('its points name no joints');
  const inverse =
    skin.inverseBindMatrices === undefined
      ? undefined
      : await readAccessor(json, views, skin.inverseBindMatrices, 16);
  if (inverse && inverse.length < 16 * joints.length) throw brokenSkin('it has too few matrices');
  const places = joints.map((joint, i) => {
    const stands = tree.matrixOf(joint);
    if (!inverse) return stands;
    return mat4.multiply([], stands, inverse.subarray(16 * i, 16 * i + 16) as unknown as Matrix);
  });
  const moved = new Float64Array(positions.length);
  let mirrored = 0;
  const turned = places.map((place) => (turnsOver(place) ? 1 : 0));
  for (let v = 0; v < positions.length / 3; v++) {
    const point = positions.subarray(3 * v, 3 * v + 3);
    const out = moved.subarray(3 * v, 3 * v + 3);
    let sum = 0;
    for (const { joints: at, weights } of sets) {
      for (let k = 4 * v; k < 4 * v + 4; k++) {
        const weight = weights[k]!;
        if (weight === 0) continue;
        const place = places[at[k]!];
        if (!place) throw brokenSkin('a point names a joint that is not there');
        addPlaced(out, point, place, weight);
        mirrored += weight * turned[at[k]!]!;
        sum += weight;
      }
    }
    // Weights should add up to 1; quantised ones do not quite, and without any the first joint holds.
    if (sum === 0) addPlaced(out, point, places[sets[0]!.joints[4 * v]!] ?? places[0]!, 1);
    else for (let k = 0; k < 3; k++) out[k]! /= sum;
  }
  const isMirrored = mirrored > positions.length / 6;
  return { positions: moved, triangles: isMirrored ? flipped(piece.triangles) : piece.triangles };
}

function brokenSkin(what: string) {
  return broken(
    'glTF',
    `its skin is damaged: ${what}; export without skin or skeleton, with the pose applied`,
  );
}

/** Points and triangles where a matrix stands them. */
export function placed(positions: Float64Array, triangles: Uint32Array, m: Matrix): FileMesh {
  const moved = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    addPlaced(moved.subarray(i, i + 3), positions.subarray(i, i + 3), m, 1);
  }
  return { positions: moved, triangles: turnsOver(m) ? flipped(triangles) : triangles };
}

function addPlaced(out: Float64Array, point: Float64Array, m: Matrix, weight: number): void {
  const [x, y, z] = [point[0]!, point[1]!, point[2]!];
  for (let k = 0; k < 3; k++) {
    out[k]! += weight * (m[k]! * x + m[4 + k]! * y + m[8 + k]! * z + m[12 + k]!);
  }
}

/** A mirror turns triangles over; two corners change places again. */
function flipped(triangles: Uint32Array): Uint32Array {
  const turned = triangles.slice();
  for (let i = 0; i < turned.length; i += 3) {
    turned[i] = triangles[i + 1]!;
    turned[i + 1] = triangles[i]!;
  }
  return turned;
}
