import { expect, test } from 'vitest';
import { sessionNeeds } from '../../../src/engine/needs/needs.ts';
import { planNeeds } from '../../../src/engine/needs/plan-needs.ts';
import { TAKEN } from '../../../src/ink/unknowns/table.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';

const none = { main: 0, hairline: 0 };
const dots = { main: 10_000, hairline: 2_000 };
const plan: Plan = {
  ...DEFAULT_PLAN,
  operator: { ...DEFAULT_PLAN.operator, doubleHitShare: 0 },
};

test('time, ink and cartridges of a session are those of its dots', () => {
  const { hours, visits, inkMl, stockMl, cartridges } = sessionNeeds(plan, 0, dots);
  expect(hours).toBeCloseTo(12_000 / 85 / 60, 9);
  expect(visits).toBe(1);
  // Three strokes of three needles, and of one: 1.62 nL each.
  expect(inkMl).toBeCloseTo(1.62e-6 * (9 * 10_000 + 3 * 2_000), 9);
  expect(stockMl).toBeCloseTo((2 * inkMl) / 13, 9);
  expect(cartridges).toEqual({ main: 1, hairline: 1 });
  expect(sessionNeeds(plan, 0, none)).toEqual({
    ...{ hours: 0, visits: 0, inkMl: 0, stockMl: 0, cartridges: none },
  });
  // More than five hours are two visits; a needle serves three.
  const long = sessionNeeds(plan, 0, { main: 27_000, hairline: 0 });
  expect([long.visits, long.cartridges.main]).toEqual([2, 2]);
});

test('what changes time, ink and cartridges does so, and nothing else does', () => {
  const of = (change: Partial<typeof TAKEN>, on = plan) =>
    sessionNeeds(on, 1, dots, { ...TAKEN, ...change });
  const base = of({});
  expect(of({ dotsPerMinute: 0.5 })).toMatchObject({
    hours: 2 * base.hours,
    inkMl: base.inkMl,
    cartridges: { main: 2, hairline: 1 },
  });
  expect(of({ liquidNl: 2 * TAKEN.liquidNl }).inkMl).toBeCloseTo(2 * base.inkMl, 9);
  expect(of({ poured: 4 }).stockMl).toBeCloseTo(2 * base.stockMl, 9);
  expect(of({ retainedShare: 0.8, melanin: 2, depth: 1.5 })).toEqual(base);
  const twice: Plan = { ...plan, operator: { ...plan.operator, doubleHitShare: 0.1 } };
  expect(of({}, twice).inkMl).toBeCloseTo(1.1 * base.inkMl, 9);
  const slow: Plan = { ...plan, technique: { ...plan.technique, dwell: 4 } };
  expect(of({}, slow).inkMl).toBeCloseTo(2 * base.inkMl, 9);
  const own = plan.sessions.map((one) => ({ ...one, perforationsPerDot: 6 }));
  expect(of({}, { ...plan, sessions: own }).inkMl).toBeCloseTo(2 * base.inkMl, 9);
});

test('one cartridge for both places is counted once', () => {
  const alike: Plan = { ...plan, needle: { code: '0803RL', hairlineCode: '0803RL' } };
  expect(sessionNeeds(alike, 0, dots).cartridges).toEqual({ main: 1, hairline: 0 });
});

test('a plan has ranges around what is taken, by pigment, needle and zone, and they repeat', () => {
  const brown: Plan = {
    ...plan,
    zones: [{ name: 'crown', shape: { kind: 'region', region: 'vertex' } }] as Plan['zones'],
    sessions: [
      { cumulativeShare: 0.5, day: 0, dilution: 12 },
      { cumulativeShare: 1, day: 20, dilution: 9, pigment: 'iron-oxide-brown' },
    ],
  };
  const counts = {
    sessions: [dots, dots],
    zones: [[none, { main: 1000.4, hairline: 0 }]],
    elsewhere: [dots, dots],
  };
  const needs = planNeeds(brown, counts);
  const { total, sessions, pigments, cartridges, zones } = needs;
  expect(total.dots).toBe(24_000);
  expect(total.hours.planned).toBeCloseTo(24_000 / 85 / 60, 2);
  for (const one of [total.hours, total.inkMl, sessions[1]!.stockMl, zones[1]!.hours]) {
    expect(one.p10).toBeLessThan(one.p50);
    expect(one.p50).toBeLessThan(one.p90);
    expect(one.p10).toBeLessThan(one.planned);
    expect(one.planned).toBeLessThan(one.p90);
  }
  // A triangle from 0.68 by 1 to 1.38 of the pace: a tenth of it lies below 0.826 and above 1.218.
  expect(total.hours.p90 / total.hours.planned).toBeCloseTo(1 / 0.826, 1);
  expect(total.hours.p10 / total.hours.planned).toBeCloseTo(1 / 1.218, 1);
  expect(pigments.map(({ pigment }) => pigment)).toEqual(['carbon-black', 'iron-oxide-brown']);
  expect(pigments[0]!.stockMl.planned).toBeCloseTo((2 * sessions[0]!.inkMl.planned) / 13, 2);
  expect(cartridges.map(({ code }) => code)).toEqual(['0803RL', '0801RL']);
  expect(cartridges.map(({ count }) => count.planned)).toEqual([2, 2]);
  expect(zones.map(({ name, dots }) => [name, dots])).toEqual([
    ['crown', 1000],
    [null, 24_000],
  ]);
  expect(zones[0]!.sessions).toEqual([0, 1000]);
  expect(planNeeds(brown, counts)).toEqual(needs);
  expect(planNeeds({ ...brown, zones: [] }, { ...counts, zones: [] }).zones).toEqual([]);
});
