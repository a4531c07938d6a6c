import { hashWords } from '../../src/base/hash.ts';

/** Chance that a seed decides: the same case again on any machine. */
export class Dice {
  readonly #seed: number;
  #throws = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** A whole number from 0 up to, not with, `below`. */
  below(below: number): number {
    return Math.floor((hashWords(this.#seed, this.#throws++) / 2 ** 32) * below);
  }

  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

/** Numbers that break readers, as text has them. */
export const HOSTILE_WORDS = [
  'nan',
  '-nan(ind)',
  'inf',
  '-Infinity',
  '1e400',
  '-1e-400',
  '5e-324',
  '1e38',
  '3.4028236e38',
  '-0',
  '0',
  '',
  '1,5',
  '1,234',
  '1,2,3',
  '0x7f',
  '1e',
  '--1',
  '9007199254740993',
  '4294967295',
  '4294967296',
  '-1',
  '2147483648',
  '999999999999',
  'null',
  '\u0661',
  '1_000',
  '.',
  '#',
  '\\',
  '"',
] as const;

/** The same as 32-bit floats and integers have them, least byte first. */
export const HOSTILE_BYTES: readonly (readonly number[])[] = [
  [0, 0, 192, 127],
  [0, 0, 128, 127],
  [0, 0, 128, 255],
  [1, 0, 0, 0],
  [255, 255, 127, 127],
  [255, 255, 255, 255],
  [255, 255, 255, 127],
  [0, 0, 0, 128],
  [0, 0, 0, 0],
];
