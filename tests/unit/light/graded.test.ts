import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradedErrors } from '../../../bench/graded.ts';
import { drawnCases, healedCases, healedDot } from '../../../bench/graded-cases.ts';
import { surveyGraded } from '../../../bench/graded-survey.ts';
import { bandsToXyz } from '../../../src/color/band-xyz.ts';
import { BANDS_NM } from '../../../src/color/bands.ts';
import { ciede2000 } from '../../../src/color/ciede2000.ts';
import { xyzToLab } from '../../../src/color/lab.ts';
import { OUTCOMES } from '../../../src/ink/kinetics-constants.ts';
import { type ColumnDot, columnDotRatio, evenColumn } from '../../../src/light/dot/column.ts';
import { type DotFootprint, dotFootprint } from '../../../src/light/dot/footprint.ts';
import { layerOptics } from '../../../src/light/layers.ts';
import { skinOfIta, skinOfType } from '../../../src/light/skin-types.ts';

const SKINS = [58, 50, 35, 26, 18, 5, -6, -30, -55].map((ita) => dotFootprint(skinOfIta(ita)));

/** How far the middle of a dot stands out from bare skin. */
function contrast(footprint: DotFootprint, column: ColumnDot): number {
  const { bareReflectance } = footprint;
  const ratio = columnDotRatio(footprint, column, 0);
  const lab = (share: ArrayLike<number>) =>
    xyzToLab(bandsToXyz(Array.from(bareReflectance, (bare, band) => bare * share[band]!)));
  return ciede2000(lab([1, 1, 1, 1, 1, 1]), lab(ratio));
}

test('the same dose put deeper stands out less, without a step, in every skin at every age', () => {
  fc.assert(
    fc.property(
      fc.nat(SKINS.length - 1),
      fc.constantFrom(...OUTCOMES),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.06, max: 0.09, noNaN: true }),
      (skin, outcome, share, epidermisMm) => {
        // As many in the first weeks as in the years after.
        const ageDays = 3650 * share ** 4;
        const bounds = { epidermisMm, papillaryMm: 0.31 };
        // What stands in the epidermis leaves: shallower than this a healed dot fades.
        const depths = Array.from({ length: 52 }, (_, i) => 0.18 + 0.02 * i);
        const found = depths.map((depthMm) =>
          contrast(SKINS[skin]!, healedDot('', { depthMm, outcome, ageDays, bounds }).column),
        );
        // Where the papillary dermis loses most of it in years, only what is put below it stays.
        const isLost = outcome === 'poor' ? ageDays > 60 : ageDays > 1826;
        for (let i = 1; i < found.length; i++) {
          if (!isLost) expect(found[i], `${depths[i]} mm`).toBeLessThan(found[i - 1]! + 1e-6);
          if (i < 2) continue;
          // A layer's border may bend it, never break it.
          const bend = found[i]! - 2 * found[i - 1]! + found[i - 2]!;
          expect(Math.abs(bend), `${depths[i]} mm`).toBeLessThan(0.6);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('the same pigment deeper in the dermis stands out less, in every skin', () => {
  fc.assert(
    fc.property(
      fc.nat(SKINS.length - 1),
      fc.double({ min: 0.04, max: 0.2, noNaN: true }),
      fc.double({ min: 0.05, max: 0.6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (skin, radiusMm, heightMm, dose) => {
        const absorptionPerMm = BANDS_NM.map((nm) => (5 * 80 ** dose * 540) / nm);
        let before = Number.POSITIVE_INFINITY;
        for (let topMm = 0.08; topMm + heightMm < 1.9; topMm += 0.03) {
          const bottomMm = topMm + heightMm;
          const column = evenColumn({ topMm, bottomMm, radiusMm, absorptionPerMm });
          const now = contrast(SKINS[skin]!, column);
          // Where hardly anything is left to see, the noise of the tables is.
          expect(now, `${topMm} mm`).toBeLessThan(before + 0.02);
          before = now;
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('healed columns are as dark as photons through what is left of them find', () => {
  const skins = (['II', 'V'] as const).map((type) => [type, skinOfType(type)] as const);
  const cases = [...healedCases().filter((_, i) => i % 13 === 4), ...drawnCases(31, 2)];
  const errors = [...gradedErrors(cases, skins, { photons: 2000, seed: 5 })].flatMap(
    ([, { ratio, noise }]) => ratio.map(({ off, what }, i) => ({ off, what, noise: noise[i]! })),
  );
  const rms = (list: readonly number[]) =>
    Math.sqrt(list.reduce((sum, value) => sum + value * value, 0) / list.length);
  const noise = rms(errors.map((one) => one.noise));
  expect(noise).toBeLessThan(0.012);
  expect(rms(errors.map(({ off }) => off))).toBeLessThan(1.6 * noise + 0.004);
  for (const one of errors) {
    expect(Math.abs(one.off), one.what).toBeLessThan(0.05 + 4 * one.noise);
  }
}, 60_000);

test('an epidermis of 70 um shows a dot as much better than one of 80 as photons say', () => {
  const skin = skinOfType('II');
  const footprint = dotFootprint(skin);
  const green = BANDS_NM.indexOf(540);
  const cases = [0.07, 0.08].flatMap((epidermisMm) =>
    [0.3, 0.5].map((depthMm) => {
      const bounds = { epidermisMm, papillaryMm: 0.31 };
      return healedDot('', { depthMm, outcome: 'expected', ageDays: 60, bounds });
    }),
  );
  const { dark } = surveyGraded(
    [layerOptics(skin, 540)],
    cases.map(({ column, edgesMm, absorptionPerMm }) => ({
      radiusMm: column.radiusMm,
      lateralMm: 0,
      edgesMm,
      absorptionPerMm: absorptionPerMm[green]!,
      doses: [1],
    })),
    { photons: 8000, seed: 8 },
  );
  const fast = cases.map(({ column }) => 1 - columnDotRatio(footprint, column, 0)[green]!);
  for (const i of [0, 1]) {
    const seen = dark[0]![i]![0]! - dark[0]![i + 2]![0]!;
    expect(Math.abs(fast[i]! - fast[i + 2]! - seen)).toBeLessThan(0.012);
    expect(seen).toBeGreaterThan(0);
  }
}, 60_000);
