/** Shares of a step between which it runs inside a column; one object, so that photons allocate none. */
export interface Stretch {
  low: number;
  high: number;
}

/**
 * Where a step of a path runs inside an endless upright column about the origin, mm.
 *
 * @param stretch - Written to where it does.
 * @returns Whether any of it does.
 */
export function stepInColumn(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  radiusMm: number,
  stretch: Stretch,
): boolean {
  if ((y0 > radiusMm && y1 > radiusMm) || (y0 < -radiusMm && y1 < -radiusMm)) return false;
  if ((x0 > radiusMm && x1 > radiusMm) || (x0 < -radiusMm && x1 < -radiusMm)) return false;
  const [dx, dy] = [x1 - x0, y1 - y0];
  // In shares of the step: a t^2 + 2 b t + c < 0 inside.
  const [a, b, c] = [dx * dx + dy * dy, x0 * dx + y0 * dy, x0 * x0 + y0 * y0 - radiusMm ** 2];
  stretch.low = 0;
  stretch.high = 1;
  if (a > 1e-18) {
    const root = b * b - a * c;
    if (root <= 0) return false;
    const half = Math.sqrt(root);
    stretch.low = Math.max(0, (-b - half) / a);
    stretch.high = Math.min(1, (-b + half) / a);
  } else if (c >= 0) return false;
  return stretch.high > stretch.low;
}
