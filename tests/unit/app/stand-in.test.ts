import { expect, test } from 'vitest';
import { showable } from '../../../src/app/scan/scan-heads.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';

const withMeasures = (measuresMm: Plan['head']['measuresMm']): Plan => ({
  ...DEFAULT_PLAN,
  head: { ...DEFAULT_PLAN.head, measuresMm },
});

test('a plan with measures that fit is shown as it is', async () => {
  const plan = withMeasures({ length: 204 });
  expect(await showable(plan, () => undefined)).toEqual({ plan });
});

test('a kept plan whose measures fit no head opens with a mean head, and says so', async () => {
  const plan = withMeasures({ length: 202, breadth: 156, circumference: 522 });
  const shown = await showable(plan, () => undefined);
  expect(shown.plan.head.measuresMm).toEqual({});
  expect(shown.standIn!.title).toMatch(/contradict each other.*522 mm/);
  expect(shown.standIn!.wantsFile).toBe(false);
  expect(plan.head.measuresMm.circumference).toBe(522);
});
