import { distance, dot, type Vec3 } from '../base/vec3.ts';
import type { BaseHead } from '../head/base-head.ts';
import type { Head, LandmarkName } from '../head/head.ts';
import { loadBaseHead } from '../head/load-base-head.ts';
import type { HeadBase } from '../head/measures.ts';
import { MODES, pointMoves } from '../head/shape/head-modes.ts';
import { workshop } from '../head/shape/head-workshop.ts';
import { type ShapePrior, shapePrior } from '../head/shape/shape-prior.ts';
import {
  PHOTO_POINT_NAMES,
  PHOTO_POINTS,
  type PhotoPoint,
  type PhotoPointName,
} from './photo-points.ts';

/** A place on the skin and how it moves as the head changes shape. */
export interface Place {
  /** On the mean head, or on the only one, mm. */
  readonly mm: Vec3;
  /** mm a unit of each mode's weight away from the mean; empty where the head stands as it is. */
  readonly moves: readonly Vec3[];
}

/** Whose head a photograph shows, as far as it is known. */
export interface Subject {
  readonly points: ReadonlyMap<PhotoPointName, Place>;
  /** All over the braincase: what its outline is made of, and where certainty is asked for. */
  readonly skull: readonly Place[];
  /** How people differ from the mean; undefined for a head that is known. */
  readonly prior: ShapePrior | undefined;
  /** Whether it is this very head, as a scan is, and not one of the same measures. */
  readonly isTheirs: boolean;
}

/** About this many places of the skull are looked at. */
const SKULL_PLACES = 420;

/** Somebody of that sex, of whom nothing was measured. */
export async function unknownSubject(name: HeadBase): Promise<Subject> {
  const [{ base }, prior] = await Promise.all([workshop(name), shapePrior(name)]);
  const place = (mm: Vec3, moves = pointMoves(base, mm)): Place => ({
    mm: added(mm, moves, prior.mean),
    moves,
  });
  const skull = everySo(skullOf(base), SKULL_PLACES / 2).map((v) => vertexMm(base.positionsUm, v));
  const points = PHOTO_POINT_NAMES.map((name) => {
    const v = leftVertex(base, PHOTO_POINTS[name]);
    if (v === undefined) return [name, place(base.landmarks[name as LandmarkName])] as const;
    const mm = onSideOf(name, vertexMm(base.positionsUm, v));
    // Ears go along with their tragion.
    const ear = base.landmarks[mm[0] < 0 ? 'tragionRight' : 'tragionLeft'];
    return [
      name,
      PHOTO_POINTS[name].earTowards ? place(mm, pointMoves(base, ear)) : place(mm),
    ] as const;
  });
  return {
    points: new Map(points),
    skull: skull.flatMap((mm) => [place(mm), place([-mm[0], mm[1], mm[2]])]),
    prior,
    isTheirs: false,
  };
}

/**
 * A head that is known: a plan's own, or a scan, which lacks the points it was not recognised by.
 *
 * @param isTheirs - Whether it is the very head in the photograph, not one of the same measures.
 */
export async function knownSubject(head: Head, isTheirs: boolean): Promise<Subject> {
  const shipped = await loadBaseHead();
  const { positionsUm, triangles } = head.mesh;
  const isParametric = triangles.length === 2 * shipped.triangles.length;
  const at = (name: PhotoPointName): Vec3 | undefined => {
    const v = leftVertex(shipped, PHOTO_POINTS[name]);
    if (v === undefined) return head.landmarks[name as LandmarkName];
    // Vertices of the left half keep their numbers, and heads of measures are even.
    return isParametric ? onSideOf(name, vertexMm(positionsUm, v)) : undefined;
  };
  const points = PHOTO_POINT_NAMES.map((name) => [name, at(name)] as const);
  const still = (mm: Vec3): Place => ({ mm, moves: [] });
  const all = Array.from({ length: head.scalp.length }, (_, v) => v).filter((v) => head.scalp[v]);
  return {
    points: new Map(points.flatMap(([name, mm]) => (mm ? [[name, still(mm)] as const] : []))),
    skull: everySo(all, SKULL_PLACES).map((v) => still(vertexMm(positionsUm, v))),
    prior: undefined,
    isTheirs,
  };
}

/** A subject whose head has those modes and no other. */
export function shaped(subject: Subject, modes: readonly number[]): Subject {
  const still = ({ mm, moves }: Place): Place => ({ mm: added(mm, moves, modes), moves: [] });
  return {
    points: new Map([...subject.points].map(([name, place]) => [name, still(place)])),
    skull: subject.skull.map(still),
    ...{ prior: undefined, isTheirs: subject.isTheirs },
  };
}

/** How many ways a subject's head may change. */
export function modesOf({ prior }: Subject): number {
  return prior ? MODES.length : 0;
}

/** The vertex of the left half that a point is; undefined for a landmark. */
function leftVertex(base: BaseHead, { nearMm, earTowards }: PhotoPoint): number | undefined {
  const { positionsUm, earShare } = base;
  const score = nearMm
    ? (mm: Vec3) => -distance(mm, [Math.abs(nearMm[0]), nearMm[1], nearMm[2]])
    : earTowards && ((mm: Vec3) => dot(mm, earTowards));
  if (!score) return undefined;
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let v = 0; v < earShare.length; v++) {
    if (earTowards && earShare[v]! < 255) continue;
    const value = score(vertexMm(positionsUm, v));
    if (value > most) [best, most] = [v, value];
  }
  return best;
}

function onSideOf(name: PhotoPointName, [x, y, z]: Vec3): Vec3 {
  return [PHOTO_POINTS[name].facing[0] < 0 ? -x : x, y, z];
}

function skullOf({ scalp }: BaseHead): number[] {
  return Array.from({ length: scalp.length }, (_, v) => v).filter((v) => scalp[v]);
}

function everySo(vertices: readonly number[], count: number): number[] {
  const step = Math.max(1, Math.floor(vertices.length / count));
  return vertices.filter((_, i) => i % step === 0);
}

function vertexMm(positionsUm: Int32Array, v: number): Vec3 {
  return [
    positionsUm[3 * v]! / 1000,
    positionsUm[3 * v + 1]! / 1000,
    positionsUm[3 * v + 2]! / 1000,
  ];
}

function added(mm: Vec3, moves: readonly Vec3[], weights: readonly number[]): Vec3 {
  return [0, 1, 2].map((axis) =>
    moves.reduce((sum, move, k) => sum + weights[k]! * move[axis]!, mm[axis]!),
  ) as unknown as Vec3;
}
