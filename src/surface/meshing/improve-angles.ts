import type { TriangleSoup } from '../triangle-soup.ts';
import { EditMesh } from './edit-mesh.ts';
import { mayCollapse, mayFlip } from './edits.ts';
import type { Field } from './field.ts';
import { projectVertex } from './project.ts';
import type { WorstAngle } from './worst-angle.ts';

/** Which triangles have to be even, told by a corner's place. */
export type Region = (x: number, y: number, z: number) => boolean;

const SWEEPS = 40;
/** First reach of a vertex that looks for a better place, as a share of its shortest edge. */
const REACH = 0.35;
const HALVINGS = 6;
const DIRECTIONS = 8;

/**
 * Raises the smallest angle of every triangle of a region above `targetDeg`, by itself, whatever
 * grid the mesh came from: flips edges, moves vertices along the surface and, where both are not
 * enough, takes a vertex out or puts one in. What is judged is the worst of several bent shapes.
 */
export function improveAngles(
  soup: TriangleSoup,
  f: Field,
  worst: WorstAngle,
  region: Region,
  targetDeg: number,
): TriangleSoup {
  let mesh = new EditMesh(soup);
  const limit = Math.cos((targetDeg * Math.PI) / 180);
  const bad = (m: EditMesh) =>
    liveTriangles(m)
      .filter((t) => inside(m, t, region) && worst.cosine(m, t) > limit)
      .sort((s, t) => worst.cosine(m, t) - worst.cosine(m, s));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const list = bad(mesh);
    if (list.length === 0) break;
    let eased = 0;
    for (const t of list) {
      if (mesh.triangles[3 * t]! < 0 || worst.cosine(mesh, t) <= limit) continue;
      if (ease(mesh, t, f, worst)) eased++;
      else {
        const changed = rebuilt(mesh, t, f, worst);
        if (changed) {
          mesh = changed;
          eased++;
        }
      }
    }
    if (eased === 0) break;
  }
  return mesh.compact();
}

function liveTriangles(mesh: EditMesh): number[] {
  return Array.from({ length: mesh.triangles.length / 3 }, (_, t) => t).filter(
    (t) => mesh.triangles[3 * t]! >= 0,
  );
}

function cornersOf(mesh: EditMesh, t: number): readonly [number, number, number] {
  const { triangles } = mesh;
  return [triangles[3 * t]!, triangles[3 * t + 1]!, triangles[3 * t + 2]!];
}

function inside(mesh: EditMesh, t: number, region: Region): boolean {
  const p = mesh.positions;
  return cornersOf(mesh, t).every((v) => region(p[3 * v]!, p[3 * v + 1]!, p[3 * v + 2]!));
}

/** Improves one triangle without changing the number of vertices; false where nothing helps. */
function ease(mesh: EditMesh, t: number, f: Field, worst: WorstAngle): boolean {
  const [a, b, c] = cornersOf(mesh, t);
  for (const [p, q] of [
    [a, b],
    [b, c],
    [c, a],
  ] as const) {
    if (flipIfBetter(mesh, p, q, worst)) return true;
  }
  let moved = false;
  for (const v of [a, b, c]) if (moveIfBetter(mesh, v, f, worst)) moved = true;
  if (moved) return true;
  // The next ring makes room.
  for (const v of ring(mesh, [a, b, c])) if (moveIfBetter(mesh, v, f, worst)) moved = true;
  return moved;
}

/** Worst cosine of the triangles round some vertices. */
function around(mesh: EditMesh, vertices: Iterable<number>, worst: WorstAngle): number {
  let most = -1;
  for (const v of vertices) {
    for (const t of mesh.around[v]!) most = Math.max(most, worst.cosine(mesh, t));
  }
  return most;
}

function ring(mesh: EditMesh, vertices: readonly number[]): Set<number> {
  const out = new Set<number>();
  for (const v of vertices) for (const w of mesh.neighbours(v)) out.add(w);
  for (const v of vertices) out.delete(v);
  return out;
}

function flipIfBetter(mesh: EditMesh, a: number, b: number, worst: WorstAngle): boolean {
  const sides = mesh.sides(a, b);
  if (sides.length !== 2 || !mayFlip(mesh, a, b)) return false;
  const [s, t] = sides as [number, number];
  const [c, d] = [mesh.opposite(s, a, b), mesh.opposite(t, a, b)];
  const now = Math.max(worst.cosine(mesh, s), worst.cosine(mesh, t));
  mesh.flip(a, b);
  if (Math.max(worst.cosine(mesh, s), worst.cosine(mesh, t)) < now - GAIN) return true;
  mesh.flip(c, d);
  return false;
}

/** Less gain than this is no progress, as a cosine: a fiftieth of a degree. */
const GAIN = 2e-4;

/** Compass search in the tangent plane for the place with the best worst angle around a vertex. */
function moveIfBetter(mesh: EditMesh, v: number, f: Field, worst: WorstAngle): boolean {
  const p = mesh.positions;
  const at = 3 * v;
  const home = [p[at]!, p[at + 1]!, p[at + 2]!] as const;
  const before = around(mesh, [v], worst);
  const [u, w] = tangents(mesh, v);
  const border = mesh.onBorder(v);
  let shortest2 = Number.POSITIVE_INFINITY;
  for (const n of mesh.neighbours(v)) shortest2 = Math.min(shortest2, mesh.length2(v, n));
  let reach = REACH * Math.sqrt(shortest2);
  let best = before;
  const middle = [...home];
  for (let round = 0; round < HALVINGS; round++) {
    let found: number[] | undefined;
    for (let k = 0; k < DIRECTIONS; k++) {
      const angle = (2 * Math.PI * k) / DIRECTIONS;
      const [cu, cw] = [reach * Math.cos(angle), reach * Math.sin(angle)];
      const next = middle.map((value, i) => value + cu * u[i]! + cw * w[i]!);
      if (border) next[0] = 0;
      else if (next[0]! < 1e-3) continue;
      for (let i = 0; i < 3; i++) p[at + i] = next[i]!;
      const cosine = around(mesh, [v], worst);
      if (cosine < best - GAIN / 4) {
        best = cosine;
        found = next;
      }
    }
    if (found) for (let i = 0; i < 3; i++) middle[i] = found[i]!;
    else reach /= 2;
  }
  for (let i = 0; i < 3; i++) p[at + i] = middle[i]!;
  if (best < before - GAIN) {
    projectVertex(f, p, at, 3);
    if (around(mesh, [v], worst) < before - GAIN) return true;
  }
  for (let i = 0; i < 3; i++) p[at + i] = home[i]!;
  return false;
}

/** Two unit vectors square to the normal of a vertex. */
function tangents(mesh: EditMesh, v: number): readonly [number[], number[]] {
  const p = mesh.positions;
  const n = [0, 0, 0];
  for (const t of mesh.around[v]!) {
    const [a, b, c] = cornersOf(mesh, t).map((corner) => 3 * corner) as [number, number, number];
    for (let i = 0; i < 3; i++) {
      const [j, k] = [(i + 1) % 3, (i + 2) % 3];
      n[i]! +=
        (p[b + j]! - p[a + j]!) * (p[c + k]! - p[a + k]!) -
        (p[b + k]! - p[a + k]!) * (p[c + j]! - p[a + j]!);
    }
  }
  if (mesh.onBorder(v)) n[0] = 0;
  const thin = n.map(Math.abs).indexOf(Math.min(...n.map(Math.abs)));
  const u = unit(
    cross(
      n,
      [0, 1, 2].map((i) => (i === thin ? 1 : 0)),
    ),
  );
  return [u, unit(cross(n, u))];
}

function cross(a: readonly number[], b: readonly number[]): number[] {
  return [0, 1, 2].map((i) => {
    const [j, k] = [(i + 1) % 3, (i + 2) % 3];
    return a[j]! * b[k]! - a[k]! * b[j]!;
  });
}

function unit(v: readonly number[]): number[] {
  const length = Math.hypot(...v) || 1;
  return v.map((value) => value / length);
}

/** A copy with one vertex more or less next to the triangle, where that is better; tried on copies. */
function rebuilt(mesh: EditMesh, t: number, f: Field, worst: WorstAngle): EditMesh | undefined {
  const [a, b, c] = cornersOf(mesh, t);
  const before = around(mesh, [a, b, c], worst);
  const edits: ((m: EditMesh) => number)[] = [];
  for (const [p, q] of [
    [a, b],
    [b, c],
    [c, a],
  ] as const) {
    for (const [gone, kept] of [
      [p, q],
      [q, p],
    ] as const) {
      edits.push((m) => {
        if (m.onBorder(gone) && !m.onBorder(kept)) return -1;
        if (!mayCollapse(m, gone, kept, Number.POSITIVE_INFINITY)) return -1;
        m.collapse(gone, kept);
        return kept;
      });
    }
    edits.push((m) => m.split(p, q));
  }
  for (const edit of edits) {
    const trial = mesh.copy();
    const centre = edit(trial);
    if (centre < 0) continue;
    projectVertex(f, trial.positions, 3 * centre, 3);
    const near = [centre, ...trial.neighbours(centre)];
    for (let round = 0; round < 6; round++) {
      for (const v of near) {
        for (const w of trial.neighbours(v)) flipIfBetter(trial, v, w, worst);
        moveIfBetter(trial, v, f, worst);
      }
    }
    if (around(trial, near, worst) < before - GAIN) return trial;
  }
  return undefined;
}
