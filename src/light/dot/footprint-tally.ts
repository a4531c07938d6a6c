import type { LayerOptics } from '../layers.ts';
import { LEFT_TOP, PhotonWalk } from '../photon-walk.ts';

/** Outer edges of the rings the footprint is counted in, mm: equal steps in ratio past the first. */
export const RING_EDGES_MM: readonly number[] = Array.from(
  { length: 40 },
  (_, i) => 0.004 * 1500 ** (i / 39),
);

/** Rings, and what lies beyond the last. */
export const RINGS = RING_EDGES_MM.length + 1;

/** Where light that comes back has been, by skin, depth and ring. */
export interface FootprintTally {
  readonly photons: number;
  /** `[batch][skin][depth][ring]`: way times weight within each depth's slice, mm. */
  readonly way: readonly Float64Array[];
  /** `[batch][skin]`: weight that comes back. */
  readonly back: readonly Float64Array[];
}

/**
 * Counts where light that comes back has been: the sensitivity of R to absorption in every ring at
 * every depth, exact to first order, for several skins that scatter alike at once.
 *
 * Each photon is walked to its end; if it comes back, its path is gone over again and its way laid
 * down with the weight it came back with (replay, Yao, Intes & Fang 2018, Biomed. Opt. Express
 * 9:4588). Paths are drawn where every layer absorbs as little as in the palest skin; each skin's
 * own absorption is weighed in afterwards (Alerstam, Svensson & Andersson-Engels 2008).
 *
 * @param skins - Layers of each skin at one wavelength.
 * @param depthsMm - Rising, equal steps in ratio; a slice reaches half a step to both sides.
 */
export function tallyFootprint(
  skins: readonly (readonly LayerOptics[])[],
  depthsMm: readonly number[],
  run: TallyRun,
): FootprintTally {
  const steps = tallySteps(skins, depthsMm, run);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** How many photons to walk, and into how many batches to sort them for the error. */
export interface TallyRun {
  readonly photons: number;
  readonly seed: number;
  readonly batches: number;
}

/** The same in short steps, for those who must not stall: yields the photons done. */
export function* tallySteps(
  skins: readonly (readonly LayerOptics[])[],
  depthsMm: readonly number[],
  run: TallyRun,
): Generator<number, FootprintTally> {
  const { photons, seed, batches } = run;
  const rows = depthsMm.length;
  const stepLog = Math.log(depthsMm[1]! / depthsMm[0]!);
  const firstLog = Math.log(depthsMm[0]!) - stepLog / 2;
  const deepest = depthsMm[rows - 1]! * Math.exp(stepLog / 2);
  const cells = rows * RINGS;
  const way = Array.from({ length: batches }, () => new Float64Array(skins.length * cells));
  const back = Array.from({ length: batches }, () => new Float64Array(skins.length));
  const weights = new Float64Array(skins.length);
  const walk = new PhotonWalk(leastAbsorbing(skins), seed);
  const { x, y, z } = walk;

  for (let id = 0; id < photons; id++) {
    if (id % PHOTONS_PER_STEP === 0) yield id;
    walk.walk(id);
    if (walk.end !== LEFT_TOP) continue;
    const batch = id % batches;
    const sums = way[batch]!;
    for (const [s, layers] of skins.entries()) {
      let depth = 0;
      for (const [l, layer] of layers.entries()) depth += layer.absorptionPerMm * walk.lengths[l]!;
      weights[s] = walk.boost * Math.exp(-depth);
      back[batch]![s]! += weights[s]!;
    }
    // Spreads the points below evenly over a step, whichever step it is.
    let phase = (id * 0.6180339887498949) % 1;
    for (let i = 0; i + 1 < walk.corners; i++) {
      const z0 = z[i]!;
      const dz = z[i + 1]! - z0;
      if (z0 > deepest && z0 + dz > deepest) continue;
      const dx = x[i + 1]! - x[i]!;
      const dy = y[i + 1]! - y[i]!;
      const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
      const away = Math.sqrt(x[i]! ** 2 + y[i]! ** 2 + z0 * z0);
      const points = Math.ceil(length / Math.max(0.004, 0.1 * away));
      phase = (phase + 0.6180339887498949) % 1;
      for (let k = 0; k < points; k++) {
        const t = (k + phase) / points;
        const row = Math.floor((Math.log(z0 + t * dz) - firstLog) / stepLog);
        // Above the first slice the logarithm is far below it; NaN at the surface itself.
        if (!(row >= 0 && row < rows)) continue;
        const px = x[i]! + t * dx;
        const py = y[i]! + t * dy;
        const cell = row * RINGS + ringAt(px, py);
        for (let s = 0; s < skins.length; s++) {
          sums[s * cells + cell]! += (weights[s]! * length) / points;
        }
      }
    }
  }
  return { photons, way, back };
}

function ringAt(x: number, y: number): number {
  const ring = Math.ceil((0.5 * Math.log(x * x + y * y) - FIRST_RING_LOG) / RING_LOG);
  return Math.min(RINGS - 1, Math.max(0, ring));
}

const RING_LOG = Math.log(RING_EDGES_MM[1]! / RING_EDGES_MM[0]!);
const FIRST_RING_LOG = Math.log(RING_EDGES_MM[0]!);

// A few milliseconds of work.
const PHOTONS_PER_STEP = 16;

/** Layers that absorb as little as the palest of the skins in each: where paths are drawn. */
export function leastAbsorbing(skins: readonly (readonly LayerOptics[])[]): LayerOptics[] {
  return skins[0]!.map((layer, l) => ({
    ...layer,
    absorptionPerMm: Math.min(...skins.map((skin) => skin[l]!.absorptionPerMm)),
  }));
}
