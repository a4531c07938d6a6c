import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import { planHead } from '../../../src/engine/head/plan-head.ts';
import { neededRadiusUm } from '../../../src/engine/needed-radius.ts';
import { planScalp } from '../../../src/engine/plan-scalp.ts';
import { scalpSolver } from '../../../src/engine/scalp/scalp-solver.ts';
import { simulateNearest } from '../../../src/engine/simulate-nearest.ts';
import type { Simulator } from '../../../src/engine/simulator.ts';
import type { Head } from '../../../src/head/head.ts';
import { type HeadSpec, makeHead } from '../../../src/head/parametric-head.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { widestHairlineMm } from '../../../src/scalp/hairline/hairline.ts';
import { StrokeField } from '../../../src/scalp/strokes.ts';
import { anchorPlaceUm } from '../../../src/surface/anchor.ts';
import { arbitraryPlan } from '../../helpers/arbitrary-plan.ts';

let man: Head;
/** With a memory, as the page's: what a step leaves as it was is not worked out again. */
const solver = scalpSolver();
const headOf = (plan: Plan) => planHead(plan, undefined, (spec) => head(spec));
let kept: { key: string; head: Head } | undefined;
async function head(spec: HeadSpec): Promise<Head> {
  const key = JSON.stringify(spec);
  if (kept?.key !== key) kept = { key, head: await makeHead(spec) };
  return kept.head;
}

beforeAll(async () => {
  man = await makeHead({ base: 'male' });
});

/** Refuses what the engine refuses on the CPU, before a dot is placed. */
function dryRun(heads: (plan: Plan) => Promise<Head>, most = Number.POSITIVE_INFINITY) {
  const tried: Plan[] = [];
  const update = async (plan: Plan) => {
    tried.push(plan);
    const head = await heads(plan);
    const fields = await solver.fields(head, plan);
    const { strokes, erased, added, moved } = plan.manual;
    const brush1024 = new StrokeField().factor1024(head.mesh, strokes);
    for (const at of [
      ...erased,
      ...added.map((one) => one.at),
      ...moved.flatMap(({ from, to }) => [from, to]),
    ])
      anchorPlaceUm(head.mesh, at, 'A dot');
    neededRadiusUm(plan, fields, head.scalp, brush1024);
    if (plan.density.dotsPerCm2 > most)
      throw new DotworkError('gpu-limit', 'Too many dots.', 'Lower the density.');
    return new Set<never>();
  };
  return { tried, simulator: { update } as unknown as Simulator };
}

const nearest = async (plan: Plan, most?: number) => {
  const { simulator, tried } = dryRun(headOf, most);
  return { ...(await simulateNearest(simulator, plan, headOf)), tried };
};

const withLine = (line: Partial<Plan['hairline']>): Plan => ({
  ...DEFAULT_PLAN,
  hairline: { ...DEFAULT_PLAN.hairline, ...line },
});

describe('the nearest plan that can be simulated', () => {
  test('a plan that can is taken as it is', async () => {
    const { plan, how, cause, tried } = await nearest(DEFAULT_PLAN);
    expect(plan).toBe(DEFAULT_PLAN);
    expect([how, cause, tried.length]).toEqual([[], undefined, 1]);
  });

  test('a line too wide is drawn as wide as the head carries, and nothing else changes', async () => {
    const wide = withLine({ halfWidthMm: 90, midFrontalMm: 70 });
    const { plan, how, cause } = await nearest(wide);
    const most = widestHairlineMm(man, 70);
    expect(most).toBeGreaterThan(70);
    expect(plan).toEqual(withLine({ halfWidthMm: most, midFrontalMm: 70 }));
    expect(how).toEqual([`with a half width of ${most} mm instead`]);
    expect(String(cause)).toContain(`on this head it is ${most} mm at most`);
    // As wide as can be: a fifth of a millimetre more finds no skin.
    expect(() => planScalp(withLine({ halfWidthMm: most + 0.2, midFrontalMm: 70 }), man)).toThrow(
      'at most',
    );
  });

  test('dots by hand of another head are left out, those of this head stay', async () => {
    const here = { triangle: 7, b: 1, c: 1 };
    const there = { triangle: 4_000_000, b: 1, c: 1 };
    const manual = {
      strokes: [],
      moved: [],
      erased: [here, there],
      added: [{ at: there, session: 1 }],
    };
    const { plan, how } = await nearest({ ...DEFAULT_PLAN, manual });
    expect(plan.manual).toEqual({ strokes: [], moved: [], erased: [here], added: [] });
    expect(how).toEqual(['without 2 edits by hand that belong to another head']);
  });

  test('where there is no room for the dots there are fewer, not other ones', async () => {
    const { plan, how } = await nearest(DEFAULT_PLAN, 60);
    expect(plan.density.dotsPerCm2).toBeLessThanOrEqual(60);
    expect(plan.density.dotsPerCm2).toBeGreaterThan(50);
    expect({ ...plan, density: DEFAULT_PLAN.density }).toEqual(DEFAULT_PLAN);
    expect(how).toHaveLength(1);
  });

  test('a fault of the program in one part leaves the others; one of the GPU is told as it is', async () => {
    const faulty = {
      ...DEFAULT_PLAN,
      zones: [],
      seed: 5,
      skin: { ...DEFAULT_PLAN.skin, bloodFraction: 0.08 },
    };
    const update = async (plan: Plan) => {
      if (plan.skin.bloodFraction > 0.05) throw new TypeError('undefined is not a function');
      return new Set<never>();
    };
    const { plan } = await simulateNearest(
      { update } as unknown as Simulator,
      faulty,
      async () => man,
    );
    expect(plan).toEqual({ ...faulty, skin: DEFAULT_PLAN.skin });
    const lost = new DotworkError('gpu-fault', 'The GPU reported an error.');
    const dead = { update: () => Promise.reject(lost) } as unknown as Simulator;
    await expect(simulateNearest(dead, DEFAULT_PLAN, async () => man)).rejects.toBe(lost);
  });

  test('every plan there may be comes to a picture', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPlan, async (wanted) => {
        const { plan, how, cause } = await nearest(wanted);
        expect(how.length === 0).toBe(cause === undefined);
        if (how.length === 0) expect(plan).toBe(wanted);
        expect(how.join()).not.toMatch(/NaN|undefined/);
      }),
      { numRuns: 6 },
    );
  });
});
