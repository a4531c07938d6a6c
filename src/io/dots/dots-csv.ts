import type { DotMaps } from '../../engine/maps/dot-maps.ts';
import { type DotTable, ORIGINS } from '../../engine/report/dot-table.ts';

/** A column: its name with the unit, and how entry `i` is written. */
type Column = readonly [header: string, text: (table: DotTable, i: number) => string];

const COLUMNS: readonly Column[] = [
  ['id', ({ id }, i) => String(id[i])],
  ['session', ({ session }, i) => String(session[i])],
  ['x_mm', ({ placeUm }, i) => fixed(placeUm[3 * i]! / 1000, 3)],
  ['y_mm', ({ placeUm }, i) => fixed(placeUm[3 * i + 1]! / 1000, 3)],
  ['z_mm', ({ placeUm }, i) => fixed(placeUm[3 * i + 2]! / 1000, 3)],
  ['nx', ({ normal }, i) => fixed(normal[3 * i]!, 5)],
  ['ny', ({ normal }, i) => fixed(normal[3 * i + 1]!, 5)],
  ['nz', ({ normal }, i) => fixed(normal[3 * i + 2]!, 5)],
  ['front_distance_mm', ({ frontDistanceMm }, i) => fixed(frontDistanceMm[i]!, 3)],
  ['rank_spacing_mm', ({ rankSpacingMm }, i) => fixed(rankSpacingMm[i]!, 4)],
  ['deposit_depth_mm', ({ depositDepthMm }, i) => fixed(depositDepthMm[i]!, 4)],
  ['column_radius_mm', ({ columnRadiusMm }, i) => fixed(columnRadiusMm[i]!, 4)],
  ['dose_ug', ({ doseUg }, i) => fixed(doseUg[i]!, 5)],
  ['left_share', ({ leftShare }, i) => fixed(leftShare[i]!, 4)],
  ['origin', ({ origin }, i) => ORIGINS[origin[i]!]!],
];

/** Columns of the maps, which follow; see `docs/maps.md`. */
const MAP_COLUMNS: readonly (readonly [
  header: string,
  text: (maps: DotMaps, i: number) => string,
])[] = [
  ['nearest_mm', ({ nearestMm }, i) => fixed(nearestMm[i]!, 4)],
  ['age_days', ({ ageDays }, i) => fixed(ageDays[i]!, 1)],
  ['density_per_cm2', ({ density }, i) => fixed(density[i]!, 2)],
  ['asked_per_cm2', ({ asked }, i) => fixed(asked[i]!, 2)],
  ['skin_thickness_mm', ({ skin }, i) => fixed(skin[i]!, 3)],
  ['ink_cover_percent', ({ cover }, i) => fixed(cover[i]!, 3)],
  ['difference_from_hair_de2000', ({ difference }, i) => fixed(difference[i]!, 2)],
  ['finding', ({ finding }, i) => finding[i] ?? ''],
];

/** Rows joined at a time: one string of a million rows would be more than some engines hold. */
const ROWS_AT_ONCE = 4096;

/** What stands between the cells of a table. */
export const SEPARATORS = ['comma', 'semicolon', 'tab'] as const;

export type Separator = (typeof SEPARATORS)[number];

const SIGNS: Readonly<Record<Separator, string>> = { comma: ',', semicolon: ';', tab: '\t' };

/** The separator that spreadsheets of a locale expect: where the comma is decimal, a semicolon. */
export function separatorOf(locale: string | undefined): Separator {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value !== '.')
    ? 'semicolon'
    : 'comma';
}

/**
 * The dot table as CSV (RFC 4180, but lines end in LF), in pieces; joined they are the file. With
 * semicolons numbers have decimal commas, as spreadsheets that expect the one read the other.
 *
 * @param maps - Of the same plan: what they say at each dot, as further columns.
 */
export function* dotsCsv(
  table: DotTable,
  separator: Separator = 'comma',
  maps?: DotMaps,
): Generator<string> {
  if (maps && maps.count !== table.count) {
    throw new Error('The maps are of another plan than the table of dots.');
  }
  const mapColumns = maps ? MAP_COLUMNS : [];
  const sign = SIGNS[separator];
  const written = (cell: string) => (separator === 'semicolon' ? cell.replace('.', ',') : cell);
  yield `${[...COLUMNS, ...mapColumns].map(([header]) => header).join(sign)}\n`;
  for (let first = 0; first < table.count; first += ROWS_AT_ONCE) {
    const end = Math.min(first + ROWS_AT_ONCE, table.count);
    let rows = '';
    for (let i = first; i < end; i++) {
      const cells = [
        ...COLUMNS.map(([, text]) => text(table, i)),
        ...mapColumns.map(([, text]) => text(maps!, i)),
      ];
      rows += `${cells.map(written).join(sign)}\n`;
    }
    yield rows;
  }
}

/** A number without exponent and without "-0"; nothing where there is no number. */
function fixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return '';
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}
