import { say } from '../../base/language/say.ts';
import type { SimulationReport } from '../../engine/report/report.ts';
import {
  depthRows,
  headlineFigures,
  pigmentRows,
  type ReportRow,
  SESSION_HEADS,
  scalpRows,
  sessionCells,
  skinRows,
} from '../report-words.ts';
import { needsRows, ZONE_HEADS, zoneCells, zoneSessionRows } from './needs-words.ts';

/** Rows under a title, with sentences below. */
export interface TextBlock {
  readonly title: string;
  readonly rows: readonly ReportRow[];
  readonly words: readonly string[];
}

/**
 * A report as lines of text, the same rows as in the page.
 *
 * @param more - Blocks that stand before the limits, such as a quote.
 */
export function reportLines(report: SimulationReport, more: readonly TextBlock[] = []): string[] {
  const { cover, colour } = skinRows(report);
  const zones = zoneCells(report);
  return [
    report.title,
    report.head,
    ...block(
      say('Numbers'),
      headlineFigures(report).map(({ name, value, unit }) => ({ name, value: `${value} ${unit}` })),
    ),
    '',
    say('Sessions'),
    ...table([SESSION_HEADS.map((head) => say(head)), ...report.sessions.map(sessionCells)]),
    ...block(say('What it takes'), needsRows(report)),
    ...(zones.length > 0
      ? [
          '',
          say('By zone'),
          ...table([ZONE_HEADS.map((head) => say(head)), ...zones]),
          ...block(say('Dots by zone and session'), zoneSessionRows(report)),
        ]
      : []),
    ...block(say('Depth'), depthRows(report)),
    ...block(say('Scalp'), scalpRows(report)),
    ...block(say('Skin and pigment'), [cover, colour, ...pigmentRows(report)]),
    ...more.flatMap(({ title, rows, words }) => [
      ...block(title, rows),
      ...words.map((text) => `  ${text}`),
    ]),
    '',
    say('{mark} nobody measured it on scalps, or not well.', { mark: MARK }),
    say(report.limits),
  ];
}

/** Stands behind what is assumed. */
const MARK = '*';

function block(title: string, rows: readonly ReportRow[]): string[] {
  return [
    '',
    title,
    ...table(rows.map(({ name, value, assumed }) => [name, assumed ? `${value} ${MARK}` : value])),
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const wide = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(wide[column]!)).join('  ')}`.trimEnd(),
  );
}
