import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { version } from '../../../../package.json';
import { DotworkError } from '../../../base/errors.ts';
import { studySchema } from '../../../study/document/study-schema.ts';
import { estimateOf } from '../../../study/run/estimate.ts';
import { inOrderOfWork, type StudyRun } from '../../../study/run/study-run.ts';
import { numberIn } from '../../numbers.ts';
import { printJson } from '../../output.ts';
import type { GlobalOptions } from '../../simulate-plan.ts';
import { checkRoom } from '../check-room.ts';
import { runInWorkers } from '../pool.ts';
import { type FailedRun, ResultsFolder } from '../results-folder.ts';
import { INTERRUPTED, stopOnInterrupt } from '../stop.ts';
import { type OpenedStudy, openStudy } from '../study-input.ts';
import { type StudyProgress, studyProgress } from '../study-progress.ts';
import { type QueueFlags, queueUrl, withQueue } from '../with-queue.ts';
import { writeOutputs } from '../written/write-outputs.ts';

/** Flags of `dotwork study`. */
export interface StudyFlags extends QueueFlags {
  readonly output?: string;
  readonly workers?: string;
  readonly runLimit: string;
  readonly priority: string;
  readonly resume?: boolean;
  readonly dryRun?: boolean;
}

/** `dotwork study`: many runs, in workers of this machine or of many; results as they come. */
export async function study(argument: string, options: GlobalOptions & StudyFlags): Promise<void> {
  refusePlanFlags(options);
  const workers = workersOf(options);
  const opened = await openStudy(argument);
  const { study: asked, runs } = opened;
  const ordered = inOrderOfWork(distinct(runs));
  const estimate = estimateOf(ordered, runs.length, asked.outputs);
  if (options.dryRun) {
    await printJson({ title: asked.title, ...estimate, workers });
    return;
  }
  if (options.output === undefined) {
    throw new DotworkError('usage', 'Where do the results go?', 'Name a folder with -o.');
  }
  checkRoom(options.output, estimate);
  const text = `${JSON.stringify(studySchema.parse(asked), null, 2)}\n`;
  const work = { opened, ordered, options, workers, text };
  // Before the folder is begun: an address that is wrong leaves nothing behind.
  const url = queueUrl(options, false);
  await (url ? withQueue(url, version, (at) => overQueue(work, at)) : onThisMachine(work));
}

interface Work {
  readonly opened: OpenedStudy;
  readonly ordered: readonly StudyRun[];
  readonly options: GlobalOptions & StudyFlags;
  readonly workers: number;
  readonly text: string;
}

/** In worker processes of this machine. */
function onThisMachine(work: Work): Promise<void> {
  const { opened, options, ordered, workers } = work;
  const limitS = numberIn('--run-limit', options.runLimit, 1, 86_400);
  return intoFolder(work, async (folder, progress, stop) => {
    const failed: FailedRun[] = [];
    const { adapter, fill, cache } = options;
    await runInWorkers(
      ordered.filter(({ id }) => !folder.find(id)),
      { adapter, fill, cache, folder: folder.path },
      {
        ...{ workers, limitS, outputs: opened.study.outputs, stop },
        onDone: () => progress.done(),
        onFailed: (one) => {
          failed.push(one);
          progress.done();
        },
      },
    );
    return failed;
  });
}

/** By whatever workers there are at a queue. */
function overQueue(work: Work, at: Parameters<Parameters<typeof withQueue>[2]>[0]): Promise<void> {
  const { opened, options, ordered, text } = work;
  const priority = Math.round(numberIn('--priority', options.priority, -1000, 1000));
  const id = createHash('sha256').update(`${version}\n${text}`).digest('hex').slice(0, 16);
  return intoFolder(work, async (folder, progress, stop) => {
    const [{ submitStudy }, { followStudy }] = await Promise.all([
      import('../queue/submit.ts'),
      import('../queue/follow.ts'),
    ]);
    const submitted = { id, version, study: opened.study, priority };
    const put = await submitStudy(at.database, at.queue, submitted, ordered);
    if (!options.quiet) process.stderr.write(`study ${id}: ${put} runs put into the queue\n`);
    return followStudy({ ...at, study: id }, folder, ordered, {
      stop,
      onDone: () => progress.done(),
    });
  });
}

/** Begins the folder, has the runs done, and writes what is made of them. */
async function intoFolder(
  { opened, ordered, options, text }: Work,
  run: (
    folder: ResultsFolder,
    progress: StudyProgress,
    stop: AbortSignal,
  ) => Promise<readonly FailedRun[]>,
): Promise<void> {
  const { study: asked, runs } = opened;
  const folder = ResultsFolder.begin(options.output!, text, options.resume === true);
  folder.sweep();
  const before = ordered.filter(({ id }) => folder.find(id)).length;
  const progress = studyProgress(ordered.length, before, options.quiet);
  const stop = stopOnInterrupt();
  let failed: readonly FailedRun[];
  try {
    failed = await run(folder, progress, stop.signal);
  } finally {
    stop.end();
    progress.stop();
    folder.sweep();
  }
  const written = await writeOutputs(folder, asked, runs, failed, version);
  const stopped = stop.signal.aborted;
  await printJson({
    ...{ folder: options.output, title: asked.title, runs: runs.length, ...written },
    ...(stopped && { stopped: 'Go on with --resume.' }),
  });
  if (stopped) process.exitCode = INTERRUPTED;
}

/** One run for each id; those with the same plan come to the same. */
function distinct(runs: readonly StudyRun[]): StudyRun[] {
  return [...new Map(runs.map((run) => [run.id, run])).values()];
}

/** A study says all about its plans itself; a flag that changed them would be lost with the shell. */
function refusePlanFlags(options: GlobalOptions): void {
  const { set, seed, head, landmark, unit, circumferenceMm, mirror } = options;
  const { afterSession, beforeSession } = options;
  const given = { seed, head, unit, circumferenceMm, mirror, afterSession, beforeSession };
  const named = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (!named && set.length === 0 && landmark.length === 0) return;
  throw new DotworkError(
    'usage',
    'A study says what its plans are; --set, --seed, --head and their like are not for it.',
    'Put it under "plans", "heads" or "vary" of the study.',
  );
}

function workersOf({ workers }: StudyFlags): number {
  if (workers !== undefined) return Math.round(numberIn('--workers', workers, 1, 256));
  return Math.max(1, Math.floor(availableParallelism() / 2));
}
