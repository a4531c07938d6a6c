import { SingleBar } from 'cli-progress';
import { planHairline, planHead } from '../engine/plan-scalp.ts';
import type { Plan } from '../plan/schema.ts';
import { planRemarks } from '../plan/summary.ts';
import { measureHairline } from '../scalp/hairline-rules.ts';

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

/**
 * Tells what a teacher would say about the plan, its hairline measured on its head. Rejects where
 * the plan's measures make no head.
 */
export async function tellRemarks(plan: Plan, quiet: boolean | undefined): Promise<void> {
  if (quiet) return;
  const head = await planHead(plan);
  const measured = measureHairline(head, planHairline(plan, head));
  for (const { severity, field, text } of planRemarks(plan, measured)) {
    process.stderr.write(`${severity}: ${text} (${field})\n`);
  }
}
