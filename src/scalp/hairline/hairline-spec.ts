import { DotworkError } from '../../base/errors.ts';
import { inRange, SEED_RANGE } from '../../base/range.ts';
import { namesOf } from '../../base/records.ts';
import type { HeadBase } from '../../head/measures.ts';
import { checkMoved, type MovedPoints } from './hairline-moves.ts';

/** Shapes a designer picks from. */
export const HAIRLINE_STYLES = [
  'soft',
  'natural',
  'defined',
  'receded',
  'widows-peak',
  'rounded',
  'm-shape',
] as const;

export type HairlineStyle = (typeof HAIRLINE_STYLES)[number];
export type Sex = 'male' | 'female';

/** Whose hair a head bears: one between man and woman is given a man's hairline and skin. */
export function sexOf(base: HeadBase): Sex {
  return base === 'female' ? 'female' : 'male';
}

/** A hairline as the plan stores it. What is left out takes the style's number. */
export interface HairlineSpec {
  readonly style: HairlineStyle;
  readonly sex: Sex;
  /** Glabella to the lowest midline point of the hairline, mm along the skin. */
  readonly midFrontalMm?: number | undefined;
  /**
   * How far the fronto-temporal corner lies behind the mid-frontal level, mm along the skin. The
   * level is the plane through the mid-frontal point, the head's centre and both sides.
   */
  readonly templeRecessionMm?: number | undefined;
  /** Distance of that corner from the midline plane, mm. */
  readonly halfWidthMm?: number | undefined;
  /** Height of the slow waves (20 to 40 mm long), mm. */
  readonly macroMm?: number | undefined;
  /** Height of the fast waves, mm; the mesh carries those of 6 mm and more. */
  readonly microMm?: number | undefined;
  /** How much deeper one corner is than the other, mm. */
  readonly asymmetryMm?: number | undefined;
  /** Whole number that picks the irregularity. */
  readonly seed?: number | undefined;
  /** Points that a hand moved away from where the rules put them. */
  readonly moved?: MovedPoints | undefined;
}

/** A hairline with every number given. */
export interface HairlineNumbers {
  readonly midFrontalMm: number;
  readonly templeRecessionMm: number;
  readonly halfWidthMm: number;
  readonly macroMm: number;
  readonly microMm: number;
  readonly asymmetryMm: number;
  readonly seed: number;
  /** How far the mounds beside the midline come forward, mm; below 0 they lie back. */
  readonly moundMm: number;
  /** How far the widow's peak comes forward, mm. */
  readonly peakMm: number;
  /** Share of the recession the line has made above the pupil: small keeps it straight till there. */
  readonly sweep: number;
  readonly moved: MovedPoints;
}

interface Style {
  readonly male: number;
  readonly female: number;
  readonly macro: number;
  readonly micro: number;
  readonly mound: number;
  readonly peak: number;
  readonly sweep: number;
  /** Corner's place from the midline as a multiple of the lateral canthus's. */
  readonly width: number;
}

/*
 * Recession: Garg 2017 (J Cutan Aesthet Surg, 80 mm tapes) puts the mature male corner about 24 mm
 * behind the mid-frontal level of a mean head; other styles and the female half are ours.
 * Macro 3-6 mm and micro 1-2 mm waves: Shapiro 2004. Widow's peak 10.1 mm high and 21.3 wide:
 * Actas Dermosifiliogr 2013, 103 women. Corner on the canthus vertical: Shapiro & Shapiro.
 * Sweep is ours: how even the curve goes back, from an edge-up (0.1) to an oval (0.5); the soft line has hollows for mounds.
 */
const STYLES: Readonly<Record<HairlineStyle, Style>> = {
  soft: {
    ...{ male: 12, female: 5, width: 0.98 },
    ...{ macro: 3, micro: 1.5, mound: -2, peak: 0, sweep: 0.5 },
  },
  natural: {
    ...{ male: 24, female: 10, width: 1.06 },
    ...{ macro: 3, micro: 1.2, mound: 2.5, peak: 0, sweep: 0.3 },
  },
  defined: {
    ...{ male: 10, female: 6, width: 1.1 },
    ...{ macro: 0.5, micro: 0.2, mound: 1, peak: 0, sweep: 0.1 },
  },
  receded: {
    ...{ male: 42, female: 22, width: 1.02 },
    ...{ macro: 3, micro: 1.2, mound: 3, peak: 0, sweep: 0.3 },
  },
  'widows-peak': {
    ...{ male: 24, female: 14, width: 1.06 },
    ...{ macro: 1, micro: 1, mound: 0, peak: 10.1, sweep: 0.15 },
  },
  rounded: {
    ...{ male: 4, female: 2, width: 1.12 },
    ...{ macro: 2, micro: 1, mound: 0, peak: 0, sweep: 0.5 },
  },
  'm-shape': {
    ...{ male: 36, female: 20, width: 1 },
    ...{ macro: 2.5, micro: 1.2, mound: 5, peak: 3, sweep: 0.15 },
  },
};

/** Lowest and highest number that makes sense, mm. */
export const HAIRLINE_RANGES = {
  midFrontalMm: [50, 110],
  templeRecessionMm: [0, 50],
  halfWidthMm: [45, 90],
  macroMm: [0, 8],
  microMm: [0, 3],
  asymmetryMm: [0, 6],
} as const;

/**
 * Numbers of a hairline, checked. Throws a `plan` error that names the field, range and unit.
 *
 * @param canthusMm - Distance of the lateral canthus from the midline plane.
 */
export function hairlineNumbers(spec: HairlineSpec, canthusMm: number): HairlineNumbers {
  const style = STYLES[spec.style];
  if (!style) {
    throw new DotworkError(
      'plan',
      `The hairline style "${spec.style}" is unknown.`,
      `Use one of: ${HAIRLINE_STYLES.join(', ')}.`,
    );
  }
  if (spec.sex !== 'male' && spec.sex !== 'female') {
    throw new DotworkError('plan', `The hairline's sex is "${spec.sex}"; use male or female.`);
  }
  const male = spec.sex === 'male';
  for (const name of namesOf(HAIRLINE_RANGES)) {
    const value = spec[name];
    if (value !== undefined) inRange(`hairline's ${name}`, value, HAIRLINE_RANGES[name], 'mm');
  }
  const seed = inRange("hairline's seed", spec.seed ?? 1, SEED_RANGE);
  if (!Number.isInteger(seed)) {
    throw new DotworkError('plan', `The hairline's seed is ${seed}; it must be a whole number.`);
  }
  const moved = spec.moved ?? {};
  checkMoved(moved);
  return {
    // Forehead heights: men 70-80 above glabella (Garg 2017), women 62-64 (Kashiyama 2021, e-aaps).
    midFrontalMm: spec.midFrontalMm ?? (male ? 75 : 63),
    templeRecessionMm: spec.templeRecessionMm ?? (male ? style.male : style.female),
    halfWidthMm: spec.halfWidthMm ?? style.width * canthusMm,
    macroMm: spec.macroMm ?? style.macro,
    microMm: spec.microMm ?? style.micro,
    asymmetryMm: spec.asymmetryMm ?? 2,
    seed,
    moundMm: style.mound,
    peakMm: style.peak,
    sweep: style.sweep,
    moved,
  };
}
