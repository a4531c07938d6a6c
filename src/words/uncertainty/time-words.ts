import type { Band } from '../../base/band.ts';
import { shortNumber } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import { DUE_SHARE } from '../../engine/ensemble/bands.ts';

export const DAYS_PER_YEAR = 365.25;

/** An age as people say it: days, months, years. */
export function timeWords(ageDays: number): string {
  const days = Math.round(ageDays);
  if (days === 0) return say('On the day');
  if (days === 1) return say('After a day');
  if (days < 90) return say('After {days} days', { days });
  if (days < 700) return say('After {months} months', { months: Math.round(days / 30.44) });
  return say('After {years} years', {
    years: shortNumber(days / DAYS_PER_YEAR, days < 5 * DAYS_PER_YEAR ? 1 : 0),
  });
}

/** When a touch-up falls due, as a range. */
export function dueWords({ p10, p50, p90 }: Band): string {
  const years = (days: number) => shortNumber(days / DAYS_PER_YEAR, 1);
  const share = Math.round(100 * DUE_SHARE);
  if (!Number.isFinite(p50)) return say('A touch-up is hardly due within 20 years.');
  const last = Number.isFinite(p90) ? years(p90) : say('more than 20');
  return say(
    'A touch-up falls due after about {p50} years, for eight in ten after {p10} to {last}: dots are then below {share} % of their healed contrast.',
    { p50: years(p50), p10: years(p10), last, share },
  );
}
