export const DAYS_PER_YEAR = 365.25;

/** An age as people say it: days, months, years. */
export function timeWords(ageDays: number): string {
  const days = Math.round(ageDays);
  if (days === 0) return 'On the day';
  if (days === 1) return 'After a day';
  if (days < 90) return `After ${days} days`;
  if (days < 700) return `After ${Math.round(days / 30.44)} months`;
  return `After ${Number((days / DAYS_PER_YEAR).toFixed(days < 5 * DAYS_PER_YEAR ? 1 : 0))} years`;
}
