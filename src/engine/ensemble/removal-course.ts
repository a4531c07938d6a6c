import { type Band, bandOf } from '../../base/band.ts';
import { bandsToXyz } from '../../color/band-xyz.ts';
import { BAND_COUNT } from '../../color/bands.ts';
import { BINS, deepWidth, type HealedColumn, healedColumn } from '../../ink/column-bins.ts';
import { dose, inkStrength } from '../../ink/dose.ts';
import { DEFAULT_BOUNDS } from '../../ink/kinetics.ts';
import { KINETICS } from '../../ink/kinetics-constants.ts';
import { livedKinetics } from '../../ink/lived.ts';
import { PIGMENTS, type PigmentKind } from '../../ink/pigments.ts';
import {
  clearedShare,
  mayDarken,
  REMOVAL,
  REMOVAL_WAYS,
  type RemovalDraw,
  type RemovalWay,
  removalAbsorption,
  removalAt,
} from '../../ink/removal.ts';
import { latinHypercube } from '../../ink/unknowns/latin.ts';
import { columnProfile } from '../../light/dot/column.ts';
import { type DotFootprint, dotFootprint } from '../../light/dot/footprint.ts';
import type { Plan } from '../../plan/schema.ts';
import { sessionWork } from '../../plan/session-work.ts';
import { skinOfPlan } from '../plan-skin.ts';

/** Most passes that are looked at: past these nobody goes on. */
export const MOST_PASSES = 12;

/**
 * A dot counts as gone once less of its luminance is missing, and less of the pigment is left: deep dots
 * are pale and wide, and would else be gone before anything was taken out. Assumed.
 */
export const GONE = { contrast: 0.1, leftShare: 0.1 } as const;

/** What passes of one way do to the mean dot of a plan. */
export interface RemovalCourse {
  readonly way: RemovalWay;
  /** Contrast of a dot after 0, 1, 2... passes. */
  readonly contrast: readonly Band[];
  /** Pigment left of what the passes found, the middle draw. */
  readonly left: readonly number[];
  /** Passes until the dot is {@link GONE}; undefined where {@link MOST_PASSES} do not do. */
  readonly passes: { readonly [K in keyof Band]: number | undefined };
  /** Share of hairs hurt by the middle number of laser passes. */
  readonly hairsHurt: Band | undefined;
  /** Whether the ink may turn darker first. */
  readonly mayDarken: boolean;
}

/** Rows a course is drawn from. */
const ROWS = 40;

/** What removal is asked of beside the plan. */
export interface RemovalOptions {
  /** Deposit depth, over the plan's. */
  readonly depthMm?: number;
  readonly rows?: number;
  /** Of the plan's skin, where it is at hand. */
  readonly footprint?: DotFootprint;
}

/** What removal would take, by the mean dot of the plan's last session at the plan's age: no GPU needed. */
export function removalCourses(plan: Plan, options: RemovalOptions = {}): RemovalCourse[] {
  const { depthMm, rows = ROWS, footprint = planFootprint(plan) } = options;
  const last = plan.sessions[(plan.sessionsDone || plan.sessions.length) - 1]!;
  const work = sessionWork(plan, last);
  const column = meanDot(plan, depthMm ?? work.depositDepthMm);
  const shares = latinHypercube(rows, Object.keys(REMOVAL).length, plan.seed);
  const draws = shares.map(removalAt);
  return REMOVAL_WAYS.map((way) => {
    const runs = draws.map((draw) => run(way, work.pigment, column, draw, footprint));
    const contrast = Array.from({ length: MOST_PASSES + 1 }, (_, pass) =>
      bandOf(runs.map((one) => one.contrast[pass]!)),
    );
    const passes = bandOf(runs.map((one) => one.passes));
    const upTo = (value: number) => (value > MOST_PASSES ? undefined : Math.ceil(value));
    const middle = upTo(passes.p50) ?? MOST_PASSES;
    return {
      way,
      contrast,
      left: contrast.map((_, pass) => bandOf(runs.map((one) => one.left[pass]!)).p50),
      passes: { p10: upTo(passes.p10), p50: upTo(passes.p50), p90: upTo(passes.p90) },
      hairsHurt:
        way === 'saline'
          ? undefined
          : bandOf(draws.map((draw) => 1 - (1 - draw.folliclesAPass) ** middle)),
      mayDarken: way !== 'saline' && mayDarken(work.pigment),
    };
  });
}

/** The light of a plan's skin, to be used for several depths. */
export function planFootprint({ skin }: Plan): DotFootprint {
  return dotFootprint(skinOfPlan(skin));
}

/** The dot of mean dose that the hand puts at that depth, at the plan's age. */
function meanDot(plan: Plan, depthMm: number): HealedColumn {
  const last = plan.sessions[(plan.sessionsDone || plan.sessions.length) - 1]!;
  const work = sessionWork(plan, last);
  const { massUg, radiusMm } = dose(work.needle, work);
  return healedColumn(
    {
      depthMm,
      radiusMm: radiusMm * deepWidth(depthMm),
      massUg: massUg * inkStrength(work.dilution),
      tip: plan.technique.tipWeight,
    },
    livedKinetics(KINETICS[plan.healing.outcome], plan.skin),
    DEFAULT_BOUNDS,
    plan.healing.ageDays,
    {
      isIronBlack: PIGMENTS[work.pigment].hasIronBlack && plan.pigment.ironAges === 'fades',
    },
  );
}

function run(
  way: RemovalWay,
  kind: PigmentKind,
  column: HealedColumn,
  draw: RemovalDraw,
  footprint: DotFootprint,
): { readonly contrast: number[]; readonly left: number[]; readonly passes: number } {
  const { edgesMm, radiusMm, packing } = column;
  const areaMm2 = Math.PI * radiusMm ** 2;
  let massUg: readonly number[] = column.massUg;
  const whole = sum(massUg);
  const contrast: number[] = [];
  const left: number[] = [];
  // 1 m2/g is 1 mm2/ug.
  const perUg = (removalAbsorption(way, kind) * packing) / areaMm2;
  for (let pass = 0; pass <= MOST_PASSES; pass++) {
    contrast.push(contrastOf(column, massUg, kind, footprint));
    left.push(whole > 0 ? sum(massUg) / whole : 0);
    const before = massUg;
    massUg = before.map((ug, bin) => {
      const depthMm = (edgesMm[bin]! + edgesMm[bin + 1]!) / 2;
      const above = sum(before.slice(0, bin)) + ug / 2;
      return ug * (1 - clearedShare(way, kind, { depthMm, shade: perUg * above }, draw));
    });
  }
  const gone = contrast.findIndex(
    (value, pass) => value < GONE.contrast && left[pass]! < GONE.leftShare,
  );
  return { contrast, left, passes: gone < 0 ? MOST_PASSES + 1 : gone };
}

/** Share of the luminance missing over the axis of such a column. */
function contrastOf(
  { edgesMm, radiusMm, packing }: HealedColumn,
  massUg: readonly number[],
  kind: PigmentKind,
  footprint: DotFootprint,
): number {
  const areaMm2 = Math.PI * radiusMm ** 2;
  const edges: number[] = [];
  const densities: number[] = [];
  for (let bin = 0; bin < BINS; bin++) {
    const heightMm = edgesMm[bin + 1]! - edgesMm[bin]!;
    if (heightMm <= 1e-6) continue;
    if (edges.length === 0) edges.push(edgesMm[bin]!);
    edges.push(edgesMm[bin + 1]!);
    densities.push((massUg[bin]! * packing) / (areaMm2 * heightMm));
  }
  const absorptionPerMm = PIGMENTS[kind].massAbsorption;
  const dot = { radiusMm, absorptionPerMm, edgesMm: edges, densities };
  const ratio = columnProfile(footprint, dot)(0);
  const y = (of: (band: number) => number) =>
    bandsToXyz(
      Array.from({ length: BAND_COUNT }, (_, i) => footprint.bareReflectance[i]! * of(i)),
    )[1];
  return 1 - y((band) => ratio[band]!) / y(() => 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
