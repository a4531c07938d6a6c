import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/** Cracks narrower than this share of the mesh's extent are sewn: 0.02 mm on a head. */
const CRACK_SHARE = 5e-5;

/** With more points at rims than this the file is loose triangles, and nothing is sewn. */
const MOST_RIM_POINTS = 100_000;

/**
 * Joins rim points that nearly touch. Only rims: inside the skin points may be close for a reason.
 *
 * @returns The mesh with renamed corners, or nothing where there was nothing to sew.
 */
export function sewn(
  { positions, triangles }: TriangleSoup,
  twin: Int32Array,
): { readonly mesh: TriangleSoup; readonly joined: number } | undefined {
  const rim = rimPoints(triangles, twin, positions.length / 3);
  if (rim.length === 0 || rim.length > MOST_RIM_POINTS) return undefined;
  const reach = CRACK_SHARE * extent(positions);
  if (!(reach > 0)) return undefined;
  const cells = new Map<string, number[]>();
  const names = new Map<number, number>();
  const cell = (v: number, axis: number) => Math.floor(positions[3 * v + axis]! / reach);
  for (const v of rim) {
    const [x, y, z] = [cell(v, 0), cell(v, 1), cell(v, 2)];
    const near = nearby(cells, x, y, z).find(
      (other) => gapSq(positions, v, other) <= reach * reach,
    );
    if (near !== undefined) {
      names.set(v, near);
      continue;
    }
    const key = `${x},${y},${z}`;
    const list = cells.get(key);
    if (list) list.push(v);
    else cells.set(key, [v]);
  }
  if (names.size === 0) return undefined;
  const renamed = triangles.map((v) => names.get(v) ?? v);
  return { mesh: { positions, triangles: renamed }, joined: names.size };
}

function rimPoints(triangles: Uint32Array, twin: Int32Array, count: number): number[] {
  const seen = new Uint8Array(count);
  const points: number[] = [];
  for (let h = 0; h < twin.length; h++) {
    if (twin[h]! >= 0) continue;
    for (const v of [triangles[h]!, triangles[h % 3 === 2 ? h - 2 : h + 1]!]) {
      if (!seen[v]) points.push(v);
      seen[v] = 1;
    }
  }
  return points;
}

function nearby(cells: Map<string, number[]>, x: number, y: number, z: number): number[] {
  // Keys first, each once: so far out that a step leads nowhere, all of them are one cell.
  const keys = new Set<string>();
  for (const i of STEPS) {
    for (const j of STEPS) for (const k of STEPS) keys.add(`${x + i},${y + j},${z + k}`);
  }
  return [...keys].flatMap((key) => cells.get(key) ?? []);
}

const STEPS = [-1, 0, 1];

function gapSq(p: Float64Array, a: number, b: number): number {
  const x = p[3 * a]! - p[3 * b]!;
  const y = p[3 * a + 1]! - p[3 * b + 1]!;
  const z = p[3 * a + 2]! - p[3 * b + 2]!;
  return x * x + y * y + z * z;
}

/** Diagonal of the box round all points. */
export function extent(positions: Float64Array): number {
  const low = [0, 1, 2].map(() => Number.POSITIVE_INFINITY);
  const high = [0, 1, 2].map(() => Number.NEGATIVE_INFINITY);
  for (let i = 0; i < positions.length; i++) {
    const axis = i % 3;
    low[axis] = Math.min(low[axis]!, positions[i]!);
    high[axis] = Math.max(high[axis]!, positions[i]!);
  }
  const [x, y, z] = [0, 1, 2].map((axis) => high[axis]! - low[axis]!) as [number, number, number];
  return Math.sqrt(x * x + y * y + z * z);
}
