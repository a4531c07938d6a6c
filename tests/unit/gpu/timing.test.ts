import { beforeAll, expect, test, vi } from 'vitest';
import type { Gpu } from '../../../src/gpu/gpu.ts';
import { Timer } from '../../../src/gpu/timing.ts';

beforeAll(() => {
  vi.stubGlobal('GPUBufferUsage', { QUERY_RESOLVE: 0x200 });
  return () => vi.unstubAllGlobals();
});

/** A GPU whose clock went on by 1, 2, 3, ... ms between the two marks of slot 0, 1, 2, ... */
function clockwork(): Gpu {
  const encoder = { resolveQuerySet: () => undefined, finish: () => undefined };
  const device = {
    createQuerySet: () => ({}),
    createCommandEncoder: () => encoder,
    queue: { submit: () => undefined },
  };
  const read = async (_: unknown, bytes: number) =>
    BigUint64Array.from({ length: bytes / 8 }, (_, i) =>
      BigInt(i % 2 === 0 ? 5e9 : 5e9 + 1e6 * ((i + 1) / 2)),
    ).buffer;
  return { timed: true, device, buffer: () => ({}), read, free: () => undefined } as unknown as Gpu;
}

test('parts of a stage are summed, and only those of its last run', async () => {
  const timer = new Timer(clockwork());
  timer.restart(new Set(['select', 'heal']));
  timer.writes('select', 'begin', 'index');
  timer.writes('select', 'end', 'index');
  timer.writes('select');
  timer.writes('heal');
  expect(Object.fromEntries(await timer.read())).toEqual({ select: 1 + 2, heal: 3 });
  // Another run of select alone, in which nothing is indexed.
  timer.restart(new Set(['select']));
  timer.writes('select');
  expect(Object.fromEntries(await timer.read())).toEqual({ select: 2, heal: 3 });
});

test('the first and the last pass of a part mark one stretch of it', () => {
  const timer = new Timer(clockwork());
  const index = (edge: 'begin' | 'end' | 'both', part?: string) => {
    const { timestampWrites } = timer.writes('placement', edge, part);
    const { beginningOfPassWriteIndex: begin, endOfPassWriteIndex: end } = timestampWrites!;
    return [begin, end];
  };
  expect(index('begin')).toEqual([0, undefined]);
  expect(index('end')).toEqual([undefined, 1]);
  expect(index('both', 'order')).toEqual([2, 3]);
});

test('without timestamps nothing is asked of a pass, and no time is told', async () => {
  const timer = new Timer({ timed: false, free: () => undefined } as unknown as Gpu);
  expect(timer.writes('heal')).toEqual({});
  expect((await timer.read()).size).toBe(0);
});
