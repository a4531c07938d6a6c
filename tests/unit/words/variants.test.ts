import { expect, test } from 'vitest';
import { LIMITS_SHORT } from '../../../src/base/limits.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { type Sides, variantGrid, yearGrid } from '../../../src/words/variants.ts';

const plan = { ...DEFAULT_PLAN, title: 'Crown', seed: 7, sessionsDone: 2 };
const sides: Sides = { agesDays: [0, 30], outcomes: ['best', 'poor'], before: true };

test('one plan: a column for each age, a row for each outcome, in the order asked for', () => {
  const grid = variantGrid([plan], sides);
  expect(grid.columns).toEqual(['Before', 'Fresh, day 0', '30 days']);
  expect(grid.rows).toEqual(['Good outcome', 'Poor outcome']);
  const told = grid.cells.map(({ plan: { healing }, isBefore }) =>
    isBefore ? 'before' : `${healing.outcome} ${healing.ageDays}`,
  );
  expect(told).toEqual(['before', 'best 0', 'best 30', 'before', 'poor 0', 'poor 30']);
  expect(grid.limits).toBe(LIMITS_SHORT);
});

test('several plans: a column each, their own outcome where none is named', () => {
  const poor = { ...plan, title: 'Poor', healing: { ...plan.healing, outcome: 'poor' as const } };
  const grid = variantGrid([plan, poor], { agesDays: [365], outcomes: [], before: false });
  expect(grid.columns).toEqual(['Crown', 'Poor']);
  expect(grid.rows).toEqual([]);
  expect(grid.about).toContain('1 year');
  const outcomes = grid.cells.map((cell) => cell.plan.healing.outcome);
  expect(outcomes).toEqual([plan.healing.outcome, 'poor']);
});

test('a plan that is still to be done is shown as done, and that is said', () => {
  const open = { ...plan, sessionsDone: 0 };
  const grid = variantGrid([open], { ...sides, before: false });
  expect(grid.cells.every((cell) => cell.plan.sessionsDone === plan.sessions.length)).toBe(true);
  expect(grid.about).toContain('as if');
  expect(variantGrid([plan], sides).about).not.toContain('as if');
});

test('what would be too much is refused', () => {
  expect(() => variantGrid(Array(5).fill(plan), sides)).toThrow('two to 4');
  expect(() => variantGrid([plan, plan], sides)).toThrow('one grid too many');
});

test('a hairline’s life: hair as it goes by the plan, or by a grade a decade, and as it is today', () => {
  const grid = yearGrid(plan);
  expect(grid.columns).toEqual(['Healed', '5 years', '10 years', '20 years']);
  expect(grid.cells.map((cell) => cell.plan.healing.ageDays)).toEqual([
    ...[30, 1826, 3653, 7300],
    ...[30, 1826, 3653, 7300],
  ]);
  expect(grid.cells.map((cell) => cell.plan.hair.lossPerDecade)).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  expect(grid.about).toContain('ssumed');
  const own = { ...plan, hair: { ...plan.hair, lossPerDecade: 0.5 } };
  expect(yearGrid(own).cells[0]!.plan.hair).toMatchObject({ lossPerDecade: 0.5, greyPerDecade: 0 });
  expect(yearGrid(own).about).not.toContain('ssumed');
});
