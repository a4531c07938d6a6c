import { simulationReport } from '../../engine/report/report.ts';
import { printJson } from '../output.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** `dotwork simulate`: the numbers of a plan as one JSON object. */
export async function simulate(plan: string, options: GlobalOptions): Promise<void> {
  await printJson(await simulatePlan(plan, options, simulationReport));
}
