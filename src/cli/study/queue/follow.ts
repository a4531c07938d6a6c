import { setTimeout as pause } from 'node:timers/promises';
import type { StudyRun } from '../../../study/run/study-run.ts';
import type { FailedRun, ResultsFolder } from '../results-folder.ts';
import { collect, countsOf, failuresOf, resultsSince } from './collect.ts';
import type { Database } from './database.ts';
import type { RunQueue } from './run-queue.ts';

const LOOK_EVERY_MS = 500;

/** Brings results of a study in as workers finish them, until all are through or it is to stop. */
export async function followStudy(
  { database, queue, study }: { database: Database; queue: RunQueue; study: string },
  folder: ResultsFolder,
  ordered: readonly StudyRun[],
  { stop, onDone }: { readonly stop: AbortSignal; readonly onDone: () => void },
): Promise<FailedRun[]> {
  const ids = ordered.map(({ id }) => id);
  await collect(database, folder, ids, onDone);
  let number = '0';
  for (;;) {
    await queue.reap();
    const { waiting } = await countsOf(database, study);
    const fresh = await resultsSince(database, study, number);
    number = fresh.number;
    await collect(database, folder, fresh.runs, onDone);
    if (stop.aborted || (waiting === 0 && fresh.runs.length === 0)) break;
    if (fresh.runs.length === 0)
      await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => 0);
  }
  // Numbers are given out before results are there, so a late one may have been passed.
  await collect(database, folder, ids, onDone);
  return failuresOf(database, study);
}
