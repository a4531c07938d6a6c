import { pcg } from '../../src/base/hash.ts';

/** A stream of numbers in [0, 1): the same for a seed on every machine. */
export function randomStream(seed: number): () => number {
  let state = pcg(seed >>> 0);
  let step = 0;
  return () => {
    step = (step + 1) >>> 0;
    state = pcg((state ^ step) >>> 0);
    return state / 2 ** 32;
  };
}
