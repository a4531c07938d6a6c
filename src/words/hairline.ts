import { say, toSay } from '../base/language/say.ts';
import type { FrontPoint, SkinOffset } from '../scalp/hairline/hairline-moves.ts';
import type { HairlineMeasures } from '../scalp/hairline/hairline-rules.ts';

const POINT_WORDS: Readonly<Record<string, string>> = {
  midFrontal: toSay('mid-frontal point'),
  peakShoulder: toSay('shoulder of the peak'),
  mound: 'mound',
  midPupil: toSay('point above the pupil'),
  corner: 'corner',
  temporalPeak: toSay('temporal peak'),
  temporalRecess: toSay('temporal recess'),
  sideburnFront: toSay('front of the sideburn'),
  sideburnTip: toSay('tip of the sideburn'),
};

/** A point of the hairline as people call it: "left corner". Sides are the person's own. */
export function pointWords(name: FrontPoint): string {
  const [, stem, side] = /^(.*?)(Left|Right)?$/.exec(name)!;
  const said = POINT_WORDS[stem!]!;
  return side ? `${side.toLowerCase()} ${said}` : said;
}

/** How far a hand moved a point: "6 mm back, 2.5 mm in". */
export function wayWords(name: FrontPoint, moved: SkinOffset | undefined): string {
  if (!moved) return say('where the rules put it');
  const [out, back] = name === 'midFrontal' ? ['left', 'right'] : ['out', 'in'];
  const parts = [...way(moved.backMm, 'back', 'forward'), ...way(moved.outMm, out!, back!)];
  return parts.length > 0 ? `${parts.join(', ')} of its rule` : say('where the rules put it');
}

function way(mm: number, plus: string, minus: string): string[] {
  if (mm === 0) return [];
  return [`${Math.abs(mm)} mm ${mm > 0 ? plus : minus}`];
}

/** What a designer reads off the tape while shaping: height, depth of the corners, their difference. */
export function lineWords({ midFrontalMm, left, right }: HairlineMeasures): string {
  const [l, r] = [Math.round(left.recessionMm), Math.round(right.recessionMm)];
  const apart = Math.abs(left.recessionMm - right.recessionMm).toFixed(1);
  // As in the remarks: a millimetre or two are neither.
  const isForward = (mm: number) => mm < -2;
  const size = (mm: number) => (isForward(mm) ? -mm : Math.max(0, mm));
  const corner = (mm: number) => `${size(mm)} mm ${isForward(mm) ? 'forward' : 'deep'}`;
  const other = isForward(l) === isForward(r) ? size(r) : corner(r);
  return `Brow to hairline ${Math.round(midFrontalMm)} mm · corners ${corner(l)} left, ${other} right, ${apart} apart`;
}
