import { cross, dot, sub, type Vec3 } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import type { ShownMap } from '../../words/maps/map-legend.ts';

/** A number on a contour line. */
export interface LineNumber {
  readonly xPx: number;
  readonly yPx: number;
  readonly text: string;
  /** Colour of the map on that line, as CSS writes it. */
  readonly colour: string;
}

/** How the head is seen. */
export interface Sight {
  readonly eyeMm: Vec3;
  /** Of the picture: nothing stands beyond it. */
  readonly sizePx: readonly [width: number, height: number];
  project(placeMm: Vec3): readonly [xPx: number, yPx: number];
  /** Whether nothing stands before a place. */
  sees(placeMm: Vec3): boolean;
}

/** Cosine of the angle at which skin is seen too flat for a number to lie on it. */
const LEAST_FACING = 0.45;
/** Room for a number between two lines, and from one number to the next and to the next of its own line, letters high. */
const ROOM = 0.6;
const APART = 5;
const OWN_APART = 11;
/** From the rim of the picture, letters high. */
const MARGIN = 1.5;
/** More room than this makes a place no better, letters high. */
const MOST_ROOM = 8;
const MOST = 24;

interface Candidate extends LineNumber {
  readonly placeMm: Vec3;
  readonly roomPx: number;
}

/**
 * Where the numbers of contour lines stand: on their line, where the next is far enough, on skin that
 * faces the eye, apart from each other. The same sight gives the same numbers.
 *
 * @param letterPx - Height of the type.
 */
export function lineNumbers(
  shown: ShownMap,
  head: Head,
  sight: Sight,
  letterPx: number,
): LineNumber[] {
  if (shown.legend.lines.length === 0) return [];
  const found = candidates(shown, head, sight, letterPx);
  // Most room first; of as much the upper, then the left one.
  found.sort((a, b) => b.roomPx - a.roomPx || a.yPx - b.yPx || a.xPx - b.xPx);
  const kept: Candidate[] = [];
  for (const one of found) {
    const isClear = kept.every((other) => {
      const apart = letterPx * (other.text === one.text ? OWN_APART : APART);
      return Math.hypot(other.xPx - one.xPx, other.yPx - one.yPx) >= apart;
    });
    if (!isClear || !sight.sees(one.placeMm)) continue;
    kept.push(one);
    if (kept.length === MOST) break;
  }
  return kept.map(({ xPx, yPx, text, colour }) => ({ xPx, yPx, text, colour }));
}

function candidates(
  { map, scale, legend }: ShownMap,
  { mesh }: Head,
  { eyeMm, sizePx, project }: Sight,
  letterPx: number,
): Candidate[] {
  const { positionsUm, triangles } = mesh;
  const { first, step, levels } = scale.lines;
  const place = (v: number): Vec3 => [
    positionsUm[3 * v]! / 1000,
    positionsUm[3 * v + 1]! / 1000,
    positionsUm[3 * v + 2]! / 1000,
  ];
  const found: Candidate[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!] as const;
    const values = corners.map((v) => map.values[v]!) as [number, number, number];
    // Comparisons with NaN are false.
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const level = Math.ceil((low - first) / step);
    const value = first + step * level;
    if (!(value < high && level >= 0 && level < levels.length)) continue;
    if (corners.some((v) => map.edge[v]! <= 0)) continue;
    const [a, b, c] = corners.map(place) as [Vec3, Vec3, Vec3];
    if (facing(a, b, c, eyeMm) < LEAST_FACING) continue;
    const crossed = crossing([a, b, c], values, value);
    if (!crossed) continue;
    const [xPx, yPx] = project(crossed);
    const margin = MARGIN * letterPx;
    if (!(xPx > margin && yPx > margin)) continue;
    if (!(xPx < sizePx[0] - margin && yPx < sizePx[1] - margin)) continue;
    const perPx = slope([a, b, c].map(project), values);
    const roomPx = Math.min(step / perPx, MOST_ROOM * letterPx);
    if (!(roomPx >= ROOM * letterPx)) continue;
    const { at, text } = legend.lines[level]!;
    const bar = Math.min(legend.bars.length - 1, Math.floor(at * legend.bars.length));
    found.push({ xPx, yPx, text, colour: legend.bars[bar]!.colour, placeMm: crossed, roomPx });
  }
  return found;
}

/** Cosine between the normal of a triangle and the way to the eye. */
function facing(a: Vec3, b: Vec3, c: Vec3, eyeMm: Vec3): number {
  const [normal, way] = [cross(sub(b, a), sub(c, a)), sub(eyeMm, a)];
  return dot(normal, way) / Math.sqrt(dot(normal, normal) * dot(way, way));
}

/** The middle of the line of a value across a triangle. */
function crossing(
  corners: readonly [Vec3, Vec3, Vec3],
  values: readonly [number, number, number],
  value: number,
): Vec3 | undefined {
  const ends: Vec3[] = [];
  for (let i = 0; i < 3; i++) {
    const [from, to] = [values[i]!, values[(i + 1) % 3]!];
    if (from < value === to < value) continue;
    const share = (value - from) / (to - from);
    const [p, q] = [corners[i]!, corners[(i + 1) % 3]!];
    ends.push([0, 1, 2].map((k) => p[k]! + share * (q[k]! - p[k]!)) as unknown as Vec3);
  }
  const [one, two] = ends;
  if (!one || !two) return undefined;
  return [(one[0] + two[0]) / 2, (one[1] + two[1]) / 2, (one[2] + two[2]) / 2];
}

/** How much a value changes over a pixel of a triangle as it is seen. */
function slope(
  [a, b, c]: readonly (readonly [number, number])[],
  [va, vb, vc]: readonly [number, number, number],
): number {
  const [bx, by, cx, cy] = [b![0] - a![0], b![1] - a![1], c![0] - a![0], c![1] - a![1]];
  const det = bx * cy - by * cx;
  const x = ((vb - va) * cy - (vc - va) * by) / det;
  const y = ((vc - va) * bx - (vb - va) * cx) / det;
  return Math.hypot(x, y);
}
