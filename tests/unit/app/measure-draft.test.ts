import { expect, test } from 'vitest';
import { MeasureDraft } from '../../../src/app/head/measure-draft.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { createDocument } from '../../../src/plan/history.ts';
import { readMm } from '../../../src/words/head-measures.ts';

function opened() {
  const document = createDocument(DEFAULT_PLAN);
  const draft = new MeasureDraft({ document, edit: document.edit }, () => undefined);
  return { document, draft, measures: () => document.get().head.measuresMm };
}

test('a measure that fits is one step with its name; empty goes back to the mean', async () => {
  const { document, draft, measures } = opened();
  await draft.enter('length', 204);
  expect(measures()).toEqual({ length: 204 });
  await draft.enter('length', 204);
  expect(document.labels().undo).toEqual(['Head length']);
  await draft.enter('length', undefined);
  expect(measures()).toEqual({});
  expect(document.labels().undo).toHaveLength(2);
});

test('a contradiction is told, kept, and never reaches the plan', async () => {
  const { document, draft, measures } = opened();
  await draft.enter('length', 202);
  await draft.enter('breadth', 156);
  await draft.enter('circumference', 532);
  expect(measures()).toEqual({ length: 202, breadth: 156 });
  expect(draft.refusal('circumference')).toMatch(/contradict.*532 mm.*leave one out/);
  expect(document.labels().undo).toHaveLength(2);
});

test('what was refused comes in, in the same step, once another measure makes it fit', async () => {
  const { document, draft, measures } = opened();
  await draft.enter('length', 202);
  await draft.enter('breadth', 156);
  await draft.enter('circumference', 532);
  await draft.enter('length', 182);
  expect(measures()).toEqual({ length: 182, breadth: 156, circumference: 532 });
  expect(draft.refusal('circumference')).toBeUndefined();
  expect(document.labels().undo).toHaveLength(3);
});

test('a measure that has nothing to do with the quarrel comes in without it', async () => {
  const { draft, measures } = opened();
  await draft.enter('length', 202);
  await draft.enter('breadth', 156);
  await draft.enter('circumference', 532);
  await draft.enter('neckCircumference', 410);
  expect(measures()).toEqual({ length: 202, breadth: 156, neckCircumference: 410 });
  expect(draft.refusal('circumference')).toBeDefined();
});

test('a measure no head has is told with its range', async () => {
  const { draft, measures } = opened();
  await draft.enter('circumference', 57.4);
  expect(draft.refusal('circumference')).toMatch(/from \d+ to \d+ mm/);
  expect(measures()).toEqual({});
});

test('entries one upon the other are taken in their order', async () => {
  const { document, draft, measures } = opened();
  await Promise.all([draft.enter('length', 204), draft.enter('breadth', 151)]);
  expect(measures()).toEqual({ length: 204, breadth: 151 });
  expect(document.labels().undo).toEqual(['Head length', 'Head breadth']);
});

test('undo drops what waits; a base that does not go with the measures is refused', async () => {
  const { document, draft } = opened();
  await draft.enter('neckCircumference', 465);
  await draft.enter('length', 90);
  expect(draft.refusal('length')).toBeDefined();
  document.undo();
  expect(draft.refusal('length')).toBeUndefined();
  await draft.setBase('female');
  expect(document.get().head.base).toBe('female');
});

test('lengths are read in the units tapes have', () => {
  expect(readMm(' 574 ')).toBe(574);
  expect(readMm('57.4 cm')).toBe(574);
  expect(readMm('57,4cm')).toBe(574);
  expect(readMm('22.6 in')).toBe(574);
  expect(readMm('22.6"')).toBe(574);
  for (const text of ['', 'abc', '57 m', '-3', '5.7.4', '1/2']) expect(readMm(text)).toBeNaN();
});
