import { expect, test } from 'vitest';
import { together } from '../../../src/gpu/together.ts';

const after = <T>(ms: number, work: () => T) =>
  new Promise<void>((resolve) => setTimeout(resolve, ms)).then(work);

test('what goes on side by side comes back in order', async () => {
  const begun: string[] = [];
  const work = (name: string, ms: number) => {
    begun.push(name);
    return after(ms, () => name);
  };
  expect(await together([work('slow', 20), work('quick', 1)])).toEqual(['slow', 'quick']);
  expect(begun).toEqual(['slow', 'quick']);
});

test('a failure waits for the rest, and the first of the list is told', async () => {
  let through = false;
  const failing = together([
    after(20, () => {
      through = true;
    }),
    after(5, () => Promise.reject(new Error('first of the list'))),
    Promise.reject(new Error('first in time')),
  ]);
  await expect(failing).rejects.toThrow('first of the list');
  expect(through).toBe(true);
});
