import * as z from 'zod';
import type { Range } from '../../base/range.ts';
import { FIELD_WORDS, type FieldWords, type Unit } from '../field-words.ts';

/** What a field may be told with beside its unit. */
export type Words = Omit<FieldWords, 'unit'>;

/** A number. */
export const real = ([min, max]: Range, unit: Unit, what: string, words?: Words) =>
  z
    .number()
    .min(min)
    .max(max)
    .describe(what)
    .register(FIELD_WORDS, { unit, ...words });

/** A whole number. */
export const whole = ([min, max]: Range, unit: Unit, what: string, words?: Words) =>
  z
    .int()
    .min(min)
    .max(max)
    .describe(what)
    .register(FIELD_WORDS, { unit, ...words });

/** A share, 0 to 1. */
export const share = (what: string, words?: Words) => real([0, 1], 'share', what, words);

/** One of a list of words. */
export const choice = <const List extends readonly string[]>(list: List, label: string) =>
  z.enum(list).register(FIELD_WORDS, { label });
