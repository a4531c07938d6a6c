import { expect, test } from 'vitest';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { scalpWork } from '../../../src/scalp/fields.ts';
import { laterLoss } from '../../../src/scalp/loss/later-loss.ts';

test('grades follow each other to the last, and what has none stays', () => {
  const norwood = (grade: 'II' | 'III vertex' | 'VII', on: number) =>
    laterLoss({ kind: 'norwood', grade }, on, 'male');
  expect(norwood('II', 1)).toEqual({ kind: 'norwood', grade: 'III' });
  expect(norwood('III vertex', 1)).toEqual({ kind: 'norwood', grade: 'IV' });
  expect(norwood('VII', 4)).toEqual({ kind: 'norwood', grade: 'VII' });
  expect(laterLoss({ kind: 'none' }, 1, 'male')).toEqual({ kind: 'norwood', grade: 'II' });
  expect(laterLoss({ kind: 'none' }, 1, 'female')).toEqual({ kind: 'ludwig', grade: 'I' });
  expect(laterLoss({ kind: 'olsen', grade: 'II' }, 3, 'female')).toEqual({
    kind: 'olsen',
    grade: 'III',
  });
  expect(laterLoss({ kind: 'sinclair', grade: 4 }, 3, 'female')).toEqual({
    kind: 'sinclair',
    grade: 5,
  });
  expect(laterLoss({ kind: 'diffuse', remaining: 0.5 }, 1, 'female')).toEqual({
    kind: 'diffuse',
    remaining: 0.4,
  });
  const areata = { kind: 'areata', pattern: 'patches', patches: 3 } as const;
  expect(laterLoss(areata, 2, 'male')).toBe(areata);
});

test('later hair is looked ahead only where it is asked for, and no grade gives any back', async () => {
  const head = await makeHead({ base: 'male' });
  const spec = {
    seed: 2,
    hairline: { style: 'natural', sex: 'male' },
    skin: { sex: 'male', ageYears: 40 },
    loss: { kind: 'norwood', grade: 'III vertex' },
    scars: [],
    others: [],
    zones: [],
  } as const;
  const work = scalpWork(head, { ...spec, laterGrades: 0 });
  expect(work.fields.laterHair1024).toEqual([]);
  const ahead = scalpWork(head, { ...spec, laterGrades: 4 }, work);
  expect(ahead.fields.remainingHair1024).toBe(work.fields.remainingHair1024);
  const { laterHair1024 } = ahead.fields;
  expect(laterHair1024).toHaveLength(4);
  laterHair1024.forEach((shares, grade) => {
    const last = laterHair1024[grade - 1];
    expect(shares.every((share, v) => share <= (last?.[v] ?? 1024))).toBe(true);
    expect(shares.some((share, v) => share < (last?.[v] ?? 1024) - 100)).toBe(true);
  });
  expect(scalpWork(head, { ...spec, laterGrades: 4 }, ahead).fields.laterHair1024).toBe(
    laterHair1024,
  );
});
