import { say } from '../../base/language/say.ts';
import { shortMm } from '../../base/quantity-words.ts';
import type { HairlineMeasures, SideMeasures } from '../../scalp/hairline/hairline-rules.ts';
import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';
import type { RuleName } from './rules.ts';

/** Lowest and highest usual mid-frontal point, mm: taught for men, measured for women. */
const USUAL_HEIGHT_MM = { male: [65, 100], female: [55, 70], neutral: [55, 100] } as const;

/**
 * Lowest height that suits an age, mm, men: 70 is called aggressive and 80 usual (Garg 2017); hair
 * goes on receding, so older men are given more. The steps by age are assumed.
 */
const SUITS_MEN_MM: readonly (readonly [fromYears: number, lowestMm: number])[] = [
  [60, 78],
  [45, 74],
  [30, 70],
];

/**
 * What the rules of hair restoration say about a hairline. With measures of the line on its head
 * each remark tells the length it is about.
 */
export function hairlineRemarks(plan: Plan, measured?: HairlineMeasures): Remark[] {
  return [
    ...heightRemarks(plan, measured),
    ...edgeRemarks(plan, measured),
    ...(measured ? [...cornerRemarks(plan, measured), ...faceRemarks(plan, measured)] : []),
    ...movedRemarks(plan, measured),
  ];
}

function heightRemarks({ hairline, head }: Plan, measured?: HairlineMeasures): Remark[] {
  const [low, high] = USUAL_HEIGHT_MM[head.base];
  const height = measured?.midFrontalMm ?? hairline.midFrontalMm;
  const is = `${whole(height)} above the brow`;
  const who = head.base === 'neutral' ? say('this head') : `a ${head.base} head`;
  const field = 'midFrontalMm';
  if (height < low)
    return [warn('line-low', field, `${is} is low for ${who} (usual from ${low} mm).`)];
  if (height > high)
    return [warn('line-high', field, `${is} is high for ${who} (usual to ${high} mm).`)];
  const suits = SUITS_MEN_MM.find(([years]) => head.ageYears >= years);
  // Half a millimetre of grace: plans are written in whole ones.
  if (head.base === 'male' && suits && height < suits[1] - 0.5) {
    return [
      warn(
        'line-young',
        field,
        `${is} looks younger than ${head.ageYears} years; ${suits[1]} mm or more suits that age and the loss still to come.`,
      ),
    ];
  }
  return [];
}

function edgeRemarks({ hairline, head }: Plan, measured?: HairlineMeasures): Remark[] {
  const remarks: Remark[] = [];
  const recession = measured ? meanOf(measured, 'recessionMm') : hairline.templeRecessionMm;
  if (head.base === 'male' && recession < 6) {
    // Waves move a corner by a millimetre or two: less than that is neither.
    const by =
      recession < -2 ? `${whole(-recession)} forward` : `${whole(Math.max(0, recession))} deep`;
    const deep = measured ? ` (${by} here)` : '';
    remarks.push(
      warn(
        'closed-temples',
        'templeRecessionMm',
        `Closed temples${deep} on a man look wrong as loss goes on.`,
      ),
    );
  }
  // Micro irregularity is put in dot by dot and so is not in the measured line.
  const ruled = measured
    ? measured.irregularityMm < 0.6 && hairline.microMm < 0.5
    : hairline.microMm < 0.5 && hairline.macroMm < 1;
  if (ruled) {
    const by = measured ? `: it strays ${tenth(measured.irregularityMm)} from a plain curve` : '';
    remarks.push(
      warn('ruled-line', 'microMm', `A line without irregularity looks drawn with a ruler${by}.`),
    );
  }
  if (measured && mirrored(measured)) {
    remarks.push({
      rule: 'mirrored',
      field: 'hairline.asymmetryMm',
      severity: 'note',
      text: say('Both sides mirror each other exactly; a millimetre or two apart looks natural.'),
    });
  }
  if (hairline.gradientMm < 2) {
    remarks.push(
      warn('hard-edge', 'gradientMm', 'Full density right at the line makes a hard edge.'),
    );
  }
  return remarks;
}

/** Farther from the canthus vertical than this is another hairline than the face's, mm: assumed. */
const BESIDE_CANTHUS_MM = 16;
/** A corner as open as this is one no more, degrees: assumed. */
const FLAT_CORNER_DEG = 140;
/** 80 mm is taught (Garg 2017); a fifth more or less still is that rule: assumed. */
const CORNER_TAPE_MM = [52, 96] as const;

function cornerRemarks({ head }: Plan, measured: HairlineMeasures): Remark[] {
  const remarks: Remark[] = [];
  const off = brokenBy(
    measured,
    ({ cornerBesideCanthusMm: beside, cornerToMidFrontalMm: tape }) =>
      Math.abs(beside) > BESIDE_CANTHUS_MM || tape > CORNER_TAPE_MM[1] || tape < CORNER_TAPE_MM[0],
  );
  if (off) {
    const beside = off.mean('cornerBesideCanthusMm');
    remarks.push(
      warn(
        'corner-place',
        'halfWidthMm',
        `${off.who} ${off.one ? 'lies' : 'lie'} ${whole(Math.abs(beside))} ${beside > 0 ? 'outside' : 'inside'} the outer corner of the eye and ${whole(off.mean('cornerToMidFrontalMm'))} from the middle; above it and about 80 mm are taught.`,
      ),
    );
  }
  const flat = brokenBy(measured, ({ cornerAngleDeg }) => cornerAngleDeg > FLAT_CORNER_DEG);
  if (head.base === 'male' && flat) {
    remarks.push(
      warn(
        'flat-corners',
        'templeRecessionMm',
        `${flat.who} ${flat.one ? 'is' : 'are'} flattened (${Math.round(flat.mean('cornerAngleDeg'))} degrees); men keep a clear angle at the temples.`,
      ),
    );
  }
  return remarks;
}

/** The corners that break a rule: both or one, in words, with the mean of their measures. */
function brokenBy({ left, right }: HairlineMeasures, broken: (side: SideMeasures) => boolean) {
  const sides = [left, right].filter(broken);
  if (sides.length === 0) return undefined;
  const one = sides.length === 1;
  return {
    one,
    who: one ? `The ${sides[0] === left ? 'left' : 'right'} corner` : say('The corners'),
    mean: (name: SideNumber) => sides.reduce((sum, side) => sum + side[name], 0) / sides.length,
  };
}

/** More than this between the corners is seen as a fault, mm: twice the usual asymmetry, assumed. */
const CORNERS_APART_MM = 6;

/** What points moved by hand bring about; rules of height, edge and corners see to the rest. */
function movedRemarks({ hairline }: Plan, measured?: HairlineMeasures): Remark[] {
  const remarks: Remark[] = [];
  if (measured?.crossesItself) {
    const text = say(
      'The line crosses itself; move the points apart or put them back to their rule.',
    );
    remarks.push({ rule: 'line-crosses', field: 'hairline.moved', severity: 'risk', text });
  }
  const apart = measured ? measured.left.recessionMm - measured.right.recessionMm : 0;
  if (Math.abs(apart) > CORNERS_APART_MM) {
    const deeper = apart > 0 ? 'left' : 'right';
    remarks.push(
      warn(
        'uneven-corners',
        'moved',
        `The ${deeper} corner lies ${whole(Math.abs(apart))} deeper than the other.`,
      ),
    );
  }
  const text = movedWords(hairline);
  if (text) remarks.push({ rule: 'by-hand', field: 'hairline.moved', severity: 'note', text });
  return remarks;
}

/** How many points of the hairline were moved by hand, in a sentence; nothing where none was. */
export function movedWords({ moved = {} }: Plan['hairline']): string | undefined {
  const count = Object.keys(moved).length;
  if (count === 0) return undefined;
  return `${count === 1 ? say('One point') : `${count} points`} of the hairline moved by hand.`;
}

/** Upper third against the mean of the others: so far off it shows. A tenth is within taste. */
const THIRDS_OFF = 0.22;

function faceRemarks({ head }: Plan, { thirdsMm }: HairlineMeasures): Remark[] {
  const [upper, middle, lower] = thirdsMm;
  const off = upper / ((middle + lower) / 2) - 1;
  if (Math.abs(off) < THIRDS_OFF || head.base === 'neutral') return [];
  return [
    {
      rule: 'thirds',
      field: 'hairline.midFrontalMm',
      severity: 'note',
      text: `The thirds of the face are ${thirdsMm.map((third) => Math.round(third)).join(', ')} mm from hairline to chin; a ${off < 0 ? 'short' : 'high'} upper third changes the face.`,
    },
  ];
}

function warn(rule: RuleName, field: string, text: string): Remark {
  return { rule, field: `hairline.${field}`, severity: 'warn', text };
}

type SideNumber = Exclude<keyof SideMeasures, 'turnMm'>;

/** Mean of both sides. */
function meanOf({ left, right }: HairlineMeasures, name: SideNumber) {
  return (left[name] + right[name]) / 2;
}

/** Below this the two sides measure the same, mm: what the mesh alone makes between them. */
const SAME_MM = 0.5;

function mirrored({ left, right }: HairlineMeasures): boolean {
  const lengths = ['recessionMm', 'cornerToMidFrontalMm', 'cornerToPeakMm'] as const;
  return lengths.every((name) => Math.abs(left[name] - right[name]) < SAME_MM);
}

function whole(value: number): string {
  return shortMm(Math.round(value));
}

function tenth(value: number): string {
  return shortMm(Math.round(10 * value) / 10);
}
