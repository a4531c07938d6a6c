import { numberWords } from '../base/language/formats.ts';
import { say, toSay } from '../base/language/say.ts';
import { withinSentence } from '../base/language/within-sentence.ts';
import { depthWords } from '../base/quantity-words.ts';
import { LADDER_DEPTHS_MM } from '../engine/dot/ladder-plan.ts';
import { depthBand } from './depth-lesson.ts';

/** Ages a ladder shows, days after the last session. */
export const LADDER_AGES = [
  { days: 0, name: toSay('Fresh') },
  { days: 30, name: toSay('30 days') },
  { days: 365, name: toSay('1 year') },
  { days: 1825, name: toSay('5 years') },
  { days: 3650, name: toSay('10 years') },
] as const;

/** A picture of a ladder, by its places in {@link LADDER_DEPTHS_MM} and {@link LADDER_AGES}. */
export interface LadderPlace {
  readonly depth: number;
  readonly age: number;
}

/** What was measured of the dots of one picture. */
export interface LadderLook {
  /** Colour difference (CIEDE2000) of a dot's middle to bare skin. */
  readonly contrast: number;
  /** Where a dot is half as dark as in its middle, mm; undefined where dots have run together. */
  readonly widthMm: number | undefined;
}

/** The picture nearest to a depth and an age; late ages count by their cube root, as sliders have them. */
export function nearestPlace(depthMm: number, ageDays: number): LadderPlace {
  const depth = nearestOf(LADDER_DEPTHS_MM, (mm) => mm - depthMm);
  const age = nearestOf(LADDER_AGES, ({ days }) => Math.cbrt(days) - Math.cbrt(ageDays));
  return { depth, age };
}

/** Whether a picture is of that very depth and age. */
export function isExactly({ depth, age }: LadderPlace, depthMm: number, ageDays: number): boolean {
  const isDepth = Math.abs(LADDER_DEPTHS_MM[depth]! - depthMm) < 0.005;
  return isDepth && Math.round(ageDays) === LADDER_AGES[age]!.days;
}

/** "0.40 mm, 1 year". */
export function placeWords({ depth, age }: LadderPlace): string {
  return `${depthWords(LADDER_DEPTHS_MM[depth]!)}, ${withinSentence(say(LADDER_AGES[age]!.name))}`;
}

/** What a picture shows, for those who do not see it. */
export function lookWords({ contrast, widthMm }: LadderLook): string {
  const dark = say('ΔE {contrast} from bare skin', { contrast: numberWords(contrast, 1) });
  return widthMm === undefined
    ? say('{dark}, dots run together', { dark })
    : say('{dark}, {widthMm} mm wide', { dark, widthMm: numberWords(widthMm, 2) });
}

/** What is taught of a depth of the ladder. */
export function rungBand(depth: number) {
  return depthBand(LADDER_DEPTHS_MM[depth]!);
}

function nearestOf<T>(all: readonly T[], off: (one: T) => number): number {
  const offs = all.map((one) => Math.abs(off(one)));
  return offs.indexOf(Math.min(...offs));
}
