import { pcg } from '../src/base/hash.ts';
import { BANDS_NM } from '../src/color/bands.ts';
import { deepWidth, type FreshColumn, healedColumn, shareBetween } from '../src/ink/column-bins.ts';
import { binRemaining, DEFAULT_BOUNDS, type LayerBounds } from '../src/ink/kinetics.ts';
import { KINETICS, OUTCOMES, type Outcome } from '../src/ink/kinetics-constants.ts';
import { PIGMENTS } from '../src/ink/pigments.ts';
import { type ColumnDot, evenColumn } from '../src/light/dot/column.ts';

/** A column as the product sees it, and as it really is. */
export interface GradedCase {
  readonly group: string;
  readonly what: string;
  readonly column: ColumnDot;
  /** Its slices, fine: borders, mm, and absorption by band and slice, 1/mm. */
  readonly edgesMm: readonly number[];
  readonly absorptionPerMm: readonly (readonly number[])[];
}

/** The default plan's needle: mass of a mean dose in the last session, ug, and radius, mm. */
const NEEDLE = { massUg: 0.109, radiusMm: 0.079, tip: 0.3 };
const AGES_DAYS = [0, 14, 60, 365, 1826];
const CARBON = PIGMENTS['carbon-black'].massAbsorption;

/** Deposits of the default needle as they heal, from shallow to blown out; best and poor at two ages. */
export function healedCases(): GradedCase[] {
  return OUTCOMES.flatMap((outcome) =>
    AGES_DAYS.filter(
      (ageDays) => outcome === 'expected' || ageDays === 60 || ageDays > 1000,
    ).flatMap((ageDays) =>
      [0.2, 0.3, 0.43, 0.6, 1].map((depthMm) =>
        healedDot(`healed, ${outcome}, ${ageDays} days`, { depthMm, outcome, ageDays }),
      ),
    ),
  );
}

/** Even columns and dots of whole plans, drawn by a seed. */
export function drawnCases(seed: number, count: number): GradedCase[] {
  let draws = 0;
  const unit = () => pcg(pcg((seed + draws++) >>> 0)) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  const even = Array.from({ length: count }, (_, i) => {
    const isSmall = i % 2 === 1;
    const radiusMm = isSmall ? 0.04 + 0.025 * unit() : 0.065 * (0.2 / 0.065) ** unit();
    const topMm = 0.08 + 0.3 * unit() ** 2;
    const bottomMm = topMm + 0.08 * 10 ** unit();
    const perMm = 5 * 80 ** unit();
    const absorptionPerMm = BANDS_NM.map(() => perMm);
    return {
      group: `even, ${isSmall ? '40 to 65' : '65 to 200'} um, 0.08 mm down`,
      what: `R ${radiusMm.toFixed(3)}, ${topMm.toFixed(2)} to ${bottomMm.toFixed(2)} mm, ${perMm.toFixed(0)}/mm`,
      column: evenColumn({ topMm, bottomMm, radiusMm, absorptionPerMm }),
      edgesMm: [topMm, bottomMm],
      absorptionPerMm: absorptionPerMm.map((value) => [value]),
    };
  });
  const plans = Array.from({ length: count }, (_, i) => {
    const depthMm = Math.max(0.1, 0.25 + 0.5 * unit() + 0.05 * normal());
    const dose = Math.exp(0.3 * normal()) * (unit() < 0.1 ? 2 : 1);
    const isFresh = i % 2 === 1;
    const ageDays = isFresh ? 30 * unit() ** 2 : 45 * 80 ** unit();
    const outcome = OUTCOMES[Math.floor(3 * unit())]!;
    const group = `drawn from plans, ${isFresh ? 'first month' : '45 days to 10 years'}`;
    return healedDot(group, { depthMm, dose, outcome, ageDays });
  });
  return [...even, ...plans];
}

// As the deposit stage has it: wider with dose and when deep.
function fresh(depthMm: number, dose: number): FreshColumn {
  return {
    depthMm,
    tip: NEEDLE.tip,
    massUg: NEEDLE.massUg * dose,
    radiusMm: NEEDLE.radiusMm * deepWidth(depthMm) * dose ** 0.25,
  };
}

/** A dot of the default needle at an age. */
export function healedDot(
  group: string,
  how: {
    readonly depthMm: number;
    /** Relative to the mean. */
    readonly dose?: number;
    readonly outcome: Outcome;
    readonly ageDays: number;
    readonly bounds?: LayerBounds;
  },
): GradedCase {
  const { outcome, ageDays, bounds = DEFAULT_BOUNDS } = how;
  const kinetics = KINETICS[outcome];
  const dot = fresh(how.depthMm, how.dose ?? 1);
  const { radiusMm, edgesMm, massUg, packing } = healedColumn(dot, kinetics, bounds, ageDays);
  const area = Math.PI * radiusMm ** 2;
  const absorptionPerMm = CARBON.map((perUg) => perUg * packing);
  const sunkMm = edgesMm[0]!;
  // 64 slices, cut at the borders of layers, each with the mean of what is left in it.
  const { epidermisMm, papillaryMm } = bounds;
  const cuts = [
    ...Array.from({ length: 65 }, (_, i) => (dot.depthMm * i) / 64),
    ...[epidermisMm, papillaryMm].filter((border) => border < dot.depthMm),
  ].sort((a, b) => a - b);
  const densities = cuts.slice(1).map((endMm, i) => {
    const topMm = cuts[i]!;
    if (!(endMm > topMm)) return 0;
    const share = shareBetween(topMm / dot.depthMm, endMm / dot.depthMm, dot.tip);
    const parts = [1, 3, 5, 7].map((k) => topMm + ((endMm - topMm) * k) / 8);
    const stays = parts.reduce(
      (sum, zMm) => sum + binRemaining(kinetics, zMm, bounds, ageDays) / 4,
      0,
    );
    return (dot.massUg * share * stays) / (area * (endMm - topMm));
  });
  return {
    group,
    what: `${outcome}, ${ageDays.toFixed(0)} d, to ${dot.depthMm.toFixed(2)} mm, R ${radiusMm.toFixed(3)}`,
    column: {
      radiusMm,
      edgesMm,
      densities: massUg.map((ug, bin) => {
        const heightMm = edgesMm[bin + 1]! - edgesMm[bin]!;
        return heightMm > 0 ? ug / (area * heightMm) : 0;
      }),
      absorptionPerMm,
    },
    edgesMm: cuts.map((cut) => cut + sunkMm),
    absorptionPerMm: absorptionPerMm.map((perMm) => densities.map((density) => perMm * density)),
  };
}
