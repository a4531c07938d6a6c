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
  const text = `${needle.hairlineCode} at the hairline: ${count === 1 ? '' : `${count} needles `}of ${diameterMm} mm; one of ${fineMm} mm or finer is usual there.`;
  return [{ rule: 'needle-at-line', field: 'needle.hairlineCode', severity: 'note', text }];
}
