import { expect, test, vi } from 'vitest';
import { fillDesk } from '../../../src/app/fill/fill-desk.ts';
import type { FillRequest } from '../../../src/app/fill/fill-messages.ts';
import { type FillThread, workerFiller } from '../../../src/app/fill/worker-filler.ts';
import { DotworkError } from '../../../src/base/errors.ts';
import { wasmFiller } from '../../../src/engine/placement/cpu/wasm-filler.ts';
import { type Filler, fillJob } from '../../../src/engine/placement/fill-job.ts';
import { plane } from '../../helpers/meshes.ts';

const job = (seed: number) => {
  const { treated, ...mesh } = plane(12, 4);
  return fillJob(mesh, treated, seed, 1500);
};

/** A worker's stand-in: what is posted arrives later and as a copy, ports excepted. */
function threadOf(filler: Filler): FillThread {
  const take = fillDesk(filler);
  return {
    postMessage: ({ job, answer }: FillRequest) => {
      const copy = { job: structuredClone(job), answer };
      setTimeout(() => void take(copy));
    },
    terminate: vi.fn(),
  } as FillThread;
}

test('jobs come back from one worker, each to who asked for it', async () => {
  const open = vi.fn(() => threadOf(wasmFiller));
  const fill = workerFiller(open);
  expect(open).not.toHaveBeenCalled();
  const both = await Promise.all([fill(job(1)), fill(job(2))]);
  expect(both).toEqual([await wasmFiller(job(1)), await wasmFiller(job(2))]);
  expect(both[0]!.length).toBeGreaterThan(100);
  expect(both[0]).not.toEqual(both[1]);
  expect(open).toHaveBeenCalledTimes(1);
});

test('what the fill refuses keeps its code and its words', async () => {
  const refusal = new DotworkError('gpu-limit', 'Too many.', 'Take fewer.');
  const fill = workerFiller(() => threadOf(() => Promise.reject(refusal)));
  await expect(fill(job(1))).rejects.toMatchObject({
    code: 'gpu-limit',
    message: 'Too many. Take fewer.',
    fix: 'Take fewer.',
  });
});

test('a worker that breaks fails what waits for it; the next job has a new one', async () => {
  const threads: FillThread[] = [];
  const fill = workerFiller(() => {
    const deaf = { postMessage: vi.fn(), terminate: vi.fn() } as FillThread;
    threads.push(threads.length === 0 ? deaf : threadOf(wasmFiller));
    return threads.at(-1)!;
  });
  const lost = [fill(job(1)), fill(job(2))];
  threads[0]!.onerror!({ message: 'out of memory' } as ErrorEvent);
  for (const answer of lost) await expect(answer).rejects.toThrow('out of memory');
  expect(threads[0]!.terminate).toHaveBeenCalled();
  expect(await fill(job(1))).toEqual(await wasmFiller(job(1)));
  expect(threads).toHaveLength(2);
});
