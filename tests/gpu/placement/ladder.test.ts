import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { pcg } from '../../../src/base/hash.ts';
import {
  DENSITY_UNITS,
  RUNG_RADII_UM,
  radiusAtDensity,
  rankTable,
} from '../../../src/engine/placement/radii.ts';
import { plane, sphereBand, type TestMesh, unequalPlane } from '../../helpers/meshes.ts';
import { asDots, dotWords } from '../../helpers/placement.ts';
import { distanceSq, type TwinDot } from '../../helpers/twins/ladder-twin.ts';

const at = ({ x, y, z }: TwinDot) => [x, y, z];

describe('on any small mesh', () => {
  const arbitraryMesh = fc.record({
    mesh: fc.oneof(
      fc
        .tuple(fc.double({ min: 6, max: 14, noNaN: true }), fc.integer({ min: 1, max: 9 }))
        .map(([edgeMm, cells]) => plane(edgeMm, cells)),
      fc.integer({ min: 4, max: 10 }).map((cells) => unequalPlane(12, cells)),
      fc.double({ min: 3, max: 6, noNaN: true }).map((radiusMm) => sphereBand(radiusMm, 7)),
    ),
    warp: fc.integer(),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
    radiusUm: fc.integer({ min: 700, max: 2500 }),
  });

  test('whatever radius is asked for, dots that rank so high keep it between them', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryMesh, async ({ mesh, warp, seed, radiusUm }) => {
        const dots = asDots(await dotWords(warped(mesh, warp), seed, radiusUm));
        const finest = RUNG_RADII_UM.find((rung) => rung <= radiusUm)!;
        for (let i = 0; i < dots.length; i++) {
          expect(dots[i]!.rankSq).toBeGreaterThanOrEqual(finest * finest);
          // Sorted by rank, so the second dot of a pair is the one that gives way.
          for (let j = i + 1; j < dots.length; j++) {
            expect(distanceSq(at(dots[i]!), at(dots[j]!))).toBeGreaterThanOrEqual(dots[j]!.rankSq);
          }
        }
      }),
      { numRuns: 12, seed: 20261122, endOnFailure: true },
    );
  });
});

describe('between the rungs of a sphere band', () => {
  const mesh = sphereBand(15, 20);
  let dots: TwinDot[];

  beforeAll(async () => {
    dots = asDots(await dotWords(mesh, 5, radiusAtDensity(60)));
  });

  test('at every rung no point of the skin is farther than the radius from a dot', () => {
    const points = surfacePoints(mesh, 4000);
    const finest = Math.sqrt(dots.at(-1)!.rankSq);
    const rungs = RUNG_RADII_UM.filter((rung) => rung <= 6000 && rung >= finest - 1);
    expect(rungs.length).toBeGreaterThan(5);
    for (const rung of rungs) {
      const chosen = dots.filter(({ rankSq }) => rankSq >= rung * rung).map(at);
      // Cells are followed down to 8 um, and places are whole micrometres.
      const reach = (rung + 10) ** 2;
      const bare = points.filter((p) => !chosen.some((q) => distanceSq(p, q) <= reach));
      expect(bare, `rung ${rung}`).toEqual([]);
    }
  });

  test('the test above would see a hole: without one dot in a hundred it fails', () => {
    const points = surfacePoints(mesh, 4000);
    const rung = RUNG_RADII_UM.find((radius) => radius < 2000)!;
    const chosen = dots.filter(({ rankSq }, i) => rankSq >= rung * rung && i % 100 !== 7).map(at);
    const reach = (rung + 10) ** 2;
    expect(points.some((p) => !chosen.some((q) => distanceSq(p, q) <= reach))).toBe(true);
  });

  test('dots lie on their triangles', () => {
    for (const { x, y, z, triangle, uv } of dots) {
      const corner = (k: number) => {
        const v = 3 * mesh.triangles[3 * triangle + k]!;
        return [...mesh.positionsUm.subarray(v, v + 3)];
      };
      const [b, c] = [(uv & 0xffff) / 32768, (uv >>> 16) / 32768];
      expect(b + c).toBeLessThanOrEqual(1);
      const [pa, pb, pc] = [corner(0), corner(1), corner(2)];
      [x, y, z].forEach((place, k) => {
        const exact = pa[k]! + b * (pb[k]! - pa[k]!) + c * (pc[k]! - pa[k]!);
        expect(Math.abs(place - exact)).toBeLessThanOrEqual(0.5);
      });
    }
  });
});

describe('on a plane of 80 mm', () => {
  const EDGE_MM = 80;
  // Dots lie closer along a border than inside.
  const MARGIN_MM = 4;
  let dots: TwinDot[];

  beforeAll(async () => {
    dots = asDots(await dotWords(plane(EDGE_MM, 30), 21, radiusAtDensity(121)));
  }, 60_000);

  const inside = (dot: TwinDot) =>
    Math.max(Math.abs(dot.x), Math.abs(dot.y)) < 1000 * (EDGE_MM / 2 - MARGIN_MM);
  const areaCm2 = ((EDGE_MM - 2 * MARGIN_MM) / 10) ** 2;

  test('densities of 20 to 120 per cm2 come out within 2 percent', () => {
    const table = rankTable(121);
    for (let density = 20; density <= 120; density += 4) {
      const least = table[density * DENSITY_UNITS]!;
      const count = dots.filter((dot) => dot.rankSq >= least && inside(dot)).length;
      // Counting noise of blue noise is below 1 percent here (1037 dots at 20 per cm2).
      expect(Math.abs(count / areaCm2 / density - 1), `${density} per cm2`).toBeLessThan(0.02);
    }
  });

  test('relative radius is above 0.745 at the rungs and never below 0.69', () => {
    const relative = (radiusUm: number) => {
      const chosen = dots.filter((dot) => dot.rankSq >= radiusUm * radiusUm);
      const n = chosen.filter(inside).length;
      return closest(chosen) / Math.sqrt((2 * areaCm2 * 1e8) / (Math.sqrt(3) * n));
    };
    const found: string[] = [];
    for (let rung = 8; RUNG_RADII_UM[rung + 1]! > radiusAtDensity(121); rung++) {
      const [from, to] = [RUNG_RADII_UM[rung]!, RUNG_RADII_UM[rung + 1]!];
      // sqrt(0.6032 F) with F of radii.ts: 0.760 at a rung, 0.708 at the least between two.
      expect(relative(from), `rung ${from}`).toBeGreaterThan(0.745);
      const between = [0.2, 0.4, 0.6, 0.8].map((t) => relative(from + t * (to - from)));
      found.push(between.map((value) => value.toFixed(3)).join(' '));
      expect(Math.min(...between), `${from} to ${to}: ${found.at(-1)}`).toBeGreaterThan(0.69);
    }
    expect(found.length).toBeGreaterThan(4);
  });
});

test('triangles of 0.1 and 10 mm side by side leave no seam in the density', async () => {
  const edgeMm = 60;
  const mesh = unequalPlane(edgeMm, 16);
  const dots = asDots(await dotWords(mesh, 9, radiusAtDensity(60)));
  // Bands of equal area parallel to the border: triangles are smallest in the outermost.
  const blocks = new Map<string, number>();
  const [margin, side] = [4, 13];
  for (const { x, y } of dots) {
    const [i, j] = [x, y].map((um) => Math.floor((um / 1000 + edgeMm / 2 - margin) / side));
    if (Math.min(i!, j!) < 0 || Math.max(i!, j!) > 3) continue;
    blocks.set(`${i},${j}`, (blocks.get(`${i},${j}`) ?? 0) + 1);
  }
  const counts = [...blocks.values()];
  expect(counts).toHaveLength(16);
  const mean = counts.reduce((sum, n) => sum + n, 0) / 16;
  // Blue noise: variance is 0.07 of a random set's plus what a border of 4 * 13 mm adds, together
  // well below a fifth; three standard deviations of that.
  const allowed = 3 * Math.sqrt(0.2 * mean);
  for (const count of counts)
    expect(Math.abs(count - mean), counts.join(' ')).toBeLessThan(allowed);
});

/** The mesh with every vertex moved by up to 0.15 mm, so that nothing lines up. */
function warped(mesh: TestMesh, warp: number): TestMesh {
  const positionsUm = mesh.positionsUm.map((um, i) => um + (pcg(warp ^ (i * 7919)) % 300) - 150);
  return { ...mesh, positionsUm };
}

/** Points spread over the triangles, by area, as real numbers of micrometres. */
function surfacePoints({ positionsUm, triangles }: TestMesh, count: number): number[][] {
  const unit = (i: number) => pcg(i) / 2 ** 32;
  return Array.from({ length: count }, (_, i) => {
    const t = pcg(i ^ 0x5bd1) % (triangles.length / 3);
    let [u, v] = [unit(3 * i), unit(3 * i + 1)];
    if (u + v > 1) [u, v] = [1 - u, 1 - v];
    return [0, 1, 2].map((k) => {
      const corner = (c: number) => positionsUm[3 * triangles[3 * t + c]! + k]!;
      return corner(0) + u * (corner(1) - corner(0)) + v * (corner(2) - corner(0));
    });
  });
}

/** Smallest distance between two of the dots, um. */
function closest(dots: readonly TwinDot[]): number {
  const sorted = dots.toSorted((p, q) => p.x - q.x);
  let least = Number.POSITIVE_INFINITY;
  sorted.forEach((p, i) => {
    for (let j = i + 1; j < sorted.length && (sorted[j]!.x - p.x) ** 2 < least; j++) {
      least = Math.min(least, distanceSq(at(p), at(sorted[j]!)));
    }
  });
  return Math.sqrt(least);
}
