import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { planFromPreset, presets } from '../../../src/plan/presets.ts';
import { setPath } from '../../../src/plan/reading/override.ts';
import { planRemarks } from '../../../src/plan/remarks/summary.ts';
import { fieldPaths } from '../../../src/plan/shape.ts';
import { arbitraryPlan } from '../../helpers/arbitrary-plan.ts';

test('the default plan gives no cause for remarks', () => {
  expect(planRemarks(DEFAULT_PLAN)).toEqual([]);
});

test('cases that show good work carry no risk; faults on purpose do', () => {
  for (const { name } of presets('case')) {
    const risks = planRemarks(planFromPreset(name)).filter((one) => one.severity === 'risk');
    if (name.startsWith('trainer-')) expect(risks, name).not.toEqual([]);
    else expect(risks, name).toEqual([]);
  }
});

test.each([
  ['technique.depositDepthMm', '0.05', 'risk', 'shed within weeks'],
  ['technique.depositDepthMm', '0.2', 'warn', 'shallow'],
  ['technique.depositDepthMm', '0.8', 'warn', '0.25 to 0.60 mm'],
  ['technique.depositDepthMm', '1.1', 'risk', 'blow-out'],
  ['technique.depositDepthMm', '1.3', 'risk', 'permanent'],
  ['operator.depthSdMm', '0.4', 'warn', 'one dot in forty'],
  ['density.dotsPerCm2', '140', 'warn', 'helmet'],
  ['density.dotsPerCm2', '20', 'note', 'rarely looks covered'],
  ['hair.unitsPerCm2', '50', 'warn', 'darker than the sides'],
  ['hairline.midFrontalMm', '60', 'warn', 'low for a male head'],
  ['hairline.midFrontalMm', '105', 'warn', 'high for a male head'],
  ['hairline.templeRecessionMm', '2', 'warn', 'Closed temples'],
  ['hairline.gradientMm', '1', 'warn', 'hard edge'],
  ['sessions.0.cumulativeShare', '0.6', 'warn', 'More than half'],
  ['sessions.1.day', '3', 'warn', '3 days are not enough'],
  ['sessions.1.dilution', '3', 'warn', 'outside the usual'],
  ['healing.ageDays', '5', 'note', 'not settled'],
  ['hair.loss.kind', 'areata', 'note', 'dermatologist'],
])('%s=%s gets a %s', (path, text, severity, words) => {
  const remarks = planRemarks(setPath(DEFAULT_PLAN, path, text));
  const match = remarks.find((remark) => remark.text.includes(words));
  expect(match?.severity).toBe(severity);
});

test('healed dots that run together are a risk of depth and density at once', () => {
  const deep = setPath(DEFAULT_PLAN, 'technique.depositDepthMm', '0.9');
  const merged = (plan: typeof deep): boolean =>
    planRemarks(plan).some((remark) => remark.text.includes('run together'));
  expect(merged(deep)).toBe(false);
  expect(merged(setPath(deep, 'density.dotsPerCm2', '240'))).toBe(true);
  expect(merged(setPath(DEFAULT_PLAN, 'density.dotsPerCm2', '240'))).toBe(false);
  // Dots of a cluster are close at any density.
  expect(merged(setPath(deep, 'hair.clusterSize', '2.5'))).toBe(true);
  expect(merged(setPath(DEFAULT_PLAN, 'hair.clusterSize', '2.5'))).toBe(false);
});

test('on dark skin thin ink is told of, on fair skin not', () => {
  const told = (type: string, water: string) => {
    const plan = setPath(setPath(DEFAULT_PLAN, 'skin.type', type), 'sessions.2.dilution', water);
    return planRemarks(plan).filter(({ text }) => text.includes('hardly show'));
  };
  for (const type of ['V', 'VI']) {
    expect(told(type, '10')).toMatchObject([{ field: 'sessions.2.dilution', severity: 'note' }]);
    expect(told(type, '8')).toEqual([]);
  }
  expect(told('IV', '20')).toEqual([]);
});

test('work by hand is counted in a sentence', () => {
  const place = { triangle: 5, b: 1, c: 2 };
  const stroke = { path: [place], radiusMm: 8, softness: 0.5, densityScale: 0 };
  const manual = {
    strokes: [stroke, stroke],
    erased: [place],
    added: [{ at: place, session: 4 }],
    moved: [],
  };
  const said = planRemarks({ ...DEFAULT_PLAN, manual }).map(({ text }) => text);
  expect(said).toContain('By hand: 2 density strokes, 1 dot erased, 1 dot added.');
  expect(said.join(' ')).toContain('1 placed by hand for a session this plan does not have');
});

test('every remark names a field of the plan, worst first', () => {
  fc.assert(
    fc.property(arbitraryPlan, (plan) => {
      const remarks = planRemarks(plan);
      const known = fieldPaths(plan);
      for (const remark of remarks) expect(known).toContain(remark.field);
      const order = remarks.map((remark) => ['risk', 'warn', 'note'].indexOf(remark.severity));
      expect(order).toEqual(order.toSorted());
    }),
    { numRuns: 100 },
  );
});
