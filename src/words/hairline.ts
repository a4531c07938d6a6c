import { numberWords, shortNumber } from '../base/language/formats.ts';
import { say, toSay } from '../base/language/say.ts';
import type { FrontPoint, SkinOffset } from '../scalp/hairline/hairline-moves.ts';
import type { HairlineMeasures } from '../scalp/hairline/hairline-rules.ts';

const POINT_WORDS: Readonly<Record<string, string>> = {
  midFrontal: toSay('mid-frontal point'),
  peakShoulder: toSay('shoulder of the peak'),
  mound: toSay('mound'),
  midPupil: toSay('point above the pupil'),
  corner: toSay('corner'),
  temporalPeak: toSay('temporal peak'),
  temporalRecess: toSay('temporal recess'),
  sideburnFront: toSay('front of the sideburn'),
  sideburnTip: toSay('tip of the sideburn'),
};

/** A point of the hairline as people call it: "left corner". Sides are the person's own. */
export function pointWords(name: FrontPoint): string {
  const [, stem, side] = /^(.*?)(Left|Right)?$/.exec(name)!;
  const point = say(POINT_WORDS[stem!]!);
  if (!side) return point;
  return side === 'Left' ? say('left {point}', { point }) : say('right {point}', { point });
}

/** How far a hand moved a point: "6 mm back, 2.5 mm in". */
export function wayWords(name: FrontPoint, moved: SkinOffset | undefined): string {
  if (!moved) return say('where the rules put it');
  const back = { mm: shortNumber(Math.abs(moved.backMm)) };
  const out = { mm: shortNumber(Math.abs(moved.outMm)) };
  const isMiddle = name === 'midFrontal';
  const parts = [
    moved.backMm > 0 && say('{mm} mm back', back),
    moved.backMm < 0 && say('{mm} mm forward', back),
    moved.outMm > 0 && (isMiddle ? say('{mm} mm left', out) : say('{mm} mm out', out)),
    moved.outMm < 0 && (isMiddle ? say('{mm} mm right', out) : say('{mm} mm in', out)),
  ].filter((part) => part !== false);
  return parts.length > 0
    ? say('{parts} of its rule', { parts: parts.join(', ') })
    : say('where the rules put it');
}

/** What a designer reads off the tape while shaping: height, depth of the corners, their difference. */
export function lineWords({ midFrontalMm, left, right }: HairlineMeasures): string {
  const [l, r] = [Math.round(left.recessionMm), Math.round(right.recessionMm)];
  const apart = numberWords(Math.abs(left.recessionMm - right.recessionMm), 1);
  // As in the remarks: a millimetre or two are neither.
  const isForward = (mm: number) => mm < -2;
  const size = (mm: number) => (isForward(mm) ? -mm : Math.max(0, mm));
  const corner = (mm: number) =>
    isForward(mm)
      ? say('{mm} mm forward', { mm: size(mm) })
      : say('{mm} mm deep', { mm: size(mm) });
  const other = isForward(l) === isForward(r) ? size(r) : corner(r);
  return say(
    'Brow to hairline {midFrontalMm} mm · corners {l} left, {other} right, {apart} apart',
    { midFrontalMm: Math.round(midFrontalMm), l: corner(l), other, apart },
  );
}
