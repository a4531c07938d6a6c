import { saysOfAScan, withHead } from '../head-input.ts';
import { printJson } from '../output.ts';
import { readPlanArgument } from '../plan-input.ts';
import { tellRemarks } from '../progress.ts';
import type { GlobalOptions } from '../simulate-plan.ts';

/** `dotwork plan`: the whole plan after all settings, to start a file of one's own from. */
export async function showPlan(argument: string, options: GlobalOptions): Promise<void> {
  const named = readPlanArgument(argument, options);
  // A plan may be looked at without its scan.
  const asksForScan = options.head !== undefined || saysOfAScan(options);
  const found = asksForScan ? await withHead(named, options) : { plan: named, findings: [] };
  await tellRemarks(found, options.quiet);
  await printJson(found.plan);
}
