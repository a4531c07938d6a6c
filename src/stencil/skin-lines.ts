import { say } from '../base/language/say.ts';
import type { Vec3 } from '../base/vec3.ts';
import { distance, pointAt } from '../base/vec3.ts';
import type { Plan } from '../plan/schema.ts';
import type { ScalpWork } from '../scalp/fields.ts';
import { contours } from '../surface/contour.ts';
import { nearestPoint } from '../surface/nearest.ts';
import type { Surface } from '../surface/topology.ts';
import { tracePlane } from '../surface/trace-plane.ts';

/** What a stencil is made of: a head and the fields of a plan on it. */
export type SkinWork = Pick<ScalpWork, 'base' | 'fields'>;

/** A line on the head that a stencil carries. */
export interface StencilLine {
  readonly kind: 'hairline' | 'zone' | 'midline';
  /** Of a zone, as the plan calls it. */
  readonly name: string;
  readonly points: readonly Vec3[];
  /** Way along the line to each point, mm. */
  readonly alongMm: readonly number[];
}

/** Half of the full weight: where a zone's border is drawn, 1024ths. */
const HALF_WEIGHT = 512;
/** The midline is drawn from the glabella so far over the head, mm. */
const MIDLINE_MM = 360;
/** Shorter stretches of a zone's border are left out, mm: nobody traces them. */
const SHORT_MM = 12;

/** The front hairline of a plan, from the left sideburn over the forehead to the right one. */
export function frontLine({ fields: { hairline } }: SkinWork): StencilLine {
  const points = Array.from({ length: hairline.frontCount }, (_, i) =>
    pointAt(hairline.boundary, i),
  );
  return stencilLine('hairline', say('Hairline'), points);
}

/**
 * Borders of the plan's zones, where their weight is half, on skin to be treated. What lies nearer to
 * the hairline than `nearMm` is left out: the hairline's own strips carry it.
 */
export function zoneLines(work: SkinWork, plan: Plan, nearMm: number): StencilLine[] {
  const { base, fields } = work;
  const { surface } = base;
  const isOwn = (at: Vec3) => {
    const corners = cornersOf(surface, at);
    const most = (field: Int32Array) => Math.max(...corners.map((v) => field[v]!)) / 64;
    const nearest = Math.min(...corners.map((v) => Math.abs(fields.frontDistance64[v]!))) / 64;
    return most(fields.boundaryDistance64) > 0 && nearest > nearMm;
  };
  return plan.zones.flatMap(({ name }, i) => {
    const weight = fields.zoneWeight1024[i]!;
    const lines = contours(
      surface,
      Float64Array.from(weight, (share) => share - HALF_WEIGHT),
    );
    return lines.flatMap(({ points, closed }) => {
      const all = Array.from({ length: points.length / 3 }, (_, k) => pointAt(points, k));
      return runs(all, closed, isOwn)
        .map((run) => stencilLine('zone', name, run))
        .filter(({ alongMm }) => alongMm.at(-1)! >= SHORT_MM);
    });
  });
}

/** The middle of the head, from the glabella back. */
export function midLine({ base }: SkinWork): StencilLine {
  const path = tracePlane(
    base.surface,
    base.head.landmarks.glabella,
    [1, 0, 0],
    [0, 1, 0],
    MIDLINE_MM,
  );
  return stencilLine(
    'midline',
    say('Midline'),
    path.map(({ pointMm }) => pointMm),
  );
}

/** A part of a line by its points. */
export function partOf(line: StencilLine, first: number, last: number): StencilLine {
  return stencilLine(line.kind, line.name, line.points.slice(first, last + 1));
}

function stencilLine(
  kind: StencilLine['kind'],
  name: string,
  points: readonly Vec3[],
): StencilLine {
  let mm = 0;
  const alongMm = points.map((point, i) => {
    mm += i > 0 ? distance(points[i - 1]!, point) : 0;
    return mm;
  });
  return { kind, name, points, alongMm };
}

function cornersOf(surface: Surface, at: Vec3): number[] {
  const { triangle } = nearestPoint(surface, at);
  return [0, 1, 2].map((k) => surface.triangles[3 * triangle + k]!);
}

/** Stretches of a line whose points are wanted; one that closes is closed by its first point. */
function runs(
  points: readonly Vec3[],
  closed: boolean,
  wanted: (at: Vec3) => boolean,
): readonly Vec3[][] {
  const isWanted = points.map(wanted);
  const gap = isWanted.indexOf(false);
  if (gap < 0) return [closed ? [...points, points[0]!] : [...points]];
  // A closed line begins at a gap, so that no stretch is cut where its list happens to begin.
  const order = points.map((_, i) => (closed ? (gap + i) % points.length : i));
  const found: Vec3[][] = [[]];
  for (const i of order) {
    if (isWanted[i]) found.at(-1)!.push(points[i]!);
    else if (found.at(-1)!.length > 0) found.push([]);
  }
  return found.filter((run) => run.length > 1);
}
