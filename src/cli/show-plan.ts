import { printJson } from './output.ts';
import { readPlanArgument } from './plan-input.ts';
import { tellRemarks } from './progress.ts';
import type { GlobalOptions } from './simulate-plan.ts';

/** `dotwork plan`: the whole plan after all settings, to start a file of one's own from. */
export async function showPlan(argument: string, options: GlobalOptions): Promise<void> {
  const plan = readPlanArgument(argument, options);
  await tellRemarks(plan, options.quiet);
  await printJson(plan);
}
