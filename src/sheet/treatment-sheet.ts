import { say } from '../base/language/say.ts';
import type { Finding } from '../check/finding.ts';
import type { SimulationReport } from '../engine/report/report.ts';
import type { Head } from '../head/head.ts';
import { Paper } from '../paper/paper.ts';
import type { SheetName } from '../paper/units.ts';
import type { Plan } from '../plan/schema.ts';
import type { Hairline } from '../scalp/hairline/hairline.ts';
import { planHash } from '../share/plan-hash.ts';
import { LEAST_MODULE_MM, qrModules } from '../share/qr.ts';
import type { ReportRow } from '../words/report-words.ts';
import { type Block, type PicturesBlock, type Section, textsOf } from './blocks.ts';
import type { SheetDetails } from './details.ts';
import { Flow } from './flow.ts';
import { aftercareSection, consentSection, whoSection } from './sections/client.ts';
import { findingsSection } from './sections/findings.ts';
import { hairlineSection } from './sections/hairline.ts';
import { inkSection } from './sections/ink.ts';
import { asRow, densitySection, depthSection, sessionsSection } from './sections/work.ts';

/** All that a treatment sheet is made from. */
export interface SheetInput {
  readonly plan: Plan;
  readonly report: SimulationReport;
  readonly findings: readonly Finding[];
  readonly head: Head;
  readonly hairline: Hairline;
  readonly pictures: PicturesBlock;
  readonly details: SheetDetails;
  /** What it costs, where the clinic's rates are known. */
  readonly quote?: readonly ReportRow[] | undefined;
  /** Opens the plan; undefined where it is too long for one. */
  readonly link: string | undefined;
  readonly sheet: SheetName;
}

/** Small enough to be mailed. */
export const MOST_SHEET_BYTES = 2_000_000;

/**
 * The paper that goes with a client: pictures, plan, ink record, quote, findings, aftercare and
 * consent, as a tagged PDF. The same input gives the same bytes; it bears no date of today.
 *
 * @throws DotworkError `file` if the typeface cannot be had.
 */
export async function treatmentSheet(input: SheetInput): Promise<Uint8Array> {
  const { plan, report, details, sheet } = input;
  const hash = planHash(plan);
  const sections = sectionsOf(input, hash);
  const title = say('Treatment sheet: {title}', { title: plan.title });
  const below = [
    'Scalp micropigmentation. A preview, not a promise.',
    ...(plan.startsOn ? [say('First session {startsOn}.', { startsOn: plan.startsOn })] : []),
    `Plan ${hash}`,
  ].join(' ');
  const limits = report.limits;
  const foot = details.client ?? '';
  const paper = await Paper.open(
    { title, subject: limits, language: 'en', sheet, day: plan.startsOn },
    [title, below, limits, foot, ...textsOf(sections)],
  );
  const flow = new Flow(paper);
  flow.title(title, below);
  for (const section of sections) flow.section(section);
  return paper.finish((page, of) =>
    flow.furnish(
      limits,
      `Plan ${hash.slice(0, 8)}`,
      [plan.title, foot].filter(Boolean).join(' · '),
      page,
      of,
    ),
  );
}

function sectionsOf(input: SheetInput, hash: string): Section[] {
  const { plan, report, findings, head, hairline, pictures, details, quote, link } = input;
  return [
    whoSection(plan, details),
    { title: say('Before, on the day, healed'), blocks: [pictures] },
    hairlineSection(report, head, hairline),
    densitySection(plan, report),
    depthSection(plan, report),
    sessionsSection(plan, report),
    ...(quote && quote.length > 0
      ? [{ title: say('Quote'), blocks: [{ kind: 'rows', rows: quote.map(asRow) } as const] }]
      : []),
    inkSection(report, details),
    findingsSection(plan, findings),
    aftercareSection(plan, details),
    consentSection(plan),
    { title: say('The plan itself'), blocks: planBlocks(link, hash) },
  ];
}

function planBlocks(link: string | undefined, hash: string): Block[] {
  if (link === undefined) {
    return [
      {
        kind: 'text',
        text: say(
          'This plan is too long for a link: keep its file with this sheet. Its mark is {hash}.',
          { hash },
        ),
      },
    ];
  }
  return [
    {
      kind: 'code',
      modules: qrModules(link),
      moduleMm: LEAST_MODULE_MM,
      alt: say('QR code of a link that opens this plan'),
      texts: [
        say(
          'Opens this plan, its dots and its pictures again. The whole plan is in the link, so nothing was sent anywhere; whoever has the link can read the plan.',
        ),
        say('Mark of the plan: {hash}. Any other plan has another.', { hash }),
        `Link: ${link.slice(0, link.indexOf('#') + 1)}…`,
      ],
    },
  ];
}
