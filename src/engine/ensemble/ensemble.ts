import { bandsToXyz } from '../../color/band-xyz.ts';
import { ciede2000 } from '../../color/ciede2000.ts';
import { type Lab, xyzToLab } from '../../color/lab.ts';
import { drawnShares, PER_SKIN } from '../../ink/unknowns/draws.ts';
import { type Draw, drawAt, UNKNOWN_NAMES, UNKNOWNS } from '../../ink/unknowns/table.ts';
import { type DotFootprint, dotFootprint } from '../../light/dot/footprint.ts';
import { meanRatio } from '../../light/dot/mean.ts';
import { CROWDED, overlapAtDepth } from '../../light/dot/overlap.ts';
import type { Skin } from '../../light/layers.ts';
import type { Plan } from '../../plan/schema.ts';
import { meanDepositDepthMm } from '../lots.ts';
import { sessionNeeds } from '../needs/needs.ts';
import { type WorkCounts, workCounts } from '../needs/work-counts.ts';
import type { Simulator } from '../simulator.ts';
import { type DotSample, dotSample, skinCopy } from './dot-sample.ts';
import { type MeanDot, MemberLooks } from './member-looks.ts';
import { drawnPlan, drawnSkin } from './member-plan.ts';

/** Ages that are asked for where nothing is said, days since the last session: to 20 years. */
export const ENSEMBLE_AGES_DAYS: readonly number[] = [
  0, 7, 14, 30, 60, 120, 210, 365, 730, 1096, 1461, 1826, 2557, 3652, 5479, 7305,
];

/** What is told of a member at an age. */
export const AGED_QUANTITIES = [
  'contrastDot',
  'contrastPatch',
  'deltaE2000',
  'widthMm',
  'labL',
  'labA',
  'labB',
  'leftShare',
] as const;
export type AgedQuantity = (typeof AGED_QUANTITIES)[number];

/** What is told of a member once. */
export const WORK_QUANTITIES = ['needleHours', 'inkMl', 'pigmentMg'] as const;
export type WorkQuantity = (typeof WORK_QUANTITIES)[number];

/** One way the plan may come out. */
export interface EnsembleMember {
  readonly draw: Draw;
  readonly aged: Readonly<Record<AgedQuantity, readonly number[]>>;
  readonly work: Readonly<Record<WorkQuantity, number>>;
}

/** Many of them. */
export interface Ensemble {
  readonly agesDays: readonly number[];
  /** Shares of the shapes that were drawn, `[member][quantity]` in the order of the table. */
  readonly shares: readonly (readonly number[])[];
  readonly members: readonly EnsembleMember[];
  /** Dots of the sample. */
  readonly dots: number;
  readonly seed: number;
}

/** How large an ensemble is. */
export interface EnsembleOptions {
  readonly members?: number;
  readonly dots?: number;
  readonly seed?: number;
  readonly agesDays?: readonly number[];
  /** Quantities that are drawn; all others stay as they are taken. */
  readonly drawn?: (group: (typeof UNKNOWNS)[keyof typeof UNKNOWNS]['group']) => boolean;
  /** The light of a skin, where another thread works it out. */
  readonly footprint?: (skin: Skin) => DotFootprint | Promise<DotFootprint>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

/**
 * Draws everything the table of unknowns holds together, and works out what becomes of a sample of
 * the simulator's plan at each age. Rejects with the signal's reason once that is aborted.
 */
export async function ensembleOf(
  simulator: Simulator,
  options: EnsembleOptions = {},
): Promise<Ensemble> {
  const { members = 200, seed = 1, drawn } = options;
  const shares = drawnShares(members, seed);
  const draws = shares.map((row) => heldDraw(drawAt(row), drawn));
  return { ...(await membersOf(simulator, draws, options)), shares, seed };
}

/** The same for draws of one's own; those that follow each other in fives have the skin of the first. */
export async function membersOf(
  simulator: Simulator,
  draws: readonly Draw[],
  options: Omit<EnsembleOptions, 'members' | 'seed' | 'drawn'> = {},
): Promise<Omit<Ensemble, 'shares' | 'seed'>> {
  const { dots = 64, agesDays = ENSEMBLE_AGES_DAYS, signal, onProgress } = options;
  const { footprint: lightOf = dotFootprint } = options;
  const { gpu, plan } = simulator;
  // Both are asked for before anything is waited for: the plan may change meanwhile.
  const skin = skinCopy(simulator);
  try {
    const [sample, counts] = await Promise.all([dotSample(simulator, dots), workCounts(simulator)]);
    const looks = await gpu.checked('compiling the ensemble', () =>
      MemberLooks.create({ gpu, workgroup: 64 }),
    );
    try {
      looks.setSample(plan, sample, skin, draws.length, agesDays);
      const skins: DotFootprint[] = [];
      for (let first = 0; first < draws.length; first += PER_SKIN) {
        signal?.throwIfAborted();
        const group = draws.slice(first, first + PER_SKIN);
        const footprint = await lightOf(drawnSkin(plan, group[0]!));
        signal?.throwIfAborted();
        skins.push(footprint);
        await gpu.checked('running the ensemble', async () => {
          looks.run({ draws: group, footprint }, first);
          await gpu.device.queue.onSubmittedWorkDone();
        });
        onProgress?.(Math.min(1, (first + PER_SKIN) / draws.length));
      }
      const found = await looks.read();
      gpu.assertHealthy('running the ensemble');
      const members = draws.map((draw, member) => ({
        draw,
        aged: agedOf(found[member]!, plan, draw, sample, skins[Math.floor(member / PER_SKIN)]!),
        work: workOf(found[member]![0]!, plan, draw, sample, counts),
      }));
      return { agesDays, dots: sample.count, members };
    } finally {
      looks.destroy();
    }
  } finally {
    for (const buffer of Object.values(skin)) gpu.free(buffer);
  }
}

function heldDraw(draw: Draw, drawn: EnsembleOptions['drawn']): Draw {
  if (!drawn) return draw;
  const held = UNKNOWN_NAMES.filter((name) => !drawn(UNKNOWNS[name].group));
  return { ...draw, ...Object.fromEntries(held.map((name) => [name, UNKNOWNS[name].value])) };
}

function agedOf(
  ages: readonly MeanDot[],
  plan: Plan,
  draw: Draw,
  { perMm2 }: DotSample,
  { bareReflectance, overlap }: DotFootprint,
): Record<AgedQuantity, number[]> {
  const xyzOf = (ratio: (band: number) => number) =>
    bandsToXyz(Array.from(bareReflectance, (bare, band) => bare * ratio(band)));
  const bare = xyzOf(() => 1);
  const bareLab = xyzToLab(bare);
  const depthMm = meanDepositDepthMm(drawnPlan(plan, draw));
  const rows = ages.map((dot) => {
    const crowded = 1 + CROWDED * Math.min(1, perMm2 * dot.inkMm2);
    const patch = xyzOf((band) =>
      meanRatio(
        perMm2 * dot.near[band]!,
        perMm2 * dot.far[band]!,
        crowded * overlapAtDepth(overlap, depthMm, band),
      ),
    );
    const lab: Lab = xyzToLab(patch);
    const over = xyzOf((band) => 1 - dot.centre[band]!);
    return {
      contrastDot: 1 - over[1] / bare[1],
      contrastPatch: 1 - patch[1] / bare[1],
      deltaE2000: ciede2000(bareLab, lab),
      widthMm: dot.widthMm,
      labL: lab[0],
      labA: lab[1],
      labB: lab[2],
      leftShare: dot.leftUg / Math.max(dot.placedUg, 1e-12),
    } satisfies Record<AgedQuantity, number>;
  });
  return Object.fromEntries(
    AGED_QUANTITIES.map((name) => [name, rows.map((row) => row[name])]),
  ) as Record<AgedQuantity, number[]>;
}

/** Needle time and ink of the whole plan, and what of its pigment the sessions shown leave in the skin. */
function workOf(
  dot: MeanDot,
  plan: Plan,
  draw: Draw,
  { shown }: DotSample,
  { sessions }: WorkCounts,
): Record<WorkQuantity, number> {
  const needs = sessions.map((dots, i) => sessionNeeds(plan, i, dots, draw));
  return {
    needleHours: needs.reduce((sum, { hours }) => sum + hours, 0),
    inkMl: needs.reduce((sum, { inkMl }) => sum + inkMl, 0),
    pigmentMg: shown * dot.placedUg * 1e-3,
  };
}
