import { describe, expect, test } from 'vitest';
import type { Finding, FindingKind } from '../../../src/scan/findings.ts';
import { apart } from '../../../src/scan/repair/apart.ts';
import { cleaned } from '../../../src/scan/repair/clean.ts';
import { closeHoles } from '../../../src/scan/repair/close-holes.ts';
import { cutBelow } from '../../../src/scan/repair/cut.ts';
import { divided } from '../../../src/scan/repair/divide.ts';
import { filled, rimsOf } from '../../../src/scan/repair/holes.ts';
import { joinShells } from '../../../src/scan/repair/shells.ts';
import { meshCensus } from '../../../src/surface/meshing/mesh-census.ts';
import { ball, type Mesh } from '../../helpers/scan-files.ts';

const RADIUS = 100;
const sound = ball(20, RADIUS);
const census = meshCensus(sound);

/** The mesh repaired, and the count of each thing found. */
function repaired(mesh: Mesh) {
  const findings: Finding[] = [];
  const out = cleaned({ positions: mesh.positions, triangles: mesh.triangles.slice() }, findings);
  const found = Object.fromEntries(findings.map(({ kind, count }) => [kind, count]));
  for (const { text } of findings) expect(text).toMatch(/^[A-Z0-9].*\.$/);
  return { out, found: found as Partial<Record<FindingKind, number>> };
}

/** Closed, one piece, as large as the ball it was made of. */
function expectBall(mesh: Mesh): void {
  const now = meshCensus(mesh);
  expect(now).toMatchObject({ openEdges: 0, badEdges: 0, components: 1, genus: 0 });
  expect(Math.abs(now.volumeMm3 / census.volumeMm3 - 1)).toBeLessThan(1e-3);
}

function withTriangles(mesh: Mesh, ...extra: number[]): Mesh {
  return { ...mesh, triangles: Uint32Array.from([...mesh.triangles, ...extra]) };
}

function together(a: Mesh, b: Mesh): Mesh {
  const shift = a.positions.length / 3;
  return {
    positions: Float64Array.from([...a.positions, ...b.positions]),
    triangles: Uint32Array.from([...a.triangles, ...b.triangles.map((v) => v + shift)]),
  };
}

/** Each triangle with points of its own, as STL has them. */
function unjoined({ positions: p, triangles: t }: Mesh, noise = 0): Mesh {
  return {
    positions: Float64Array.from({ length: 3 * t.length }, (_, i) => {
      const shake = noise * Math.sin(12.9898 * i);
      return p[3 * t[Math.floor(i / 3)]! + (i % 3)]! + shake;
    }),
    triangles: Uint32Array.from({ length: t.length }, (_, i) => i),
  };
}

function moved({ positions, triangles }: Mesh, x: number, size = 1): Mesh {
  return { positions: positions.map((c, i) => size * c + (i % 3 === 0 ? x : 0)), triangles };
}

test('a sound mesh is left alone', () => {
  const { out, found } = repaired(sound);
  expect(found).toEqual({});
  expectBall(out);
  expect(out.triangles.length).toBe(sound.triangles.length);
});

describe('what is broken is repaired and told', () => {
  test('points that are there several times', () => {
    const { out, found } = repaired(unjoined(sound));
    expect(found.welded).toBe(sound.triangles.length - sound.positions.length / 3);
    expectBall(out);
  });

  test('hairline cracks', () => {
    const { out, found } = repaired(unjoined(sound, 0.002));
    expect(found.sewn).toBeGreaterThan(1000);
    expectBall(out);
  });

  test('triangles without area, and triangles there twice', () => {
    const [a, b, c] = sound.triangles;
    const { out, found } = repaired(withTriangles(sound, a!, a!, b!, b!, c!, a!, c!, b!, a!));
    expect(found.degenerate).toBe(1);
    expect(found.duplicate).toBe(2);
    expectBall(out);
  });

  test('points that are no places, and points nobody uses', () => {
    const more = moved(ball(2), 500);
    const positions = Float64Array.from([...sound.positions, Number.NaN, 0, 0, 1e30, 0, 0]);
    const n = sound.positions.length / 3;
    const spoiled = withTriangles({ ...sound, positions }, 0, n, 1, 0, 1, n + 1);
    const { out, found } = repaired(spoiled);
    expect(found.badPoints).toBe(2);
    expectBall(out);
    const unused = repaired({ ...together(sound, more), triangles: sound.triangles });
    expect(unused.out.positions.length).toBe(sound.positions.length);
  });

  test('triangles turned over, one by one or all', () => {
    const turn = (share: number): Mesh => {
      const triangles = sound.triangles.slice();
      for (let t = 0; t < triangles.length; t += 3) {
        if (Math.abs(Math.sin(t)) > share) continue;
        [triangles[t + 1], triangles[t + 2]] = [triangles[t + 2]!, triangles[t + 1]!];
      }
      return { ...sound, triangles };
    };
    const some = repaired(turn(0.4));
    expect(some.found.flipped).toBeGreaterThan(50);
    expectBall(some.out);
    const all = repaired(turn(1));
    expect(all.found.insideOut).toBe(sound.triangles.length / 3);
    expectBall(all.out);
  });

  test('stray parts, and a large one that may be missed', () => {
    const crumbs = together(together(sound, moved(sound, 400, 0.02)), moved(sound, -300, 0.03));
    const { out, found } = repaired(crumbs);
    expect(found.stray).toBe(2);
    expectBall(out);
    const two = repaired(together(sound, moved(sound, 300, 0.7)));
    expect(two.found.largeStray).toBe(1);
    expectBall(two.out);
  });

  test('a fin on an edge, a wall inside, two balls that touch at a point', () => {
    const [a, b] = sound.triangles;
    const fin = { ...sound, positions: Float64Array.from([...sound.positions, 0, 150, 0]) };
    const finned = repaired(withTriangles(fin, a!, b!, sound.positions.length / 3));
    expect(finned.found.nonManifold).toBe(1);
    expectBall(finned.out);

    // A disc across the equator: each of its rim edges joins four triangles with the ball's two.
    const ring = Array.from({ length: 40 }, (_, i) => 2 + 9 * 40 + i);
    const middle = sound.positions.length / 3;
    const wall = ring.flatMap((v, i) => [v, ring[(i + 1) % 40]!, middle]);
    const walled = { ...sound, positions: Float64Array.from([...sound.positions, 0, 0, 0]) };
    const split = repaired(withTriangles(walled, ...wall));
    expect(split.found.nonManifold).toBe(40);
    expectBall(split.out);

    // Pole to pole: the second ball stands on the first.
    const above = {
      ...sound,
      positions: sound.positions.map((c, i) => c / 4 + (i % 3 === 1 ? 125 : 0)),
    };
    const touching = repaired(together(sound, above));
    expectBall(touching.out);
  });

  test('a strip with one side only is cut', () => {
    const positions: number[] = [];
    const triangles: number[] = [];
    for (let i = 0; i < 30; i++) {
      const turn = (2 * Math.PI * i) / 30;
      for (const w of [-1, 1]) {
        const out = 10 + w * Math.cos(turn / 2);
        positions.push(out * Math.cos(turn), w * Math.sin(turn / 2), out * Math.sin(turn));
      }
      const [a, b] = [2 * i, 2 * i + 1];
      const [c, d] = i < 29 ? [a + 2, b + 2] : [1, 0];
      triangles.push(a, c, b, b, c, d);
    }
    const mesh = {
      positions: Float64Array.from(positions),
      triangles: Uint32Array.from(triangles),
    };
    const { out, found } = repaired(mesh);
    expect(found.oneSided).toBe(1);
    expect(meshCensus(out)).toMatchObject({ badEdges: 0, components: 1 });
  });

  test('holes: small ones and the neck are closed, large ones told', () => {
    const fine = ball(40, RADIUS);
    const near = (x: number, y: number, z: number, mm: number) => (t: number) =>
      [0, 1, 2].some((k) => {
        const v = 3 * fine.triangles[t + k]!;
        const p = fine.positions;
        return Math.hypot(p[v]! - x, p[v + 1]! - y, p[v + 2]! - z) < mm;
      });
    const tests = [near(0, 0, 100, 2), near(100, 0, 0, 50), near(0, -100, 0, 60)];
    const triangles = fine.triangles.filter((_, i, all) => {
      const t = i - (i % 3);
      return all.length > 0 && !tests.some((hole) => hole(t));
    });
    const findings: Finding[] = [];
    const mesh = closeHoles(cleaned({ ...fine, triangles }, []), 1, findings);
    const kinds = findings.map(({ kind, weight }) => `${kind} ${weight}`);
    expect(kinds).toEqual(['neckClosed repaired', 'holesFilled repaired', 'holeLeft look']);
    expect(findings[2]!.text).toMatch(/on the left/);
    const now = meshCensus(mesh);
    // Only the large hole is still there, and what was filled agrees with the skin around it.
    expect(now).toMatchObject({ badEdges: 0, components: 1 });
    expect(now.openEdges).toBeGreaterThan(5);
    expect(now.openEdges).toBeLessThan(80);
  });
});

test('cutting leaves a clean rim, dividing leaves no cracks', () => {
  const half = cleaned(cutBelow(sound, -20), []);
  const rim = meshCensus(half);
  expect(rim).toMatchObject({ badEdges: 0, components: 1 });
  expect(Math.min(...half.positions.filter((_, i) => i % 3 === 1))).toBe(-20);
  const fine = divided(sound, 6, 1e6);
  expectBall(fine.mesh);
  const { positions: p, triangles: t } = fine.mesh;
  let longest = 0;
  for (let i = 0; i < t.length; i++) {
    const [a, b] = [3 * t[i]!, 3 * t[i % 3 === 2 ? i - 2 : i + 1]!];
    const edge = Math.hypot(p[a]! - p[b]!, p[a + 1]! - p[b + 1]!, p[a + 2]! - p[b + 2]!);
    longest = Math.max(longest, edge);
  }
  expect(longest).toBeLessThan(6.001);
});

test('a corner that names a far point leaves a hole of one triangle, not a slit', () => {
  const fine = ball(40, RADIUS);
  const wrong = fine.triangles.slice();
  // The lowest point, named in the upper half.
  wrong[3 * 300] = wrong[3 * 900] = 1;
  const { out, found } = repaired({ ...fine, triangles: wrong });
  expect(found).toEqual({ spikes: 2 });
  const { volumeMm3, ...counts } = meshCensus(fine);
  const closed = meshCensus(closeHoles(out, 1, []));
  expect(closed).toMatchObject(counts);
  expect(closed.volumeMm3).toBeCloseTo(volumeMm3, 3);
  // The rim of a scan has sharp teeth, but none so long.
  const cut = cutBelow(sound, -30);
  expect(repaired(cut).found).toEqual({});
});

test('a hole is not closed by an edge that is there already', () => {
  const { positions, triangles } = ball(4, 100);
  for (let first = 0; first < triangles.length; first += 3) {
    const [a, b, c] = [triangles[first]!, triangles[first + 1]!, triangles[first + 2]!];
    const at = (v: number, axis: number) => positions[3 * v + axis]!;
    // A flap in its place hangs by a and b, and reaches past a: a ring of four points is open.
    const tip = [0, 1, 2].map(
      (k) => 2 * at(a, k) - at(b, k) - 0.3 * (at(c, k) - (at(a, k) + at(b, k)) / 2),
    );
    const corners = triangles.slice();
    corners[first + 2] = positions.length / 3;
    const mesh = { positions: Float64Array.from([...positions, ...tip]), triangles: corners };
    const rims = rimsOf(mesh, joinShells(mesh).twin);
    expect(rims.map(({ points }) => points.length)).toEqual([4]);
    expect(meshCensus(filled(mesh, rims))).toMatchObject({ openEdges: 0, badEdges: 0 });
  }
});

test('sheets that touch are kept a micrometre apart, and what comes out is closed', () => {
  // A ball within a ball of the same places, as a skin folded onto itself.
  const n = sound.positions.length / 3;
  const um = sound.positions.map((mm) => Math.round(1000 * mm));
  const both = {
    positions: Float64Array.from([...um, ...um]),
    triangles: Uint32Array.from([
      ...sound.triangles,
      ...sound.triangles.map((_, i, t) => t[i + 2 - 2 * (i % 3)]! + n),
    ]),
  };
  const parted = apart(both);
  const places = new Set<string>();
  for (let v = 0; v < 2 * n; v++) places.add(parted.positions.slice(3 * v, 3 * v + 3).join());
  expect(places.size).toBe(2 * n);
  expect(
    Math.max(...parted.positions.map((c, i) => Math.abs(c - both.positions[i]!))),
  ).toBeLessThan(3);
  // What an edge joins stays together.
  const short = {
    positions: Float64Array.of(0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9, 0),
    triangles: Uint32Array.of(0, 1, 2, 1, 3, 2),
  };
  expect(apart(short).positions).toEqual(short.positions);
});
