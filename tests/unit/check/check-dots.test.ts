import { expect, test } from 'vitest';
import { checkDots, DOT_RULES } from '../../../src/check/check-dots.ts';
import { healedWidthMm } from '../../../src/check/healed-width.ts';
import { leastRow } from '../../../src/check/rules/rows.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { evenDots, type PatchDot, patchOf } from '../../helpers/practice-patch.ts';

const SIDE_MM = 30;
/** 80 to 90 dots per cm², as the default plan asks. */
const SPACING_MM = 0.95;

const even = evenDots(SIDE_MM, SPACING_MM);
const good = () => even.map((dot) => ({ ...dot }));
const rulesBroken = (dots: readonly PatchDot[], more: Parameters<typeof patchOf>[1] = {}) =>
  checkDots(patchOf(dots, { sideMm: SIDE_MM, ...more })).map(({ rule }) => rule);

test('an even patch at the right depth breaks no rule, whatever its seed', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    expect(rulesBroken(evenDots(SIDE_MM, SPACING_MM, seed))).toEqual([]);
  }
});

/** One fault put into a good patch, and where: x from and to, in the frame of the patch. */
const FAULTS: readonly [
  rule: string,
  fault: () => PatchDot[],
  where?: readonly [number, number],
][] = [
  [
    'deep-for-region',
    () => good().map((dot) => (dot.x > 20 ? { ...dot, depthMm: 1.1 } : dot)),
    [4, 15],
  ],
  [
    'dots-touch',
    () => {
      const dots = good();
      return [...dots, ...dots.slice(0, 40).map((dot) => ({ ...dot, x: dot.x + 0.1 }))];
    },
  ],
  [
    'rows',
    () => [
      ...good().filter(({ x }) => x < 20),
      ...Array.from({ length: 30 }, (_, i) => i).flatMap((row) =>
        Array.from({ length: 10 }, (_, k) => ({
          ...good()[0]!,
          x: 20.6 + k,
          // Each row begins elsewhere: even steps along it, no lattice across.
          y: 0.5 + row + 0.11 * ((7 * row) % 5) * (k % 2),
        })),
      ),
    ],
    [4, 15],
  ],
  [
    'front-denser',
    () => [
      ...good().filter(({ y }) => y >= 6),
      ...evenDots(SIDE_MM, 0.78, 9).filter(({ y }) => y < 6),
    ],
  ],
  ['scar-dose', () => good().map((dot) => (dot.x < 8 ? { ...dot, scar: 1 } : dot)), [-15, -6]],
];

test.each(FAULTS)('%s is found where it is, and nothing else', (rule, fault, where) => {
  const found = checkDots(patchOf(fault(), { sideMm: SIDE_MM }));
  expect([...new Set(found.map((one) => one.rule))]).toEqual([rule]);
  const [first] = found[0]!.places;
  expect(first!.dots.length).toBeGreaterThan(0);
  if (!where) return;
  const [from, to] = where;
  expect(first!.middleMm[0]).toBeGreaterThan(from);
  expect(first!.middleMm[0]).toBeLessThan(to);
});

test('dots that spread cover too much, and stand denser than hair', () => {
  const crowd = evenDots(15, 0.5).map((dot) => ({ ...dot, depthMm: 0.9 }));
  const found = rulesBroken(crowd);
  expect(found).toContain('ink-cover');
  expect(found).toContain('denser-than-own');
  // As many dots that stay small cover little.
  const small = evenDots(15, 0.5).map((dot) => ({ ...dot, depthMm: 0.3 }));
  expect(rulesBroken(small)).not.toContain('ink-cover');
});

test('hair between the dots counts with them', () => {
  const plan = { ...DEFAULT_PLAN, hair: { ...DEFAULT_PLAN.hair, unitsPerCm2: 90 } };
  const hair = evenDots(SIDE_MM, 0.95, 7).flatMap(({ x, y }) => [x - SIDE_MM / 2, 0, -y]);
  expect(rulesBroken(good(), { plan })).toEqual([]);
  expect(rulesBroken(good(), { plan, hair })).toContain('denser-than-own');
});

test('thin skin is deep sooner', () => {
  const dots = good().map((dot) => ({ ...dot, depthMm: 0.85 }));
  expect(rulesBroken(dots, { skinBaseMm: 1.6 })).not.toContain('deep-for-region');
  expect(rulesBroken(dots, { skinBaseMm: 1.2 })).toContain('deep-for-region');
});

test('less ink on a scar is right', () => {
  const dots = good().map((dot) => (dot.x < 8 ? { ...dot, scar: 1, doseUg: 0.03 } : dot));
  expect(rulesBroken(dots)).toEqual([]);
});

test('a healed dot is as wide as docs/deposition.md says, and wider when deep', () => {
  const { dots } = patchOf([0.4, 0.8, 1.2].map((depthMm) => ({ ...good()[0]!, depthMm })));
  expect(healedWidthMm(dots, 0)).toBeCloseTo(0.19, 2);
  expect(healedWidthMm(dots, 1)).toBeGreaterThan(healedWidthMm(dots, 0));
});

test('chance makes rows of that length on few patterns', () => {
  let patches = 0;
  for (let seed = 10; seed < 30; seed++) {
    const found = rulesBroken(evenDots(20, SPACING_MM, seed), { sideMm: 20 });
    if (found.includes('rows')) patches++;
  }
  expect(patches).toBeLessThanOrEqual(1);
  // More dots, more chances: what counts as a row grows with them.
  expect(leastRow(900)).toBeLessThan(leastRow(100_000));
});

test('no dots, one dot and dots in one place are no trouble', () => {
  expect(rulesBroken([])).toEqual([]);
  expect(rulesBroken(good().slice(0, 1))).toEqual([]);
  const heap = Array.from({ length: 20 }, () => good()[0]!);
  expect(rulesBroken(heap)).toContain('dots-touch');
});

test('every rule is in the table once', () => {
  const names = DOT_RULES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
