import { expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import type { Vec3 } from '../../../src/base/vec3.ts';
import type { Head } from '../../../src/head/head.ts';
import { loadBaseHead } from '../../../src/head/load-base-head.ts';
import type { Measures } from '../../../src/head/measures.ts';
import { type HeadSpec, makeHead, measureHead } from '../../../src/head/parametric-head.ts';
import { headField } from '../../../src/head/sculpt/head-field.ts';
import { meshCensus, minAnglesDeg } from '../../../src/surface/meshing/mesh-census.ts';
import { cutPoints, type TapePlane, tapeAround, tapeOver } from '../../../src/surface/tape.ts';

const male = await makeHead({ base: 'male' });
const female = await makeHead({ base: 'female' });

test('the mesh is closed, manifold, in one piece, without handles, and faces outward', () => {
  for (const head of [male, female]) {
    const census = meshCensus(soupMm(head));
    expect(census).toMatchObject({ openEdges: 0, badEdges: 0, components: 1, genus: 0 });
    // A head and neck of some five litres, and the top of the shoulders.
    expect(census.volumeMm3).toBeGreaterThan(5e6);
    expect(census.volumeMm3).toBeLessThan(8e6);
    expect(head.mesh.triangles.length / 3).toBeGreaterThan(100_000);
  }
});

test('triangles of the scalp are even', () => {
  for (const head of [male, female]) {
    const angles = minAnglesDeg(soupMm(head)).filter((_, t) => onScalp(head, t));
    expect(angles.length).toBeGreaterThan(10_000);
    expect(Math.min(...angles)).toBeGreaterThan(33);
    expect(angles.reduce((sum, a) => sum + a, 0) / angles.length).toBeGreaterThan(48);
  }
});

test('left and right are mirror images to the micrometre', () => {
  const p = male.mesh.positionsUm;
  const seen = new Set<string>();
  for (let v = 0; v < p.length; v += 3) seen.add(`${p[v]} ${p[v + 1]} ${p[v + 2]}`);
  let lonely = 0;
  for (let v = 0; v < p.length; v += 3) {
    if (!seen.has(`${0 - p[v]!} ${p[v + 1]} ${p[v + 2]}`)) lonely++;
  }
  expect(lonely).toBe(0);
});

test('normals are unit vectors that point out, occlusion is a share', () => {
  const { normals, occlusion, positionsUm: p } = male.mesh;
  let wrong = 0;
  for (let v = 0; v < occlusion.length; v++) {
    const [nx, ny, nz] = [normals[v * 3]!, normals[v * 3 + 1]!, normals[v * 3 + 2]!];
    if (Math.abs(Math.hypot(nx, ny, nz) - 1) > 1e-5) wrong++;
    if (!(occlusion[v]! >= 0 && occlusion[v]! <= 1)) wrong++;
    // On the crown outward is away from the middle of the braincase.
    const [x, y, z] = [p[v * 3]!, p[v * 3 + 1]! - 35_000, p[v * 3 + 2]!];
    if (y > 25_000 && nx * x + ny * y + nz * z <= 0) wrong++;
  }
  expect(wrong).toBe(0);
});

test('the tape reads an ellipse it can be checked against', () => {
  const ellipsoid = ellipsoidMesh(78, 90, 100);
  const level: TapePlane = { origin: [0, 0, 0], right: [1, 0, 0], up: [0, 0, 1] };
  const cut = cutPoints(ellipsoid.positions, ellipsoid.triangles, level);
  // Chords of a fine mesh are shorter than the ellipse by less than 0.1 mm.
  expect(Math.abs(tapeAround(cut) - ellipseLength(78, 100))).toBeLessThan(0.1);
  const upright: TapePlane = { origin: [0, 0, 0], right: [1, 0, 0], up: [0, 1, 0] };
  const arc = cutPoints(ellipsoid.positions, ellipsoid.triangles, upright);
  expect(Math.abs(tapeOver(arc, [-78, 0], [78, 0]) - ellipseLength(78, 90) / 2)).toBeLessThan(0.1);
});

// Percentiles of ANSUR II and NIOSH 2003, p5 and p95 of each sex, and two uneven people.
const PEOPLE: readonly HeadSpec[] = [
  { base: 'male' },
  { base: 'female' },
  {
    base: 'female',
    measuresMm: {
      length: 178,
      breadth: 140,
      circumference: 532,
      bizygomatic: 125,
      faceHeight: 104,
    },
  },
  {
    base: 'male',
    measuresMm: {
      length: 211,
      breadth: 163,
      circumference: 601,
      coronalArc: 375,
      bizygomatic: 153,
      faceHeight: 134,
    },
  },
  { base: 'male', measuresMm: { length: 188, breadth: 146, coronalArc: 330, faceHeight: 112 } },
  { base: 'female', measuresMm: { length: 202, breadth: 156, neckCircumference: 363 } },
  { base: 'neutral', measuresMm: { length: 210, breadth: 143, circumference: 578 } },
  { base: 'neutral', measuresMm: { length: 182, breadth: 160, tragionTop: 124 } },
];

test.each(PEOPLE)('gives the measures back within 1 mm: %j', async (spec) => {
  const head = await makeHead(spec);
  const read = await measureHead(head);
  for (const [name, mm] of Object.entries(spec.measuresMm ?? {})) {
    expect(Math.abs(read[name as keyof Measures] - mm), name).toBeLessThan(1);
  }
  // Read again without the tape's own code.
  if (spec.measuresMm?.length) {
    expect(Math.abs(midlineLength(head) - spec.measuresMm.length)).toBeLessThan(1);
  }
  if (spec.measuresMm?.breadth) {
    expect(Math.abs(breadthAboveEars(head) - spec.measuresMm.breadth)).toBeLessThan(1);
  }
  expect(
    Math.min(...minAnglesDeg(soupMm(head)).filter((_, t) => onScalp(head, t))),
  ).toBeGreaterThan(30);
});

test('a mean man measures what men measure', async () => {
  const read = await measureHead(male);
  // ANSUR II means, men. The circumference is not fitted: it follows, within one tape over hair.
  expect(Math.abs(read.length - 199.5)).toBeLessThan(1);
  expect(Math.abs(read.breadth - 154.3)).toBeLessThan(1);
  expect(Math.abs(read.circumference - 574.4)).toBeLessThan(8);
});

test('the same specification gives the same integers, another one does not', async () => {
  const again = await makeHead({ base: 'male' });
  const differing = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).filter((value, i) => value !== b[i]).length;
  expect(differing(again.mesh.positionsUm, male.mesh.positionsUm)).toBe(0);
  expect(differing(female.mesh.triangles, male.mesh.triangles)).toBe(0);
  expect(differing(female.mesh.positionsUm, male.mesh.positionsUm)).toBeGreaterThan(100_000);
  expect(again.landmarks).toEqual(male.landmarks);
});

test('a senseless measure gets a sentence with its name, unit and range', async () => {
  const wrong = makeHead({ base: 'male', measuresMm: { circumference: 57 } });
  await expect(wrong).rejects.toThrow(DotworkError);
  await expect(wrong).rejects.toThrow(/Head circumference of 57 mm.*from \d+ to \d+ mm/);
  await expect(makeHead({ base: 'male', measuresMm: { length: Number.NaN } })).rejects.toThrow(
    /Head length/,
  );
});

test('measures that contradict each other are refused, not bent', async () => {
  const measuresMm = { length: 202, breadth: 156, circumference: 532 };
  await expect(makeHead({ base: 'male', measuresMm })).rejects.toThrow(/contradict/);
});

test('landmarks lie on the skin and in their order', () => {
  for (const head of [male, female]) {
    const l = head.landmarks;
    for (const [name, point] of Object.entries(l)) {
      // The tragion is the root of the tragus, under it; the others are on the surface, at most
      // half an edge from a vertex.
      const reach = name.startsWith('tragion') ? 6 : 2.2;
      expect(nearestVertexMm(head, point), name).toBeLessThan(reach);
    }
    expect(l.tragionLeft[1]).toBe(0);
    expect(l.tragionLeft[2]).toBe(0);
    expect(l.tragionRight).toEqual([-l.tragionLeft[0], 0, 0]);
    const down = [l.vertex, l.trichion, l.glabella, l.nasion, l.menton];
    for (let i = 1; i < down.length; i++) expect(down[i]![1]).toBeLessThan(down[i - 1]![1]);
    expect(l.inion[1]).toBeLessThan(l.opisthocranion[1]);
    expect(l.canthusLeft[0]).toBeGreaterThan(l.pupilLeft[0]);
  }
});

test('the scalp holds the hairline, the crown and the nape, and nothing else', () => {
  for (const head of [male, female]) {
    const l = head.landmarks;
    const inside = [l.trichion, l.vertex, l.opisthocranion, l.inion, l.euryonLeft, l.euryonRight];
    for (const point of inside) expect(head.scalp[nearestVertex(head, point)]).toBe(1);
    const outside = [l.glabella, l.nasion, l.menton, l.canthusLeft, l.pupilRight, l.tragionRight];
    for (const point of outside) expect(head.scalp[nearestVertex(head, point)]).toBe(0);
  }
});

test('the shipped mesh still is the sculpture', async () => {
  const { f } = headField();
  const { positionsUm: p, earShare } = await loadBaseHead();
  let worst = 0;
  // Every 97th vertex; folds of the ear are where projection may stop a little early.
  for (let v = 0; v < earShare.length; v += 97) {
    const d = Math.abs(f(p[v * 3]! / 1000, p[v * 3 + 1]! / 1000, p[v * 3 + 2]! / 1000));
    if (earShare[v] === 0) worst = Math.max(worst, d);
  }
  expect(worst).toBeLessThan(0.05);
});

function soupMm({ mesh }: Head) {
  return {
    positions: Float64Array.from(mesh.positionsUm, (um) => um / 1000),
    triangles: mesh.triangles,
  };
}

function onScalp({ mesh, scalp }: Head, triangle: number): boolean {
  return [0, 1, 2].every((k) => scalp[mesh.triangles[triangle * 3 + k]!] === 1);
}

function nearestVertex({ mesh }: Head, [x, y, z]: Vec3): number {
  const p = mesh.positionsUm;
  let best = 0;
  let best2 = Number.POSITIVE_INFINITY;
  for (let v = 0; v < p.length / 3; v++) {
    const d2 =
      (p[v * 3]! / 1000 - x) ** 2 +
      (p[v * 3 + 1]! / 1000 - y) ** 2 +
      (p[v * 3 + 2]! / 1000 - z) ** 2;
    if (d2 < best2) [best, best2] = [v, d2];
  }
  return best;
}

function nearestVertexMm(head: Head, point: Vec3): number {
  const p = head.mesh.positionsUm;
  const v = nearestVertex(head, point) * 3;
  return Math.hypot(...point.map((mm, axis) => mm - p[v + axis]! / 1000));
}

/** Glabella to the farthest midline vertex above the tragions. */
function midlineLength({ mesh: { positionsUm: p }, landmarks: { glabella } }: Head): number {
  let far = 0;
  for (let v = 0; v < p.length; v += 3) {
    if (p[v] !== 0 || p[v + 1]! < 0) continue;
    far = Math.max(far, Math.hypot(p[v + 1]! / 1000 - glabella[1], p[v + 2]! / 1000 - glabella[2]));
  }
  return far;
}

function breadthAboveEars({ mesh: { positionsUm: p } }: Head): number {
  let widest = 0;
  for (let v = 0; v < p.length; v += 3) {
    if (p[v + 1]! > 45_000) widest = Math.max(widest, (2 * p[v]!) / 1000);
  }
  return widest;
}

/** A latitude-longitude mesh of an ellipsoid with half axes a, b, c. */
function ellipsoidMesh(a: number, b: number, c: number) {
  const [rows, columns] = [181, 361];
  const positions = new Float64Array(rows * columns * 3);
  const triangles: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      // Shifted a little, so that no vertex lies in a tape's plane.
      const polar = (Math.PI * i) / (rows - 1);
      const turn = (2 * Math.PI * (j + 0.3)) / (columns - 1);
      const ring = Math.sin(polar);
      positions.set(
        [a * ring * Math.cos(turn), b * Math.cos(polar), c * ring * Math.sin(turn)],
        (i * columns + j) * 3,
      );
      if (i === 0 || j === 0) continue;
      const at = i * columns + j;
      triangles.push(at, at - 1, at - columns, at - 1, at - columns - 1, at - columns);
    }
  }
  return { positions, triangles };
}

/** Perimeter of an ellipse by summing a very fine polygon. */
function ellipseLength(a: number, b: number): number {
  const steps = 200_000;
  let length = 0;
  for (let i = 0; i < steps; i++) {
    const [s, t] = [(2 * Math.PI * i) / steps, (2 * Math.PI * (i + 1)) / steps];
    length += Math.hypot(a * (Math.cos(t) - Math.cos(s)), b * (Math.sin(t) - Math.sin(s)));
  }
  return length;
}
