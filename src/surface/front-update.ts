/** The best way over an edge AB to a point X: how far X is, and how much of AB lies before it. */
export interface Crossing {
  distanceMm: number;
  /** 0 at A, 1 at B: where the way crosses the edge. */
  share: number;
}

/**
 * Distance at X of a front whose distance and slope along AB are known.
 *
 * The cubic through both ends (Hermite) is walked to its best crossing, so fronts may be straight
 * or round: Cheng & Tsai 2007 in spirit. Exact slopes make it third order, where the planar update
 * of Kimmel & Sethian 1998 is first order.
 *
 * @param slopeA - Change of distance along the whole of AB, at A.
 * @param axB - Scalar product of AX and AB.
 */
export function hermiteUpdate(
  out: Crossing,
  a: number,
  b: number,
  slopeA: number,
  slopeB: number,
  xaSq: number,
  axB: number,
  abSq: number,
): void {
  const bend = slopeA + slopeB - 2 * (b - a);
  const sag = 3 * (b - a) - 2 * slopeA - slopeB;
  let s = 0.5;
  for (let round = 0; round < 5; round++) {
    const reach = Math.sqrt(xaSq - 2 * s * axB + s * s * abSq);
    const along = axB - s * abSq;
    const slope = slopeA + s * (2 * sag + 3 * bend * s) - along / reach;
    const curve = 2 * sag + 6 * bend * s + (abSq - (along * along) / (reach * reach)) / reach;
    // Where the sum is not hollow there is no inner minimum: the ends are tried below.
    if (!(curve > 0)) break;
    const next = Math.min(1, Math.max(0, s - slope / curve));
    const step = next - s;
    s = next;
    // At a minimum an error of 1e-6 in the share costs 1e-12 of an edge.
    if (step < 1e-6 && step > -1e-6) break;
  }
  const inner = a + s * (slopeA + s * (sag + bend * s));
  out.distanceMm = inner + Math.sqrt(Math.max(0, xaSq - 2 * s * axB + s * s * abSq));
  out.share = s;
  const byA = a + Math.sqrt(xaSq);
  const byB = b + Math.sqrt(Math.max(0, xaSq - 2 * axB + abSq));
  if (!(out.distanceMm <= byA)) {
    out.distanceMm = byA;
    out.share = 0;
  }
  if (byB < out.distanceMm) {
    out.distanceMm = byB;
    out.share = 1;
  }
}
