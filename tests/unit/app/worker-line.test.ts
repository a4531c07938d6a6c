import { afterEach, beforeEach, expect, test } from 'vitest';
import { WorkerLine } from '../../../src/app/workers/worker-line.ts';
import { DotworkError } from '../../../src/base/errors.ts';
import { TestThreads } from '../../helpers/threads.ts';

/** Numbers the skills keep, to see which were handed over. */
let kept: Float64Array;

const skills = {
  async later({ ms, word }: { ms: number; word: string }, tell: (news: string) => void) {
    tell(`${word} begins`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    tell(`${word} ends`);
    return word;
  },
  array() {
    kept = Float64Array.of(1, 2, 3);
    return { deep: [{ kept, again: kept.subarray(1) }] };
  },
  refuse(code: 'mesh' | 'plan') {
    throw new DotworkError(code, 'It is too wide.', 'Make it smaller.');
  },
  fault() {
    throw new TypeError('x is undefined');
  },
  unclonable: () => ({ work: () => 1 }),
};

let threads: TestThreads;
let line: WorkerLine<typeof skills>;
let broken: number;

beforeEach(() => {
  threads = new TestThreads(() => skills);
  broken = 0;
  line = new WorkerLine('The work', threads.open, () => {
    broken++;
  });
});

afterEach(() => threads.close());

test('no worker before the first question; then one for all, which answers in order', async () => {
  expect(threads.opened).toHaveLength(0);
  const told: string[] = [];
  const tell = (news: string) => told.push(news);
  const slow = line.ask('later', { ms: 20, word: 'slow' }, tell);
  const quick = line.ask('later', { ms: 0, word: 'quick' }, tell);
  expect(await Promise.all([slow, quick])).toEqual(['slow', 'quick']);
  expect(told).toEqual(['slow begins', 'slow ends', 'quick begins', 'quick ends']);
  expect(threads.opened).toHaveLength(1);
});

test('arrays of an answer are handed over, however deep', async () => {
  const { deep } = await line.ask('array', undefined as never);
  expect(deep[0]!.kept).toEqual(Float64Array.of(1, 2, 3));
  expect(deep[0]!.again).toEqual(Float64Array.of(2, 3));
  expect(kept.byteLength).toBe(0);
});

test('a refusal comes over with code and fix, a fault in its own words', async () => {
  for (const code of ['mesh', 'plan'] as const) {
    const refusal = await line.ask('refuse', code).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DotworkError);
    expect(refusal).toMatchObject({
      code,
      message: 'It is too wide. Make it smaller.',
      fix: 'Make it smaller.',
    });
  }
  const fault = await line.ask('fault', undefined as never).catch((error: unknown) => error);
  expect(fault).not.toBeInstanceOf(DotworkError);
  expect((fault as Error).message).toBe('TypeError: x is undefined');
  // An answer that cannot cross is a fault too, and the worker lives on.
  await expect(line.ask('unclonable', undefined as never)).rejects.toThrow('could not be cloned');
  expect(await line.ask('later', { ms: 0, word: 'on' })).toBe('on');
});

test('what was stopped never comes; the next question has a new worker', async () => {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  line.ask('later', { ms: 5, word: 'old' }, settle).then(settle, settle);
  line.stop();
  expect(await line.ask('later', { ms: 30, word: 'new' })).toBe('new');
  expect(settled).toBe(false);
  expect([threads.opened.length, broken]).toEqual([2, 0]);
});

test('a worker that broke fails all that was asked, says so once, and is replaced', async () => {
  const asked = [1, 2].map((word) => line.ask('later', { ms: 5, word: String(word) }));
  threads.opened[0]!.onerror!({ message: '' } as ErrorEvent);
  const ends = await Promise.allSettled(asked);
  expect(ends.map((end) => (end as PromiseRejectedResult).reason.message)).toEqual([
    'The work stopped.',
    'The work stopped.',
  ]);
  expect(broken).toBe(1);
  expect(await line.ask('later', { ms: 0, word: 'again' })).toBe('again');
  expect(threads.opened).toHaveLength(2);
});
