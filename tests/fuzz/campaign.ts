import { hashWords } from '../../src/base/hash.ts';
import { Dice } from './dice.ts';
import { TARGETS } from './targets.ts';

/** What one target came to. */
export interface Tally {
  cases: number;
  sound: number;
  refused: number;
  /** Cases that ended in anything but a head or a sentence, by seed. */
  readonly faults: { readonly seed: number; readonly what: string }[];
}

/** Longest CPU time of a sound case of this size, with room, ms. */
const LIMIT_MS = 20_000;

/** Runs case number `index` of a campaign on the part whose turn it is, and notes what came of it. */
export async function runCase(
  index: number,
  seed: number,
  tallies: Map<string, Tally>,
): Promise<void> {
  const target = TARGETS[index % TARGETS.length]!;
  if (Math.floor(index / TARGETS.length) % target.every !== 0) return;
  const own = hashWords(seed, index);
  const tally = tallies.get(target.name) ?? { cases: 0, sound: 0, refused: 0, faults: [] };
  tallies.set(target.name, tally);
  tally.cases++;
  const start = process.cpuUsage();
  try {
    tally[await target.run(new Dice(own))]++;
  } catch (error) {
    tally.faults.push({ seed: own, what: error instanceof Error ? error.message : String(error) });
  }
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  if (ms > LIMIT_MS) tally.faults.push({ seed: own, what: `It took ${Math.round(ms)} ms of CPU.` });
}

/** How many turns make one case of every part that comes seldom. */
export const TURN = TARGETS.length;
