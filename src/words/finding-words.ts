import { say } from '../base/language/say.ts';
import { plural, shortMm } from '../base/quantity-words.ts';
import type { Finding, Place } from '../check/finding.ts';
import { RULES } from '../plan/remarks/rules.ts';

/** A finding as lines of text: what, why, who says so, where. */
export function findingLines(finding: Finding): string[] {
  const { severity, rule, text, field, places } = finding;
  const { title, why, source, standing } = RULES[rule];
  const assumed = standing === 'assumed' ? ' (assumed)' : '';
  return [
    `${severity}: ${title}. ${text}`,
    `  why: ${why}`,
    `  source: ${source}${assumed}`,
    ...(places.length > 0 ? [`  where: ${placesWords(places)}`] : []),
    `  field: ${field}`,
  ];
}

/** Where a finding is: "3 places; front, left of the middle, 12 mm around, 34 dots". */
export function placesWords(places: readonly Place[]): string {
  const [first] = places;
  if (!first) return say('the whole plan');
  const dots = first.dots.length > 0 ? `, ${plural(first.dots.length, 'dot')}` : '';
  const here = `${placeWords(first)}, ${shortMm(Number(first.radiusMm.toFixed(0)))} around${dots}`;
  return places.length === 1 ? here : `${plural(places.length, 'place')}; first ${here}`;
}

/** How far from the middle planes a place is no longer in the middle, mm. */
const BESIDE_MM = 15;
const AHEAD_MM = 35;

/** Part of the head a place lies on, the subject's left and right. */
export function placeWords({ middleMm: [x, , z] }: Place): string {
  const depth = z > AHEAD_MM ? 'front' : z < -AHEAD_MM ? 'back' : 'crown';
  const side = x > BESIDE_MM ? 'left' : x < -BESIDE_MM ? 'right' : 'middle';
  return `${depth}, ${side}`;
}
