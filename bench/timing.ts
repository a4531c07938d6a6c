import { pcg } from '../src/base/hash.ts';

/** What a piece of work took: by the clock, and by the CPU of this process on all cores. */
export interface Took {
  readonly wallS: number;
  readonly cpuS: number;
}

/** Times one piece of work. CPU time tells more than the clock where the machine is shared. */
export async function timed<T>(work: () => T | Promise<T>): Promise<Took & { result: T }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const wallS = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { result, wallS, cpuS: (user + system) / 1e6 };
}

/**
 * The fixed kernel that figures of different days are divided by: ten million hashes, best of
 * three. The same integers on every machine.
 */
export async function yardstick(): Promise<Took> {
  const rounds: Took[] = [];
  for (let round = 0; round < 3; round++) {
    rounds.push(
      await timed(() => {
        let hash = round;
        for (let i = 0; i < 1e7; i++) hash = pcg(hash ^ i);
        // Handed out, so the loop cannot be dropped.
        return hash;
      }),
    );
  }
  return {
    wallS: Math.min(...rounds.map(({ wallS }) => wallS)),
    cpuS: Math.min(...rounds.map(({ cpuS }) => cpuS)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
