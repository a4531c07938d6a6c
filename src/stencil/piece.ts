import type { Vec3 } from '../base/vec3.ts';
import { pointAt } from '../base/vec3.ts';
import { contours } from '../surface/contour.ts';
import { type Distortion, measureDistortion } from '../surface/flatten/distortion.ts';
import { FlatPatch, type PaperPoint } from '../surface/flatten/flat-patch.ts';
import { flatten } from '../surface/flatten/flatten.ts';
import { isDisc, patchAround } from '../surface/flatten/patch.ts';
import { distanceFromCurve } from '../surface/geodesic.ts';
import { nearestPoint } from '../surface/nearest.ts';
import type { Surface } from '../surface/topology.ts';
import type { StencilLine } from './skin-lines.ts';

/** A strip of skin along a line, laid flat. */
export interface Strip {
  readonly flat: FlatPatch;
  /** The edge of the paper: lines all round, on the skin. */
  readonly rim: readonly (readonly Vec3[])[];
  readonly distortion: Distortion;
}

/** Skin beyond the paper's edge that is laid flat with it, mm: an edge of the mesh and more. */
const MARGIN_MM = 5;
/** Shortest ways between two points of a strip stray from it by less than this, mm. */
const AROUND_MM = 16;
/** How near the line its own length is held, mm, and how much more a triangle there counts. */
const HELD_MM = 3;
const HELD_WEIGHT = 100;
/** How much less one counts that is cut away. */
const MARGIN_WEIGHT = 0.02;

/**
 * Lays the skin beside a line flat. Undefined where that skin is no disc: it closes round a hole, or
 * the line runs out of the mesh.
 *
 * Why as-rigid-as-possible, and why the line counts more: see `docs/exports.md`. The line keeps its
 * length; what cannot lie flat goes into the margin, which nobody traces.
 */
export function layStrip(
  surface: Surface,
  line: StencilLine,
  halfWidthMm: number,
): Strip | undefined {
  const curve = Float64Array.from(line.points.flat());
  const away = distanceFromCurve(surface, curve, false, halfWidthMm + MARGIN_MM + AROUND_MM);
  const middle = nearestPoint(surface, line.points[line.points.length >> 1]!).triangle;
  const take = (mm: number) => patchAround(surface, (v) => away[v]! <= mm, middle);
  const patch = take(halfWidthMm + MARGIN_MM);
  const around = take(halfWidthMm + MARGIN_MM + AROUND_MM);
  if (!patch || !around || !isDisc(patch.surface)) return undefined;
  const own = patch.surface;
  const awayOf = (v: number) => away[patch.vertices[v]!]!;
  const weight = Float64Array.from({ length: own.triangleCount }, (_, t) => {
    const nearest = Math.min(...[0, 1, 2].map((k) => awayOf(own.triangles[3 * t + k]!)));
    return nearest < HELD_MM ? HELD_WEIGHT : nearest < halfWidthMm ? 1 : MARGIN_WEIGHT;
  });
  const insideMm = Float64Array.from(patch.vertices, (v) => halfWidthMm - away[v]!);
  const flat = new FlatPatch(own, flatten(own, weight), insideMm);
  const placeAround = new Map(Array.from(around.vertices, (v, i) => [v, i]));
  const distortion = measureDistortion(
    flat,
    around.surface,
    Array.from(patch.vertices, (v) => placeAround.get(v)!),
  );
  const rim = contours(own, insideMm).map(({ points, closed }) => {
    const all = Array.from({ length: points.length / 3 }, (_, i) => pointAt(points, i));
    return closed ? [...all, all[0]!] : all;
  });
  return { flat, rim, distortion };
}

/** The parts of a line that lie on a strip, on paper. */
export function onPaper(flat: FlatPatch, points: readonly Vec3[]): PaperPoint[][] {
  const found: PaperPoint[][] = [[]];
  for (const point of points) {
    const at = flat.place(point);
    if (at) found.at(-1)!.push(at);
    else if (found.at(-1)!.length > 0) found.push([]);
  }
  return found.filter((run) => run.length > 1);
}

/** Length of a line on paper, mm. */
export function paperLength(points: readonly PaperPoint[]): number {
  return points.reduce((sum, [x, y], i) => {
    const [px, py] = points[Math.max(0, i - 1)]!;
    return sum + Math.sqrt((x - px) * (x - px) + (y - py) * (y - py));
  }, 0);
}
