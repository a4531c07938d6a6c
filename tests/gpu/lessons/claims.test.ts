import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClaimChecker } from '../../../src/lesson/claims/check-claims.ts';
import type { Claim } from '../../../src/lesson/lesson-schema.ts';
import { shippedLessons } from '../../../src/lesson/shipped-lessons.ts';
import { testGpu } from '../../helpers/gpu.ts';

let checker: ClaimChecker;

beforeAll(async () => {
  // Rules of the plan need a head, not its dots; hair is kept, since `denser-than-own` reads it.
  checker = new ClaimChecker(await testGpu(), (plan) => ({ ...plan, sessionsDone: 0 }));
});
afterAll(() => checker?.destroy());

test.each(shippedLessons().map((lesson) => ({ name: lesson.name, lesson })))(
  'the engine bears out what lesson $name says',
  async ({ lesson }) => {
    const results = await checker.check(lesson);
    const said = results.map(({ step, claim, measured }) => [step, claim.kind, measured]);
    console.info(lesson.name, JSON.stringify(said));
    expect(results.filter(({ holds }) => !holds)).toEqual([]);
  },
);

test('a claim that is false is told so', async () => {
  const lesson = shippedLessons().find(({ name }) => name === 'blue')!;
  const step = lesson.steps[2]!;
  const turned = (claim: Claim): Claim => ({ ...claim, of: claim.than, than: claim.of });
  const claims = step.claims!.slice(0, 1).map(turned);
  const [result] = await checker.check({ ...lesson, steps: [{ ...step, claims }] });
  expect(result!.holds).toBe(false);
});
