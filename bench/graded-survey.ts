import { leastAbsorbing } from '../src/light/dot/footprint-tally.ts';
import type { LayerOptics } from '../src/light/layers.ts';
import { LEFT_TOP, PhotonWalk } from '../src/light/photon-walk.ts';

/** An upright column whose absorber changes with depth, seen `lateralMm` from its axis. */
export interface GradedDot {
  readonly radiusMm: number;
  readonly lateralMm: number;
  /** Borders of its slices, rising, mm; one more than slices. */
  readonly edgesMm: ArrayLike<number>;
  /** Absorption in each slice at this wavelength, 1/mm. */
  readonly absorptionPerMm: ArrayLike<number>;
  /** Multiples of that absorption which are asked for. */
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
      const inside = depthInside(walk, steps, dot);
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

// Steps of the path that come as high as any dot reaches down.
function shallowSteps({ z, corners }: PhotonWalk, deepestMm: number): number[] {
  const steps: number[] = [];
  for (let i = 0; i + 1 < corners; i++) {
    if (z[i]! < deepestMm || z[i + 1]! < deepestMm) steps.push(i);
  }
  return steps;
}

// Optical depth of the whole path inside a dot whose axis stands at x = -lateral.
function depthInside(walk: PhotonWalk, steps: readonly number[], dot: GradedDot): number {
  const { x, y, z } = walk;
  const { radiusMm, lateralMm, edgesMm, absorptionPerMm } = dot;
  const topMm = edgesMm[0]!;
  const bottomMm = edgesMm[edgesMm.length - 1]!;
  let depth = 0;
  for (const i of steps) {
    const y0 = y[i]!;
    const y1 = y[i + 1]!;
    if ((y0 > radiusMm && y1 > radiusMm) || (y0 < -radiusMm && y1 < -radiusMm)) continue;
    const x0 = x[i]! + lateralMm;
    const x1 = x[i + 1]! + lateralMm;
    if ((x0 > radiusMm && x1 > radiusMm) || (x0 < -radiusMm && x1 < -radiusMm)) continue;
    const z0 = z[i]!;
    const z1 = z[i + 1]!;
    if ((z0 <= topMm && z1 <= topMm) || (z0 >= bottomMm && z1 >= bottomMm)) continue;
    const [dx, dy, dz] = [x1 - x0, y1 - y0, z1 - z0];
    // In shares of the step: a t^2 + 2 b t + c < 0 inside.
    const [a, b, c] = [dx * dx + dy * dy, x0 * dx + y0 * dy, x0 * x0 + y0 * y0 - radiusMm ** 2];
    let [low, high] = [0, 1];
    if (a > 1e-18) {
      const root = b * b - a * c;
      if (root <= 0) continue;
      const half = Math.sqrt(root);
      low = Math.max(low, (-b - half) / a);
      high = Math.min(high, (-b + half) / a);
    } else if (c >= 0) continue;
    if (high <= low) continue;
    const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const [from, to] = dz > 0 ? [z0 + low * dz, z0 + high * dz] : [z0 + high * dz, z0 + low * dz];
    for (let s = 0; s + 1 < edgesMm.length; s++) {
      const [upper, lower] = [edgesMm[s]!, edgesMm[s + 1]!];
      if (upper >= to && to > from) break;
      // A level step lies in one slice.
      const share =
        to > from
          ? Math.max(0, Math.min(to, lower) - Math.max(from, upper)) / (to - from)
          : from >= upper && from < lower
            ? 1
            : 0;
      if (share > 0) depth += absorptionPerMm[s]! * share * (high - low) * length;
    }
  }
  return depth;
}
