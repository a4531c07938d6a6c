import type { Field } from './field.ts';

/** Half width of the central differences, mm. */
const EPSILON_MM = 0.3;

/** Gradient of a field by central differences, into `out`. */
export function gradient(f: Field, x: number, y: number, z: number, out: Float64Array): void {
  const e = EPSILON_MM;
  out[0] = (f(x + e, y, z) - f(x - e, y, z)) / (2 * e);
  out[1] = (f(x, y + e, z) - f(x, y - e, z)) / (2 * e);
  out[2] = (f(x, y, z + e) - f(x, y, z - e)) / (2 * e);
}

const g = new Float64Array(3);

/**
 * Moves one vertex onto f = 0 by clamped Newton steps. A vertex at x = 0 stays there.
 *
 * @param at - Index of the vertex's x in `positions`.
 * @param steps - At most so many steps; stops early within a micrometre.
 */
export function projectVertex(f: Field, positions: number[], at: number, steps: number): void {
  const midline = positions[at] === 0;
  for (let step = 0; step < steps; step++) {
    const [x, y, z] = [positions[at]!, positions[at + 1]!, positions[at + 2]!];
    const d = f(x, y, z);
    if (Math.abs(d) < 1e-3) return;
    const e = EPSILON_MM;
    // One-sided differences: half the evaluations, and the next step mends the error.
    g[0] = midline ? 0 : (f(x + e, y, z) - d) / e;
    g[1] = (f(x, y + e, z) - d) / e;
    g[2] = (f(x, y, z + e) - d) / e;
    const g2 = Math.max(0.05, g[0]! * g[0]! + g[1]! * g[1]! + g[2]! * g[2]!);
    const length = Math.abs(d) / Math.sqrt(g2);
    const scale = (length > 1.2 ? 1.2 / length : 1) * (d / g2);
    positions[at] = midline ? 0 : Math.max(1e-3, x - scale * g[0]!);
    positions[at + 1] = y - scale * g[1]!;
    positions[at + 2] = z - scale * g[2]!;
  }
}
