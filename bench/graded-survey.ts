import { leastAbsorbing } from '../src/light/dot/footprint-tally.ts';
import {
  depthInColumn,
  depthsAbove,
  type SlicedColumn,
  shallowSteps,
} from '../src/light/dot/path-depth.ts';
import type { LayerOptics } from '../src/light/layers.ts';
import { LEFT_TOP, PhotonWalk } from '../src/light/photon-walk.ts';

/** A column whose absorber changes with depth. */
export interface GradedDot extends SlicedColumn {
  /** Multiples of its absorption which are asked for. */
  readonly doses: readonly number[];
}

/** Brute-force darkness of many graded columns at once. */
export interface GradedResult {
  /** 1 - R/R0: `[skin][dot][dose]`. */
  readonly dark: number[][][];
  /** One standard deviation of each. */
  readonly standardError: number[][][];
}

const BATCHES = 16;

/**
 * 1 - R/R0 over every dot at every dose in every skin, all from the same photons: skins that
 * scatter alike share paths (white Monte Carlo, Alerstam 2008), and a dose only weighs the way.
 */
export function surveyGraded(
  skins: readonly (readonly LayerOptics[])[],
  dots: readonly GradedDot[],
  run: { readonly photons: number; readonly seed: number },
): GradedResult {
  const walk = new PhotonWalk(leastAbsorbing(skins), run.seed);
  const most = Math.max(...dots.map(({ doses }) => doses.length));
  const cell = (skin: number, dot: number, dose: number) =>
    (skin * dots.length + dot) * most + dose;
  const size = skins.length * dots.length * most;
  const lost = Array.from({ length: BATCHES }, () => new Float64Array(size));
  const whole = Array.from({ length: BATCHES }, () => new Float64Array(skins.length));
  const weights = new Float64Array(skins.length);
  const above = dots.map(depthsAbove);
  const deepest = Math.max(...dots.map(({ edgesMm }) => edgesMm[edgesMm.length - 1]!));
  for (let id = 0; id < run.photons; id++) {
    walk.walk(id);
    if (walk.end !== LEFT_TOP) continue;
    const batch = id % BATCHES;
    for (const [s, layers] of skins.entries()) {
      let depth = 0;
      for (const [l, layer] of layers.entries()) depth += layer.absorptionPerMm * walk.lengths[l]!;
      weights[s] = walk.boost * Math.exp(-depth);
      whole[batch]![s]! += weights[s]!;
    }
    const steps = shallowSteps(walk, deepest);
    for (const [d, dot] of dots.entries()) {
      const inside = depthInColumn(walk, steps, dot, above[d]!);
      if (inside === 0) continue;
      for (let k = 0; k < dot.doses.length; k++) {
        const taken = -Math.expm1(-dot.doses[k]! * inside);
        for (let s = 0; s < skins.length; s++) lost[batch]![cell(s, d, k)]! += weights[s]! * taken;
      }
    }
  }
  const ratio = (s: number, d: number, k: number) => {
    const above = lost.map((sums) => sums[cell(s, d, k)]!);
    const below = whole.map((sums) => sums[s]!);
    const [allAbove, allBelow] = [total(above), total(below)];
    const value = allAbove / allBelow;
    let squares = 0;
    for (let b = 0; b < BATCHES; b++) {
      squares += ((allAbove - above[b]!) / (allBelow - below[b]!) - value) ** 2;
    }
    return { value, error: Math.sqrt(((BATCHES - 1) / BATCHES) * squares) };
  };
  const table = skins.map((_, s) =>
    dots.map(({ doses }, d) => doses.map((_, k) => ratio(s, d, k))),
  );
  return {
    dark: table.map((rows) => rows.map((row) => row.map(({ value }) => value))),
    standardError: table.map((rows) => rows.map((row) => row.map(({ error }) => error))),
  };
}

const total = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);
