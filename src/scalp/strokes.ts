import type { Vec3 } from '../base/vec3.ts';
import { add, distance, scale, smoothstep, sub } from '../base/vec3.ts';
import { type Anchor, anchorPlaceUm } from '../surface/anchor.ts';
import { distanceFromCurve } from '../surface/geodesic.ts';
import { nearestPoint } from '../surface/nearest.ts';
import type { SurfaceMesh } from '../surface/surface-mesh.ts';
import { surfaceOf } from '../surface/topology.ts';

/** One stroke of the density brush. JSON. */
export interface StrokeSpec {
  readonly path: readonly Anchor[];
  readonly radiusMm: number;
  /** Share of the radius over which the effect fades; 0 is a hard rim. */
  readonly softness: number;
  /** What the density is multiplied with under the middle of the brush. */
  readonly densityScale: number;
}

/** Factor that changes nothing. */
export const NO_CHANGE_1024 = 1024;

/** Strokes painted over each other multiply up to this, 1024ths. */
const MOST_1024 = 4 * NO_CHANGE_1024;

/** Spacing of the curve through a path, mm: less than an edge of the scalp. */
const STEP_MM = 2;

/** Points of a path worked out at a time: while a stroke grows, only its last piece changes. */
const PIECE = 16;

/** Vertices within reach of a piece of a path, and how far away they are along the skin. */
interface Reach {
  readonly vertices: Uint32Array;
  readonly awayMm: Float64Array;
}

/**
 * Density factors of the brush per vertex. Pieces of strokes are worked out once for as long as they
 * stay in the list, so a drag costs the growing end alone.
 *
 * Distances run along the skin, so a stroke behind the ear stays off the ear; only + - * / and sqrt
 * are used, and whole 1024ths come out, because these numbers decide dots.
 */
export class StrokeField {
  #mesh: SurfaceMesh | undefined;
  #strokes: readonly StrokeSpec[] | undefined;
  #known = new Map<string, Reach>();
  #factor1024 = new Uint16Array(0);

  /** Factor at each vertex, 1024ths; the same array as long as nothing changes. */
  factor1024(mesh: SurfaceMesh, strokes: readonly StrokeSpec[]): Uint16Array {
    if (mesh === this.#mesh && strokes === this.#strokes) return this.#factor1024;
    const old = mesh === this.#mesh ? this.#known : new Map<string, Reach>();
    const known = new Map<string, Reach>();
    const factor1024 = new Uint16Array(mesh.positionsUm.length / 3).fill(NO_CHANGE_1024);
    strokes.forEach((stroke, i) => {
      const pieces = piecesOf(stroke.path).map((piece, k) => {
        const key = JSON.stringify([stroke.radiusMm, piece]);
        const reach =
          old.get(key) ??
          known.get(key) ??
          reachOf(mesh, piece, stroke.radiusMm, `manual.strokes.${i}.path, piece ${k + 1},`);
        known.set(key, reach);
        return reach;
      });
      for (const [v, mm] of nearest(pieces)) {
        const product = Math.floor((factor1024[v]! * factorAt(stroke, mm) + 512) / 1024);
        factor1024[v] = Math.min(product, MOST_1024);
      }
    });
    this.#mesh = mesh;
    this.#strokes = strokes;
    this.#known = known;
    this.#factor1024 = factor1024;
    return factor1024;
  }
}

function factorAt({ radiusMm, softness, densityScale }: StrokeSpec, awayMm: number): number {
  const core = radiusMm * (1 - softness);
  const weight = core < radiusMm ? 1 - smoothstep(core, radiusMm, awayMm) : 1;
  return Math.round(1024 * (1 + (densityScale - 1) * weight));
}

/** Pieces that share their end points, counted from the start: a growing path keeps all but one. */
function piecesOf(path: readonly Anchor[]): Anchor[][] {
  const count = Math.max(1, Math.ceil((path.length - 1) / PIECE));
  return Array.from({ length: count }, (_, k) => path.slice(k * PIECE, (k + 1) * PIECE + 1));
}

/** Each vertex that some piece reaches, with its distance from the nearest. */
function nearest(pieces: readonly Reach[]): ReadonlyMap<number, number> {
  const away = new Map<number, number>();
  for (const { vertices, awayMm } of pieces) {
    vertices.forEach((v, k) => {
      away.set(v, Math.min(away.get(v) ?? Number.POSITIVE_INFINITY, awayMm[k]!));
    });
  }
  return away;
}

function reachOf(
  mesh: SurfaceMesh,
  piece: readonly Anchor[],
  radiusMm: number,
  name: string,
): Reach {
  const away = distanceFromCurve(surfaceOf(mesh), curveThrough(mesh, piece, name), false, radiusMm);
  const vertices: number[] = [];
  away.forEach((mm, v) => {
    if (mm <= radiusMm) vertices.push(v);
  });
  return {
    vertices: Uint32Array.from(vertices),
    awayMm: Float64Array.from(vertices, (v) => away[v]!),
  };
}

/** Points on the skin along a path, no farther apart than the distances need. */
function curveThrough(mesh: SurfaceMesh, path: readonly Anchor[], name: string): Float64Array {
  const surface = surfaceOf(mesh);
  const corners = path.map((point, i): Vec3 => {
    const [x, y, z] = anchorPlaceUm(mesh, point, `${name} point ${i + 1}`);
    return [x / 1000, y / 1000, z / 1000];
  });
  const curve: number[] = [...corners[0]!];
  for (let i = 1; i < corners.length; i++) {
    const from = corners[i - 1]!;
    const along = sub(corners[i]!, from);
    const steps = Math.ceil(distance(corners[i]!, from) / STEP_MM);
    for (let k = 1; k < steps; k++) {
      curve.push(...nearestPoint(surface, add(from, scale(along, k / steps))).pointMm);
    }
    curve.push(...corners[i]!);
  }
  return Float64Array.from(curve);
}
