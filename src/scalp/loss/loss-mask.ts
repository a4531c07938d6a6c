import { smoothstep } from '../../base/vec3.ts';
import { CHART_MM, type Chart } from '../chart.ts';
import type { LossShape } from './loss-shapes.ts';

/** Where an open outline is closed, far in front of and beside any hair, quarter turns. */
const BEYOND = 1.6;

/**
 * Share of hair a shape leaves per vertex, 0 to 1, multiplied into `share`.
 *
 * Only vertices that still have hair are looked at.
 */
export function applyShape(share: Float64Array, chart: Chart, shape: LossShape): void {
  const outline = smoothOutline(shape);
  const soft = shape.softMm / CHART_MM / 2;
  for (let v = 0; v < share.length; v++) {
    if (share[v] === 0) continue;
    const x = Math.abs(chart.xz[2 * v]!);
    const inside = smoothstep(-soft, soft, depthIn(outline, x, chart.xz[2 * v + 1]!));
    share[v]! *= 1 - (1 - shape.keep) * inside;
  }
}

/** The whole outline, corners cut three times (Chaikin 1974): a quadratic spline, near enough. */
function smoothOutline({ half, open }: LossShape): Float64Array {
  const left = half.map(([x, z]) => [x, z] as const);
  const last = half[half.length - 1]!;
  if (open) left.push([BEYOND, last[1]], [BEYOND, BEYOND]);
  const right = left.filter(([x]) => x > 0).map(([x, z]) => [-x, z] as const);
  let points = [...left, ...right.reverse()];
  for (let round = 0; round < 3; round++) {
    points = points.flatMap((a, i) => {
      const b = points[(i + 1) % points.length]!;
      return [
        [0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]] as const,
        [0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]] as const,
      ];
    });
  }
  return Float64Array.from(points.flat());
}

/** Signed distance to a closed polygon, positive inside, chart units. */
function depthIn(xy: Float64Array, x: number, y: number): number {
  let nearestSq = Number.POSITIVE_INFINITY;
  let odd = false;
  const last = xy.length - 2;
  for (let i = 0, j = last; i <= last; j = i, i += 2) {
    const ax = xy[j]!;
    const ay = xy[j + 1]!;
    const ux = xy[i]! - ax;
    const uy = xy[i + 1]! - ay;
    const size = ux * ux + uy * uy;
    const along = size > 0 ? ((x - ax) * ux + (y - ay) * uy) / size : 0;
    const t = Math.min(1, Math.max(0, along));
    const gx = x - ax - t * ux;
    const gy = y - ay - t * uy;
    nearestSq = Math.min(nearestSq, gx * gx + gy * gy);
    if (xy[i + 1]! > y !== ay > y && x < ((y - ay) * ux) / uy + ax) odd = !odd;
  }
  return odd ? Math.sqrt(nearestSq) : -Math.sqrt(nearestSq);
}
