import { say } from '../base/language/say.ts';
import {
  type HeadBase,
  type MeasureName,
  measureRangeMm,
  SURVEY_PERCENTILES,
  surveyMm,
} from './measures.ts';

/** What a percentile sets: measures that any people combine. Those over hair follow from them. */
export const FREE_MEASURES: readonly MeasureName[] = [
  'length',
  'breadth',
  'tragionTop',
  'faceHeight',
  'bizygomatic',
  'bigonial',
  'neckCircumference',
];

/** Standard normal deviates of {@link SURVEY_PERCENTILES}. */
const DEVIATES = [-2.326348, -1.644854, -0.67449, 0, 0.67449, 1.644854, 2.326348] as const;

/**
 * Share of people below a measure, percent. Between the surveyed percentiles people spread like a
 * normal distribution, and beyond the last two as between them; neutral is half women, half men.
 */
export function measurePercentile(name: MeasureName, base: HeadBase, mm: number): number {
  const of = (sex: 'male' | 'female') => 100 * normalShare(deviate(surveyMm(name, sex), mm));
  return base === 'neutral' ? (of('male') + of('female')) / 2 : of(base);
}

/** The measure that `percent` of people lie below, to the whole millimetre tapes are read to. */
export function measureAtPercentile(name: MeasureName, base: HeadBase, percent: number): number {
  let [low, high] = measureRangeMm(name);
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (measurePercentile(name, base, middle) < percent) low = middle;
    else high = middle;
  }
  return Math.round(high);
}

/** "62nd percentile of men". */
export function percentileWords(name: MeasureName, base: HeadBase, mm: number): string {
  const percent = measurePercentile(name, base, mm);
  if (percent < 1) {
    return say(
      'below the 1st percentile of {people, select, male {men} female {women} other {men and women}}',
      { people: base },
    );
  }
  if (percent > 99) {
    return say(
      'above the 99th percentile of {people, select, male {men} female {women} other {men and women}}',
      { people: base },
    );
  }
  return say(
    '{percent, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} percentile of {people, select, male {men} female {women} other {men and women}}',
    { percent: Math.round(percent), people: base },
  );
}

function deviate(values: readonly number[], mm: number): number {
  const above = values.findIndex((value) => value > mm);
  const i = Math.min(SURVEY_PERCENTILES.length - 2, Math.max(0, above < 0 ? 6 : above - 1));
  const share = (mm - values[i]!) / (values[i + 1]! - values[i]!);
  return DEVIATES[i]! + share * (DEVIATES[i + 1]! - DEVIATES[i]!);
}

/** Distribution function of the normal law, within 7.5e-8 (Abramowitz & Stegun 1964, 26.2.17). */
function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const poly =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (poly * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
  return x < 0 ? tail : 1 - tail;
}
