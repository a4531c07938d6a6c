import { shortNumber } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import { parseNeedle } from '../../ink/needles.ts';
import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';
import { DARK_FROM } from './session-remarks.ts';

/** Wider than this no needle is led along a hairline, mm; on dark skin, which hides fine dots, this (trade). */
const FINE_MM = 0.25;
const FINE_ON_DARK_MM = 0.3;

/** Whether the needle of the first rows is fine enough. */
export function needleRemarks({ needle, skin }: Plan): Remark[] {
  const { count, diameterMm } = parseNeedle(needle.hairlineCode);
  const fineMm = skin.melanosomeFraction >= DARK_FROM ? FINE_ON_DARK_MM : FINE_MM;
  if (count === 1 && diameterMm <= fineMm) return [];
  const text = say(
    '{code} at the hairline: {count, plural, =1 {} other {# needles }}of {mm} mm; one of {fineMm} mm or finer is usual there.',
    { code: needle.hairlineCode, count, mm: shortNumber(diameterMm), fineMm: shortNumber(fineMm) },
  );
  return [{ rule: 'needle-at-line', field: 'needle.hairlineCode', severity: 'note', text }];
}
