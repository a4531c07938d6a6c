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
  const told = { height: whole(height), low, high };
  const field = 'midFrontalMm';
  if (height < low)
    return [
      warn(
        'line-low',
        field,
        head.base === 'male'
          ? say('{height} above the brow is low for a male head (usual from {low} mm).', told)
          : head.base === 'female'
            ? say('{height} above the brow is low for a female head (usual from {low} mm).', told)
            : say('{height} above the brow is low for this head (usual from {low} mm).', told),
      ),
    ];
  if (height > high)
    return [
      warn(
        'line-high',
        field,
        head.base === 'male'
          ? say('{height} above the brow is high for a male head (usual to {high} mm).', told)
          : head.base === 'female'
            ? say('{height} above the brow is high for a female head (usual to {high} mm).', told)
            : say('{height} above the brow is high for this head (usual to {high} mm).', told),
      ),
    ];
  const suits = SUITS_MEN_MM.find(([years]) => head.ageYears >= years);
  // Half a millimetre of grace: plans are written in whole ones.
  if (head.base === 'male' && suits && height < suits[1] - 0.5) {
    return [
      warn(
        'line-young',
        field,
        say(
          '{height} above the brow looks younger than {years} years; {suits} mm or more suits that age and the loss still to come.',
          { height: whole(height), years: head.ageYears, suits: suits[1] },
        ),
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
    remarks.push(
      warn(
        'closed-temples',
        'templeRecessionMm',
        !measured
          ? say('Closed temples on a man look wrong as loss goes on.')
          : recession < -2
            ? say('Closed temples ({mm} forward here) on a man look wrong as loss goes on.', {
                mm: whole(-recession),
              })
            : say('Closed temples ({mm} deep here) on a man look wrong as loss goes on.', {
                mm: whole(Math.max(0, recession)),
              }),
      ),
    );
  }
  // Micro irregularity is put in dot by dot and so is not in the measured line.
  const ruled = measured
    ? measured.irregularityMm < 0.6 && hairline.microMm < 0.5
    : hairline.microMm < 0.5 && hairline.macroMm < 1;
  if (ruled) {
    const text = measured
      ? say(
          'A line without irregularity looks drawn with a ruler: it strays {mm} from a plain curve.',
          { mm: tenth(measured.irregularityMm) },
        )
      : say('A line without irregularity looks drawn with a ruler.');
    remarks.push(warn('ruled-line', 'microMm', text));
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
      warn('hard-edge', 'gradientMm', say('Full density right at the line makes a hard edge.')),
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
        say(
          '{which, select, left {The left corner lies} right {The right corner lies} other {The corners lie}} {mm} {way, select, out {outside} other {inside}} the outer corner of the eye and {middle} from the middle; above it and about 80 mm are taught.',
          {
            which: off.which,
            mm: whole(Math.abs(beside)),
            way: beside > 0 ? 'out' : 'in',
            middle: whole(off.mean('cornerToMidFrontalMm')),
          },
        ),
      ),
    );
  }
  const flat = brokenBy(measured, ({ cornerAngleDeg }) => cornerAngleDeg > FLAT_CORNER_DEG);
  if (head.base === 'male' && flat) {
    remarks.push(
      warn(
        'flat-corners',
        'templeRecessionMm',
        say(
          '{which, select, left {The left corner is} right {The right corner is} other {The corners are}} flattened ({degrees} degrees); men keep a clear angle at the temples.',
          { which: flat.which, degrees: Math.round(flat.mean('cornerAngleDeg')) },
        ),
      ),
    );
  }
  return remarks;
}

/** The corners that break a rule: both or one, with the mean of their measures. */
function brokenBy({ left, right }: HairlineMeasures, broken: (side: SideMeasures) => boolean) {
  const sides = [left, right].filter(broken);
  if (sides.length === 0) return undefined;
  return {
    which: sides.length === 1 ? (sides[0] === left ? 'left' : 'right') : 'both',
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
    remarks.push(
      warn(
        'uneven-corners',
        'moved',
        apart > 0
          ? say('The left corner lies {mm} deeper than the other.', { mm: whole(apart) })
          : say('The right corner lies {mm} deeper than the other.', { mm: whole(-apart) }),
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
  return say('{count, plural, =1 {One point} other {# points}} of the hairline moved by hand.', {
    count,
  });
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
      text: say(
        'The thirds of the face are {thirds} mm from hairline to chin; a {size, select, short {short} other {high}} upper third changes the face.',
        {
          thirds: thirdsMm.map((third) => Math.round(third)).join(', '),
          size: off < 0 ? 'short' : 'high',
        },
      ),
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
