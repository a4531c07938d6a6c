import { say } from '../../base/language/say.ts';
import { depthWords, shortMm, wholeWords } from '../../base/quantity-words.ts';
import type { SimulationReport } from '../../engine/report/report.ts';
import { dateOf } from '../../plan/moments.ts';
import type { Plan } from '../../plan/schema.ts';
import { sessionWork } from '../../plan/session-work.ts';
import { schoolReadings, TOLD_WORDS } from '../../words/needle.ts';
import { depthRows, headlineFigures, type ReportRow } from '../../words/report-words.ts';
import {
  needsRows,
  PIGMENT_WORDS,
  sureHoursWords,
  sureWords,
  ZONE_HEADS,
  zoneCells,
} from '../../words/work/needs-words.ts';
import type { Section, SheetRow } from '../blocks.ts';

/** Skin, density and zones: how many dots go where. */
export function densitySection(plan: Plan, report: SimulationReport): Section {
  const figures = headlineFigures(report).filter(({ name }) => name !== 'Needle time');
  const zones = zoneCells(report);
  return {
    title: say('Dots and zones'),
    blocks: [
      {
        kind: 'rows',
        rows: [
          ...figures.map(({ name, value, unit, about }) => ({
            name,
            value: `${value} ${unit}`,
            note: about,
          })),
          {
            name: say('Asked for where no hair is left'),
            value: say('{dotsPerCm2} dots per cm²', {
              dotsPerCm2: wholeWords(plan.density.dotsPerCm2),
            }),
          },
          {
            name: say('Soft front'),
            value: say('density rises over {gradientMm} behind the line', {
              gradientMm: shortMm(plan.hairline.gradientMm),
            }),
            note: 'assumed: no measurement of hairlines gives it',
          },
        ],
      },
      ...(zones.length > 0
        ? [
            {
              kind: 'table',
              heads: [...ZONE_HEADS.map((head) => say(head)), say('Density'), say('Depth')],
              rows: zones.map((cells, i) => [...cells, ...zoneSettings(plan, i)]),
              shares: [4, 2, 2, 4, 4, 2, 2],
            } as const,
          ]
        : []),
    ],
  };
}

function zoneSettings({ zones }: Plan, i: number): string[] {
  const zone = zones[i];
  if (!zone) return ['', ''];
  const { densityScale, depthOffsetMm } = zone;
  const sign = depthOffsetMm > 0 ? '+' : depthOffsetMm < 0 ? '−' : '±';
  return [`× ${densityScale}`, `${sign}${depthWords(Math.abs(depthOffsetMm))}`];
}

/** Depth and needles, told both ways. */
export function depthSection(plan: Plan, report: SimulationReport): Section {
  const { technique, needle } = plan;
  return {
    title: say('Depth and needles'),
    blocks: [
      {
        kind: 'rows',
        rows: [
          ...depthRows(report).map(asRow),
          { name: say('The plan tells'), value: say(TOLD_WORDS[technique.depthToldAs]) },
          { name: say('Needle'), value: needle.code },
          { name: say('Needle at the hairline'), value: needle.hairlineCode },
        ],
      },
      {
        kind: 'text',
        text: say(
          'Schools disagree on what depth is right, and none says whether it means the needle or where pigment ends:',
        ),
      },
      {
        kind: 'table',
        heads: [
          say('Taught'),
          say('By'),
          say('If it is the needle, pigment ends at'),
          say('That is'),
          say('If it is where pigment ends'),
        ],
        rows: schoolReadings(technique.extensionToDeposit).map((school) => [
          school.name,
          school.source,
          school.asExtensionMm
            .map((mm) => mm.toFixed(2))
            .join(' – ')
            .concat(' mm'),
          school.asExtension,
          school.asDeposit,
        ]),
        shares: [2.2, 4.4, 3, 3.2, 3.2],
      },
      {
        kind: 'text',
        small: true,
        text: say(
          'Depths are model depths of pigment in average skin, not machine settings. Do not set a needle by this sheet: training, the skin in front of you and local rules come first.',
        ),
      },
    ],
  };
}

/** Visit by visit, with room for what was done, and what it takes. */
export function sessionsSection(plan: Plan, report: SimulationReport): Section {
  return {
    title: say('Sessions'),
    blocks: [
      {
        kind: 'table',
        heads: [
          say('No.'),
          say('Day'),
          say('Dots'),
          say('Ink, water : ink'),
          say('Needles'),
          say('Needle time'),
          say('Ink, ml'),
          say('Done on, by'),
        ],
        rows: report.sessions.map((session, i) => {
          const work = sessionWork(plan, plan.sessions[i]!);
          const date = dateOf(plan, session.day);
          return [
            String(session.session),
            date ?? `day ${wholeWords(session.day)}`,
            wholeWords(session.dots),
            `${say(PIGMENT_WORDS[work.pigment])}, ${session.dilution} : 1`,
            [...new Set([work.needle, work.hairlineNeedle])].join(', '),
            sureHoursWords(session.hours),
            sureWords(session.inkMl, (ml) => String(Number(ml.toPrecision(2)))),
            '',
          ];
        }),
        shares: [1, 2.4, 1.6, 3.6, 2.2, 3.2, 3.2, 3],
      },
      { kind: 'rows', rows: unique(needsRows(report)) },
    ],
  };
}

/** Rows with the note they share on the last of them only. */
function unique(rows: readonly ReportRow[]): SheetRow[] {
  return rows.map((row, i) => {
    const { note, ...plain } = asRow(row);
    return rows[i + 1]?.assumed === row.assumed ? plain : { ...plain, note };
  });
}

/** A row of a report, with why it is not known below it. */
export function asRow({ name, value, assumed }: ReportRow): SheetRow {
  return { name, value, ...(assumed && { note: `assumed: ${assumed}` }) };
}
