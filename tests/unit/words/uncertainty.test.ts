import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bandOf } from '../../../src/base/band.ts';
import { touchUpBand } from '../../../src/engine/ensemble/bands.ts';
import {
  AGED_QUANTITIES,
  type Ensemble,
  type EnsembleMember,
} from '../../../src/engine/ensemble/ensemble.ts';
import { latinHypercube } from '../../../src/ink/unknowns/latin.ts';
import { drawAt, UNKNOWN_NAMES } from '../../../src/ink/unknowns/table.ts';
import { timeSheet } from '../../../src/io/time-sheet.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { uncertaintyCsv } from '../../../src/words/uncertainty/csv.ts';
import { uncertaintyReport } from '../../../src/words/uncertainty/report.ts';
import { unknownsMarkdown } from '../../../src/words/uncertainty/unknowns-table.ts';

const PAGE = 'docs/uncertainty.md';

test('the page has the table of unknowns as the program has it', () => {
  const text = readFileSync(PAGE, 'utf8');
  const [before, after] = [
    text.indexOf('| of | what |'),
    text.indexOf('\n\n', text.indexOf('| of | what |')),
  ];
  expect(before).toBeGreaterThan(0);
  if (process.env.UPDATE_UNKNOWNS) {
    writeFileSync(PAGE, text.slice(0, before) + unknownsMarkdown() + text.slice(after));
    return;
  }
  // UPDATE_UNKNOWNS=1 npm test -- --only unit words/uncertainty writes it.
  expect(text.slice(before, after)).toBe(unknownsMarkdown());
});

/** Members whose answer is the drawn dose alone. */
function planted(): Ensemble {
  const shares = latinHypercube(100, UNKNOWN_NAMES.length, 1);
  const dose = UNKNOWN_NAMES.indexOf('retainedShare');
  const members = shares.map(
    (row): EnsembleMember => ({
      draw: drawAt(row),
      aged: Object.fromEntries(
        AGED_QUANTITIES.map((name) => [name, [row[dose]!, 2 * row[dose]!]]),
      ) as unknown as EnsembleMember['aged'],
      work: { needleHours: 3, inkMl: row[dose]!, pigmentMg: 1 },
    }),
  );
  return { agesDays: [30, 1461], shares, members, dots: 8, seed: 1 };
}

test('a report has quantiles in order and puts the unknown first that the answer was made of', () => {
  const report = uncertaintyReport(planted(), DEFAULT_PLAN);
  const { p10, p50, p90 } = report.bands.contrastDot;
  [p10, p50, p90].forEach((row, i) => {
    expect(Math.abs(row[0]! - [0.1, 0.5, 0.9][i]!)).toBeLessThan(0.02);
    expect(row[1]).toBeCloseTo(2 * row[0]!, 2);
  });
  for (const { unknowns } of report.tornado) {
    expect(unknowns[0]).toMatchObject({ name: 'retainedShare', share: 1, more: 'raises' });
  }
  expect(report.work.needleHours).toEqual({ unit: 'h', p10: 3, p50: 3, p90: 3 });
});

test('as a table it has a row for each age and quantity', () => {
  const lines = uncertaintyCsv(uncertaintyReport(planted(), DEFAULT_PLAN)).trimEnd().split('\n');
  expect(lines).toHaveLength(1 + 2 * AGED_QUANTITIES.length + 3);
  expect(lines[1]).toMatch(/^contrastDot,1,30,0\.\d+,0\.\d+,0\.\d+$/);
  expect(lines.at(-3)).toBe('needleHours,h,,3,3,3');
});

test('a touch-up is due where the contrast crosses its share of the healed one, or never', () => {
  const {
    members: [member],
    ...rest
  } = planted();
  const of = (...contrastDot: number[]) =>
    touchUpBand({
      ...rest,
      agesDays: [0, 60, 1000, 2000],
      members: [{ ...member!, aged: { ...member!.aged, contrastDot } }],
    }).p50;
  // 0.3 of 0.5 is half way from 0.4 to 0.2.
  expect(of(0.9, 0.5, 0.4, 0.2)).toBeCloseTo(1500, 6);
  expect(of(0.9, 0.5, 0.4, 0.35)).toBe(Number.POSITIVE_INFINITY);
  expect(bandOf([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]).p90).toBe(
    Number.POSITIVE_INFINITY,
  );
});

test('the sheet has a band where the report has one, and words under it', async () => {
  const { widthPx, heightPx, rgba } = await timeSheet(uncertaintyReport(planted(), DEFAULT_PLAN));
  const colours = new Map<string, number>();
  for (let i = 0; i < rgba.length; i += 4) {
    const colour = [...rgba.subarray(i, i + 3)].join();
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  expect(rgba).toHaveLength(4 * widthPx * heightPx);
  // Paper, the band, its line and the letters.
  for (const colour of ['250,250,248', '196,225,221', '12,102,96', '30,30,30']) {
    expect(colours.get(colour) ?? 0, colour).toBeGreaterThan(100);
  }
});
