import type { TriangleSoup } from '../triangle-soup.ts';
import { EditMesh } from './edit-mesh.ts';
import { cosBetween, mayCollapse, mayFlip, type Normal, normal } from './edits.ts';
import type { Field } from './field.ts';
import { projectVertex } from './project.ts';

/** Wanted edge length at a point, mm. */
export type EdgeLength = Field;

/**
 * Adaptive remeshing after Botsch & Kobbelt 2004, "A Remeshing Approach to Multiresolution
 * Modeling": split long edges, collapse short ones, flip to Delaunay, relax, project on f = 0.
 * The half mesh's midline (x = 0) stays a border on that plane.
 */
export function remesh(
  soup: TriangleSoup,
  f: Field,
  edgeLength: EdgeLength,
  passes: number,
): TriangleSoup {
  const mesh = new EditMesh(soup);
  for (let pass = 0; pass < passes; pass++) {
    splitLong(mesh, edgeLength, 1.33);
    collapseShort(mesh, edgeLength, 0.75);
    flipToValence(mesh);
    settle(mesh, f, edgeLength, 2);
  }
  // The last rounds even out the angles: relaxing squeezes a few edges that then have to go.
  for (let round = 0; round < 8; round++) {
    if (round < 5) {
      collapseShort(mesh, edgeLength, 0.66);
      splitLong(mesh, edgeLength, 1.5);
    }
    settle(mesh, f, edgeLength, 2);
  }
  return mesh.compact();
}

function settle(mesh: EditMesh, f: Field, edgeLength: EdgeLength, rounds: number): void {
  flipToDelaunay(mesh);
  for (let i = 0; i < rounds; i++) relax(mesh, edgeLength);
  for (let v = 0; v < mesh.around.length; v++) {
    if (mesh.around[v]!.length > 0) projectVertex(f, mesh.positions, v * 3, 3);
  }
  flipToDelaunay(mesh);
}

function lengthAt(mesh: EditMesh, edgeLength: EdgeLength, a: number, b: number): number {
  const p = mesh.positions;
  return edgeLength(
    (p[a * 3]! + p[b * 3]!) / 2,
    (p[a * 3 + 1]! + p[b * 3 + 1]!) / 2,
    (p[a * 3 + 2]! + p[b * 3 + 2]!) / 2,
  );
}

function splitLong(mesh: EditMesh, edgeLength: EdgeLength, limit: number): void {
  const edges = mesh.edges();
  for (let i = 0; i < edges.length; i += 2) {
    const [a, b] = [edges[i]!, edges[i + 1]!];
    if (mesh.length2(a, b) > (limit * lengthAt(mesh, edgeLength, a, b)) ** 2) mesh.split(a, b);
  }
}

function collapseShort(mesh: EditMesh, edgeLength: EdgeLength, limit: number): void {
  const edges = mesh.edges();
  for (let i = 0; i < edges.length; i += 2) {
    let [a, b] = [edges[i]!, edges[i + 1]!];
    if (mesh.around[a]!.length === 0 || mesh.around[b]!.length === 0) continue;
    const wanted = lengthAt(mesh, edgeLength, a, b);
    if (mesh.length2(a, b) > (limit * wanted) ** 2) continue;
    // A border vertex is never pulled inward; the inner one goes.
    if (mesh.onBorder(a)) [a, b] = [b, a];
    if (mayCollapse(mesh, a, b, 1.4 * wanted)) mesh.collapse(a, b);
  }
}

/** Flips edges that bring their four vertices closer to six edges each (four on the border). */
function flipToValence(mesh: EditMesh): void {
  const edges = mesh.edges();
  for (let i = 0; i < edges.length; i += 2) {
    const [a, b] = [edges[i]!, edges[i + 1]!];
    const sides = mesh.sides(a, b);
    if (sides.length !== 2) continue;
    const [c, d] = [mesh.opposite(sides[0]!, a, b), mesh.opposite(sides[1]!, a, b)];
    // Triangles around a vertex: six inside, three on the border of half a head.
    const excess = (v: number, change: number) =>
      (mesh.around[v]!.length - (mesh.onBorder(v) ? 3 : 6) + change) ** 2;
    const before = excess(a, 0) + excess(b, 0) + excess(c, 0) + excess(d, 0);
    const after = excess(a, -1) + excess(b, -1) + excess(c, 1) + excess(d, 1);
    if (after < before && mayFlip(mesh, a, b)) mesh.flip(a, b);
  }
}

/** Flips every edge whose opposite angles add up to more than 180°, until none is left. */
function flipToDelaunay(mesh: EditMesh): void {
  for (let sweep = 0; sweep < 6; sweep++) {
    const edges = mesh.edges();
    let flips = 0;
    for (let i = 0; i < edges.length; i += 2) {
      const [a, b] = [edges[i]!, edges[i + 1]!];
      if (wantsFlip(mesh, a, b)) {
        mesh.flip(a, b);
        flips++;
      }
    }
    if (flips === 0) return;
  }
}

function wantsFlip(mesh: EditMesh, a: number, b: number): boolean {
  const sides = mesh.sides(a, b);
  if (sides.length !== 2) return false;
  const p = mesh.positions;
  const [c, d] = [mesh.opposite(sides[0]!, a, b), mesh.opposite(sides[1]!, a, b)];
  return cosAt(p, c, a, b) + cosAt(p, d, a, b) < -1e-6 && mayFlip(mesh, a, b);
}

/** Moves every vertex within its tangent plane to the weighted centre of its triangles. */
function relax(mesh: EditMesh, edgeLength: EdgeLength): void {
  const p = mesh.positions;
  const next = p.slice();
  for (let v = 0; v < mesh.around.length; v++) {
    if (mesh.around[v]!.length === 0) continue;
    let [cx, cy, cz, weight] = [0, 0, 0, 0];
    let [nx, ny, nz] = [0, 0, 0];
    for (const t of mesh.around[v]!) {
      const [a, b, c] = mesh.triangles.slice(t * 3, t * 3 + 3) as [number, number, number];
      const n = normal(p, a, b, c);
      const mx = (p[a * 3]! + p[b * 3]! + p[c * 3]!) / 3;
      const my = (p[a * 3 + 1]! + p[b * 3 + 1]! + p[c * 3 + 1]!) / 3;
      const mz = (p[a * 3 + 2]! + p[b * 3 + 2]! + p[c * 3 + 2]!) / 3;
      // Area over L²: large triangles of a coarse region do not drag the fine one open.
      const w = Math.hypot(...n) / edgeLength(mx, my, mz) ** 2;
      cx += w * mx;
      cy += w * my;
      cz += w * mz;
      weight += w;
      nx += n[0];
      ny += n[1];
      nz += n[2];
    }
    // The mirrored other half of a border fan cancels every x.
    if (mesh.onBorder(v)) cx = nx = 0;
    const length = Math.hypot(nx, ny, nz) || 1;
    const dx = cx / weight - p[v * 3]!;
    const dy = cy / weight - p[v * 3 + 1]!;
    const dz = cz / weight - p[v * 3 + 2]!;
    const along = (dx * nx + dy * ny + dz * nz) / (length * length);
    next[v * 3] = mesh.onBorder(v) ? 0 : Math.max(1e-3, p[v * 3]! + dx - along * nx);
    next[v * 3 + 1] = p[v * 3 + 1]! + dy - along * ny;
    next[v * 3 + 2] = p[v * 3 + 2]! + dz - along * nz;
  }
  for (let i = 0; i < p.length; i++) p[i] = next[i]!;
}

/** Cosine of the angle at vertex c in the triangle c, a, b. */
function cosAt(p: readonly number[], c: number, a: number, b: number): number {
  const u: Normal = [
    p[a * 3]! - p[c * 3]!,
    p[a * 3 + 1]! - p[c * 3 + 1]!,
    p[a * 3 + 2]! - p[c * 3 + 2]!,
  ];
  const v: Normal = [
    p[b * 3]! - p[c * 3]!,
    p[b * 3 + 1]! - p[c * 3 + 1]!,
    p[b * 3 + 2]! - p[c * 3 + 2]!,
  ];
  return cosBetween(u, v);
}
