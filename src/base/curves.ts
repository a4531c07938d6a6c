/** Samples of a function of one variable: `at` rising or falling, and the value there. */
export type Knots = readonly (readonly [at: number, ...values: number[]])[];

/**
 * Cubic Hermite curve through knots, with the slopes of the parabola through three neighbours.
 * Constant beyond the ends.
 *
 * @param column - Which value of each knot, counted from 0.
 */
export function hermite(knots: Knots, column = 0): (at: number) => number {
  const rising = [...knots].sort((a, b) => a[0] - b[0]);
  const t = rising.map((knot) => knot[0]);
  const v = rising.map((knot) => knot[column + 1]!);
  const last = t.length - 1;
  const slope = t.map((_, i) => {
    if (i === 0 || i === last) return 0;
    const before = (v[i]! - v[i - 1]!) / (t[i]! - t[i - 1]!);
    const after = (v[i + 1]! - v[i]!) / (t[i + 1]! - t[i]!);
    const share = (t[i]! - t[i - 1]!) / (t[i + 1]! - t[i - 1]!);
    return before * (1 - share) + after * share;
  });
  return (at) => {
    if (at <= t[0]!) return v[0]!;
    if (at >= t[last]!) return v[last]!;
    let i = 0;
    while (at > t[i + 1]!) i++;
    const width = t[i + 1]! - t[i]!;
    const s = (at - t[i]!) / width;
    const s2 = s * s;
    const s3 = s2 * s;
    return (
      v[i]! * (2 * s3 - 3 * s2 + 1) +
      slope[i]! * width * (s3 - 2 * s2 + s) +
      v[i + 1]! * (3 * s2 - 2 * s3) +
      slope[i + 1]! * width * (s3 - s2)
    );
  };
}

/** Points of any dimension resampled by a Catmull-Rom spline, `pieces` per span. */
export function catmullRom(points: readonly (readonly number[])[], pieces: number): number[][] {
  const out: number[][] = [];
  const last = points.length - 1;
  for (let i = 0; i < last; i++) {
    const a = points[Math.max(0, i - 1)]!;
    const b = points[i]!;
    const c = points[i + 1]!;
    const d = points[Math.min(last, i + 2)]!;
    for (let k = 0; k < pieces; k++) {
      const s = k / pieces;
      out.push(
        b.map((_, axis) => {
          const [pa, pb, pc, pd] = [a[axis]!, b[axis]!, c[axis]!, d[axis]!];
          return (
            pb +
            0.5 *
              s *
              (pc - pa + s * (2 * pa - 5 * pb + 4 * pc - pd + s * (3 * (pb - pc) + pd - pa)))
          );
        }),
      );
    }
  }
  out.push([...points[last]!]);
  return out;
}
