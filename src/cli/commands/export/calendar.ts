import { sessionCalendar } from '../../../io/session-calendar.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../../output.ts';
import { readPlanArgument } from '../../plan-input.ts';
import type { GlobalOptions } from '../../simulate-plan.ts';

/** `dotwork calendar`: sessions and the days after them, for calendar programs. Needs no GPU. */
export async function calendar(
  argument: string,
  flags: GlobalOptions & { readonly output: string },
): Promise<void> {
  const { output } = flags;
  checkWritable(output, argument);
  const plan = readPlanArgument(argument, flags);
  const content = sessionCalendar(plan);
  if (output === STDOUT) return printPieces([content]);
  const bytes = writeWhole(output, [content]);
  await printJson({ file: output, bytes, events: content.split('BEGIN:VEVENT').length - 1 });
}
