import { gridValues } from '../design/points.ts';
import type { FieldValue, Settings, Study } from '../document/study-schema.ts';
import type { TableRow } from './table.ts';

/** A sheet of pictures: names over columns and beside rows, and which run stands where. */
export interface SheetPage {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** Row by row. */
  readonly cells: readonly (TableRow | undefined)[];
}

const MOST_ACROSS = 12;
const MOST_DOWN = 20;
/** Where no field goes across. */
const PLAIN_ACROSS = 8;

/** How the runs of a study lie on sheets: a grid's last field across, all others down. */
export function sheetPages(study: Study, rows: readonly TableRow[]): SheetPage[] {
  const across = acrossOf(study);
  const lines = across ? gridLines(rows, across) : plainLines(rows);
  const pages: SheetPage[] = [];
  for (let first = 0; first < lines.length; first += MOST_DOWN) {
    const some = lines.slice(first, first + MOST_DOWN);
    const columns = across
      ? across.values.map((value) => `${across.name} ${short(value)}`)
      : PLAIN_NAMES;
    pages.push({
      columns,
      rows: some.map(({ name }) => name),
      cells: some.flatMap(({ cells }) => columns.map((_, i) => cells[i])),
    });
  }
  return pages;
}

const PLAIN_NAMES = Array.from({ length: PLAIN_ACROSS }, () => '');

interface Across {
  readonly name: string;
  readonly values: readonly FieldValue[];
}

function acrossOf({ vary }: Study): Across | undefined {
  if (vary?.kind !== 'grid') return undefined;
  const last = vary.fields!.at(-1)!;
  const values = gridValues(last);
  return values.length > MOST_ACROSS ? undefined : { name: lastName(last.path), values };
}

function gridLines(rows: readonly TableRow[], { values }: Across) {
  const lines: { name: string; cells: TableRow[] }[] = [];
  for (let first = 0; first < rows.length; first += values.length) {
    const cells = rows.slice(first, first + values.length);
    const { run } = cells[0]!;
    const others = Object.entries(run.settings).slice(0, -1);
    const name = [run.planName, run.headName, ...others.map(settingWords)].filter(Boolean);
    lines.push({ name: name.join(' · '), cells });
  }
  return lines;
}

function plainLines(rows: readonly TableRow[]) {
  const lines: { name: string; cells: TableRow[] }[] = [];
  for (let first = 0; first < rows.length; first += PLAIN_ACROSS) {
    const cells = rows.slice(first, first + PLAIN_ACROSS);
    const [from, to] = [cells[0]!.run.index + 1, cells.at(-1)!.run.index + 1];
    lines.push({ name: from === to ? `${from}` : `${from}-${to}`, cells });
  }
  return lines;
}

function settingWords([path, value]: [string, Settings[string]]): string {
  return `${lastName(path)} ${short(value!)}`;
}

function short(value: FieldValue): string {
  return typeof value === 'number' ? `${Number(value.toPrecision(4))}` : `${value}`;
}

/** The last word of a path: of `healing.ageDays`, `ageDays`. */
function lastName(path: string): string {
  return path.split('.').at(-1)!;
}
