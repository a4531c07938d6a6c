import type { Band } from '../../base/band.ts';
import { say } from '../../base/language/say.ts';
import { DUE_SHARE } from '../../engine/ensemble/bands.ts';

export const DAYS_PER_YEAR = 365.25;

/** An age as people say it: days, months, years. */
export function timeWords(ageDays: number): string {
  const days = Math.round(ageDays);
  if (days === 0) return say('On the day');
  if (days === 1) return 'After a day';
  if (days < 90) return `After ${days} days`;
  if (days < 700) return `After ${Math.round(days / 30.44)} months`;
  return `After ${Number((days / DAYS_PER_YEAR).toFixed(days < 5 * DAYS_PER_YEAR ? 1 : 0))} years`;
}

/** When a touch-up falls due, as a range. */
export function dueWords({ p10, p50, p90 }: Band): string {
  const years = (days: number) => String(Number((days / DAYS_PER_YEAR).toFixed(1)));
  const share = Math.round(100 * DUE_SHARE);
  if (!Number.isFinite(p50)) return say('A touch-up is hardly due within 20 years.');
  const last = Number.isFinite(p90) ? years(p90) : say('more than 20');
  return `A touch-up falls due after about ${years(p50)} years, for eight in ten after ${years(p10)} to ${last}: dots are then below ${share} % of their healed contrast.`;
}
