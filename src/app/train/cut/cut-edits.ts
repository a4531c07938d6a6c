import type { CutDot } from '../../../engine/cut/cut.ts';
import { lotWorks } from '../../../engine/lots.ts';
import { TEST_KIND } from '../../../engine/structs.ts';
import type { Plan } from '../../../plan/schema.ts';
import { fieldShape } from '../../../plan/shape.ts';

/** What can be changed at a dot: as its session has it, or the plan where that has nothing of its own. */
export type Handled = 'depositDepthMm' | 'perforationsPerDot';

/** The value that put the dot there. */
export function handledValue(plan: Plan, dot: Pick<CutDot, 'session'>, what: Handled): number {
  return (lotWorks(plan)[dot.session - 1] ?? plan.technique)[what];
}

/** Changes it where it is said, to the nearest step within its range. */
export function setHandled(
  draft: Plan,
  dot: Pick<CutDot, 'session'>,
  what: Handled,
  value: number,
): void {
  const rounded = stepped(`technique.${what}`, value);
  const earlier = draft.earlier[dot.session - TEST_KIND - 1];
  if (earlier && what === 'depositDepthMm') {
    earlier[what] = rounded;
    return;
  }
  // A test patch is done as the first session is.
  const session = draft.sessions[dot.session === TEST_KIND ? 0 : dot.session - 1];
  if (session?.[what] !== undefined) session[what] = rounded;
  else draft.technique[what] = rounded;
}

/** Changes how much the needle's tilt strays. */
export function setTilt(draft: Plan, degrees: number): void {
  draft.operator.angleSdDeg = stepped('operator.angleSdDeg', degrees);
}

function stepped(path: string, value: number): number {
  const { minimum = value, maximum = value, step = 0.01 } = fieldShape(path);
  const rounded = Number((Math.round(value / step) * step).toFixed(4));
  return Math.min(maximum, Math.max(minimum, rounded));
}
