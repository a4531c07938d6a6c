import { SingleBar } from 'cli-progress';
import type { Plan } from '../plan/schema.ts';
import { planRemarks } from '../plan/summary.ts';

/** What a command tells while it works; all of it on stderr. */
export interface Progress {
  /** Names what is being done now. */
  step(words: string): void;
  /** Takes the bar away. */
  stop(): void;
}

const SILENT: Progress = { step: () => undefined, stop: () => undefined };

/** A bar over `steps` steps where a person looks on; silent in pipes and with `--quiet`. */
export function progressBar(steps: number, quiet: boolean | undefined): Progress {
  if (quiet || !process.stderr.isTTY) return SILENT;
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {words}',
    clearOnComplete: true,
    hideCursor: true,
    barsize: 24,
    barCompleteChar: '\u2588',
    barIncompleteChar: '\u2591',
  });
  let done = 0;
  bar.start(steps, 0, { words: 'starting' });
  return {
    step: (words) => bar.update(Math.min(steps - 1, done++), { words }),
    stop: () => bar.stop(),
  };
}

/** Tells what a teacher would say about the plan. */
export function tellRemarks(plan: Plan, quiet: boolean | undefined): void {
  if (quiet) return;
  for (const { severity, field, text } of planRemarks(plan)) {
    process.stderr.write(`${severity}: ${text} (${field})\n`);
  }
}
