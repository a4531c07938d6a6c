import { solveDense } from '../../base/solve-dense.ts';
import type { Vec3 } from '../../base/vec3.ts';
import type { Field } from '../../surface/meshing/field.ts';
import { BASE_POINTS } from './base-points.ts';

/** Height of the centre the base radii are measured from, above the tragions, mm. */
const CENTRE_Y_MM = 18;
/** Keeps f smooth across the midline: |x| is replaced by sqrt(x² + this), mm². */
const MIDLINE_SOFTENING_MM2 = 0.09;

/** |x| with its corner at the midline rounded off. */
export function softAbs(x: number): number {
  return Math.sqrt(x * x + MIDLINE_SOFTENING_MM2);
}

/**
 * Skull and face mass: a radius over the sphere of directions, a thin-plate spline through
 * `BASE_POINTS`, turned into a distance-like field by its own slope.
 *
 * Smoothing where scalp is: exact interpolation of typed points leaves lumps of half a millimetre
 * that a bald head under a lamp shows at once.
 */
export function baseSurface(): Field {
  const sites = BASE_POINTS.map(site);
  const { weights, constant, slopeY, slopeZ } = fitSpline(sites);
  const ux = Float64Array.from(sites, (s) => s.u[0]);
  const uy = Float64Array.from(sites, (s) => s.u[1]);
  const uz = Float64Array.from(sites, (s) => s.u[2]);
  const mirrored = sites.map((s) => s.twins === 2);
  const count = sites.length;

  return (x, y, z) => {
    const ax = softAbs(x);
    const cy = y - CENTRE_Y_MM;
    const length = Math.sqrt(ax * ax + cy * cy + z * z);
    if (length < 1) return -60;
    const dx = ax / length;
    const dy = cy / length;
    const dz = z / length;
    let radius = constant + slopeY * dy + slopeZ * dz;
    let gx = 0;
    let gy = slopeY;
    let gz = slopeZ;
    for (let i = 0; i < count; i++) {
      const w = weights[i]!;
      const ey = dy - uy[i]!;
      const ez = dz - uz[i]!;
      const rest = ey * ey + ez * ez;
      for (let side = mirrored[i] ? -1 : 1; side <= 1; side += 2) {
        const ex = dx - side * ux[i]!;
        const s = Math.sqrt(ex * ex + rest);
        radius += w * s * s * s;
        const pull = 3 * w * s;
        gx += pull * ex;
        gy += pull * ey;
        gz += pull * ez;
      }
    }
    const radial = gx * dx + gy * dy + gz * dz;
    const slope2 = gx * gx + gy * gy + gz * gz - radial * radial;
    const reach = Math.max(length, 30);
    return (length - radius) / Math.sqrt(1 + Math.max(0, slope2) / (reach * reach));
  };
}

interface Site {
  /** Unit direction from the centre. */
  readonly u: Vec3;
  readonly radius: number;
  /** 2 for a point with a mirror image, 1 on the midline. */
  readonly twins: 1 | 2;
  readonly smoothing: number;
}

function site([x, y, z]: Vec3): Site {
  const cy = y - CENTRE_Y_MM;
  const radius = Math.sqrt(x * x + cy * cy + z * z);
  const scalp = y > 40 || (z < -20 && y > -10);
  return {
    u: [x / radius, cy / radius, z / radius],
    radius,
    twins: x > 0 ? 2 : 1,
    smoothing: scalp ? 0.03 : 0.002,
  };
}

/** Mirror images share a weight, so half the points carry the whole symmetric system. */
function fitSpline(sites: readonly Site[]) {
  const n = sites.length;
  const rows = sites.map((a, i) => {
    const row = sites.map((b) => kernel(a.u, b.u, 1) + (b.twins === 2 ? kernel(a.u, b.u, -1) : 0));
    row[i]! += a.smoothing;
    return [...row, 1, a.u[1], a.u[2], a.radius];
  });
  for (const poly of [() => 1, (s: Site) => s.u[1], (s: Site) => s.u[2]]) {
    rows.push([...sites.map((s) => s.twins * poly(s)), 0, 0, 0, 0]);
  }
  const solution = solveDense(rows);
  return {
    weights: Float64Array.from(solution.slice(0, n)),
    constant: solution[n]!,
    slopeY: solution[n + 1]!,
    slopeZ: solution[n + 2]!,
  };
}

function kernel(a: Vec3, b: Vec3, side: number): number {
  const dx = a[0] - side * b[0];
  return Math.sqrt(dx * dx + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2) ** 3;
}
