import { distanceFromCurve } from './geodesic.ts';
import type { HeadMesh, Vec3 } from './head.ts';
import { nearestPoint } from './nearest.ts';
import { type SkinPoint, skinPlaceUm } from './skin-point.ts';
import { surfaceOf } from './topology.ts';
import { add, distance, scale, smoothstep, sub } from './vec3.ts';

/** One stroke of the density brush. JSON. */
export interface StrokeSpec {
  readonly path: readonly SkinPoint[];
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

/** The vertices one stroke reaches. */
interface Reach {
  readonly vertices: Uint32Array;
  readonly factor1024: Uint16Array;
}

/**
 * Density factors of the brush per vertex. A stroke is worked out once for as long as it stays in
 * the list, so a drag costs the growing stroke alone.
 *
 * Distances run along the skin, so a stroke behind the ear stays off the ear; only + - * / and sqrt
 * are used, and whole 1024ths come out, because these numbers decide dots.
 */
export class StrokeField {
  #mesh: HeadMesh | undefined;
  #strokes: readonly StrokeSpec[] | undefined;
  #known = new Map<string, Reach>();
  #factor1024 = new Uint16Array(0);

  /** Factor at each vertex, 1024ths; the same array as long as nothing changes. */
  factor1024(mesh: HeadMesh, strokes: readonly StrokeSpec[]): Uint16Array {
    if (mesh === this.#mesh && strokes === this.#strokes) return this.#factor1024;
    const old = mesh === this.#mesh ? this.#known : new Map<string, Reach>();
    const known = new Map<string, Reach>();
    const factor1024 = new Uint16Array(mesh.positionsUm.length / 3).fill(NO_CHANGE_1024);
    for (const [i, stroke] of strokes.entries()) {
      const key = JSON.stringify(stroke);
      const reach = old.get(key) ?? known.get(key) ?? reachOf(mesh, stroke, `manual.strokes.${i}`);
      known.set(key, reach);
      reach.vertices.forEach((v, k) => {
        const product = Math.floor((factor1024[v]! * reach.factor1024[k]! + 512) / 1024);
        factor1024[v] = Math.min(product, MOST_1024);
      });
    }
    this.#mesh = mesh;
    this.#strokes = strokes;
    this.#known = known;
    this.#factor1024 = factor1024;
    return factor1024;
  }
}

function reachOf(mesh: HeadMesh, stroke: StrokeSpec, name: string): Reach {
  const { radiusMm, softness, densityScale } = stroke;
  const curve = curveThrough(mesh, stroke, name);
  const away = distanceFromCurve(surfaceOf(mesh), curve, false, radiusMm);
  const core = radiusMm * (1 - softness);
  const vertices: number[] = [];
  const factor1024: number[] = [];
  for (let v = 0; v < away.length; v++) {
    const mm = away[v]!;
    if (mm > radiusMm) continue;
    const weight = core < radiusMm ? 1 - smoothstep(core, radiusMm, mm) : 1;
    const factor = Math.round(1024 * (1 + (densityScale - 1) * weight));
    if (factor === NO_CHANGE_1024) continue;
    vertices.push(v);
    factor1024.push(factor);
  }
  return { vertices: Uint32Array.from(vertices), factor1024: Uint16Array.from(factor1024) };
}

/** Points on the skin along a path, no farther apart than the distances need. */
function curveThrough(mesh: HeadMesh, { path }: StrokeSpec, name: string): Float64Array {
  const surface = surfaceOf(mesh);
  const corners = path.map((point, i): Vec3 => {
    const [x, y, z] = skinPlaceUm(mesh, point, `${name}.path.${i}`);
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
