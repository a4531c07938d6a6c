import type { KeptResult } from '../results-folder.ts';

/**
 * How far another GPU's sums may be off: counts are whole and must be equal, colours and shares are
 * sums of floats in an order of its own.
 */
const CLOSE = 1e-3;

/** How a result differs from another of the same run, in a sentence; undefined where it does not. */
export function differsFrom(mine: KeptResult, theirs: KeptResult): string | undefined {
  if (mine.sha256 === theirs.sha256) return undefined;
  for (const [name, value] of Object.entries(theirs.row)) {
    const own = mine.row[name];
    if (own === value) continue;
    const close =
      typeof own === 'number' &&
      typeof value === 'number' &&
      !Number.isInteger(value) &&
      Math.abs(own - value) <= CLOSE * Math.max(Math.abs(own), Math.abs(value));
    if (!close) return `${name} is ${own}, not ${value}.`;
  }
  return undefined;
}
