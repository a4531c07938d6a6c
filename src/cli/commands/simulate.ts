import { simulationReport } from '../../engine/report/report.ts';
import { reportLines } from '../../words/report-text.ts';
import { printJson, printPieces } from '../output.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork simulate`. */
interface SimulateFlags {
  readonly text?: boolean;
}

/** `dotwork simulate`: the numbers of a plan as one JSON object, or as lines of text. */
export async function simulate(
  plan: string,
  options: GlobalOptions & SimulateFlags,
): Promise<void> {
  const report = await simulatePlan(plan, options, simulationReport);
  if (options.text) await printPieces([`${reportLines(report).join('\n')}\n`]);
  else await printJson(report);
}
