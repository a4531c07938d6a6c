import { namesOf } from '../../base/records.ts';
import type { UncertaintyReport } from './report.ts';

/** A report's bands as CSV: a row for each age and quantity; work has no age. */
export function uncertaintyCsv({ agesDays, bands, work }: UncertaintyReport): string {
  const rows = [
    ...namesOf(bands).flatMap((name) =>
      agesDays.map((age, i) => {
        const { unit, p10, p50, p90 } = bands[name];
        return [name, unit, age, p10[i], p50[i], p90[i]];
      }),
    ),
    ...namesOf(work).map((name) => {
      const { unit, p10, p50, p90 } = work[name];
      return [name, unit, '', p10, p50, p90];
    }),
  ];
  return ['quantity,unit,age_days,p10,p50,p90', ...rows.map((row) => row.join(','))]
    .map((line) => `${line}\n`)
    .join('');
}
