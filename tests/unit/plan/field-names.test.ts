import { expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { withControlNames } from '../../../src/plan/field-names.ts';
import { readPlan } from '../../../src/plan/reading/read.ts';
import { fieldPaths, shapeAt } from '../../../src/plan/shape.ts';

test.each([
  ['The hairline\u2019s halfWidthMm is 90.', 'The hairline\u2019s "Half width" is 90.'],
  ['Lower density.dotsPerCm2.', 'Lower "Dots + hair".'],
  ['zones.1.depthOffsetMm was 4; it is now 0.3.', '"Depth" of zone 2 was 4; it is now 0.3.'],
  ['sessions.0.dilution is 99', '"water : 1" of session 1 is 99'],
  // No control, no field, or what is no name of a field at all.
  ['manual.added.3.at.triangle is 9', 'manual.added.3.at.triangle is 9'],
  [
    'The scan "halfWidthMm.obj" of www.dotwork.org',
    'The scan "halfWidthMm.obj" of www.dotwork.org',
  ],
  ['At the type, style, code and seed', 'At the type, style, code and seed'],
  ['Lower the densityScale of zones.', 'Lower the "Density" of zones.'],
  ['Lower the fromMm of zones.', 'Lower the "Begins" of zones.'],
  ['mmPerUnit and sha256', 'mmPerUnit and sha256'],
])('%s', (text, told) => {
  expect(withControlNames(text)).toBe(told);
});

test('whatever number of a control is refused, its path is not told', () => {
  let tried = 0;
  for (const path of fieldPaths(DEFAULT_PLAN)) {
    const shape = shapeAt(path.split('.'), DEFAULT_PLAN)!;
    if (shape.label === undefined || !/number|integer/.test(shape.type ?? '')) continue;
    // A word that is both.
    if (path.split('.').at(-1) === shape.label.toLowerCase()) continue;
    const wrong = structuredClone(DEFAULT_PLAN) as unknown as Record<string, unknown>;
    const keys = path.split('.');
    const last = keys.pop()!;
    const parent = keys.reduce((at, key) => at?.[key] as Record<string, unknown>, wrong);
    // A part that may be left out, and is.
    if (!parent) continue;
    parent[last] = shape.maximum! + 1;
    const told = withControlNames(refusal(wrong));
    expect(told).toContain(`"${shape.label}"`);
    expect(told).not.toMatch(new RegExp(`\\b${last}\\b`));
    tried++;
  }
  expect(tried).toBeGreaterThan(25);
});

function refusal(plan: unknown): string {
  try {
    readPlan(plan);
  } catch (error) {
    if (error instanceof DotworkError) return error.message;
  }
  throw new Error('Not refused.');
}
