/** Status of a command that Ctrl-C ended, as shells have it. */
export const INTERRUPTED = 130;

/** Ctrl-C once: nothing new is begun. Twice: an end at once. */
export function stopOnInterrupt(): { readonly signal: AbortSignal; readonly end: () => void } {
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
