import { LIQUID_PER_PERFORATION_NL, parseNeedle } from '../../ink/needles.ts';
import type { Work } from '../../plan/session-work.ts';

/** A figure that nobody can know before the day: from, to. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** What a session takes, beside the plan's own pace. */
export interface SessionNeeds {
  /** Needle time without breaks, hours. */
  readonly hours: Span;
  /** Thinned ink, ml: what the needles leave in the skin and on it, to that with what stays in cups. */
  readonly inkMl: Span;
  /** Cartridges of the main needle. */
  readonly cartridges: Span;
}

/** Dots a minute: 14,000 in two to four hours (jonathangerow.com, single source). */
const DOTS_PER_MINUTE = { slow: 58, quick: 117 } as const;

/** Needle the published volume per perforation is taken to belong to, mm. Assumed. */
const REFERENCE_NEEDLE_MM = 0.25;

/** Ink poured for one part that reaches the skin, at most. Assumed. */
const MOST_POURED = 5;

/** Hours a cartridge stays sharp, at least; at best it lasts the session. Assumed. */
const SHARP_HOURS = 2;

/** What so many dots put in that way take. */
export function sessionNeeds(
  dots: number,
  { needle: code, perforationsPerDot }: Pick<Work, 'needle' | 'perforationsPerDot'>,
): SessionNeeds {
  const needle = parseNeedle(code);
  const section = (needle.diameterMm / REFERENCE_NEEDLE_MM) ** 2;
  const nlPerDot = perforationsPerDot * needle.count * LIQUID_PER_PERFORATION_NL * section;
  const hours = {
    low: dots / DOTS_PER_MINUTE.quick / 60,
    high: dots / DOTS_PER_MINUTE.slow / 60,
  };
  const skinMl = (dots * nlPerDot) / 1e6;
  return {
    hours: { low: round(hours.low, 2), high: round(hours.high, 2) },
    inkMl: { low: round(skinMl, 3), high: round(MOST_POURED * skinMl, 3) },
    cartridges: {
      low: dots > 0 ? 1 : 0,
      high: Math.ceil(hours.high / SHARP_HOURS),
    },
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
