import { expect, test } from 'vitest';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { planRemarks } from '../../../src/plan/remarks/summary.ts';
import { parseAnswers } from '../../../src/practice/faults/answers.ts';
import { faultSet, MOST_CASES } from '../../../src/practice/faults/fault-set.ts';
import { FAULTS, faultNamed } from '../../../src/practice/faults/faults.ts';
import { type FaultMark, scoreFaults, TOLERANCE_MM } from '../../../src/practice/faults/score.ts';
import { PEOPLE, soundPlan } from '../../../src/practice/faults/sound-plans.ts';

const names = (seed: number, length: number, faults: number | null) =>
  faultSet({ seed, length, faults }).map(({ put, ...one }) => ({
    ...one,
    put: put.map(({ fault, site }) => `${fault.name}@${site}`),
  }));

test('a seed makes the same set, another seed another one', () => {
  expect(names(3, 12, null)).toEqual(names(3, 12, null));
  expect(names(4, 12, null)).not.toEqual(names(3, 12, null));
});

test('cases get as many faults as asked for, from one to four by themselves', () => {
  expect(names(1, 8, null).map(({ put }) => put.length)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  for (let seed = 0; seed < 30; seed++) {
    for (const { put } of faultSet({ seed, length: 10, faults: 4 })) {
      expect(put).toHaveLength(4);
      const parts = put.flatMap(({ fault }) => fault.uses);
      expect(new Set(parts).size, `seed ${seed}`).toBe(parts.length);
    }
  }
});

test('every fault comes up, on everybody whom it fits', () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 10; seed++)
    for (const { person, put } of faultSet({ seed, length: MOST_CASES, faults: 3 }))
      for (const { fault } of put) seen.add(`${fault.name}, ${person}`);
  const wanted = FAULTS.flatMap((fault) =>
    PEOPLE.filter((person) => fault.fits?.(soundPlan(person)) ?? true).map(
      (person) => `${fault.name}, ${person}`,
    ),
  );
  expect([...seen].sort()).toEqual(wanted.sort());
});

test('a set that there is none of is refused in words', () => {
  const wrong = [
    { seed: -1, length: 1, faults: 1 },
    { seed: 1.5, length: 1, faults: 1 },
    { seed: 1, length: 0, faults: 1 },
    { seed: 1, length: 41, faults: 1 },
    { seed: 1, length: 1, faults: 5 },
  ];
  for (const one of wrong) expect(() => faultSet(one)).toThrow(/seed|cases|faults/);
});

test('nothing is said about the numbers of a sound plan', () => {
  for (const person of PEOPLE) expect(planRemarks(soundPlan(person)), person).toEqual([]);
});

const at = (x: number): Vec3 => [x, 0, 0];
const key = [
  { fault: faultNamed('too-deep')!, places: [{ middleMm: at(0), radiusMm: 20 }] },
  { fault: faultNamed('hard-edge')!, places: [{ middleMm: at(100), radiusMm: 12 }] },
  { fault: faultNamed('helmet')!, places: [] },
];
const score = (...marks: FaultMark[]) => {
  const told = scoreFaults(key, marks, (name) => faultNamed(name)?.rule);
  return { ...told, verdicts: told.marks.map(({ verdict }) => verdict) };
};
const mark = (fault: string, x: number | null): FaultMark => ({
  fault,
  placeMm: x === null ? null : at(x),
});

test('all found is 1, nothing is 0, and what was missed is named', () => {
  const all = score(mark('too-deep', 20 + TOLERANCE_MM), mark('hard-edge', 90), mark('helmet', 7));
  expect(all).toMatchObject({ score: 1, missed: [], verdicts: ['found', 'found', 'found'] });
  expect(score()).toMatchObject({ score: 0, missed: ['too-deep', 'hard-edge', 'helmet'] });
});

test('points are those told: a half for the wrong place or name, half a point off for none', () => {
  expect(score(mark('too-deep', 20.1 + TOLERANCE_MM))).toMatchObject({
    verdicts: ['misplaced'],
    score: 0.5 / 3,
    missed: ['hard-edge', 'helmet'],
  });
  expect(score(mark('mole', 5))).toMatchObject({ verdicts: ['misnamed'], score: 0.5 / 3 });
  expect(score(mark('helmet', null), mark('mole', 60))).toMatchObject({
    verdicts: ['found', 'false'],
    score: 0.5 / 3,
  });
  // Everybody who names everything everywhere gets nothing.
  expect(score(...FAULTS.map(({ name }) => mark(name, null))).score).toBe(0);
});

test('what follows from a fault and what is marked again count nothing', () => {
  const { verdicts, score: points } = score(
    mark('too-deep', 0),
    mark('too-deep', 5),
    mark('run-together', 0),
  );
  expect(verdicts).toEqual(['found', 'again', 'follows']);
  expect(points).toBeCloseTo(1 / 3);
});

test('the order of marks does not matter', () => {
  const marks = [mark('mole', 5), mark('too-deep', 300), mark('too-deep', 0), mark('rows', 100)];
  const sums = [marks, marks.toReversed()].map((some) => score(...some).score);
  expect(sums[0]).toBe(sums[1]);
});

test('answers are read as written, and refused in words', () => {
  const answers = {
    ...{ format: 'dotwork-faults', version: 1, student: 'A', day: '2026-03-02' },
    set: { seed: 3, length: 2, faults: null },
    answers: [{ case: 1, marks: [{ fault: 'rows', placeMm: [1, 2, 3] }] }],
  };
  expect(parseAnswers(JSON.stringify(answers))).toEqual(answers);
  const wrong = (change: object) => () => parseAnswers(JSON.stringify({ ...answers, ...change }));
  expect(wrong({ format: 'dotwork-plan' })).toThrow(/no answers: format/);
  expect(wrong({ answers: [{ case: 3, marks: [] }] })).toThrow(/case 3 of a set of 2/);
  expect(wrong({ answers: [1, 1].map((n) => ({ case: n, marks: [] })) })).toThrow(/twice/);
  expect(wrong({ answers: [{ case: 1, marks: [{ fault: 'ugly', placeMm: null }] }] })).toThrow(
    /fault/,
  );
  expect(() => parseAnswers('{')).toThrow(/no JSON/);
});
