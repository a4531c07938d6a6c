import type { HairlineMeasures, SideMeasures } from '../scalp/hairline-rules.ts';
import { mm, type Remark } from './remark.ts';
import type { Plan } from './schema.ts';

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
  ];
}

function heightRemarks({ hairline, head }: Plan, measured?: HairlineMeasures): Remark[] {
  const [low, high] = USUAL_HEIGHT_MM[head.base];
  const height = measured?.midFrontalMm ?? hairline.midFrontalMm;
  const is = `${whole(height)} above the brow`;
  const who = head.base === 'neutral' ? 'this head' : `a ${head.base} head`;
  const field = 'midFrontalMm';
  if (height < low) return [warn(field, `${is} is low for ${who} (usual from ${low} mm).`)];
  if (height > high) return [warn(field, `${is} is high for ${who} (usual to ${high} mm).`)];
  const suits = SUITS_MEN_MM.find(([years]) => head.ageYears >= years);
  // Half a millimetre of grace: plans are written in whole ones.
  if (head.base === 'male' && suits && height < suits[1] - 0.5) {
    return [
      warn(
        field,
        `${is} looks younger than ${head.ageYears} years; ${suits[1]} mm or more suits that age and the loss still to come.`,
      ),
    ];
  }
  return [];
}

function edgeRemarks({ hairline, head }: Plan, measured?: HairlineMeasures): Remark[] {
  const remarks: Remark[] = [];
  if (head.base === 'male' && hairline.templeRecessionMm < 6) {
    const deep = measured
      ? ` (${whole(Math.max(0, meanOf(measured, 'recessionMm')))} deep here)`
      : '';
    remarks.push(
      warn('templeRecessionMm', `Closed temples${deep} on a man look wrong as loss goes on.`),
    );
  }
  // Micro irregularity is put in dot by dot and so is not in the measured line.
  const ruled = measured
    ? measured.irregularityMm < 0.6 && hairline.microMm < 0.5
    : hairline.microMm < 0.5 && hairline.macroMm < 1;
  if (ruled) {
    const by = measured ? `: it strays ${tenth(measured.irregularityMm)} from a plain curve` : '';
    remarks.push(warn('microMm', `A line without irregularity looks drawn with a ruler${by}.`));
  }
  if (measured && hairline.asymmetryMm === 0) {
    remarks.push({
      field: 'hairline.asymmetryMm',
      severity: 'note',
      text: 'Both sides mirror each other exactly; a millimetre or two apart looks natural.',
    });
  }
  if (hairline.gradientMm < 2) {
    remarks.push(warn('gradientMm', 'Full density right at the line makes a hard edge.'));
  }
  return remarks;
}

/** Farther from the canthus vertical than this is another hairline than the face's, mm: assumed. */
const BESIDE_CANTHUS_MM = 16;
/** 80 mm is taught (Garg 2017); a fifth more or less still is that rule: assumed. */
const CORNER_TAPE_MM = [52, 96] as const;

function cornerRemarks({ head }: Plan, measured: HairlineMeasures): Remark[] {
  const remarks: Remark[] = [];
  const beside = meanOf(measured, 'cornerBesideCanthusMm');
  const tape = meanOf(measured, 'cornerToMidFrontalMm');
  const angle = meanOf(measured, 'cornerAngleDeg');
  if (
    Math.abs(beside) > BESIDE_CANTHUS_MM ||
    tape > CORNER_TAPE_MM[1] ||
    tape < CORNER_TAPE_MM[0]
  ) {
    const where = beside > 0 ? 'outside' : 'inside';
    remarks.push(
      warn(
        'halfWidthMm',
        `The corners lie ${whole(Math.abs(beside))} ${where} the outer corner of the eye and ${whole(tape)} from the middle; above it and about 80 mm are taught.`,
      ),
    );
  }
  if (head.base === 'male' && angle > 140) {
    remarks.push(
      warn(
        'templeRecessionMm',
        `The corners are flattened (${Math.round(angle)} degrees); men keep a clear angle at the temples.`,
      ),
    );
  }
  return remarks;
}

/** Upper third against the mean of the others: so far off it shows. A tenth is within taste. */
const THIRDS_OFF = 0.22;

function faceRemarks({ head }: Plan, { thirdsMm }: HairlineMeasures): Remark[] {
  const [upper, middle, lower] = thirdsMm;
  const off = upper / ((middle + lower) / 2) - 1;
  if (Math.abs(off) < THIRDS_OFF || head.base === 'neutral') return [];
  return [
    {
      field: 'hairline.midFrontalMm',
      severity: 'note',
      text: `The thirds of the face are ${thirdsMm.map((third) => Math.round(third)).join(', ')} mm from hairline to chin; a ${off < 0 ? 'short' : 'high'} upper third changes the face.`,
    },
  ];
}

function warn(field: string, text: string): Remark {
  return { field: `hairline.${field}`, severity: 'warn', text };
}

/** Mean of both sides. */
function meanOf({ left, right }: HairlineMeasures, name: Exclude<keyof SideMeasures, 'turnMm'>) {
  return (left[name] + right[name]) / 2;
}

function whole(value: number): string {
  return mm(Math.round(value));
}

function tenth(value: number): string {
  return mm(Math.round(10 * value) / 10);
}
