/**
 * Distance at the corner X of a triangle XAB when those at A and B are known.
 *
 * Arguments are squared edge lengths, so unfolded triangles need no coordinates in space.
 */
export type FrontUpdate = (
  distanceA: number,
  distanceB: number,
  xaSq: number,
  xbSq: number,
  abSq: number,
) => number;

/**
 * A straight front crossing the triangle: right for distances from a curve.
 *
 * Kimmel & Sethian 1998, PNAS 95(15); in Gram matrix form. Where the front would reach X from
 * outside the triangle, the nearer of the two edges counts.
 */
export function planarUpdate(a: number, b: number, xaSq: number, xbSq: number, abSq: number) {
  const byEdges = Math.min(a + Math.sqrt(xaSq), b + Math.sqrt(xbSq));
  const cos = (xaSq + xbSq - abSq) / 2;
  const det = xaSq * xbSq - cos * cos;
  if (!(det > 0)) return byEdges;
  // |gradient| = 1 as a quadratic in the unknown distance, all coefficients times det.
  const sum = xaSq + xbSq - 2 * cos;
  const mean = (xbSq - cos) * a + (xaSq - cos) * b;
  const rest = xbSq * a * a - 2 * cos * a * b + xaSq * b * b - det;
  const root = mean * mean - sum * rest;
  if (root < 0) return byEdges;
  const x = (mean + Math.sqrt(root)) / sum;
  const shareA = xbSq * (a - x) - cos * (b - x);
  const shareB = xaSq * (b - x) - cos * (a - x);
  return shareA < 0 && shareB < 0 ? Math.min(x, byEdges) : byEdges;
}

/**
 * A round front from a point in the triangle's plane: right for distances from points.
 *
 * Virtual source as in Trettner, Bommes & Kobbelt 2021, CGF 40(5), doi 10.1111/cgf.14371.
 */
export function roundUpdate(a: number, b: number, xaSq: number, xbSq: number, abSq: number) {
  const byEdges = Math.min(a + Math.sqrt(xaSq), b + Math.sqrt(xbSq));
  if (!(abSq > 0)) return byEdges;
  const ab = Math.sqrt(abSq);
  const xAlong = (xaSq - xbSq + abSq) / (2 * ab);
  const xUpSq = xaSq - xAlong * xAlong;
  const sourceAlong = (a * a - b * b + abSq) / (2 * ab);
  const sourceDownSq = a * a - sourceAlong * sourceAlong;
  if (!(xUpSq > 0) || sourceDownSq < 0) return byEdges;
  const xUp = Math.sqrt(xUpSq);
  const sourceDown = Math.sqrt(sourceDownSq);
  const crossing = sourceAlong + ((xAlong - sourceAlong) * sourceDown) / (sourceDown + xUp);
  if (crossing < 0 || crossing > ab) return byEdges;
  const along = xAlong - sourceAlong;
  const up = xUp + sourceDown;
  return Math.min(byEdges, Math.sqrt(along * along + up * up));
}
