import { DotworkError } from '../../base/errors.ts';

/** Density of absorber at a depth, mm; between two of them it goes straight. */
export type ProfilePoint = readonly [depthMm: number, density: number];

/** Slices a profile is cut into: fine against anything light does with depth. */
const SLICES = 64;

/** A depth profile as level slices, each with its mean density; borders in mm, one more than slices. */
export function slicedProfile(points: readonly ProfilePoint[]): {
  readonly edgesMm: readonly number[];
  readonly densities: readonly number[];
} {
  const [topMm, bottomMm] = [points[0]![0], points.at(-1)![0]];
  const even = Array.from(
    { length: SLICES + 1 },
    (_, i) => topMm + ((bottomMm - topMm) * i) / SLICES,
  );
  const edgesMm = [...new Set([...even, ...points.map(([depthMm]) => depthMm)])].sort(
    (a, b) => a - b,
  );
  return {
    edgesMm,
    densities: edgesMm.slice(1).map((end, i) => densityAt(points, (edgesMm[i]! + end) / 2)),
  };
}

/** Integral of the density over depth, mm: the height of an even column of density 1 with as much. */
export function profileHeightMm(points: readonly ProfilePoint[]): number {
  return points.slice(1).reduce((sum, [depthMm, density], i) => {
    const [before, above] = points[i]!;
    return sum + ((depthMm - before) * (density + above)) / 2;
  }, 0);
}

/** Refuses, with a `usage` error, what is no profile. */
export function checkProfile(points: readonly ProfilePoint[]): void {
  const fix = 'Write depth:density pairs with rising depths, such as 0.08:1,0.3:0.4.';
  if (points.length < 2) {
    throw new DotworkError('usage', 'A depth profile needs two points or more.', fix);
  }
  points.forEach(([depthMm, density], i) => {
    const before = points[i - 1]?.[0] ?? 0;
    if (!(depthMm >= 0) || (i > 0 && !(depthMm > before))) {
      throw new DotworkError(
        'usage',
        `The depth profile goes from ${before} to ${depthMm} mm.`,
        fix,
      );
    }
    if (!(density >= 0 && density < Number.POSITIVE_INFINITY)) {
      throw new DotworkError('usage', `The density at ${depthMm} mm is ${density}.`, fix);
    }
  });
  if (!(profileHeightMm(points) > 0)) {
    throw new DotworkError('usage', 'The depth profile holds nothing.', fix);
  }
}

function densityAt(points: readonly ProfilePoint[], depthMm: number): number {
  let low = 0;
  while (low < points.length - 2 && depthMm > points[low + 1]![0]) low++;
  const [[from, here], [to, there]] = [points[low]!, points[low + 1]!];
  return here + ((there - here) * (depthMm - from)) / (to - from);
}
