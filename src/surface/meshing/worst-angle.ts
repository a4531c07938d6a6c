import type { EditMesh } from './edit-mesh.ts';

/**
 * How shapes made by bending a surface stretch it at a point: per shape the symmetric tensor that
 * turns a step on the surface into its squared length on the bent one, as xx, yy, zz, xy, xz, yz.
 */
export type StretchAt = (x: number, y: number, z: number) => Float64Array;

/** Bends fade over tens of millimetres: a stretch serves triangles this near, mm. */
const SAME_MM = 3;

/** The smallest angle a triangle has in any of several bent shapes, as a cosine. */
export class WorstAngle {
  private readonly stretchAt: StretchAt;
  private readonly known: (
    | { readonly at: readonly number[]; readonly s: Float64Array }
    | undefined
  )[] = [];

  constructor(stretchAt: StretchAt) {
    this.stretchAt = stretchAt;
  }

  /** Cosine of the smallest angle of triangle t: 0.5 is best. */
  cosine(mesh: EditMesh, t: number): number {
    const p = mesh.positions;
    const v = mesh.triangles[3 * t]!;
    const [a, b, c] = [3 * v, 3 * mesh.triangles[3 * t + 1]!, 3 * mesh.triangles[3 * t + 2]!];
    const s = this.stretch(v, p[a]!, p[a + 1]!, p[a + 2]!);
    const [ex, ey, ez] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
    const [gx, gy, gz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
    let most = 0;
    for (let i = 0; i < s.length; i += 6) {
      const xx = s[i]!;
      const yy = s[i + 1]!;
      const zz = s[i + 2]!;
      const xy = s[i + 3]!;
      const xz = s[i + 4]!;
      const yz = s[i + 5]!;
      const mx = xx * ex + xy * ey + xz * ez;
      const my = xy * ex + yy * ey + yz * ez;
      const mz = xz * ex + yz * ey + zz * ez;
      const ee = mx * ex + my * ey + mz * ez;
      const eg = mx * gx + my * gy + mz * gz;
      const gg =
        (xx * gx + xy * gy + xz * gz) * gx +
        (xy * gx + yy * gy + yz * gz) * gy +
        (xz * gx + yz * gy + zz * gz) * gz;
      const hh = ee + gg - 2 * eg;
      // Largest cosine, smallest angle: it faces the shortest side.
      const cosine = Math.max(
        eg / Math.sqrt(ee * gg),
        (ee - eg) / Math.sqrt(ee * hh),
        (gg - eg) / Math.sqrt(gg * hh),
      );
      if (cosine > most) most = cosine;
    }
    return most;
  }

  private stretch(v: number, x: number, y: number, z: number): Float64Array {
    const known = this.known[v];
    const [u, w, q] = known?.at ?? [Number.NaN, 0, 0];
    if (known && (x - u!) ** 2 + (y - w!) ** 2 + (z - q!) ** 2 < SAME_MM * SAME_MM) return known.s;
    const s = this.stretchAt(x, y, z);
    this.known[v] = { at: [x, y, z], s };
    return s;
  }
}
