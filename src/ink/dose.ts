import { LIQUID_SPREAD, parseNeedle } from './needles.ts';
import { type Draw, TAKEN } from './unknowns/table.ts';

/** Needle the published volume per perforation and the column are taken to belong to, mm. */
const REFERENCE_NEEDLE_MM = 0.25;

/** What a dose rests on, see `src/ink/unknowns/table.ts`. */
export type DoseConstants = Pick<
  Draw,
  | 'retainedShare'
  | 'liquidNl'
  | 'inkGPerMl'
  | 'sectionPower'
  | 'columnRadiusMm'
  | 'countPower'
  | 'deepWidening'
>;

/** Pigment one dot gets from a needle, before dilution is counted. */
export interface Dose {
  /** Pigment of undiluted ink left in the skin by one dot, µg. */
  readonly massUg: number;
  /** Relative standard deviation from dot to dot. */
  readonly massSd: number;
  /** Of the column once its puncture has closed, mm. */
  readonly radiusMm: number;
}

/**
 * Dose of one dot: perforations times liquid each (scaled with the needle's section) times pigment
 * share, less what is wiped off.
 */
export function dose(
  code: string,
  { perforationsPerDot, stockShare }: { perforationsPerDot: number; stockShare: number },
  taken: DoseConstants = TAKEN,
): Dose {
  const needle = parseNeedle(code);
  const perforations = perforationsPerDot * needle.count;
  return {
    // 1 nL of 1 g/mL is 1 µg.
    massUg:
      liquidOfDotNl(code, perforationsPerDot, taken) *
      taken.inkGPerMl *
      stockShare *
      taken.retainedShare,
    massSd: LIQUID_SPREAD / Math.sqrt(perforations),
    // Tips of a group stand close; a third root keeps three from reading as one large blot.
    radiusMm:
      taken.columnRadiusMm *
      (needle.diameterMm / REFERENCE_NEEDLE_MM) *
      Math.cbrt(needle.count) *
      needle.count ** (taken.countPower - 1 / 3),
  };
}

/** Liquid that goes through a needle for one dot, before any is wiped off, nL. */
export function liquidOfDotNl(
  code: string,
  perforationsPerDot: number,
  { liquidNl, sectionPower }: Pick<Draw, 'liquidNl' | 'sectionPower'> = TAKEN,
): number {
  const { count, diameterMm } = parseNeedle(code);
  return perforationsPerDot * count * liquidNl * (diameterMm / REFERENCE_NEEDLE_MM) ** sectionPower;
}

/** Pigment in a session's ink relative to undiluted: one part in `dilution + 1`. */
export function inkStrength(dilution: number): number {
  return 1 / (1 + dilution);
}
