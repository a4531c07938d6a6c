import { liquidOfDotNl } from '../../ink/dose.ts';
import { dwellDose, taperFlow } from '../../ink/needle-column.ts';
import { type Draw, TAKEN } from '../../ink/unknowns/table.ts';
import type { Plan } from '../../plan/schema.ts';
import { sessionWork } from '../../plan/session-work.ts';
import type { NeedleDots } from './work-counts.ts';

/** So long a hand stays steady; 3 to 5 hours a session are usual (trade). */
export const LONGEST_VISIT_HOURS = 5;

/** What a session's dots take, as it may come out. */
export interface SessionNeeds {
  /** Needle time without breaks. */
  readonly hours: number;
  /** As many as it takes where none is longer than {@link LONGEST_VISIT_HOURS}. */
  readonly visits: number;
  /** Thinned ink that goes through the needles, before any is wiped off. */
  readonly inkMl: number;
  /** Of the undiluted ink, with what stays in caps. */
  readonly stockMl: number;
  /** Cartridges of the main needle and of the one at the hairline; all are main where both are one. */
  readonly cartridges: NeedleDots;
}

/**
 * What the dots of one session take: needle time, ink and cartridges. The one place both the report
 * and the ensemble have it from.
 *
 * @param session - Of the plan, 0 for the first.
 * @param draw - How what nobody measured comes out.
 */
export function sessionNeeds(
  plan: Plan,
  session: number,
  dots: NeedleDots,
  draw: Draw = TAKEN,
): SessionNeeds {
  const { technique, operator } = plan;
  const work = sessionWork(plan, plan.sessions[session]!);
  const hoursOf = (count: number) =>
    count / (technique.dotsPerMinute * draw.dotsPerMinute) / MINUTES_PER_HOUR;
  const hours = hoursOf(dots.main + dots.hairline);
  const inkMl =
    NL_PER_ML *
    // Hit twice, a dot has twice the ink.
    (1 + Math.min(0.5, operator.doubleHitShare * draw.doubleHits)) *
    dwellDose(technique.dwell, draw) *
    (dots.main * liquidNl(plan, work.needle, work, draw) +
      dots.hairline * liquidNl(plan, work.hairlineNeedle, work, draw));
  const isOneNeedle = work.needle === work.hairlineNeedle;
  const cartridgesFor = (count: number) => Math.ceil(hoursOf(count) / draw.sharpHours);
  return {
    hours,
    visits: Math.ceil(hours / LONGEST_VISIT_HOURS),
    inkMl,
    stockMl: (inkMl * draw.poured) / (1 + work.dilution),
    cartridges: isOneNeedle
      ? { main: cartridgesFor(dots.main + dots.hairline), hairline: 0 }
      : { main: cartridgesFor(dots.main), hairline: cartridgesFor(dots.hairline) },
  };
}

const MINUTES_PER_HOUR = 60;
const NL_PER_ML = 1e-6;

/** Liquid of one dot, as `deposit` gives it: a shorter point lets more go where the needle is set. */
function liquidNl(
  { technique }: Plan,
  code: string,
  { perforationsPerDot }: { readonly perforationsPerDot: number },
  draw: Draw,
): number {
  const flow = technique.depthToldAs === 'extension' ? taperFlow(code, draw) : 1;
  return flow * liquidOfDotNl(code, perforationsPerDot * draw.perforations, draw);
}
