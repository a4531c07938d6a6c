import { beforeAll, expect, test } from 'vitest';
import { nearestNeighbours } from '../../../bench/statistics/neighbours.ts';
import { PointGrid } from '../../../bench/statistics/point-grid.ts';
import { healedWidthMm } from '../../../src/check/healed-width.ts';
import type { CheckedDots } from '../../../src/check/subject.ts';
import { radiusAtDensity } from '../../../src/engine/placement/radii.ts';
import { dose } from '../../../src/ink/dose.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { sphereBand } from '../../helpers/meshes.ts';
import { dotWords } from '../../helpers/placement.ts';

const RADIUS_MM = 32;
/** The middle of the band: rims crowd dots. */
const [WIDE_RAD, HIGH_RAD] = [2.7, (50 / 180) * Math.PI];
const AREA_CM2 = (RADIUS_MM ** 2 * 2 * WIDE_RAD * 2 * Math.sin(HIGH_RAD)) / 100;

/** Six words a dot. */
let words: Uint32Array;

beforeAll(async () => {
  words = await dotWords(sphereBand(RADIUS_MM, 32), 11, 1200);
}, 60_000);

/** Places of the dots that a density draws. */
function placesAt(dotsPerCm2: number): Float64Array {
  const least = Math.round(radiusAtDensity(dotsPerCm2)) ** 2;
  let count = 0;
  while (6 * count < words.length && words[6 * count + 3]! >= least) count++;
  return Float64Array.from({ length: 3 * count }, (_, i) => {
    return words[6 * Math.floor(i / 3) + (i % 3)]! | 0;
  });
}

/** Numbers of the dots in the middle. */
function inMiddle(places: Float64Array): number[] {
  return Array.from({ length: places.length / 3 }, (_, i) => i).filter((i) => {
    const [x, y, z] = [0, 1, 2].map((axis) => places[3 * i + axis]! / 1000) as [
      number,
      number,
      number,
    ];
    return (
      Math.abs(Math.atan2(x, z)) < WIDE_RAD &&
      Math.abs(Math.asin(y / Math.hypot(x, y, z))) < HIGH_RAD
    );
  });
}

test.each([12, 25, 32, 40])(
  'of %i per cm² asked on a curved patch, as many are placed within 2 percent, as far apart as such dots are',
  (density) => {
    const places = placesAt(density);
    const middle = inMiddle(places);
    expect(Math.abs(middle.length / AREA_CM2 / density - 1), `${middle.length}`).toBeLessThan(0.02);
    const { distanceUm } = nearestNeighbours(new PointGrid(places, radiusAtDensity(density)));
    const meanMm = middle.reduce((sum, i) => sum + distanceUm[i]!, 0) / middle.length / 1000;
    // 10.7 / sqrt(n) mm is the spacing of a triangular lattice as dense.
    const share = meanMm / (10.7 / Math.sqrt(density));
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(0.95);
  },
);

test('sessions of 30, 70 and 100 percent hold these shares of the dots, within two of a hundred', () => {
  const counts = DEFAULT_PLAN.sessions.map(
    ({ cumulativeShare }) => inMiddle(placesAt(40 * cumulativeShare)).length,
  );
  DEFAULT_PLAN.sessions.forEach(({ cumulativeShare }, i) => {
    expect(Math.abs(counts[i]! / counts.at(-1)! - cumulativeShare)).toBeLessThan(0.02);
  });
});

test('at any density a plan may ask for, no planned dot stands within a healed one of another', () => {
  const { needle, technique, pigment } = DEFAULT_PLAN;
  const { radiusMm } = dose(needle.code, { ...technique, ...pigment });
  const dot = {
    radiusMm: [radiusMm],
    depthMm: [technique.depositDepthMm],
  } as unknown as CheckedDots;
  const healedMm = healedWidthMm(dot, 0);
  expect(healedMm).toBeGreaterThan(0.15);
  // Whatever session they are of: dots of one rank lie at least its radius apart (properties.test.ts).
  expect(radiusAtDensity(250) / 1000).toBeGreaterThan(2 * healedMm);
});
