import { DEFAULT_PLAN } from '../src/plan/defaults.ts';
import type { Plan } from '../src/plan/schema.ts';

/** The default case, and 40,000 dots on the same head: a whole scalp without hair. */
export const CASES: Readonly<Record<string, Plan>> = {
  default: DEFAULT_PLAN,
  totalis: {
    ...DEFAULT_PLAN,
    title: 'Alopecia totalis, 75 dots/cm²',
    hair: { ...DEFAULT_PLAN.hair, loss: { kind: 'areata', pattern: 'totalis', patches: 1 } },
    density: { dotsPerCm2: 75 },
  },
};

/** What a hand does to a slider; each call is one step of the drag. */
export const GESTURES: Readonly<Record<string, (plan: Plan, step: number) => Plan>> = {
  'drag density': (plan, step) => ({
    ...plan,
    density: { dotsPerCm2: plan.density.dotsPerCm2 - 1 - step },
  }),
  'drag depth': (plan, step) => ({
    ...plan,
    technique: { ...plan.technique, depositDepthMm: 0.3 + 0.02 * step },
  }),
  'drag age': (plan, step) => ({ ...plan, healing: { ...plan.healing, ageDays: 40 + 90 * step } }),
  'drag gradient': (plan, step) => ({
    ...plan,
    hairline: { ...plan.hairline, gradientMm: 5 + step },
  }),
  'drag hairline': (plan, step) => ({
    ...plan,
    hairline: { ...plan.hairline, midFrontalMm: 76 + step },
  }),
  'skin type': (plan, step) => ({
    ...plan,
    skin: { ...plan.skin, melanosomeFraction: 0.02 + 0.01 * step },
  }),
};
