import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ScalpSkills, scalpSkills } from '../../../src/app/head/scalp-skills.ts';
import { WorkerSolver } from '../../../src/app/head/worker-solver.ts';
import type { Answer, Reply } from '../../../src/app/workers/protocol.ts';
import { DotworkError } from '../../../src/base/errors.ts';
import { scalpSolver } from '../../../src/engine/scalp/scalp-solver.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { planFromPreset } from '../../../src/plan/presets.ts';
import { setPath } from '../../../src/plan/reading/override.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { TestThreads } from '../../helpers/threads.ts';

let threads: TestThreads;

beforeEach(() => {
  threads = new TestThreads(scalpSkills);
});

afterEach(() => threads.close());

/** Every bit of a tree of arrays and numbers, as a short word: comparing arrays one by one is slow. */
function bits(value: unknown): string {
  const hash = createHash('sha256');
  const visit = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      hash.update(part.constructor.name);
      hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    } else if (typeof part === 'object' && part !== null) {
      for (const key of Object.keys(part).sort()) {
        hash.update(`${key}:`);
        visit((part as Record<string, unknown>)[key]);
      }
    } else hash.update(`${part};`);
  };
  visit(value);
  return hash.digest('hex');
}

const changed = (path: string, value: string, plan: Plan = DEFAULT_PLAN) =>
  setPath(plan, path, value);

test('fields from the worker are those made in place, bit for bit, edit after edit', async () => {
  const [there, here] = [new WorkerSolver(threads.open), scalpSolver()];
  const spec = { base: 'male', measuresMm: {} } as const;
  const head = await there.head(spec);
  expect(bits(head)).toBe(bits(await here.head(spec)));
  const edits: Plan[] = [
    DEFAULT_PLAN,
    changed('hairline.moved.cornerLeft', '{"backMm":4,"outMm":-2}'),
    changed('hair.loss', '{"kind":"norwood","grade":"IV"}'),
    changed('skin.thicknessScale', '1.3'),
    planFromPreset('fue-donor'),
    planFromPreset('sinclair-3-part'),
    DEFAULT_PLAN,
  ];
  for (const plan of edits) {
    expect(bits(await there.fields(head, plan))).toBe(bits(await here.fields(head, plan)));
  }
  expect(await there.report(head, DEFAULT_PLAN)).toEqual(await here.report(head, DEFAULT_PLAN));
  expect(there.solved).toBe(edits.length);
});

test('only what a plan changed is sent, and the head goes over once', async () => {
  const solver = new WorkerSolver(threads.open);
  const head = await solver.head({ base: 'male' });
  await solver.fields(head, DEFAULT_PLAN);
  const thick = changed('skin.thicknessScale', '1.2');
  await solver.fields(head, thick);
  const moved = changed('hairline.midFrontalMm', '80', thick);
  await solver.fields(head, moved);
  await solver.fields(head, moved);
  const [, ...changes] = threads.replies as { answer: Answer<ScalpSkills, 'fields'> }[];
  const parts = changes.map(({ answer }) => Object.keys(answer).sort());
  expect(parts[0]!.length).toBeGreaterThan(9);
  expect(parts.slice(1)).toEqual([
    ['epidermisUm', 'papillaryUm', 'skinBaseUm'],
    ['areaMm2', 'boundaryDistance64', 'frontDistance64', 'hairline', 'zoneWeight1024'],
    [],
  ]);
  // The worker made it, so it never goes over; one from elsewhere does, the first time.
  const own = await scalpSolver().head({ base: 'female' });
  await solver.fields(own, moved);
  await solver.report(own, moved);
  const heads = threads.asked.map(
    ({ question }) => (question as { head?: unknown }).head !== undefined,
  );
  expect(heads).toEqual([false, false, false, false, false, true, false]);
});

test('a refusal comes over as it was, and what came before stays in force', async () => {
  const solver = new WorkerSolver(threads.open);
  await expect(solver.head({ base: 'male', measuresMm: { length: 400 } })).rejects.toMatchObject({
    code: 'mesh',
    fix: expect.stringMatching(/^Give a value from/),
  });
  const head = await solver.head({ base: 'male' });
  const before = bits(await solver.fields(head, DEFAULT_PLAN));
  const wide: Plan = { ...DEFAULT_PLAN, hairline: { ...DEFAULT_PLAN.hairline, halfWidthMm: 89 } };
  const refusal = await solver.fields(head, wide).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DotworkError);
  const { message, fix } = refusal as DotworkError;
  expect([message, fix]).toEqual([
    expect.stringMatching(
      /halfWidthMm is 89; on this head it is 7\d(\.\d)? mm at most. Make it smaller\.$/,
    ),
    'Make it smaller.',
  ]);
  expect(bits(await solver.fields(head, DEFAULT_PLAN))).toBe(before);
});

test('answers go to their own question, also where nobody waited for them in order', async () => {
  const solver = new WorkerSolver(threads.open);
  const head = await solver.head({ base: 'male' });
  const low = changed('hairline.midFrontalMm', '70');
  const [first, second] = await Promise.all([
    solver.fields(head, DEFAULT_PLAN),
    solver.fields(head, low),
  ]);
  const here = scalpSolver();
  expect(bits(first)).toBe(bits(await here.fields(head, DEFAULT_PLAN)));
  expect(bits(second)).toBe(bits(await here.fields(head, low)));
});

test('a worker that broke fails what was asked and is replaced; its late answers are dropped', async () => {
  const solver = new WorkerSolver(threads.open);
  const head = await solver.head({ base: 'male' });
  const before = bits(await solver.fields(head, DEFAULT_PLAN));
  const lost = solver.fields(head, changed('hairline.midFrontalMm', '90'));
  threads.opened[0]!.onerror!({ message: 'out of memory' } as ErrorEvent);
  await expect(lost).rejects.toThrow('out of memory');
  const again = solver.fields(head, DEFAULT_PLAN);
  const late = { id: 3, answer: { areaMm2: -1 } };
  threads.opened[0]!.onmessage!({ data: late } as unknown as MessageEvent<Reply>);
  expect(bits(await again)).toBe(before);
  expect(threads.opened.length).toBe(2);
});
