import { availableParallelism } from 'node:os';
import { version } from '../../../package.json';
import { DotworkError } from '../../base/errors.ts';
import { studySchema } from '../../study/document/study-schema.ts';
import { estimateOf } from '../../study/run/estimate.ts';
import { inOrderOfWork, type StudyRun } from '../../study/run/study-run.ts';
import { numberIn } from '../numbers.ts';
import { printJson } from '../output.ts';
import type { GlobalOptions } from '../simulate-plan.ts';
import { checkRoom } from '../study/check-room.ts';
import { runInWorkers } from '../study/pool.ts';
import { type FailedRun, ResultsFolder } from '../study/results-folder.ts';
import { openStudy } from '../study/study-input.ts';
import { studyProgress } from '../study/study-progress.ts';
import { writeOutputs } from '../study/written/write-outputs.ts';

/** Flags of `dotwork study`. */
export interface StudyFlags {
  readonly output?: string;
  readonly workers?: string;
  readonly runLimit: string;
  readonly resume?: boolean;
  readonly dryRun?: boolean;
}

/** Status of a command that Ctrl-C ended, as shells have it. */
const INTERRUPTED = 130;

/** `dotwork study`: many runs, in workers of this machine; results as they come. */
export async function study(argument: string, options: GlobalOptions & StudyFlags): Promise<void> {
  refusePlanFlags(options);
  const workers = workersOf(options);
  const limitS = numberIn('--run-limit', options.runLimit, 1, 86_400);
  const { study: asked, runs } = await openStudy(argument);
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
  const folder = ResultsFolder.begin(options.output, text, options.resume === true);
  folder.sweep();
  const left = ordered.filter(({ id }) => !folder.find(id));
  const failed: FailedRun[] = [];
  const progress = studyProgress(ordered.length, ordered.length - left.length, options.quiet);
  const stop = stopOnInterrupt();
  try {
    await runInWorkers(
      left,
      {
        ...{ adapter: options.adapter, fill: options.fill, cache: options.cache },
        ...{ outputs: asked.outputs, folder: folder.path },
      },
      {
        ...{ workers, limitS, stop: stop.signal },
        onDone: () => progress.done(),
        onFailed: (one) => {
          failed.push(one);
          progress.done();
        },
      },
    );
  } finally {
    stop.end();
    progress.stop();
    folder.sweep();
  }
  const table = await writeOutputs(folder, asked, runs, failed, version);
  const stopped = stop.signal.aborted;
  await printJson({
    ...{ folder: options.output, title: asked.title, runs: runs.length, ...table },
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
  const cores = availableParallelism();
  if (workers === undefined) return Math.max(1, Math.floor(cores / 2));
  return Math.round(numberIn('--workers', workers, 1, 256));
}

/** Ctrl-C once: no new run is begun. Twice: an end at once. */
function stopOnInterrupt(): { signal: AbortSignal; end: () => void } {
  const stop = new AbortController();
  const hear = (): void => {
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    process.stderr.write('\nending after the runs under way; again to end at once\n');
    stop.abort();
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return {
    signal: stop.signal,
    end: () => {
      process.off('SIGINT', hear);
      process.off('SIGTERM', hear);
    },
  };
}
