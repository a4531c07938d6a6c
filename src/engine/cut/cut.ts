import { BINS, binEdgesMm } from '../../ink/column-bins.ts';
import { packagingFactor } from '../../ink/kinetics.ts';
import { KINETICS } from '../../ink/kinetics-constants.ts';
import type { Plan } from '../../plan/schema.ts';
import { lotInks } from '../optics/respond.ts';
import type { CutLine } from './cut-line.ts';

/** Depths at which layers of the skin end, mm below the surface. */
export interface Borders {
  readonly epidermisMm: number;
  readonly papillaryMm: number;
  readonly skinBaseMm: number;
}

/** One dot of a cut, as the buffers that the picture is drawn from hold it. */
export interface CutDot extends Borders {
  /** Its entry in the buffers, and its id in lists of dots (`DotTable.id`). */
  readonly slot: number;
  readonly id: number;
  /** 1 for the first; a test patch and earlier work have the kinds of `structs.ts`. */
  readonly session: number;
  /** Whether its session has been done at the age shown. */
  readonly isThere: boolean;
  /** Where the needle went in: along the cut and across it from the middle, mm. */
  readonly alongMm: number;
  readonly acrossMm: number;
  /** Just after the needle: deepest point, radius, pigment. */
  readonly depthMm: number;
  readonly freshRadiusMm: number;
  readonly doseUg: number;
  /** At the age shown: radius of the column, borders of its bins (one more than bins), pigment in each. */
  readonly radiusMm: number;
  readonly edgesMm: readonly number[];
  readonly binsUg: readonly number[];
  /** Share of the dose that is still there, and days since the needle. */
  readonly left: number;
  readonly ageDays: number;
  /** Share of its crust that is still on it. */
  readonly crust: number;
  readonly scar: number;
  /** Absorption in each bin by band of light, 1/mm. */
  readonly absorptionPerMm: readonly (readonly number[])[];
}

/** A follicle of a cut. */
export interface CutHair {
  readonly alongMm: number;
  readonly acrossMm: number;
}

/** All that a cut through the skin shows, from the engine's buffers. */
export interface Cut {
  readonly line: CutLine;
  readonly plan: Plan;
  /** From left to right. */
  readonly dots: readonly CutDot[];
  readonly hairs: readonly CutHair[];
  /** Of the bundle of shafts of a follicle. */
  readonly hairRadiusMm: number;
  /** How deep it reaches, mm. */
  readonly hairDepthMm: number;
  /** Absorption inside it by band, 1/mm. */
  readonly hairAbsorptionPerMm: readonly number[];
  /** Layers along the cut, from its left end to its right. */
  readonly layers: readonly (Borders & { readonly alongMm: number })[];
}

/** What the structs of one dot say, by the names of `structs.ts`. */
export interface DotWords extends Borders {
  readonly slot: number;
  readonly id: number;
  readonly kind: number;
  readonly alongMm: number;
  readonly acrossMm: number;
  readonly depthMm: number;
  readonly radiusMm: number;
  readonly massUg: number;
  readonly scar: number;
  readonly varianceMm2: number;
  readonly bottomMm: number;
  readonly left: number;
  readonly ageDays: number;
  readonly crust: number;
  readonly bins: readonly number[];
}

/** Turns what the buffers say of a dot into its column: as `shaders/optics/respond.wgsl` reads it. */
export function columnOf(words: DotWords, plan: Plan): CutDot {
  const kinetics = KINETICS[plan.healing.outcome];
  const { depthMm, ageDays, bottomMm, varianceMm2 } = words;
  const isThere = ageDays >= 0;
  const age = Math.max(0, ageDays);
  const sunkMm = isThere ? bottomMm - depthMm : 0;
  const edgesMm = binEdgesMm(depthMm, words, age / kinetics.epidermalTurnover.value).map(
    (edge) => edge + sunkMm,
  );
  const radiusMm = isThere ? 2 * Math.sqrt(varianceMm2) : 0;
  const { inks, inkOfLot } = lotInks(plan);
  const massAbsorption = inks[inkOfLot[words.kind - 1]!]!;
  const packing = packagingFactor(kinetics, age);
  const absorptionPerMm = Array.from({ length: BINS }, (_, bin) => {
    const heightMm = edgesMm[bin + 1]! - edgesMm[bin]!;
    const volumeMm3 = Math.PI * radiusMm ** 2 * heightMm;
    // Bins that a column does not reach are empty, as in respond.wgsl.
    const ugPerMm3 = heightMm > 1e-6 && volumeMm3 > 0 ? words.bins[bin]! / volumeMm3 : 0;
    // 1 m2/g is 1 mm2/ug.
    return massAbsorption.map((mass) => mass * packing * ugPerMm3);
  });
  return {
    slot: words.slot,
    id: words.id,
    session: words.kind,
    isThere,
    alongMm: words.alongMm,
    acrossMm: words.acrossMm,
    depthMm,
    freshRadiusMm: words.radiusMm,
    doseUg: words.massUg,
    radiusMm,
    edgesMm,
    binsUg: words.bins,
    left: words.left,
    ageDays,
    crust: words.crust,
    scar: words.scar,
    epidermisMm: words.epidermisMm,
    papillaryMm: words.papillaryMm,
    skinBaseMm: words.skinBaseMm,
    absorptionPerMm,
  };
}
