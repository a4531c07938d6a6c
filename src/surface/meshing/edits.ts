import type { EditMesh } from './edit-mesh.ts';

/** Normals may turn by less than about 53° when an edge is collapsed or flipped. */
const MIN_NORMAL_COS = 0.6;

/** Link condition, no long edge made, no triangle turned over. */
export function mayCollapse(mesh: EditMesh, gone: number, kept: number, longest: number): boolean {
  const sides = mesh.sides(gone, kept);
  const border = sides.length === 1;
  if (sides.length === 0 || sides.length > 2) return false;
  if (mesh.onBorder(gone) && !border) return false;
  const near = mesh.neighbours(gone);
  let common = 0;
  for (const v of mesh.neighbours(kept)) if (near.has(v)) common++;
  if (common !== sides.length) return false;
  for (const v of near) {
    if (v !== kept && mesh.length2(v, kept) > longest * longest) return false;
  }
  const p = mesh.positions;
  for (const t of mesh.around[gone]!) {
    if (sides.includes(t)) continue;
    const corners = mesh.triangles.slice(t * 3, t * 3 + 3) as [number, number, number];
    const before = normal(p, ...corners);
    const moved = corners.map((v) => (v === gone ? kept : v)) as [number, number, number];
    if (cosBetween(before, normal(p, ...moved)) < MIN_NORMAL_COS) return false;
  }
  return true;
}

/** Whether an inner edge can be flipped without folding the surface or doubling an edge. */
export function mayFlip(mesh: EditMesh, a: number, b: number): boolean {
  let [s, t] = mesh.sides(a, b) as [number, number];
  // s must hold the edge as a -> b for the windings below.
  if (follows(mesh, t, a, b)) [s, t] = [t, s];
  const c = mesh.opposite(s, a, b);
  const d = mesh.opposite(t, a, b);
  if (c === d || (mesh.onBorder(c) && mesh.onBorder(d))) return false;
  if (mesh.sides(c, d).length > 0) return false;
  const p = mesh.positions;
  const before = [normal(p, a, b, c), normal(p, b, a, d)] as const;
  const after = [normal(p, a, d, c), normal(p, d, b, c)] as const;
  return before.every((n) => after.every((m) => cosBetween(n, m) > MIN_NORMAL_COS));
}

function follows(mesh: EditMesh, t: number, a: number, b: number): boolean {
  const tri = mesh.triangles;
  for (let k = 0; k < 3; k++) {
    if (tri[t * 3 + k] === a && tri[t * 3 + ((k + 1) % 3)] === b) return true;
  }
  return false;
}

export type Normal = readonly [number, number, number];

/** Twice the area along the outward normal. */
export function normal(p: readonly number[], a: number, b: number, c: number): Normal {
  const [ux, uy, uz] = [
    p[b * 3]! - p[a * 3]!,
    p[b * 3 + 1]! - p[a * 3 + 1]!,
    p[b * 3 + 2]! - p[a * 3 + 2]!,
  ];
  const [vx, vy, vz] = [
    p[c * 3]! - p[a * 3]!,
    p[c * 3 + 1]! - p[a * 3 + 1]!,
    p[c * 3 + 2]! - p[a * 3 + 2]!,
  ];
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
}

export function cosBetween(a: Normal, b: Normal): number {
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  return lengths === 0 ? -1 : (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / lengths;
}
