import type { TriangleSoup } from '../triangle-soup.ts';
import type { Field } from './field.ts';
import type { HalfGrid } from './half-grid.ts';
import { gradient } from './project.ts';

const RAYS = 96;
/** Rays longer than this meet nothing that darkens skin visibly, mm. */
const REACH_MM = 70;
/** Rays start above the surface, clear of the grid's own staircase, mm. */
const START_MM = 2.6;

/**
 * Share of ambient light that reaches each vertex, 0 to 1: rays through the solid for the large
 * shadows (under the chin, behind the ear), the field at 1.5 and 4 mm for folds too fine for rays.
 */
export function occlusion(f: Field, grid: HalfGrid, half: TriangleSoup): Float64Array {
  const vertexCount = half.positions.length / 3;
  const rays = cosineRays();
  const g = new Float64Array(3);
  const sky = new Float64Array(vertexCount);
  const fold = new Float64Array(vertexCount);
  for (let v = 0; v < vertexCount; v++) {
    const [x, y, z] = half.positions.subarray(v * 3, v * 3 + 3) as unknown as [
      number,
      number,
      number,
    ];
    gradient(f, x, y, z, g);
    const length = Math.hypot(g[0]!, g[1]!, g[2]!) || 1;
    const n = [g[0]! / length, g[1]! / length, g[2]! / length] as const;
    sky[v] = openShare(grid, x, y, z, n, rays);
    const lift = (mm: number) => f(x + n[0] * mm, y + n[1] * mm, z + n[2] * mm) / mm;
    fold[v] = 1 - 0.3 * Math.max(0, 1 - lift(1.5)) - 0.3 * Math.max(0, 1 - lift(4));
  }
  return smooth(sky, half.triangles, 3).map((s, v) => Math.min(1, Math.max(0, s * fold[v]!)));
}

/** Directions around +z, density proportional to cosine, on a golden spiral. */
function cosineRays(): Float64Array {
  const out = new Float64Array(RAYS * 3);
  for (let i = 0; i < RAYS; i++) {
    const r2 = (i + 0.5) / RAYS;
    const angle = i * Math.PI * (3 - Math.sqrt(5));
    out[i * 3] = Math.sqrt(r2) * Math.cos(angle);
    out[i * 3 + 1] = Math.sqrt(r2) * Math.sin(angle);
    out[i * 3 + 2] = Math.sqrt(1 - r2);
  }
  return out;
}

function openShare(
  grid: HalfGrid,
  x: number,
  y: number,
  z: number,
  n: readonly [number, number, number],
  rays: Float64Array,
): number {
  // Any frame around n will do: Duff et al. 2017, "Building an Orthonormal Basis, Revisited".
  const sign = n[2] < 0 ? -1 : 1;
  const a = -1 / (sign + n[2]);
  const b = n[0] * n[1] * a;
  const t = [1 + sign * n[0] * n[0] * a, sign * b, -sign * n[0]] as const;
  const s = [b, sign + n[1] * n[1] * a, -n[1]] as const;
  let open = 0;
  for (let i = 0; i < rays.length; i += 3) {
    const [rx, ry, rz] = [rays[i]!, rays[i + 1]!, rays[i + 2]!];
    const dx = rx * t[0] + ry * s[0] + rz * n[0];
    const dy = rx * t[1] + ry * s[1] + rz * n[1];
    const dz = rx * t[2] + ry * s[2] + rz * n[2];
    let far = START_MM;
    while (far < REACH_MM && !solid(grid, x + dx * far, y + dy * far, z + dz * far)) {
      far += 0.9 * grid.step;
    }
    // A far wall hides less: it is lit itself and sends light back.
    open += far >= REACH_MM ? 1 : 0.6 * (far / REACH_MM);
  }
  return open / RAYS;
}

function solid({ n, origin, step, values }: HalfGrid, x: number, y: number, z: number): boolean {
  const i = Math.round((Math.abs(x) - origin[0]) / step);
  const j = Math.round((y - origin[1]) / step);
  const k = Math.round((z - origin[2]) / step);
  if (i >= n[0] || j < 0 || j >= n[1] || k < 0 || k >= n[2]) return false;
  return values[(k * n[1] + j) * n[0] + i]! < 0;
}

/** Averages a vertex value over its neighbours, keeping half of its own. */
function smooth(values: Float64Array, triangles: Uint32Array, rounds: number): Float64Array {
  let now = values;
  for (let round = 0; round < rounds; round++) {
    const sum = new Float64Array(now.length);
    const count = new Float64Array(now.length);
    for (let t = 0; t < triangles.length; t += 3) {
      const corners = triangles.subarray(t, t + 3);
      for (const v of corners) {
        for (const w of corners) if (w !== v) sum[v]! += now[w]!;
        count[v]! += 2;
      }
    }
    now = now.map((value, v) => (count[v] ? 0.5 * value + (0.5 * sum[v]!) / count[v]! : value));
  }
  return now;
}
