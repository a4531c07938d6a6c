import type { Vec3 } from '../base/vec3.ts';
import { add, cross, distance, dot, scale, sub, unit } from '../base/vec3.ts';
import {
  cutPoints,
  type TapePlane,
  tapeAround,
  tapeOver,
  tapePath,
  toPlane,
} from '../surface/tape.ts';
import { type Surface, surfaceOf } from '../surface/topology.ts';
import { earMask } from './ears.ts';
import type { Head } from './head.ts';
import { headSize } from './head-frame.ts';
import type { MeasureName } from './measures.ts';

/** What can be measured on any head, by plane cut and taut tape. Millimetres. */
export interface SurfaceMeasures {
  /** Glabella to opisthocranion, straight. */
  readonly length: number;
  /** Widest above the ears, straight. */
  readonly breadth: number;
  /** Around the head above the brows, ears left out. */
  readonly circumference: number;
  /** Tragion to tragion upright over the head. */
  readonly coronalArc: number;
  /** Tragion to tragion over the brow. */
  readonly frontalArc: number;
  /** Nasion over the vertex to the inion, as the 10-20 system measures it. */
  readonly sagittalArc: number;
  /** Height of the vertex above the tragions. */
  readonly tragionTop: number;
  /** Menton to nasion, straight. */
  readonly faceHeight: number;
}

/** Measures that the parametric head shares, under the same name. */
export type SharedMeasure = Extract<MeasureName, keyof SurfaceMeasures>;

/** How far above the glabella the tape around the head lies, mm: as in `head-tapes.ts`. */
const SUPRAGLABELLA_RISE_MM = 12;

/** Reads tapes and callipers off any head, by its landmarks alone. */
export function measureSurface(head: Head): SurfaceMeasures {
  const l = head.landmarks;
  const surface = surfaceOf(head.mesh);
  const tape = skinForTapes(head);
  const middle = scale(add(l.tragionLeft, l.tragionRight), 0.5);
  const right = unit(sub(l.tragionLeft, l.tragionRight));
  const brow = browPoint(tape, l.glabella, l.opisthocranion);

  const around = planeOf(brow, right, sub(brow, l.opisthocranion));
  const coronal = planeOf(middle, right, [0, 1, 0]);
  const frontal = planeOf(middle, right, sub(brow, middle));
  const sagittal = sagittalPlane(head);
  return {
    length: distance(l.glabella, l.opisthocranion),
    breadth: l.euryonLeft[0] - l.euryonRight[0],
    circumference: tapeAround(cutPoints(surface.positionsMm, tape, around)),
    coronalArc: over(surface, tape, coronal, l.tragionRight, l.tragionLeft),
    frontalArc: over(surface, tape, frontal, l.tragionRight, l.tragionLeft),
    sagittalArc: over(surface, tape, sagittal, l.inion, l.nasion),
    tragionTop: l.vertex[1] - middle[1],
    faceHeight: distance(l.nasion, l.menton),
  };

  /** The midline skin a tape's rise above the glabella, or the glabella where there is none. */
  function browPoint(triangles: Uint32Array, glabella: Vec3, back: Vec3): Vec3 {
    const plane = sagittalPlane(head);
    const cut = cutPoints(surface.positionsMm, triangles, plane);
    const wanted = toPlane(plane, [glabella[0], glabella[1] + SUPRAGLABELLA_RISE_MM, glabella[2]]);
    let found = glabella;
    let gap = Number.POSITIVE_INFINITY;
    for (let i = 0; i < cut.length; i += 2) {
      const off = (cut[i]! - wanted[0]) ** 2 + (cut[i + 1]! - wanted[1]) ** 2;
      if (off >= gap) continue;
      gap = off;
      found = inSpace(plane, cut[i]!, cut[i + 1]!);
    }
    return distance(found, back) > 0 ? found : glabella;
  }
}

/** The plane through nasion and inion that stands upright. Its `right` points forward. */
export function sagittalPlane({ landmarks: { nasion, inion } }: Head): TapePlane {
  return planeOf(inion, unit(sub(nasion, inion)), [0, 1, 0]);
}

/** A plane through a point that holds `right`, and `up` as far as that is at right angles to it. */
export function planeOf(origin: Vec3, right: Vec3, up: Vec3): TapePlane {
  return { origin, right, up: unit(sub(up, scale(right, dot(up, right)))) };
}

/** A point of a plane in space, mm. */
export function inSpace({ origin, right, up }: TapePlane, x: number, y: number): Vec3 {
  return add(origin, add(scale(right, x), scale(up, y)));
}

const laid = new WeakMap<Head, Uint32Array>();

/** Triangles a tape touches: all but those of the ears, which it is laid over or in front of. */
export function skinForTapes(head: Head): Uint32Array {
  const known = laid.get(head);
  if (known) return known;
  const { tragionLeft, tragionRight } = head.landmarks;
  const surface = surfaceOf(head.mesh);
  const ears = earMask(surface, [tragionLeft, tragionRight], headSize(head.landmarks), 'clear');
  const kept: number[] = [];
  for (let t = 0; t < surface.triangles.length; t += 3) {
    const corners = surface.triangles.subarray(t, t + 3);
    if (!corners.some((v) => ears[v] === 1)) kept.push(...corners);
  }
  const triangles = Uint32Array.from(kept);
  laid.set(head, triangles);
  return triangles;
}

/** A tape from one point to another over the upper side of a plane, mm. */
function over(
  { positionsMm }: Surface,
  triangles: Uint32Array,
  plane: TapePlane,
  from: Vec3,
  to: Vec3,
): number {
  return tapeOver(
    cutPoints(positionsMm, triangles, plane),
    toPlane(plane, from),
    toPlane(plane, to),
  );
}

/**
 * The line a taut tape takes over the upper side of a plane, from end to end, in space.
 *
 * @returns Points of the tape in order: it touches the skin at them and bridges hollows between.
 */
export function tapeLine(head: Head, plane: TapePlane, from: Vec3, to: Vec3): Vec3[] {
  const { positionsMm } = surfaceOf(head.mesh);
  const cut = cutPoints(positionsMm, skinForTapes(head), plane);
  return tapePath(cut, toPlane(plane, from), toPlane(plane, to)).map(([x, y]) =>
    inSpace(plane, x, y),
  );
}

/** The plane through three points, `right` along the first two; `up` on the side of the third. */
export function planeThrough(a: Vec3, b: Vec3, c: Vec3): TapePlane {
  const right = unit(sub(b, a));
  const normal = cross(right, sub(c, a));
  return planeOf(a, right, cross(normal, right));
}
