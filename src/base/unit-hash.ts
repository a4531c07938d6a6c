import { hashWords } from './hash.ts';

/** 0 to 1 from whole numbers, in steps of 2^-24. */
export function unitHash(...words: number[]): number {
  return (hashWords(...words) >>> 8) / 0x1000000;
}
