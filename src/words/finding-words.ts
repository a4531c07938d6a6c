import { say, toSay } from '../base/language/say.ts';
import { shortMm } from '../base/quantity-words.ts';
import type { Finding, Place } from '../check/finding.ts';
import { RULES } from '../plan/remarks/rules.ts';

/** How bad a finding is. */
const SEVERITY_WORDS: Readonly<Record<Finding['severity'], string>> = {
  risk: toSay('risk'),
  warn: toSay('warn'),
  note: toSay('note'),
};

/** A finding as lines of text: what, why, who says so, where. */
export function findingLines(finding: Finding): string[] {
  const { severity, rule, text, field, places } = finding;
  const { title, why, source, standing } = RULES[rule];
  const told = { source: say(source) };
  return [
    `${say(SEVERITY_WORDS[severity])}: ${say(title)}. ${text}`,
    `  ${say('why: {why}', { why: say(why) })}`,
    `  ${standing === 'assumed' ? say('source: {source} (assumed)', told) : say('source: {source}', told)}`,
    ...(places.length > 0 ? [`  ${say('where: {places}', { places: placesWords(places) })}`] : []),
    `  ${say('field: {field}', { field })}`,
  ];
}

/** Where a finding is: "3 places; front, left of the middle, 12 mm around, 34 dots". */
export function placesWords(places: readonly Place[]): string {
  const [first] = places;
  if (!first) return say('the whole plan');
  const told = {
    place: placeWords(first),
    radius: shortMm(Number(first.radiusMm.toFixed(0))),
    dots: first.dots.length,
  };
  const here =
    first.dots.length > 0
      ? say('{place}, {radius} around, {dots, plural, one {# dot} other {# dots}}', told)
      : say('{place}, {radius} around', told);
  return places.length === 1
    ? here
    : say('{count} places; first {here}', { count: places.length, here });
}

/** How far from the middle planes a place is no longer in the middle, mm. */
const BESIDE_MM = 15;
const AHEAD_MM = 35;

/** Part of the head a place lies on, the subject's left and right. */
export function placeWords({ middleMm: [x, , z] }: Place): string {
  const depth = z > AHEAD_MM ? 'front' : z < -AHEAD_MM ? 'back' : 'crown';
  const side = x > BESIDE_MM ? 'left' : x < -BESIDE_MM ? 'right' : 'middle';
  return say(
    '{depth, select, front {front} back {back} other {crown}}, {side, select, left {left} right {right} other {middle}}',
    { depth, side },
  );
}
