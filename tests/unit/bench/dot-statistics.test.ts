import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOf } from '../../../bench/statistics/coverage.ts';
import {
  hexLattice,
  innerDots,
  jitteredGrid,
  randomSet,
  saturatedSet,
  squareLattice,
} from '../../../bench/statistics/known-sets.ts';
import { distribution, nearestNeighbours } from '../../../bench/statistics/neighbours.ts';
import { orientationOf } from '../../../bench/statistics/orientation.ts';
import { pairCorrelation } from '../../../bench/statistics/pair-correlation.ts';
import { type Places, PointGrid } from '../../../bench/statistics/point-grid.ts';
import { randomStream } from '../../../bench/statistics/random.ts';
import { chanceRowsPerDot, rowsOf } from '../../../bench/statistics/rows.ts';
import { hexSpacingUm, leastSpacing, relativeRadius } from '../../../bench/statistics/spacing.ts';
import {
  excessAnisotropyDb,
  lowPower,
  peakOf,
  spectrumOf,
} from '../../../bench/statistics/spectrum.ts';
import { Surface } from '../../../bench/statistics/surface.ts';
import { plane } from '../../helpers/meshes.ts';
import { ellipsoidMesh } from '../../helpers/shapes.ts';

const EDGE_UM = 80_000;
/** A radius whose saturated set has about 5500 dots on the square. */
const RADIUS_UM = 900;

const SETS = {
  hexagonal: hexLattice(EDGE_UM, 1160),
  square: squareLattice(EDGE_UM, 1080),
  random: randomSet(EDGE_UM, 5500, 5),
  jittered: jitteredGrid(EDGE_UM, 1080, 4),
  saturated: saturatedSet(EDGE_UM, RADIUS_UM, 3),
};

/** What every test below asks of a set, at its lattice spacing and away from the border. */
function look(places: Places) {
  const spacingUm = hexSpacingUm(places.length / 3, EDGE_UM ** 2);
  const grid = new PointGrid(places, spacingUm);
  const inner = innerDots(places, EDGE_UM, 6 * spacingUm);
  const { index, closestUm } = nearestNeighbours(grid);
  const random = randomStream(77);
  const margin = 10 * spacingUm;
  const centres = Float64Array.from({ length: 3 * 120 }, (_, i) =>
    i % 3 < 2 ? margin + random() * (EDGE_UM - 2 * margin) : 0,
  );
  return { places, spacingUm, grid, inner, index, closestUm, centres };
}

const looks = Object.fromEntries(
  Object.entries(SETS).map(([name, places]) => [name, look(places)]),
) as Record<keyof typeof SETS, ReturnType<typeof look>>;

describe('neighbours', () => {
  const places = fc
    .array(fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })), {
      minLength: 2,
      maxLength: 40,
    })
    .map((points) => Float64Array.from(points.flatMap(([x, y]) => [x, y, x - y])));

  test('the grid finds what looking at all pairs finds', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 150, max: 2000 }), (at, cellUm) => {
        const { distanceUm } = nearestNeighbours(new PointGrid(at, cellUm));
        const count = at.length / 3;
        for (let i = 0; i < count; i++) {
          const others = Array.from({ length: count }, (_, j) => j).filter((j) => j !== i);
          const distances = others.map((j) =>
            Math.hypot(...[0, 1, 2].map((k) => at[3 * j + k]! - at[3 * i + k]!)),
          );
          expect(distanceUm[i]).toBeCloseTo(Math.min(...distances), 9);
        }
      }),
      { seed: 20261122 },
    );
  });

  test('distances of random dots are those of a Poisson process', () => {
    const { spacingUm, grid, inner } = looks.random;
    const { distanceUm } = nearestNeighbours(grid);
    const found = distribution(
      inner.map((i) => distanceUm[i]! / spacingUm),
      0,
      2,
      20,
    );
    // Mean 1 / (2 sqrt(density)), spread 0.5227 of it (Clark & Evans 1954); 5 percent is far beyond
    // the noise of 4500 dots.
    const mean = 0.5 * Math.sqrt(Math.sqrt(3) / 2);
    expect(found.mean / mean).toBeCloseTo(1, 1);
    expect(found.sd / found.mean).toBeCloseTo(0.5227, 1);
    expect(found.density.reduce((sum, d) => sum + d * 0.1, 0)).toBeCloseTo(1, 2);
  });
});

describe('spacing', () => {
  test('relative radius is 1 for the hexagonal lattice, 0.931 for the square, 0.776 saturated', () => {
    const of = ({ closestUm, places }: ReturnType<typeof look>) =>
      relativeRadius(closestUm, places.length / 3, EDGE_UM ** 2);
    // The lattices do not fill the square to its edge.
    expect(of(looks.hexagonal)).toBeGreaterThan(0.98);
    expect(of(looks.hexagonal)).toBeLessThanOrEqual(1.001);
    expect(of(looks.square)).toBeCloseTo(Math.sqrt(Math.sqrt(3) / 2), 2);
    // The border holds a few more dots.
    expect(of(looks.saturated)).toBeGreaterThan(0.776);
    expect(of(looks.saturated)).toBeLessThan(0.79);
    expect(of(looks.random)).toBeLessThan(0.05);
  });

  test('a saturated set covers 0.547 of the plane with discs of half its radius', () => {
    const { places, spacingUm } = looks.saturated;
    const margin = 4 * spacingUm;
    const inner = innerDots(places, EDGE_UM, margin).length;
    const share = (inner * Math.PI * (RADIUS_UM / 2) ** 2) / (EDGE_UM - 2 * margin) ** 2;
    // Dickman, Wang & Jensen 1991; counting noise of 4300 dots of blue noise is 0.4 percent.
    expect(share).toBeGreaterThan(0.54);
    expect(share).toBeLessThan(0.555);
  });

  test('one micrometre decides, and the smaller radius of a pair counts', () => {
    const at = Float64Array.from([0, 0, 0, 300, 400, 0, 5000, 0, 0, 5000, 700, 0]);
    const grid = new PointGrid(at, 500);
    const radii = [500, 900, 700, 1000];
    const spacing = (change: number) => leastSpacing(grid, (i) => (radii[i]! + change) ** 2);
    expect(spacing(0)).toEqual({ tooClose: 0, ratio: 1 });
    expect(spacing(1).tooClose).toBe(2);
    expect(spacing(1).ratio).toBeCloseTo(500 / 501, 9);
  });
});

describe('coverage', () => {
  const surface = new Surface(plane(EDGE_UM / 1000, 4));
  const centred = (places: Places) =>
    new PointGrid(
      places.map((um, i) => (i % 3 < 2 ? um - EDGE_UM / 2 : um)),
      1000,
    );
  const probes = surface.probes(8000, 3);

  test('the saturated set leaves nothing bare, and one dot less in a hundred does', () => {
    const whole = coverageOf(centred(SETS.saturated), probes, RADIUS_UM);
    expect(whole.uncoveredShare).toBe(0);
    expect(whole.coverRadiusUm).toBeLessThanOrEqual(RADIUS_UM);
    expect(whole.coverRadiusUm).toBeGreaterThan(0.9 * RADIUS_UM);
    const thinned = SETS.saturated.filter((_, i) => Math.floor(i / 3) % 100 !== 7);
    expect(coverageOf(centred(thinned), probes, RADIUS_UM).uncoveredShare).toBeGreaterThan(1e-4);
  });

  test('random dots leave exp(-density pi r^2) of the skin bare', () => {
    const { uncoveredShare } = coverageOf(centred(SETS.random), probes, RADIUS_UM);
    const expected = Math.exp((-5500 * Math.PI * RADIUS_UM ** 2) / EDGE_UM ** 2);
    // Three sigma of 5500 dots and 8000 probes.
    expect(Math.abs(uncoveredShare - expected)).toBeLessThan(0.016);
  });

  test('probes of a sphere are on it and even; a plane knows its border', () => {
    const ball = ellipsoidMesh(30, [50, 50, 50]);
    const treated = new Uint8Array(ball.positionsUm.length / 3).fill(1);
    const sphere = new Surface({ ...ball, treated });
    expect(sphere.areaUm2 / (4 * Math.PI * 50_000 ** 2)).toBeCloseTo(1, 2);
    const on = sphere.probes(4000, 9);
    let upper = 0;
    for (let i = 0; i < on.length; i += 3) {
      expect(Math.hypot(on[i]!, on[i + 1]!, on[i + 2]!) / 50_000).toBeCloseTo(1, 2);
      // Archimedes: a cap of half the radius in height holds a quarter.
      if (on[i + 1]! > 25_000) upper++;
    }
    expect(Math.abs(upper / 4000 - 0.25)).toBeLessThan(0.021);
    expect(sphere.inside(5000)(...([on[0], on[1], on[2]] as [number, number, number]))).toBe(true);
    const inside = surface.inside(5000);
    expect(inside(0, 34_800, 0)).toBe(true);
    expect(inside(0, 35_200, 0)).toBe(false);
  });
});

describe('spectrum', () => {
  const spectra = Object.fromEntries(
    Object.entries(looks).map(([name, { grid, centres, spacingUm }]) => [
      name,
      spectrumOf(grid, centres, spacingUm),
    ]),
  ) as Record<keyof typeof SETS, ReturnType<typeof spectrumOf>>;

  test('random dots have power 1 at every frequency and in every direction', () => {
    const { power } = spectra.random;
    const mean = power.reduce((sum, p) => sum + p, 0) / power.length;
    expect(mean).toBeCloseTo(1, 1);
    // 120 patches share a square of 70 x 70 spacings: a ring scatters by about 6 percent.
    for (const p of power.slice(3)) expect(Math.abs(p - 1)).toBeLessThan(0.3);
    expect(Math.abs(lowPower(spectra.random) - 1)).toBeLessThan(0.2);
    expect(excessAnisotropyDb(spectra.random)).toBeLessThan(6);
  });

  test('a saturated set is quiet at low frequencies, peaks at its spacing, has no direction', () => {
    expect(lowPower(spectra.saturated)).toBeGreaterThan(0.05);
    expect(lowPower(spectra.saturated)).toBeLessThan(0.1);
    expect(peakOf(spectra.saturated).power).toBeGreaterThan(1.5);
    expect(peakOf(spectra.saturated).power).toBeLessThan(2.1);
    expect(Math.abs(peakOf(spectra.saturated).frequency - 1.2)).toBeLessThan(0.15);
    expect(excessAnisotropyDb(spectra.saturated)).toBeLessThan(6);
  });

  test('a jittered grid is quieter than random, louder than saturated', () => {
    expect(lowPower(spectra.jittered)).toBeGreaterThan(2 * lowPower(spectra.saturated));
    expect(lowPower(spectra.jittered)).toBeLessThan(0.5 * lowPower(spectra.random));
  });

  test('lattices have nothing below their first ring and far too much direction', () => {
    for (const name of ['hexagonal', 'square'] as const) {
      expect(lowPower(spectra[name])).toBeLessThan(0.01);
      expect(excessAnisotropyDb(spectra[name])).toBeGreaterThan(20);
    }
    // First ring of the reciprocal lattice: 2 / sqrt(3) for the hexagonal, 1.075 for the square.
    const ring = (power: readonly number[]) => {
      const low = power.slice(0, 23);
      return (low.indexOf(Math.max(...low)) + 1) / 16;
    };
    expect(Math.abs(ring(spectra.hexagonal.power) - 1.155)).toBeLessThan(0.07);
    expect(Math.abs(ring(spectra.square.power) - 1.075)).toBeLessThan(0.07);
  });

  test('a set wrapped around a sphere has the spectrum of the plane', () => {
    const spacingUm = hexSpacingUm(6000, 4 * Math.PI * 30_000 ** 2);
    const random = randomStream(8);
    const ball = Float64Array.from(
      Array.from({ length: 6000 }, () => {
        const [z, turn] = [2 * random() - 1, 2 * Math.PI * random()];
        const ring = Math.sqrt(1 - z * z);
        return [ring * Math.cos(turn), ring * Math.sin(turn), z].map((c) => 30_000 * c);
      }).flat(),
    );
    const { power } = spectrumOf(new PointGrid(ball, spacingUm), ball.slice(0, 3 * 120), spacingUm);
    for (const p of power.slice(3)) expect(Math.abs(p - 1)).toBeLessThan(0.3);
  });
});

describe('orientation', () => {
  const of = ({ grid, index, inner, spacingUm }: ReturnType<typeof look>) =>
    orientationOf(grid, index, inner, spacingUm);

  test('random and saturated sets have none', () => {
    for (const name of ['random', 'saturated', 'jittered'] as const) {
      const { strongest, histogram } = of(looks[name]);
      // Above 3 once in 2700 sets.
      expect(strongest, name).toBeLessThan(3);
      expect(histogram.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }
  });

  test('lattices have it, in four or six directions', () => {
    expect(of(looks.hexagonal).harmonics[2]).toBeGreaterThan(0.99);
    expect(of(looks.square).harmonics[1]).toBeGreaterThan(0.99);
  });

  test('a set stretched by a tenth is caught', () => {
    const stretched = SETS.saturated.map((um, i) => (i % 3 === 0 ? 1.1 * um : um));
    expect(of(look(stretched)).strongest).toBeGreaterThan(5);
  });
});

test('pair correlation: 1 for random dots, 0 within the radius of a saturated set, then a peak', () => {
  const pairs = (name: keyof typeof SETS) => {
    const { places, grid, spacingUm, inner } = looks[name];
    const perUm2 = places.length / 3 / EDGE_UM ** 2;
    return pairCorrelation(grid, inner, perUm2, 4 * RADIUS_UM, 40).map((g) => ({ g, spacingUm }));
  };
  for (const { g } of pairs('random').slice(4)) expect(Math.abs(g - 1)).toBeLessThan(0.2);
  const saturated = pairs('saturated').map(({ g }) => g);
  for (const g of saturated.slice(0, 10)) expect(g).toBe(0);
  expect(saturated[10]).toBeGreaterThan(1.8);
  expect(Math.abs(saturated[39]! - 1)).toBeLessThan(0.1);
});

describe('row lint', () => {
  const of = ({ grid, inner, spacingUm }: ReturnType<typeof look>) =>
    rowsOf(grid, inner, spacingUm);

  test('lattices fail: three rows a dot along the hexagonal, two along the square', () => {
    expect(of(looks.hexagonal)).toMatchObject({ clean: false, longest: 12 });
    expect(of(looks.hexagonal).perDot).toBeCloseTo(3, 6);
    expect(of(looks.square)).toMatchObject({ clean: false, longest: 12 });
    expect(of(looks.square).perDot).toBeCloseTo(2, 6);
  });

  test('random dots have as many as chance gives, in closed form', () => {
    const { perDot, clean } = of(looks.random);
    // 60 rows: 3 sigma is 40 percent.
    expect(Math.abs(perDot / chanceRowsPerDot() - 1)).toBeLessThan(0.4);
    expect(clean).toBe(true);
  });

  test('a saturated set passes', () => {
    expect(of(looks.saturated).clean).toBe(true);
  });

  test('a lattice moved by up to 0.15 spacings is still ruled, by 0.3 no longer', () => {
    const moved = (by: number) => {
      const random = randomStream(6);
      return look(
        SETS.hexagonal.map((um, i) => (i % 3 < 2 ? um + (2 * random() - 1) * by * 1160 : um)),
      );
    };
    expect(of(moved(0.15)).clean).toBe(false);
    expect(of(moved(0.3)).clean).toBe(true);
  });

  test('one ruled line in a saturated set is found', () => {
    const { spacingUm } = looks.saturated;
    const line = Array.from({ length: 14 }, (_, k) => [30_000 + k * spacingUm, 40_000, 0]);
    const free = Array.from({ length: SETS.saturated.length / 3 }, (_, i) => [
      ...SETS.saturated.subarray(3 * i, 3 * i + 3),
    ]).filter((p) => line.every((q) => Math.hypot(p[0]! - q[0]!, p[1]! - q[1]!) > RADIUS_UM));
    expect(of(look(Float64Array.from([...line, ...free].flat()))).clean).toBe(false);
  });
});
