import * as z from 'zod';
import { toSay } from '../base/language/say.ts';
import type { Range } from '../base/range.ts';

/** Units of the plan: as a sentence has them, and the sign a label ends in. Either may be empty. */
export const UNITS = {
  mm: { words: 'mm', sign: 'mm' },
  um: { words: 'µm', sign: 'µm' },
  degrees: { words: toSay('degrees'), sign: '°' },
  perCm2: { words: toSay('per cm²'), sign: '/cm²' },
  perMinute: { words: toSay('per minute'), sign: '' },
  hours: { words: toSay('hours'), sign: 'h' },
  days: { words: toSay('days'), sign: toSay('days') },
  months: { words: toSay('months'), sign: toSay('months') },
  years: { words: toSay('years'), sign: toSay('years') },
  water: { words: toSay('parts of water'), sign: '' },
  share: { words: '', sign: toSay('share') },
  factor: { words: '', sign: '×' },
  none: { words: '', sign: '' },
} as const satisfies Readonly<Record<string, { readonly words: string; readonly sign: string }>>;

export type Unit = keyof typeof UNITS;

/** What people are shown of a field, beside its description and range. */
export interface FieldWords {
  /** Its name in a panel, without the unit. */
  readonly label?: string;
  /** Every number has one, be it `none`. */
  readonly unit?: Unit;
  /** Of a slider. */
  readonly step?: number;
  /** What a slider offers, where most of what a plan may hold is of no use there. */
  readonly slider?: Range;
  /** Nobody measured it. */
  readonly assumed?: true;
}

/** The words of each field; the shape has them beside what JSON Schema tells. */
export const FIELD_WORDS = z.registry<FieldWords>();
