import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { blocksOf, runInWorkers } from '../../../src/cli/study/pool.ts';
import { inOrderOfWork, sharesHead } from '../../../src/study/run/study-run.ts';
import { runsOf, studyOf, TWO_PLANS } from '../../helpers/study/study.ts';

const program = new URL('../../helpers/study/pretend-worker.mjs', import.meta.url);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dotwork-pool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs plans with these titles, and tells what became of each. */
async function work(titles: readonly string[], workers = 2, limitS = 60, stopAfter = Infinity) {
  const { outputs, ...study } = studyOf({
    vary: { kind: 'list', runs: titles.map((title) => ({ title })) },
  });
  const runs = runsOf({ ...study, outputs });
  const titleOf = (id: string) => runs.find((run) => run.id === id)!.plan.title;
  const done: string[] = [];
  const failed: Record<string, string> = {};
  const pids = new Set<number>();
  const stop = new AbortController();
  await runInWorkers(
    runs,
    { adapter: 'auto', fill: 'auto', cache: false, folder },
    {
      ...{ workers, limitS, outputs, stop: stop.signal, program },
      onDone: (id, pid) => {
        pids.add(pid);
        done.push(titleOf(id));
        if (done.length >= stopAfter) stop.abort();
      },
      onFailed: ({ id, reason }) => {
        failed[titleOf(id)] = reason;
      },
    },
  );
  return { done: done.sort(), failed, pids };
}

test('every run is done once, by as many workers as were asked for', async () => {
  const titles = Array.from({ length: 12 }, (_, i) => `fine ${String(i).padStart(2, '0')}`);
  const { done, failed, pids } = await work(titles, 3);
  expect(done).toEqual(titles);
  expect(failed).toEqual({});
  expect(pids.size).toBe(3);
});

test('a worker that is killed costs nothing but the run it was at, which is tried again', async () => {
  const { done, failed } = await work(['fine 1', 'once', 'fine 2', 'fine 3']);
  expect(done).toEqual(['fine 1', 'fine 2', 'fine 3', 'once']);
  expect(failed).toEqual({});
});

test('a run that breaks every worker is told, and the others go on', async () => {
  const { done, failed } = await work(['fine 1', 'breaks', 'fine 2'], 1);
  expect(done).toEqual(['fine 1', 'fine 2']);
  expect(failed).toEqual({ breaks: expect.stringMatching(/worker ended with status 9/) });
});

test('a run that hangs is given up after its time', async () => {
  const { done, failed } = await work(['hangs', 'fine 1'], 1, 0.2);
  expect(done).toEqual(['fine 1']);
  expect(failed.hangs).toMatch(/longer than 0\.2 s/);
});

test('what is wrong with a run is told at once, without another try', async () => {
  const { failed } = await work(['wrong', 'fine 1']);
  expect(failed).toEqual({ wrong: 'No such head.' });
});

test('a full disk ends all of it', async () => {
  await expect(work(['fine 1', 'full', 'fine 2'], 1)).rejects.toThrow('The disk is full.');
});

test('once it is to stop, no run is begun any more', async () => {
  const titles = Array.from({ length: 9 }, (_, i) => `fine ${i}`);
  const { done, failed } = await work(titles, 1, 60, 3);
  expect(done).toEqual(['fine 0', 'fine 1', 'fine 2']);
  expect(failed).toEqual({});
});

test('blocks have one head each, and there is one for every worker', () => {
  const vary = { kind: 'grid', fields: [{ path: 'healing.ageDays', from: 0, to: 99, steps: 30 }] };
  const runs = inOrderOfWork(runsOf(studyOf({ vary }), TWO_PLANS));
  const blocks = blocksOf(runs, 4);
  expect(blocks.flat()).toEqual(runs);
  expect(blocks.length).toBeGreaterThanOrEqual(8);
  for (const block of blocks) {
    for (const run of block) expect(sharesHead(block[0]!.plan, run.plan)).toBe(true);
  }
});
