import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planFootprint, removalCourses } from '../../../src/engine/ensemble/removal-course.ts';
import { clearedShare, REMOVAL, removalAt } from '../../../src/ink/removal.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { passesWords, removalWarnings } from '../../../src/words/uncertainty/removal-words.ts';

const rows = 12;
const footprint = planFootprint(DEFAULT_PLAN);
const coursesOf = (of: Plan, depthMm?: number) =>
  removalCourses(of, { rows, footprint, ...(depthMm !== undefined && { depthMm }) });
const middle = removalAt(Object.keys(REMOVAL).map(() => 0.5));
const plan: Plan = { ...DEFAULT_PLAN, healing: { ageDays: 365, outcome: 'expected' } };
const of = (way: string, courses: ReturnType<typeof removalCourses>) =>
  courses.find((one) => one.way === way)!;

test('a pass takes the share it is given from thin carbon near the surface', () => {
  const thin = { depthMm: 0.2, shade: 0 };
  expect(clearedShare('laser-1064', 'carbon-black', thin, middle)).toBeCloseTo(
    middle.clearedAPass,
    9,
  );
  expect(clearedShare('saline', 'iron-oxide-red', thin, middle)).toBeCloseTo(middle.salineAPass, 9);
});

test('deeper and denser pigment loses less, never more than all or less than nothing', () => {
  const number = fc.double({ min: 0, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      number,
      number,
      fc.constantFrom('laser-1064', 'laser-532', 'saline'),
      (z, s, way) => {
        const at = (depthMm: number, shade: number) =>
          clearedShare(way as 'saline', 'carbon-black', { depthMm, shade }, middle);
        const here = at(z, s);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(here).toBeLessThanOrEqual(1);
        expect(at(z + 0.2, s)).toBeLessThanOrEqual(here + 1e-12);
        expect(at(z, s + 0.2)).toBeLessThanOrEqual(here + 1e-12);
      },
    ),
  );
});

test('each pass pales a dot; 1064 nm clears a scalp in about as many as the one study had', () => {
  const courses = coursesOf(plan);
  for (const { contrast, left } of courses) {
    for (let pass = 1; pass < contrast.length; pass++) {
      expect(contrast[pass]!.p50).toBeLessThanOrEqual(contrast[pass - 1]!.p50 + 1e-9);
      expect(left[pass]).toBeLessThan(left[pass - 1]!);
      expect(contrast[pass]!.p10).toBeLessThanOrEqual(contrast[pass]!.p90);
    }
  }
  const { passes } = of('laser-1064', courses);
  // Wu 2020: 1 to 3, four people; trade 4 to 7.
  expect(passes.p10).toBeGreaterThanOrEqual(1);
  expect(passes.p90).toBeLessThanOrEqual(7);
});

test('what was put too deep costs more passes, with green light and saline it hardly leaves', () => {
  const [upper, deep] = [coursesOf(plan, 0.4), coursesOf(plan, 1.2)];
  const left = (courses: typeof deep, way: string) => of(way, courses).left[4]!;
  for (const way of ['laser-1064', 'laser-532', 'saline']) {
    expect(left(deep, way), way).toBeGreaterThan(left(upper, way));
  }
  expect(left(deep, 'saline')).toBeGreaterThan(0.6);
});

test('iron oxide resists 1064 nm and is warned of where it may darken', () => {
  const brown: Plan = { ...plan, pigment: { ...plan.pigment, kind: 'iron-oxide-brown' } };
  const courses = coursesOf(brown);
  expect(of('laser-1064', courses).left[3]!).toBeGreaterThan(
    of('laser-1064', coursesOf(plan)).left[3]!,
  );
  expect(removalWarnings(courses)[0]).toContain('darker');
  expect(removalWarnings(coursesOf(plan)).join()).not.toContain('iron oxide');
  expect(passesWords(of('saline', coursesOf(plan, 1.2)))).toMatch(/not within 12|more than 12/);
});
