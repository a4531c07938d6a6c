import { SingleBar } from 'cli-progress';
import { planHead } from '../engine/head/plan-head.ts';
import { planHairline } from '../engine/plan-scalp.ts';
import { planRemarks } from '../plan/remarks/summary.ts';
import { measureHairline } from '../scalp/hairline/hairline-rules.ts';
import type { PlanWithHead } from './head-input.ts';

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
 * Tells what a teacher would say about the plan, its hairline measured on its head, and what to look
 * at in its scan. Rejects where the plan's measures make no head.
 */
export async function tellRemarks(
  { plan, scanHead, findings }: PlanWithHead,
  quiet: boolean | undefined,
): Promise<void> {
  if (quiet) return;
  for (const { weight, text } of findings) {
    if (weight === 'look') process.stderr.write(`look: ${text} (head.scan)\n`);
  }
  const isHere = plan.head.scan.kind === 'none' || scanHead !== undefined;
  const head = isHere ? await planHead(plan, scanHead) : undefined;
  const measured = head && measureHairline(head, planHairline(plan, head));
  for (const { severity, field, text } of planRemarks(plan, measured)) {
    process.stderr.write(`${severity}: ${text} (${field})\n`);
  }
}
