import { beforeAll, describe, expect, test } from 'vitest';
import { coverageOf } from '../../../bench/statistics/coverage.ts';
import { saturatedSet } from '../../../bench/statistics/known-sets.ts';
import { nearestNeighbours } from '../../../bench/statistics/neighbours.ts';
import { type Places, PointGrid } from '../../../bench/statistics/point-grid.ts';
import { leastSpacing, relativeRadius } from '../../../bench/statistics/spacing.ts';
import { excessAnisotropyDb, lowPower, peakOf } from '../../../bench/statistics/spectrum.ts';
import { type Statistics, statisticsOf } from '../../../bench/statistics/statistics.ts';
import { Surface } from '../../../bench/statistics/surface.ts';
import { RUNG_RADII_UM } from '../../../src/engine/placement/radii.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { plane, sphereBand, type TestMesh, unequalPlane } from '../../helpers/meshes.ts';
import { dotWords } from '../../helpers/placement.ts';

/** Relative radius the ladder holds at its rungs and between; the goal is 0.77 and 0.70. */
const HELD_RELATIVE_RADIUS = { atRungs: 0.755, between: 0.7 };

/** Share of the skin that may be farther than the radius from a dot, between rungs. */
const MOST_UNCOVERED = 0.005;

/** Cells are followed down to 8 um, and places are whole micrometres. */
const SLACK_UM = 10;

const EFFORT = { probes: 10_000, patches: 70, dots: 1500 };

const head = await makeHead({ base: 'male' });

const SURFACES: readonly { name: string; mesh: TestMesh; finestUm: number }[] = [
  { name: 'a plane', mesh: plane(46, 20), finestUm: 700 },
  { name: 'a sphere', mesh: sphereBand(32, 32), finestUm: 1200 },
  { name: 'triangles from 0.1 to 10 mm', mesh: unequalPlane(46, 20), finestUm: 700 },
  { name: 'a scalp', mesh: { ...head.mesh, treated: head.scalp }, finestUm: 2800 },
];

/** What a set nobody can tell from ideal has: dots thrown one by one until none fits. */
const reference = (() => {
  const places = saturatedSet(46_000, 686, 3).map((um, i) => (i % 3 < 2 ? um - 23_000 : um));
  return statisticsOf(new Surface(plane(46, 20)), places, 686, EFFORT);
})();

describe.each(SURFACES)('on $name', ({ mesh, finestUm }) => {
  const surface = new Surface(mesh);
  const rung = RUNG_RADII_UM.findIndex((um) => um <= finestUm);
  /** Radii of the last rungs, and four between each two. */
  const rungs = RUNG_RADII_UM.slice(rung - 2, rung + 1);
  const between = rungs.slice(1).flatMap((um, i) => {
    return [0.2, 0.4, 0.6, 0.8].map((t) => Math.round(um + t * (rungs[i]! - um)));
  });
  let words: Uint32Array;
  let fine: Statistics;
  let middle: Statistics;

  /** Dots whose rank is at least a radius: the beginning of the list. */
  const placesAt = (radiusUm: number): Places => {
    let count = 0;
    while (6 * count < words.length && words[6 * count + 3]! >= radiusUm ** 2) count++;
    return Float64Array.from({ length: 3 * count }, (_, i) => {
      return words[6 * Math.floor(i / 3) + (i % 3)]! | 0;
    });
  };
  const look = (radiusUm: number) =>
    statisticsOf(surface, placesAt(radiusUm), radiusUm, EFFORT, SLACK_UM);

  beforeAll(async () => {
    words = await dotWords(mesh, 7, finestUm);
    fine = look(rungs.at(-1)!);
    middle = look(between.at(-3)!);
  }, 60_000);

  test('no two dots are closer than the radius, to the micrometre, at and between rungs', () => {
    expect(fine.count).toBeGreaterThan(1500);
    for (const radiusUm of [...rungs, ...between]) {
      const grid = new PointGrid(placesAt(radiusUm), radiusUm);
      expect(leastSpacing(grid, () => radiusUm ** 2).tooClose, `${radiusUm} um`).toBe(0);
    }
  });

  test('nothing is bare at rungs, and less than 0.5 percent between', () => {
    const probes = surface.probes(8000, 5);
    const bareAt = (radiusUm: number) =>
      coverageOf(new PointGrid(placesAt(radiusUm), radiusUm), probes, radiusUm, SLACK_UM)
        .uncoveredShare;
    for (const um of rungs) expect(bareAt(um), `rung ${um}`).toBe(0);
    for (const um of between) expect(bareAt(um), `${um} um`).toBeLessThan(MOST_UNCOVERED);
  });

  test('relative radius is held at rungs and between', () => {
    // Borders crowd dots: the share of dots away from them is that of the finest rung.
    const border = fine.count * fine.spacingUm ** 2;
    const of = (radiusUm: number) => {
      const places = placesAt(radiusUm);
      const { closestUm } = nearestNeighbours(new PointGrid(places, radiusUm));
      return relativeRadius(closestUm, places.length / 3, (border * Math.sqrt(3)) / 2);
    };
    for (const um of rungs) {
      expect(of(um), `rung ${um}`).toBeGreaterThan(HELD_RELATIVE_RADIUS.atRungs);
    }
    for (const um of between) {
      expect(of(um), `${um} um`).toBeGreaterThan(HELD_RELATIVE_RADIUS.between);
    }
  });

  test('the spectrum is that of a saturated random set: quiet below, one soft peak', () => {
    for (const { spectrum } of [fine, middle]) {
      // 0.071 for the reference; between rungs a few gaps are open. Poisson has 1.
      expect(lowPower(spectrum)).toBeLessThan(lowPower(reference.spectrum) + 0.03);
      expect(peakOf(spectrum).power).toBeLessThan(peakOf(reference.spectrum).power + 0.3);
      expect(Math.abs(peakOf(spectrum).frequency - 1.2)).toBeLessThan(0.16);
    }
  });

  test('neighbours lie as evenly as in a saturated random set', () => {
    // Mean over the lattice spacing, 0.82 for the reference; random dots 0.47.
    expect(Math.abs(fine.nearest.mean - reference.nearest.mean)).toBeLessThan(0.02);
    expect(fine.nearest.sd).toBeLessThan(0.08);
  });

  test('no direction, no rows', () => {
    for (const { spectrum, orientation, rows } of [fine, middle]) {
      // Chance alone is above 3.3 once in 18,000 sets (Rayleigh).
      expect(orientation.strongest).toBeLessThan(3.3);
      // The noisiest of 41 rings: 4.5 to 8.9 for isotropic sets as small as these (28 seeds), at
      // another ring each time; a lattice moved by 0.3 spacings has 26.
      expect(excessAnisotropyDb(spectrum)).toBeLessThan(11);
      expect(rows).toMatchObject({ clean: true });
    }
  });
});
