import type { LayerOptics } from '../../layers.ts';
import { LEFT_TOP, PhotonWalk } from '../../photon-walk.ts';
import { type Stretch, stepInColumn } from '../../step-in-column.ts';
import { leastAbsorbing } from '../footprint-tally.ts';
import { NODES, nodeRadiusMm } from './lateral-nodes.ts';

/** Depths of the top of a column that shares of met light are tabulated for, mm. */
export const MET_TOPS_MM: readonly number[] = [
  0, 0.004, 0.009, 0.016, 0.026, 0.04, 0.06, 0.085, 0.115, 0.155, 0.21, 0.285, 0.39, 0.54, 0.75,
  1.05, 1.45, 2,
];

/** Those of them, by index, that a column may end at. */
export const MET_ENDS: readonly number[] = [7, 9, 11, 13, 15, 17];

/** Radii of the columns, mm: equal steps in ratio. */
export const MET_RADII_MM: readonly number[] = Array.from(
  { length: 8 },
  (_, i) => 0.02 * (0.4 / 0.02) ** (i / 7),
);

/** Values of one place: light that meets a column from each top down, then what comes in below each end. */
export const MET_ROWS = MET_TOPS_MM.length + MET_ENDS.length;

/** Values of one skin and band: `[radius][lateral node][row]`. */
export const MET_CELLS = MET_RADII_MM.length * NODES * MET_ROWS;

const TOPS = MET_TOPS_MM.length;

/**
 * What share of the light that comes back has met an opaque column, by its top, its radius and the
 * place that is looked at, counted from whole paths. A column that ends is met less: by the light
 * that comes into an endless one below that end, from the side and never through its foot.
 *
 * Yields the photons done, and gives `[skin][radius][node][row]`.
 */
export function* metSteps(
  skins: readonly (readonly LayerOptics[])[],
  { photons, seed }: { readonly photons: number; readonly seed: number },
): Generator<number, Float64Array[]> {
  const walk = new PhotonWalk(leastAbsorbing(skins), seed);
  const sums = skins.map(() => new Float64Array(MET_CELLS));
  const back = new Float64Array(skins.length);
  const weights = new Float64Array(skins.length);
  for (let id = 0; id < photons; id++) {
    if (id % PHOTONS_PER_STEP === 0) yield id;
    walk.walk(id);
    if (walk.end !== LEFT_TOP) continue;
    for (const [s, layers] of skins.entries()) {
      let depth = 0;
      for (const [l, layer] of layers.entries()) depth += layer.absorptionPerMm * walk.lengths[l]!;
      weights[s] = walk.boost * Math.exp(-depth);
      back[s]! += weights[s]!;
    }
    for (const [at, place] of PLACES.entries()) {
      const { deepestMm, crossed } = meeting(walk, place);
      for (let row = 0; row < TOPS && MET_TOPS_MM[row]! <= deepestMm; row++) {
        for (let s = 0; s < skins.length; s++) sums[s]![at * MET_ROWS + row]! += weights[s]!;
      }
      for (const [end, row] of MET_ENDS.entries()) {
        if (MET_TOPS_MM[row]! > deepestMm) break;
        if ((crossed >> row) & 1) continue;
        for (let s = 0; s < skins.length; s++) sums[s]![at * MET_ROWS + TOPS + end]! += weights[s]!;
      }
    }
  }
  return sums.map((rows, s) => rows.map((sum) => sum / (back[s]! || 1)));
}

// A few milliseconds of work.
const PHOTONS_PER_STEP = 16;

interface Place {
  readonly radiusMm: number;
  readonly lateralMm: number;
}

const PLACES: readonly Place[] = MET_RADII_MM.flatMap((radiusMm) =>
  Array.from({ length: NODES }, (_, node) => ({
    radiusMm,
    lateralMm: nodeRadiusMm(node, radiusMm),
  })),
);

const stretch: Stretch = { low: 0, high: 1 };

// How deep a path comes inside an endless column, -1 if never, and which tops it goes through there.
function meeting({ x, y, z, corners }: PhotonWalk, { radiusMm, lateralMm }: Place) {
  let [deepestMm, crossed] = [-1, 0];
  for (let i = 0; i + 1 < corners; i++) {
    const [x0, x1] = [x[i]! - lateralMm, x[i + 1]! - lateralMm];
    if (!stepInColumn(x0, y[i]!, x1, y[i + 1]!, radiusMm, stretch)) continue;
    const { low, high } = stretch;
    const z0 = z[i]!;
    const dz = z[i + 1]! - z0;
    const [from, to] = dz > 0 ? [z0 + low * dz, z0 + high * dz] : [z0 + high * dz, z0 + low * dz];
    deepestMm = Math.max(deepestMm, to);
    for (let row = 0; row < TOPS && MET_TOPS_MM[row]! <= to; row++) {
      if (MET_TOPS_MM[row]! >= from) crossed |= 1 << row;
    }
  }
  return { deepestMm, crossed };
}
