import { SingleBar } from 'cli-progress';

/** What is told while a study runs, on stderr. */
export interface StudyProgress {
  /** One run more is through. */
  done(): void;
  stop(): void;
}

/** Without a person looking on, a line now and then, s. */
const LINE_EVERY_S = 60;

/** A bar with rate and time left; in a log, a line a minute. Silent with `--quiet`. */
export function studyProgress(
  total: number,
  before: number,
  quiet: boolean | undefined,
): StudyProgress {
  if (quiet) return { done: () => undefined, stop: () => undefined };
  const start = performance.now();
  let count = before;
  const rate = (): string => {
    const perS = (count - before) / Math.max(0.001, (performance.now() - start) / 1000);
    return perS >= 1 ? `${perS.toFixed(1)} a second` : `${(60 * perS).toFixed(1)} a minute`;
  };
  if (!process.stderr.isTTY) {
    const timer = setInterval(
      () => process.stderr.write(`${count} of ${total} runs, ${rate()}\n`),
      1000 * LINE_EVERY_S,
    );
    timer.unref();
    return { done: () => void count++, stop: () => clearInterval(timer) };
  }
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {value} of {total} runs, {rate}, {eta_formatted} left',
    ...{ clearOnComplete: true, hideCursor: true, barsize: 24, etaBuffer: 30 },
    ...{ barCompleteChar: '\u2588', barIncompleteChar: '\u2591' },
  });
  bar.start(total, before, { rate: rate() });
  return {
    done: () => {
      count++;
      bar.update(count, { rate: rate() });
    },
    stop: () => bar.stop(),
  };
}
