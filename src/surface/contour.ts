import type { Vec3 } from '../base/vec3.ts';
import { add, pointAt, scale, sub } from '../base/vec3.ts';
import type { Surface } from './topology.ts';

/** A line on a surface, xyz, mm; if closed, the last point joins the first. */
export interface SkinLine {
  readonly points: Float64Array;
  readonly closed: boolean;
}

/**
 * Where a field crosses zero, as lines from edge to edge, what is positive on their right as seen
 * from outside. Closed but where they meet a rim of the mesh.
 *
 * @param value - Per vertex; zero counts as positive.
 */
export function contours(surface: Surface, value: ArrayLike<number>): SkinLine[] {
  const { triangles, across, triangleCount } = surface;
  const seen = new Uint8Array(triangleCount);
  const isIn = (t: number, k: number) => value[triangles[3 * t + (k % 3)]!]! >= 0;
  /** The edge by which the line leaves a triangle, or came into it; -1 where none passes. */
  const gate = (t: number, out: boolean) =>
    [0, 1, 2].findIndex((k) => isIn(t, k) === out && isIn(t, k + 1) !== out);
  const pointOn = (t: number, k: number): Vec3 => {
    const [v, w] = [triangles[3 * t + k]!, triangles[3 * t + ((k + 1) % 3)]!];
    // From the same end whoever asks, so that both triangles of an edge say the same point.
    const [a, b] = v < w ? [v, w] : [w, v];
    const share = value[a]! / (value[a]! - value[b]!);
    const [p, q] = [pointAt(surface.positionsMm, a), pointAt(surface.positionsMm, b)];
    return add(p, scale(sub(q, p), share));
  };
  const lines: SkinLine[] = [];
  for (let t = 0; t < triangleCount; t++) {
    if (seen[t] || gate(t, true) < 0) continue;
    let first = t;
    for (let back = across[3 * t + gate(t, false)]!; back !== t; ) {
      if (back < 0) break;
      first = back;
      back = across[3 * first + gate(first, false)]!;
    }
    const points: Vec3[] = [];
    const entry = across[3 * first + gate(first, false)]!;
    const closed = entry >= 0;
    if (!closed) points.push(pointOn(first, gate(first, false)));
    for (let here = first; here >= 0 && !seen[here]; here = across[3 * here + gate(here, true)]!) {
      seen[here] = 1;
      points.push(pointOn(here, gate(here, true)));
    }
    lines.push({ points: Float64Array.from(points.flat()), closed });
  }
  return lines;
}
