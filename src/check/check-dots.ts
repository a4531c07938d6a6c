import type { Finding } from './finding.ts';
import type { DotRule } from './rule.ts';
import { deepForRegion } from './rules/deep-for-region.ts';
import { denserHere } from './rules/denser-here.ts';
import { dotsTouch } from './rules/dots-touch.ts';
import { frontDenser } from './rules/front-denser.ts';
import { inkCover } from './rules/ink-cover.ts';
import { moleCovered } from './rules/mole-covered.ts';
import { rows } from './rules/rows.ts';
import { scarDose } from './rules/scar-dose.ts';
import type { Subject } from './subject.ts';

/** Rules that need the dots; those that need the plan alone are its remarks. */
export const DOT_RULES: readonly DotRule[] = [
  deepForRegion,
  dotsTouch,
  rows,
  inkCover,
  denserHere,
  frontDenser,
  scarDose,
  moleCovered,
];

/** What a teacher finds in dots, with places. */
export function checkDots(subject: Subject): Finding[] {
  if (subject.dots.count === 0) return [];
  return DOT_RULES.flatMap((rule) =>
    rule.find(subject).map((found) => ({ rule: rule.name, ...found })),
  );
}
