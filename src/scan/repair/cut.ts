import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/** Keeps what lies above a height; triangles across it are cut, so that the rim is a clean line. */
export function cutBelow({ positions, triangles }: TriangleSoup, y: number): TriangleSoup {
  const points: number[] = [];
  const corners: number[] = [];
  const between = new Map<number, number>();
  const count = positions.length / 3;
  const above = (v: number) => positions[3 * v + 1]! >= y;
  const crossing = (a: number, b: number): number => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const key = low * count + high;
    const known = between.get(key);
    if (known !== undefined) return known;
    const share =
      (y - positions[3 * low + 1]!) / (positions[3 * high + 1]! - positions[3 * low + 1]!);
    for (let k = 0; k < 3; k++) {
      const from = positions[3 * low + k]!;
      points.push(k === 1 ? y : from + share * (positions[3 * high + k]! - from));
    }
    const name = count + points.length / 3 - 1;
    between.set(key, name);
    return name;
  };
  for (let t = 0; t < triangles.length; t += 3) {
    const kept: number[] = [];
    for (let k = 0; k < 3; k++) {
      const a = triangles[t + k]!;
      const b = triangles[t + ((k + 1) % 3)]!;
      if (above(a)) kept.push(a);
      if (above(a) !== above(b)) kept.push(crossing(a, b));
    }
    for (let k = 2; k < kept.length; k++) corners.push(kept[0]!, kept[k - 1]!, kept[k]!);
  }
  const moved = new Float64Array(positions.length + points.length);
  moved.set(positions);
  moved.set(points, positions.length);
  return { positions: moved, triangles: Uint32Array.from(corners) };
}

/** Levels looked at, mm. */
const STEP_MM = 5;

/**
 * Height at which a head ends: where the skin spreads into shoulders, at the latest at `lowest`.
 *
 * @param widest - No neck reaches this far to the side, mm.
 */
export function neckEnd(
  { positions }: TriangleSoup,
  chin: number,
  lowest: number,
  widest: number,
): number {
  const levels = Math.ceil((chin - lowest) / STEP_MM);
  for (let level = 0; level < levels; level++) {
    const top = chin - level * STEP_MM;
    for (let i = 0; i < positions.length; i += 3) {
      const y = positions[i + 1]!;
      if (y <= top && y > top - STEP_MM && Math.abs(positions[i]!) > widest) return top;
    }
  }
  return lowest;
}
