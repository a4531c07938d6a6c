import { expect, test } from 'vitest';
import { planJsonSchema } from '../../../src/plan/reading/json-schema.ts';
import { fieldShape, PLAN_SHAPE, putAt, type Shape, valueAt } from '../../../src/plan/shape.ts';
import { labelOf, sliderRange, unitOf } from '../../../src/plan/words.ts';

/** Every node of the plan's shape with its path, lists and kinds included. */
function nodes(shape: Shape, path = ''): [path: string, shape: Shape][] {
  const under = (key: string, one: Shape) => nodes(one, path ? `${path}.${key}` : key);
  return [
    [path, shape],
    ...Object.entries(shape.properties ?? {}).flatMap(([key, one]) => under(key, one)),
    ...(shape.oneOf ?? []).flatMap((one) => nodes(one, path)),
    ...(shape.items ? under('0', shape.items) : []),
    ...(shape.additionalProperties ? under('*', shape.additionalProperties) : []),
  ];
}

const numbers = nodes(PLAN_SHAPE).filter(([, { minimum }]) => minimum !== undefined);

test('every number has a unit, and its name says the same one', () => {
  const suffixes: readonly (readonly [RegExp, string])[] = [
    [/PerCm2$/, 'per cm²'],
    [/Mm$|measuresMm\.\*$/, 'mm'],
    [/Um$/, 'µm'],
    [/Deg$/, 'degrees'],
    [/(^|\.)day$|Days$/, 'days'],
    [/Hours$/, 'hours'],
    [/Years$/, 'years'],
    [/(^|\.)months$/, 'months'],
    [/PerMinute$/, 'per minute'],
    [/dilution$/, 'parts of water'],
  ];
  expect(numbers.length).toBeGreaterThan(60);
  for (const [path, shape] of numbers) {
    expect(shape.unit, path).toBeDefined();
    const named = suffixes.find(([suffix]) => suffix.test(path))?.[1];
    // The millimetres of a unit are no suffix.
    if (path !== 'head.scan.mmPerUnit') expect(unitOf(shape), path).toBe(named ?? '');
  }
});

test('a slider lies inside what the plan may hold, and its step divides it finely', () => {
  const moved = numbers.filter(([, { step }]) => step !== undefined);
  expect(moved.length).toBeGreaterThan(30);
  for (const [path, shape] of moved) {
    const [low, high] = sliderRange(shape);
    expect(low, path).toBeGreaterThanOrEqual(shape.minimum!);
    expect(high, path).toBeLessThanOrEqual(shape.maximum!);
    if (path !== 'sessionsDone') expect((high - low) / shape.step!, path).toBeGreaterThan(9);
    expect(labelOf(shape), path).not.toMatch(/^$|^,/);
  }
});

test.each([
  ['density.dotsPerCm2', 'Dots + hair, /cm²', [10, 200], 1],
  ['technique.depositDepthMm', 'Deposit depth, mm', [0.02, 2], 0.01],
  ['technique.dotsPerMinute', 'Dots per minute', [20, 300], 1],
  ['operator.angleSdDeg', 'Tilt SD, °', [0, 45], 1],
  ['skin.thicknessScale', 'Thickness, ×', [0.7, 1.6], 0.01],
  ['hair.shaftUm', 'Shaft, µm', [20, 150], 1],
  ['healing.ageDays', 'Age, days', [0, 7300], 1],
  ['sessions.0.dilution', 'water : 1', [1, 40], 0.5],
] as const)('%s reads "%s" in the panel', (path, label, range, step) => {
  const shape = fieldShape(path);
  expect([labelOf(shape), sliderRange(shape), shape.step]).toEqual([label, range, step]);
});

test('the published JSON Schema holds none of the words', () => {
  expect(JSON.stringify(planJsonSchema())).not.toMatch(/"(label|unit|step|slider|assumed)":/);
});

test('a path reads and writes one field; a wrong one is a bug', () => {
  const draft = { sessions: [{ day: 0 }, { day: 14 }] };
  putAt(draft, 'sessions.1.day', 21);
  expect(draft).toEqual({ sessions: [{ day: 0 }, { day: 21 }] });
  expect(valueAt(draft, 'sessions.1.day')).toBe(21);
  expect(valueAt(draft, 'sessions.7.day')).toBeUndefined();
  expect(() => fieldShape('technique.depth')).toThrow('no field technique.depth');
});
