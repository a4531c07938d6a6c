import { DotworkError } from './errors.ts';

/** Lowest and highest value of a number, in its own unit. */
export type Range = readonly [low: number, high: number];

/** Seeds of random choices: whole numbers of 32 bits. */
export const SEED_RANGE = [0, 0xffffffff] as const;

/** Checks a number of the plan. Throws a `plan` error that names it, its range and unit. */
export function inRange(name: string, value: number, [low, high]: Range, unit = ''): number {
  if (value >= low && value <= high) return value;
  throw new DotworkError(
    'plan',
    `The ${name} is ${value}; it must be from ${low} to ${high}${unit && ` ${unit}`}.`,
  );
}
