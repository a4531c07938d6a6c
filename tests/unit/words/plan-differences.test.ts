import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { SCARS, ZONE_SHAPES } from '../../../src/plan/parts.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { planHash } from '../../../src/share/plan-hash.ts';
import { planDifferences } from '../../../src/words/plan-differences.ts';
import { arbitraryPlan } from '../../helpers/arbitrary-plan.ts';

const told = (other: Plan) =>
  planDifferences(DEFAULT_PLAN, other).map(({ part, field, values }) => [part, field, ...values]);

test('numbers are told with their unit, shares as percent', () => {
  const { hairline, density, hair, skin, technique } = DEFAULT_PLAN;
  expect(
    told({
      ...DEFAULT_PLAN,
      density: { ...density, dotsPerCm2: 85 },
      hairline: { ...hairline, midFrontalMm: 70, sentinels: 0.1 },
      hair: { ...hair, shaftUm: 60 },
      technique: { ...technique, angleDeg: 60 },
      skin: { ...skin, type: 'IV' },
    }),
  ).toEqual([
    ['Skin', 'Fitzpatrick type', 'II', 'IV'],
    ['Hair', 'Shaft', '75 µm', '60 µm'],
    ['Hairline', 'Mid-frontal point', '75 mm', '70 mm'],
    ['Hairline', 'Sentinels', '6 %', '10 %'],
    ['Density', 'Dots + hair', '100 per cm²', '85 per cm²'],
    ['Technique', 'Needle angle', '90°', '60°'],
  ]);
});

test('parts of another kind are told as a whole, items one by one', () => {
  const { hair, sessions } = DEFAULT_PLAN;
  const zone = { name: 'Crown', shape: ZONE_SHAPES.region, densityScale: 1.2, depthOffsetMm: 0 };
  expect(
    told({
      ...DEFAULT_PLAN,
      title: 'Mine',
      startsOn: '2026-05-04',
      hair: { ...hair, loss: { kind: 'ludwig', grade: 'II' }, scars: [SCARS.fut] },
      zones: [zone],
      sessions: sessions.slice(0, 2),
    }),
  ).toEqual([
    ['Title', '', 'Norwood VI, natural hairline', 'Mine'],
    ['Hair', 'Loss pattern', 'norwood, grade VI', 'ludwig, grade II'],
    ['Hair', 'Scar 1', 'none', 'fut, length 200 mm, width 3 mm'],
    ['Zone 1', '', 'none', 'Crown, density × 1.2, depth 0 mm'],
    ['First session', '', 'none', '2026-05-04'],
    [
      'Session 3',
      '',
      'share of the dots by then 100 %, day 28 days, ink 10 parts of water',
      'none',
    ],
  ]);
});

test('places are counted', () => {
  const at = { triangle: 1, b: 2, c: 3 };
  const one = { ...DEFAULT_PLAN, manual: { ...DEFAULT_PLAN.manual, erased: [at, at] } };
  const other = { ...one, manual: { ...one.manual, erased: [at, { ...at, b: 9 }] } };
  expect(told(one)).toEqual([['By hand', 'Dots taken out', 'none', '2']]);
  expect(planDifferences(one, other).map(({ values }) => values)).toEqual([['2', '2, others']]);
});

test('plans are told apart exactly where they differ', () => {
  fc.assert(
    fc.property(arbitraryPlan, arbitraryPlan, (a, b) => {
      expect(planDifferences(a, a)).toEqual([]);
      const isSame = planHash(a) === planHash(b);
      expect(planDifferences(a, b).length === 0).toBe(isSame);
    }),
    { numRuns: 20 },
  );
});
