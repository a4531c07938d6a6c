import { cross, dot, scale, sub, unit, type Vec3 } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';

/** A straight cut through the skin, upright on it. */
export interface CutLine {
  readonly middleMm: Vec3;
  /** Unit vectors, right-handed: to the right in the picture, away from whoever looks, out of the skin. */
  readonly along: Vec3;
  readonly across: Vec3;
  readonly normal: Vec3;
  readonly lengthMm: number;
}

/** Longest and shortest cut: over more the skin is not flat, on less no layer is seen, mm. */
export const CUT_LENGTH_MM = { min: 2, max: 20, default: 4 } as const;

/**
 * A cut through a place of the head.
 *
 * @param towards - Runs in that direction as far as the skin allows; from the subject's right to the
 * left where none is given, or where it points out of the skin.
 */
export function cutThrough(
  head: Head,
  placeMm: Vec3,
  { towards = [1, 0, 0] as Vec3, lengthMm = CUT_LENGTH_MM.default as number } = {},
): CutLine {
  const normal = normalNear(head, placeMm);
  const flat = (way: Vec3) => sub(way, scale(normal, dot(way, normal)));
  let along = unit(flat(towards));
  if (dot(along, along) < 0.5) along = unit(flat([0, 0, 1]));
  if (dot(along, along) < 0.5) along = unit(flat([0, 1, 0]));
  const length = Math.min(CUT_LENGTH_MM.max, Math.max(CUT_LENGTH_MM.min, lengthMm));
  return { middleMm: placeMm, along, across: cross(normal, along), normal, lengthMm: length };
}

/** The cut between two places of the head. */
export function cutBetween(head: Head, fromMm: Vec3, toMm: Vec3): CutLine {
  const way = sub(toMm, fromMm);
  const middle: Vec3 = [0, 1, 2].map((k) => (fromMm[k]! + toMm[k]!) / 2) as unknown as Vec3;
  return cutThrough(head, middle, { towards: way, lengthMm: Math.sqrt(dot(way, way)) });
}

/** Where a place lies in a cut: along it, across it and above the plane of the skin, mm. */
export function inCut({ middleMm, along, across, normal }: CutLine, placeMm: Vec3): Vec3 {
  const off = sub(placeMm, middleMm);
  return [dot(off, along), dot(off, across), dot(off, normal)];
}

/** Vertices near a place, with weights that add up to 1: the nearer the heavier. */
export function verticesNear(
  { mesh }: Head,
  placeMm: Vec3,
): readonly (readonly [number, number])[] {
  const { positionsUm } = mesh;
  const near: [vertex: number, distanceSq: number][] = [];
  let most = Number.POSITIVE_INFINITY;
  for (let v = 0; 3 * v < positionsUm.length; v++) {
    let sq = 0;
    for (let k = 0; k < 3; k++) sq += (positionsUm[3 * v + k]! / 1000 - placeMm[k]!) ** 2;
    if (sq >= most) continue;
    near.push([v, sq]);
    near.sort((a, b) => a[1] - b[1]);
    if (near.length > NEIGHBOURS) near.pop();
    if (near.length === NEIGHBOURS) most = near.at(-1)![1];
  }
  const weights = near.map(([v, sq]) => [v, 1 / (sq + 0.01)] as const);
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  return weights.map(([v, weight]) => [v, weight / sum]);
}

/** Of the mesh, whose edges are longer than most cuts. */
const NEIGHBOURS = 6;

function normalNear(head: Head, placeMm: Vec3): Vec3 {
  const { normals } = head.mesh;
  const sum = [0, 0, 0];
  for (const [v, weight] of verticesNear(head, placeMm)) {
    for (let k = 0; k < 3; k++) sum[k]! += weight * normals[3 * v + k]!;
  }
  return unit(sum as unknown as Vec3);
}
