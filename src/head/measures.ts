import { toSay } from '../base/language/say.ts';
/** What can be measured on a head, in the order fits and tables use. */
export const MEASURES = [
  'length',
  'breadth',
  'circumference',
  'coronalArc',
  'frontalArc',
  'tragionTop',
  'bizygomatic',
  'bigonial',
  'faceHeight',
  'neckCircumference',
] as const;

export type MeasureName = (typeof MEASURES)[number];

/** One value per measure, mm. */
export type Measures = Readonly<Record<MeasureName, number>>;

/** Which mean a head starts from. */
export const HEAD_BASES = ['male', 'female', 'neutral'] as const;
export type HeadBase = (typeof HEAD_BASES)[number];

/** Mean, and the values at {@link SURVEY_PERCENTILES}. */
type Spread = readonly [
  mean: number,
  p1: number,
  p5: number,
  p25: number,
  p50: number,
  p75: number,
  p95: number,
  p99: number,
];

/** The percentiles surveys are quoted at. */
export const SURVEY_PERCENTILES = [1, 5, 25, 50, 75, 95, 99] as const;

interface Survey {
  /** As a sentence names it. */
  readonly label: string;
  /** mm. */
  readonly male: Spread;
  readonly female: Spread;
}

/**
 * Survey values: ANSUR II 2012 (NATICK/TR-15/007, 4082 men and 1986 women), computed from the
 * public individual-level file; arcs and bigonial breadth, which it lacks, from the NIOSH
 * head-and-face survey 2003 (RD-10130-2020-0), unweighted.
 */
const SURVEYS: Readonly<Record<MeasureName, Survey>> = {
  length: {
    label: toSay('Head length'),
    male: [199.5, 182, 188, 195, 200, 204, 211, 215],
    female: [189.8, 171.8, 178, 185, 190, 195, 202, 208],
  },
  breadth: {
    label: toSay('Head breadth'),
    male: [154.3, 142, 146, 151, 154, 158, 163, 168],
    female: [147.8, 136, 140, 144, 147, 151, 156, 160],
  },
  circumference: {
    label: toSay('Head circumference'),
    male: [574.4, 538, 548, 563, 574, 585, 601, 614.2],
    female: [561.1, 521, 532, 548, 560, 573, 597, 611],
  },
  coronalArc: {
    label: toSay('Bitragion coronal arc'),
    male: [350.7, 320, 330, 340, 350, 360, 375, 384.6],
    female: [341, 305, 315, 330, 340, 350, 367, 379],
  },
  frontalArc: {
    label: toSay('Bitragion frontal arc'),
    male: [304.4, 275, 285, 295, 305, 313, 326, 335],
    female: [288.9, 261.1, 270, 280, 290, 297, 309, 321.5],
  },
  tragionTop: {
    label: toSay('Height of the head above the tragion'),
    male: [131.1, 116, 121, 127, 131, 135, 141, 145],
    female: [126.5, 110, 116, 122, 127, 131, 137, 142],
  },
  bizygomatic: {
    label: toSay('Bizygomatic breadth'),
    male: [142.6, 129, 133, 138, 143, 147, 153, 158],
    female: [133.8, 122, 125, 130, 134, 137, 143, 147],
  },
  bigonial: {
    label: toSay('Bigonial breadth'),
    male: [120.7, 100, 105, 113, 120, 127, 140, 147],
    female: [111.6, 92.5, 98, 105, 111, 117, 128, 138],
  },
  faceHeight: {
    label: toSay('Face height (menton to sellion)'),
    male: [122.6, 107, 112, 118, 123, 127, 134, 138],
    female: [113.1, 100, 104, 109, 113, 117, 123, 128],
  },
  neckCircumference: {
    label: toSay('Neck circumference'),
    male: [397.6, 346, 360, 379.2, 395, 413.8, 443, 467.2],
    female: [329.8, 291, 302, 316, 328, 342, 363, 384.2],
  },
};

/**
 * Left to the shape in a mean head. Tapes went over hair, women's most of all: fitted to them with
 * true length, breadth and height, a bald head turns square.
 */
const OVER_HAIR: readonly MeasureName[] = ['circumference', 'coronalArc', 'frontalArc'];

/** Mean measures a base is fitted to; neutral lies halfway between women and men. */
export function meanMeasures(base: HeadBase): Partial<Measures> {
  const mean = ({ male, female }: Survey) =>
    base === 'neutral' ? (male[0] + female[0]) / 2 : base === 'male' ? male[0] : female[0];
  return Object.fromEntries(
    MEASURES.filter((name) => !OVER_HAIR.includes(name)).map((name) => [name, mean(SURVEYS[name])]),
  );
}

/** A measure's name as a sentence can start with it. */
export function measureLabel(name: MeasureName): string {
  return SURVEYS[name].label;
}

/** Values at {@link SURVEY_PERCENTILES}, mm. */
export function surveyMm(name: MeasureName, sex: 'male' | 'female'): readonly number[] {
  return SURVEYS[name][sex].slice(1);
}

/**
 * What a head may measure, mm: the 1st percentile of women to the 99th of men, with a quarter of
 * that span again on either side.
 */
export function measureRangeMm(name: MeasureName): readonly [min: number, max: number] {
  const { male, female } = SURVEYS[name];
  const low = Math.min(male[1], female[1]);
  const high = Math.max(male[7], female[7]);
  const margin = (high - low) / 4;
  return [Math.round(low - margin), Math.round(high + margin)];
}

/**
 * Height of the natural hairline above the glabella along the skin, mm: men 65 to 100, women 55
 * to 70 (Garg 2017; mean brow to hairline of Korean women 63.8).
 */
export const TRICHION_MM: Readonly<Record<HeadBase, number>> = {
  male: 75,
  female: 63,
  neutral: 69,
};
