import { CommanderError } from 'commander';
import { DotworkError, type ErrorCode } from '../base/errors.ts';

/** Exit status by what went wrong; 0 is success and 1 a bug of ours. */
export const EXIT_STATUS: Readonly<Record<ErrorCode, number>> = {
  plan: 2,
  usage: 2,
  mesh: 2,
  file: 2,
  'gpu-missing': 3,
  'gpu-fault': 4,
  'gpu-limit': 4,
};

const BUG_STATUS = 1;

/** Tells an error on stderr, lets both streams drain, and ends the process. */
export async function endWith(outcome: unknown): Promise<never> {
  const { status, text } = judged(outcome);
  if (text) process.stderr.write(`${text}\n`);
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  // A command may have said by itself how it ended.
  process.exit(status === 0 ? process.exitCode : status);
}

function judged(outcome: unknown): { status: number; text: string } {
  if (outcome === 0) return { status: 0, text: '' };
  if (outcome instanceof DotworkError) {
    return { status: EXIT_STATUS[outcome.code], text: `dotwork: ${outcome.message}` };
  }
  // Commander has told its own errors already; help and version are no errors.
  if (outcome instanceof CommanderError) {
    return { status: outcome.exitCode === 0 ? 0 : EXIT_STATUS.usage, text: '' };
  }
  const error = outcome instanceof Error ? outcome : new Error(String(outcome));
  const detail = process.env.DEBUG ? error.stack : `${error.message} (DEBUG=1 shows where.)`;
  return { status: BUG_STATUS, text: `dotwork: this is a bug in dotwork: ${detail}` };
}

/** Resolves once everything written has left this process. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
}

/** Whoever reads us may stop (`| head`): that ends the work, and it is no error. */
export function endWhenReaderLeaves(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`dotwork: Standard output failed: ${error.message}\n`);
    process.exit(EXIT_STATUS.file);
  });
  process.stderr.on('error', () => undefined);
}
