import { DotworkError } from '../../base/errors.ts';
import type { SimulationReport } from '../../engine/report/report.ts';
import { isRecord } from '../../plan/shape.ts';
import { nearest, quoted } from '../../plan/words.ts';
import { tableCsv } from './table.ts';

/** What a run took, and on what: no result. */
const NOT_RESULTS = ['timingsMs', 'memoryBytes', 'peakMemoryBytes', 'adapter', 'assumed', 'seed'];

/** Told where a study names no numbers. */
export const MAIN_NUMBERS: readonly string[] = [
  'dots',
  'dotsPerCm2',
  'treatedAreaCm2',
  'hairUnits',
  'inkCover',
  'needleMinutes',
  'depthMm.p50',
  'pigmentUg.leftShare',
  'colour.deltaE2000',
];

/** Every number of a report by its path, `sessions.0.dots` for those of lists; nothing that is no result. */
export function numbersOf(report: SimulationReport): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number') found.set(path, value);
    else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) walk(item, `${path}.${i}`);
    } else if (isRecord(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (path === '' && NOT_RESULTS.includes(key)) continue;
        walk(item, path === '' ? key : `${path}.${key}`);
      }
    }
  };
  walk(report, '');
  return found;
}

/** Every number of one report as a table of one row (CSV), by the names that studies ask for them. */
export function reportCsv(report: SimulationReport): string {
  const facts = [
    ['title', report.title],
    ['seed', report.seed],
  ] as const;
  return tableCsv(
    [...facts, ...numbersOf(report)].map(([name, value]) => ({
      name,
      of: 'found',
      values: [value],
    })),
  );
}

/**
 * The numbers asked for, in that order; null where this plan has none of it, such as a third session.
 * Throws a `usage` error for a path that no report has.
 */
export function rowOf(
  report: SimulationReport,
  asked: readonly string[],
): Record<string, number | null> {
  const found = numbersOf(report);
  return Object.fromEntries(
    asked.map((path) => {
      const value = found.get(path);
      if (value === undefined && !mayBeMissing(path, found)) throw unknown(path, found);
      return [path, value ?? null];
    }),
  );
}

/** Whether another item of the same list has it, or the list is empty here. */
function mayBeMissing(path: string, found: ReadonlyMap<string, number>): boolean {
  if (!/\.\d+(\.|$)/.test(path)) return false;
  const pattern = path.replace(/\.\d+(?=\.|$)/g, '.#');
  return (
    [...found.keys()].some((one) => one.replace(/\.\d+(?=\.|$)/g, '.#') === pattern) ||
    ![...found.keys()].some((one) => one.startsWith(`${path.split('.')[0]}.`))
  );
}

function unknown(path: string, found: ReadonlyMap<string, number>): DotworkError {
  const known = [...found.keys()];
  const last = path.split('.').at(-1)!;
  const near = nearest(path, known) ?? known.find((one) => one.endsWith(`.${last}`));
  return new DotworkError(
    'usage',
    `A report has no number ${quoted(path)}.`,
    near ? `Did you mean ${quoted(near)}?` : 'dotwork simulate prints them all.',
  );
}
