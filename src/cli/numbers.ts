import { DotworkError } from '../base/errors.ts';

/** A number given to a flag; a `usage` error that names the flag and its range for anything else. */
export function numberIn(flag: string, text: string, low: number, high: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= low && value <= high) return value;
  throw new DotworkError(
    'usage',
    `${flag} is ${JSON.stringify(text)}.`,
    `Write a number from ${low} to ${high}.`,
  );
}

/** Numbers with commas between them. */
export function numbersIn(flag: string, text: string, low: number, high: number): number[] {
  return text.split(',').map((part) => numberIn(flag, part, low, high));
}
