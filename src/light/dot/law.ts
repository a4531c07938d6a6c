/*
 * How light meets a thick body.
 *
 * Of the light that comes back only a share has met the body, so an opaque one leaves the rest; the
 * exponential of the thin answer is wrong by up to 0.96. What has met it has gone a way in it that
 * varies from photon to photon like a gamma distribution, whose Laplace transform is `taken`. The
 * laws below say which share that is and how much ways vary. Their numbers were fitted to brute
 * force in six skins and six bands (docs/optics.md).
 */

/** A body of absorber as light meets it in one band, seen `lateralMm` from its axis. */
export interface LitBody {
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
}

/** A column has a top that light can arrive on. */
export interface LitColumn extends LitBody {
  /** Share of the light that first comes to the depth of the top on the top itself. */
  readonly arrived: number;
}

/** A ball has its skin at another depth where it is looked at from beside its axis. */
export interface LitBall extends LitBody {
  /** As `cover`, at the depth of the ball's upper side there. */
  readonly coverHere: number;
}

/**
 * Light that is missing over an upright column, 1 - R / R0.
 *
 * Light that comes down on its top has met it; of the rest, as much as its way inside tells, less
 * what has been counted. Light that met a small body has crossed it once and a bit; one that is
 * wide against the reach of light is a sheet.
 */
export function columnDark(body: LitColumn): number {
  const { thin, absorptionPerMm, chordMm, sheetMm, cover, arrived } = body;
  if (!(thin > 0)) return 0;
  const law = COLUMN;
  const beside = Math.exp(-Math.max(0, body.lateralMm - body.radiusMm) / law.besideMm);
  const crossings = lesser(1 + law.again * chordMm, sheetMm / (cover * chordMm), law.power);
  const wayMm = (chordMm * crossings) / (1 + law.shorter * chordMm * beside);
  const onTop = Math.min(1, arrived / cover);
  const seen = thin / (absorptionPerMm * wayMm * cover) - law.counted * onTop;
  const later = seen > 0 ? lesser(seen, 1, law.laterPower) : 0;
  const met = cover * (1 - (1 - onTop) * (1 - later));
  const straight = above(body) * Math.exp(-body.topMm / law.straightMm);
  const spread =
    (law.spread + law.spreadPerMm * chordMm) *
    (1 + onTop * (law.spreadOnTop - law.evenStraight * straight));
  return taken(thin, met, spread);
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

/** Mean chord of a column, mm. */
export function columnChordMm(radiusMm: number, heightMm: number): number {
  return (2 * radiusMm * heightMm) / (radiusMm + heightMm);
}

/** Columns, 50 to 270 um in radius, 0.1 to 1.9 mm high, from the surface down. */
export const COLUMN = {
  /** Crossings more per mm of chord, and how softly that ends at those of a sheet. */
  again: 1.215,
  power: 1.5,
  /** Light seen beside a column has lived shorter: its way is less, per mm of chord. */
  shorter: 1.78,
  besideMm: 0.1,
  /** How much of the light on the top has been counted in the way inside. */
  counted: 1.16,
  laterPower: 1.36,
  /** Squared variation of ways, more for long chords and on the top, less where light is a beam. */
  spread: 0.443,
  spreadPerMm: 0.827,
  spreadOnTop: 0.127,
  evenStraight: 0.456,
  straightMm: 0.05,
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

// 1 over the middle of the body, 0 from its edge out.
function above({ lateralMm, radiusMm }: LitBody): number {
  return Math.sqrt(Math.max(0, 1 - (lateralMm / radiusMm) ** 2));
}

// The lesser of two positive numbers with its corner rounded off.
function lesser(a: number, b: number, power: number): number {
  return (a ** -power + b ** -power) ** (-1 / power);
}
