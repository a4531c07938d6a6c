import { say, toSay } from '../../base/language/say.ts';
import { cm2Words, hoursWords, tenthsWords, wholeWords } from '../../base/quantity-words.ts';
import type { Sure } from '../../engine/needs/plan-needs.ts';
import type { SimulationReport } from '../../engine/report/report.ts';
import type { PIGMENTS_SOLD } from '../../plan/sections/treatment.ts';
import type { ReportRow } from '../report-words.ts';

/** Why work has ranges: for the mark beside them. */
export const RANGES_ASSUMED = toSay(
  'eight in ten lie between, if the ranges of docs/uncertainty.md hold; nobody measured them',
);

/** Pigments as people call them. */
export const PIGMENT_WORDS: Readonly<Record<(typeof PIGMENTS_SOLD)[number], string>> = {
  'carbon-black': toSay('Carbon black'),
  'iron-oxide-black': toSay('Iron oxide black'),
  'iron-oxide-brown': toSay('Iron oxide brown'),
};

/** Time, ink and needles of the whole plan, each with its range. */
export function needsRows({ sessions, needs }: SimulationReport): ReportRow[] {
  const { total, pigments, cartridges, longestVisitHours } = needs;
  const row = (name: string, value: string) => ({ name, value, assumed: say(RANGES_ASSUMED) });
  return [
    row(
      say('Visits of at most {count, plural, one {# hour} other {# hours}}', {
        count: longestVisitHours,
      }),
      visitsWords(total.visits, sessions.length),
    ),
    row(say('Needle time'), sureHoursWords(total.hours)),
    row(
      say('Thinned ink through the needles'),
      say('{ml} ml', { ml: sureWords(total.inkMl, millilitreWords) }),
    ),
    ...pigments.map(({ pigment, stockMl }) =>
      row(
        say('{pigment}, undiluted, to pour', { pigment: say(PIGMENT_WORDS[pigment]) }),
        say('{ml} ml', { ml: sureWords(stockMl, millilitreWords) }),
      ),
    ),
    ...cartridges.map(({ code, count }) =>
      row(say('Cartridges {code}', { code }), sureWords(count, wholeWords)),
    ),
  ];
}

function visitsWords(visits: Sure, planned: number): string {
  const words = sureWords(visits, wholeWords);
  return visits.planned === planned
    ? words
    : say('{words}, where {planned} are planned', { words, planned });
}

/** Heads of the table of needs by zone; the first column is its name. */
export const ZONE_HEADS = [
  toSay('Zone'),
  toSay('Skin'),
  toSay('Dots'),
  toSay('Needle time'),
  toSay('Ink'),
] as const;

/** What stands in a zone's row, under {@link ZONE_HEADS}; empty where a plan has no zones. */
export function zoneCells({ needs, scalp }: SimulationReport): string[][] {
  return needs.zones.map(({ name, dots, hours, inkMl }, i) => {
    const area = scalp.zonesCm2[i];
    return [
      name ?? say('Elsewhere'),
      area ? cm2Words(area.cm2) : '',
      wholeWords(dots),
      sureHoursWords(hours),
      say('{ml} ml', { ml: sureWords(inkMl, millilitreWords) }),
    ];
  });
}

/** Dots of the sessions, one after the other, in each zone; empty where a plan has no zones. */
export function zoneSessionRows({ needs }: SimulationReport): ReportRow[] {
  return needs.zones.map(({ name, sessions }) => ({
    name: name ?? say('Elsewhere'),
    value: sessions.map(wholeWords).join(' + '),
  }));
}

/** "11:09 h (9:10 – 13:20)". */
export function sureHoursWords(hours: Sure): string {
  const plain = (value: number) => hoursWords(60 * value);
  return `${plain(hours.planned)} ${rangeWords(hours, (value) => plain(value).replace(' h', ''))}`.trim();
}

/** The figure that is planned, and in brackets what one in ten stays below and exceeds. */
export function sureWords(sure: Sure, words: (value: number) => string): string {
  return `${words(sure.planned)} ${rangeWords(sure, words)}`.trim();
}

/** Nothing where both ends read alike. */
function rangeWords({ p10, p90 }: Sure, words: (value: number) => string): string {
  const [low, high] = [words(p10), words(p90)];
  return low === high ? '' : `(${low} – ${high})`;
}

/** Tenths from one millilitre on, two digits that count below. */
function millilitreWords(ml: number): string {
  return ml >= 1 ? tenthsWords(ml) : String(Number(ml.toPrecision(2)));
}
