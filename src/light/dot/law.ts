/*
 * How light meets a thick body.
 *
 * Of the light that comes back only a share has met the body, so an opaque one leaves the rest; the
 * exponential of the thin answer is wrong by up to 0.96. What has met it has gone a way in it that
 * varies from photon to photon like a gamma distribution, whose Laplace transform is `taken`. The
 * laws below say which share that is and how much ways vary. Their numbers were fitted to brute
 * force in six skins and six bands (docs/optics.md).
 */

/** A ball of absorber as light meets it in one band, seen `lateralMm` from its axis. */
export interface LitBall {
  /** What it would take away if it were clear: absorption times volume times footprint. */
  readonly thin: number;
  readonly absorptionPerMm: number;
  /** Mean chord, 4 V / S (Dirac 1943): the mean way of light that crosses it once. */
  readonly chordMm: number;
  /** Mean way in an endless sheet of the same profile in depth, of all light that comes back. */
  readonly sheetMm: number;
  /** What an opaque sheet at its top takes away, 0 to 1. */
  readonly cover: number;
  readonly topMm: number;
  readonly radiusMm: number;
  readonly lateralMm: number;
  /** As `cover`, at the depth of the ball's upper side there. */
  readonly coverHere: number;
}

/** An upright column as light meets it in one band at one place. */
export interface LitColumn {
  /** What it would take away if it were clear: absorption times volume times footprint. */
  readonly thin: number;
  /** Share of the light that comes into an endless column from its lit tops down. */
  readonly met: number;
  /** The same from the uppermost of these tops. */
  readonly metFirst: number;
  /** Light that comes into an endless column below this one's foot, from the side alone. */
  readonly missed: number;
  /** 1 over the axis, 0 from the edge out. */
  readonly within: number;
}

/**
 * Light that is missing over an upright column, 1 - R / R0.
 *
 * What has met an endless column may have passed below this one's foot. Both are counted from
 * photons (`met-tally.ts`); whether light does the one or the other is taken to be independent.
 */
export function columnDark({ thin, met, metFirst, missed, within }: LitColumn): number {
  if (!(thin > 0)) return 0;
  const below = Math.min(0.99, missed);
  const share = Math.max(1e-6, (met - below) / (1 - below));
  const over = COLUMN.edgeTop * Math.sqrt(within) - COLUMN.evenTop * within;
  const spread = COLUMN.spread + COLUMN.spreadMet * share + metFirst * over;
  return taken(thin, share, Math.max(0.05, spread));
}

/** The same for a ball. */
export function ballDark(body: LitBall): number {
  const { thin, absorptionPerMm, chordMm, sheetMm, cover, coverHere } = body;
  if (!(thin > 0)) return 0;
  const law = BALL;
  const shallow = Math.exp(-body.topMm / law.straightMm);
  const over = above(body);
  const beside = Math.exp(
    -Math.max(0, body.lateralMm - body.radiusMm) / (law.besideRadii * body.radiusMm),
  );
  const crossings = lesser(law.once + law.again * chordMm, sheetMm / (cover * chordMm), law.power);
  const wayMm =
    chordMm * crossings * (1 + shallow * (law.longerOver * over - law.shorter * beside));
  const met = lesser(thin / (absorptionPerMm * wayMm), coverHere, law.coverPower);
  const spread = (law.spread + law.spreadPerMm * chordMm) * (1 - law.evenStraight * shallow * over);
  return taken(thin, met, spread);
}

/** Columns, 20 to 400 um in radius, from the surface down. */
export const COLUMN = {
  /** Optical depths from above at which a column has its lit tops, and what each counts. */
  depths: [0.12, 0.44],
  weights: [0.68, 0.32],
  /** How soon tops move up where a column is clear: half way at an optical depth of 1 / this. */
  clear: 0.47,
  /**
   * Squared variation of ways: more where much light meets it; right under a top less over the axis,
   * where all goes as far, and more close to the edge, where much of it leaves at once.
   */
  spread: 0.343,
  spreadMet: 0.113,
  evenTop: 1.435,
  edgeTop: 1.26,
} as const;

/** Balls, 40 to 110 um in radius, from 20 um below the surface down. */
export const BALL = {
  once: 1.13,
  again: 0.179,
  power: 2.69,
  longerOver: 0.302,
  shorter: 0.263,
  besideRadii: 0.3,
  straightMm: 0.272,
  coverPower: 7.7,
  spread: 0.118,
  spreadPerMm: 2.16,
  evenStraight: 0.258,
} as const;

/** What a gamma distribution of ways takes from the share `met`, if it all went straight: `thin`. */
function taken(thin: number, met: number, spread: number): number {
  return met * (1 - (1 + (spread * thin) / met) ** (-1 / spread));
}

// 1 over the middle of the ball, 0 from its edge out.
function above({ lateralMm, radiusMm }: LitBall): number {
  return Math.sqrt(Math.max(0, 1 - (lateralMm / radiusMm) ** 2));
}

// The lesser of two positive numbers with its corner rounded off.
function lesser(a: number, b: number, power: number): number {
  return (a ** -power + b ** -power) ** (-1 / power);
}
