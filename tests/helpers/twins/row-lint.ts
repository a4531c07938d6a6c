/** A dot seen from the hairline: how far along it, and how far behind. */
export interface FrontDot {
  readonly alongMm: number;
  readonly behindMm: number;
}

/** Dots in a row must lie this near to one straight line, relative to the mean spacing. */
const STRAIGHT = 0.15;
const RUN = 5;

/**
 * Runs of five dots, one after another along the line, that lie on one straight line: what the eye
 * takes for a row. Some come by chance in any pattern.
 *
 * @param spacingMm - Mean distance between neighbours.
 */
export function rowsOf(dots: readonly FrontDot[], spacingMm: number): number {
  const sorted = dots.toSorted((p, q) => p.alongMm - q.alongMm);
  let rows = 0;
  for (let i = 0; i + RUN <= sorted.length; i++) {
    const run = sorted.slice(i, i + RUN);
    const [s, d] = [run.map((dot) => dot.alongMm), run.map((dot) => dot.behindMm)];
    const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / RUN;
    const [sMean, dMean] = [mean(s), mean(d)];
    const spread = mean(s.map((at) => (at - sMean) ** 2));
    const slope = mean(s.map((at, k) => (at - sMean) * (d[k]! - dMean))) / Math.max(spread, 1e-9);
    const off = s.map((at, k) => Math.abs(d[k]! - dMean - slope * (at - sMean)));
    if (Math.max(...off) < STRAIGHT * spacingMm) rows++;
  }
  return rows;
}
