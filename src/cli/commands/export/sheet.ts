import { checkPlan } from '../../../engine/check/check-plan.ts';
import { simulationReport } from '../../../engine/report/report.ts';
import type { Simulator } from '../../../engine/simulator.ts';
import type { SheetName } from '../../../paper/units.ts';
import { quoteOf } from '../../../quote/quote.ts';
import type { Rates } from '../../../quote/rates.ts';
import { linkIfShort, pageOf } from '../../../share/link.ts';
import { planHash } from '../../../share/plan-hash.ts';
import { readSheetDetails, type SheetDetails } from '../../../sheet/details.ts';
import { quoteRows } from '../../../words/work/quote-words.ts';
import { readJsonFile } from '../../json-file.ts';
import { numberIn } from '../../numbers.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../../output.ts';
import type { Progress } from '../../progress.ts';
import { ratesFile } from '../../rates-file.ts';
import { type GlobalOptions, simulatePlan } from '../../simulate-plan.ts';

/** Flags of `dotwork sheet`. */
export interface SheetFlags {
  readonly output: string;
  readonly paper: SheetName;
  readonly details?: string;
  readonly client?: string;
  readonly baseUrl: string;
  readonly size: string;
  readonly rates?: string;
}

/** `dotwork sheet`: the treatment sheet of a plan, as a PDF. */
export async function sheet(given: string, options: GlobalOptions & SheetFlags): Promise<void> {
  const { output } = options;
  checkWritable(output, given, options.head);
  const details = detailsOf(options);
  pageOf(options.baseUrl);
  const rates = options.rates === undefined ? undefined : ratesFile(options.rates);
  const sidePx = Math.round(numberIn('--size', options.size, 64, 1600));
  const answer = await simulatePlan(given, options, async (simulator, progress) => {
    const { plan } = simulator;
    const pdf = await sheetOf(simulator, { ...options, details, sidePx, rates }, progress);
    simulator.gpu.assertHealthy('writing the sheet');
    return { pdf, plan };
  });
  if (output === STDOUT) return printPieces([answer.pdf]);
  const bytes = writeWhole(output, [answer.pdf]);
  const { title, seed } = answer.plan;
  await printJson({
    file: output,
    bytes,
    paper: options.paper,
    title,
    seed,
    plan: planHash(answer.plan),
  });
}

const EXAMPLE = '{"clinic": "...", "technician": "..."}';

function detailsOf({ details, client }: SheetFlags): SheetDetails {
  const read =
    details === undefined ? {} : readJsonFile(details, 'the details themselves', EXAMPLE);
  const named = client === undefined ? read : { ...(read as object), client };
  return readSheetDetails(named);
}

async function sheetOf(
  simulator: Simulator,
  {
    paper,
    baseUrl,
    details,
    sidePx,
    rates,
  }: Pick<SheetFlags, 'paper' | 'baseUrl'> & {
    readonly details: SheetDetails;
    readonly sidePx: number;
    readonly rates: Rates | undefined;
  },
  progress: Progress,
): Promise<Uint8Array> {
  const { plan, head } = simulator;
  const report = await simulationReport(simulator);
  const findings = await checkPlan(simulator);
  // Solved for this plan; the pictures are of other moments of it.
  const { hairline } = simulator.scalp;
  // Loaded late: three.js and fonts cost a second that no other command needs.
  const [{ sheetPictures }, { treatmentSheet }] = await Promise.all([
    import('../../../view/series/sheet-pictures.ts'),
    import('../../../sheet/treatment-sheet.ts'),
  ]);
  const pictures = await sheetPictures(simulator, plan, {
    sidePx,
    onPicture: (done, of) => progress.step(`picture ${done} of ${of}`),
  });
  return treatmentSheet({
    plan,
    report,
    findings,
    head,
    hairline,
    pictures: { kind: 'pictures', ...pictures },
    details,
    ...(rates && { quote: quoteRows(quoteOf(report, rates)) }),
    link: linkIfShort(baseUrl, { plan }),
    sheet: paper,
  });
}
