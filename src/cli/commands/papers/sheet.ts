import { checkPlan } from '../../../engine/check/check-plan.ts';
import { simulationReport } from '../../../engine/report/report.ts';
import type { Simulator } from '../../../engine/simulator.ts';
import type { SheetName } from '../../../paper/units.ts';
import type { Plan } from '../../../plan/schema.ts';
import { isTooLong, shareLink } from '../../../share/link.ts';
import { planHash } from '../../../share/plan-hash.ts';
import { readSheetDetails, type SheetDetails } from '../../../sheet/details.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../../output.ts';
import { readJsonFile } from '../../json-file.ts';
import type { Progress } from '../../progress.ts';
import { type GlobalOptions, simulatePlan } from '../../simulate-plan.ts';

/** Flags of `dotwork sheet`. */
export interface SheetFlags {
  readonly output: string;
  readonly paper: SheetName;
  readonly details?: string;
  readonly client?: string;
  readonly baseUrl: string;
}

/** `dotwork sheet`: the treatment sheet of a plan, as a PDF. */
export async function sheet(given: string, options: GlobalOptions & SheetFlags): Promise<void> {
  const { output } = options;
  checkWritable(output, given, options.head);
  const details = detailsOf(options);
  const answer = await simulatePlan(given, options, async (simulator, progress) => {
    const { plan } = simulator;
    const pdf = await sheetOf(simulator, details, options, progress);
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

function detailsOf({ details, client }: SheetFlags): SheetDetails {
  const read = details === undefined ? {} : readJsonFile(details, 'the details themselves');
  const named = client === undefined ? read : { ...(read as object), client };
  return readSheetDetails(named);
}

async function sheetOf(
  simulator: Simulator,
  details: SheetDetails,
  { paper, baseUrl }: SheetFlags,
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
    link: linkOf(plan, baseUrl),
    sheet: paper,
  });
}

/** Undefined where the plan is too long for a link. */
function linkOf(plan: Plan, baseUrl: string): string | undefined {
  try {
    return shareLink(baseUrl, { plan });
  } catch (error) {
    if (isTooLong(error)) return undefined;
    throw error;
  }
}
