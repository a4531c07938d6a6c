import { DotworkError } from '../../base/errors.ts';
import { bandsToXyz } from '../../color/band-xyz.ts';
import { BAND_COUNT, BANDS_NM } from '../../color/bands.ts';
import { type Lab, xyzToLab } from '../../color/lab.ts';
import { type Srgb8, srgb8 } from '../../color/srgb.ts';
import { sphereDotRatio } from '../../light/dot/ball.ts';
import { columnProfile, evenColumn } from '../../light/dot/column.ts';
import { checkProfile, type ProfilePoint, slicedProfile } from '../../light/dot/depth-profile.ts';
import { type DotProfile, fieldRatio } from '../../light/dot/field.ts';
import { type DotFootprint, dotFootprint } from '../../light/dot/footprint.ts';
import { SHAPE_DEPTHS_MM } from '../../light/dot/footprint-bake.ts';
import { coveredShare, overlapShape } from '../../light/dot/overlap.ts';
import type { Skin } from '../../light/layers.ts';

/** Where a dot's pigment lies: a ball, or the upright column a needle leaves. Depths in mm. */
export type DotShape =
  | { readonly kind: 'sphere'; readonly depthMm: number; readonly radiusMm: number }
  | {
      readonly kind: 'column';
      readonly topMm: number;
      readonly bottomMm: number;
      readonly radiusMm: number;
      /** How dense it is by depth, from its top to its bottom; even where none is given. */
      readonly profile?: readonly ProfilePoint[];
    };

/** One dot in a skin, and where it is looked at. */
export interface DotQuestion {
  readonly skin: Skin;
  readonly shape: DotShape;
  /** Of the pigment inside the dot, at the six bands; where its density is 1, if that varies. */
  readonly absorptionPerMm: readonly number[];
  /** Which of the six bands are told; colours always take all of them. Default all. */
  readonly bandsNm?: readonly number[];
  /** Distances from the axis of the dot, mm. */
  readonly lateralMm: readonly number[];
  /** Neighbour distance in a field of such dots on a triangular lattice, mm. */
  readonly spacingMm?: number;
}

/** A colour under D65 for the 2 degree observer, specular reflection left out. */
export interface Colour {
  readonly lab: Lab;
  /** Whole numbers, 0 to 255. */
  readonly srgb: Srgb8;
}

/** What light makes of the dot. */
export interface DotOptics {
  readonly bandsNm: readonly number[];
  readonly lateralMm: readonly number[];
  /** R/R0 of the single dot by band, by lateral distance. */
  readonly ratio: readonly (readonly number[])[];
  readonly skin: Colour;
  /** Over the axis of the single dot. */
  readonly centre: Colour;
  /** Mean of the field, where one was asked for. */
  readonly patch?: Colour;
}

/** Widest and narrowest dot the law was held against brute force with, mm. */
export const DOT_RADIUS_MM = { min: 0.005, max: 0.4 } as const;

/**
 * R/R0 and colour over one dot and over a field of them, by the fast path every picture takes.
 * Throws a `usage` error for a dot outside the skin or outside what the fast path knows.
 *
 * @param footprint - Of that skin, if one has been made already: it takes most of the time.
 */
export function dotOptics(question: DotQuestion, footprint?: DotFootprint): DotOptics {
  checkDot(question);
  return answered(question, footprint ?? dotFootprint(question.skin));
}

function answered(question: DotQuestion, footprint: DotFootprint): DotOptics {
  const { shape, absorptionPerMm, bandsNm = BANDS_NM, lateralMm, spacingMm } = question;
  checkTabulated(shape);
  const profile = profileOf(footprint, shape, absorptionPerMm);
  const columns = lateralMm.map(profile);
  return {
    bandsNm,
    lateralMm,
    ratio: bandsNm.map((nm) => columns.map((column) => column[bandOf(nm)]!)),
    skin: colourOf(footprint, new Float64Array(BAND_COUNT).fill(1)),
    centre: colourOf(footprint, profile(0)),
    ...(spacingMm !== undefined && {
      patch: colourOf(
        footprint,
        fieldRatio(profile, spacingMm, overlapShapes(question, spacingMm)),
      ),
    }),
  };
}

function overlapShapes({ skin, shape }: DotQuestion, spacingMm: number): number[] {
  const [topMm, bottomMm] = extent(shape);
  const covered = coveredShare(shape.radiusMm, spacingMm);
  return BANDS_NM.map((nm) => overlapShape(skin, nm, topMm, bottomMm, covered));
}

/** Which of the six bands a wavelength is; a `usage` error for any other. */
export function bandOf(nm: number): number {
  const band = BANDS_NM.indexOf(nm as (typeof BANDS_NM)[number]);
  if (band >= 0) return band;
  throw new DotworkError(
    'usage',
    `There is no band at ${nm} nm.`,
    `Choose from ${BANDS_NM.join(', ')} nm: tables and colour weights are made for these.`,
  );
}

function profileOf(
  footprint: DotFootprint,
  shape: DotShape,
  absorptionPerMm: ArrayLike<number>,
): DotProfile {
  if (shape.kind === 'column') {
    const { radiusMm, profile } = shape;
    const column = profile
      ? { radiusMm, absorptionPerMm, ...slicedProfile(profile) }
      : evenColumn({ ...shape, absorptionPerMm });
    return columnProfile(footprint, column);
  }
  return (lateralMm) => sphereDotRatio(footprint, { ...shape, absorptionPerMm }, lateralMm);
}

function colourOf({ bareReflectance }: DotFootprint, ratio: ArrayLike<number>): Colour {
  const xyz = bandsToXyz(Array.from(bareReflectance, (bare, band) => bare * ratio[band]!));
  return { lab: xyzToLab(xyz), srgb: srgb8(xyz) };
}

/** Refuses a dot that cannot be, with a `usage` error that names what is wrong. */
export function checkDot(question: DotQuestion): void {
  const { shape, absorptionPerMm, bandsNm, lateralMm, spacingMm } = question;
  const { radiusMm } = shape;
  within('The radius', radiusMm, DOT_RADIUS_MM.min, DOT_RADIUS_MM.max, 'mm');
  checkPlace(shape);
  for (const perMm of absorptionPerMm) within('The absorption', perMm, 0, 1e5, 'per mm');
  for (const rMm of lateralMm) within('A lateral distance', rMm, 0, 50, 'mm');
  bandsNm?.forEach(bandOf);
  if (lateralMm.length === 0 || bandsNm?.length === 0) {
    throw new DotworkError('usage', 'A list of bands or lateral distances is empty.');
  }
  if (spacingMm === undefined) return;
  if (spacingMm < 2 * radiusMm) {
    throw new DotworkError(
      'usage',
      `Dots ${tell(spacingMm)} mm apart overlap: each is ${tell(2 * radiusMm)} mm wide.`,
      'Give a wider spacing or a smaller radius.',
    );
  }
  within('The spacing', spacingMm, 0, 20, 'mm');
}

/** Uppermost and lowest point of the pigment, mm. */
function extent(shape: DotShape): readonly [topMm: number, bottomMm: number] {
  return shape.kind === 'sphere'
    ? [shape.depthMm - shape.radiusMm, shape.depthMm + shape.radiusMm]
    : [shape.topMm, shape.bottomMm];
}

function checkPlace(shape: DotShape): void {
  if (shape.kind === 'column' && shape.profile) checkProfile(shape.profile);
  const [topMm, bottomMm] = extent(shape);
  if (Number.isNaN(topMm) || Number.isNaN(bottomMm)) {
    throw new DotworkError(
      'usage',
      'The depth of the dot is no number.',
      'Give it in millimetres.',
    );
  }
  if (bottomMm <= topMm) {
    throw new DotworkError(
      'usage',
      `The column would end at ${tell(bottomMm)} mm, where it has not begun yet.`,
      'Its bottom must lie deeper than its top.',
    );
  }
  // A ball that touches the surface is fine; rounding must not push it out.
  if (topMm < -1e-9) {
    throw new DotworkError(
      'usage',
      `The dot would stand ${tell(-topMm)} mm out of the skin.`,
      'Put it deeper, or make it smaller: pigment lies below the surface.',
    );
  }
}

function checkTabulated(shape: DotShape): void {
  // Half of a ball may lie past the last row, where its footprint is held; a column may not.
  const deepest = shape.kind === 'sphere' ? shape.depthMm : shape.bottomMm;
  const last = SHAPE_DEPTHS_MM[SHAPE_DEPTHS_MM.length - 1]!;
  if (deepest <= last + 1e-6) return;
  throw new DotworkError(
    'usage',
    `The dot reaches ${tell(deepest)} mm; the tables of the fast path end at ${tell(last)} mm.`,
    'Put it shallower.',
  );
}

function within(what: string, value: number, min: number, max: number, unit: string): void {
  if (value >= min && value <= max) return;
  throw new DotworkError(
    'usage',
    `${what} is ${tell(value)} ${unit}.`,
    `It must be from ${min} to ${max} ${unit}.`,
  );
}

const tell = (value: number): number => Number(value.toPrecision(4));
