import { BANDS_NM } from '../../color/bands.ts';
import { slicedProfile } from '../../light/dot/depth-profile.ts';
import { depthInColumn, depthsAbove, shallowSteps, wayInBall } from '../../light/dot/path-depth.ts';
import { layerOptics } from '../../light/layers.ts';
import { LEFT_TOP, PhotonWalk } from '../../light/photon-walk.ts';
import { type Estimate, ratioOf } from '../transport/estimate.ts';
import { bandOf, type DotQuestion } from './dot-optics.ts';

/** As many as the walk on a GPU sorts its photons into. */
const BATCHES = 32;
/** Of the batches of one band, walked each by itself, wherever there is room. */
const PARTS = 4;

/** Some batches of one band. */
export interface PhotonTask {
  readonly question: DotQuestion;
  readonly bandNm: number;
  readonly part: number;
  readonly photons: number;
  readonly seed: number;
}

/** Weight of light that comes back by batch; 0 in those that belong to other tasks. */
export interface PhotonSums {
  /** Without the dot. */
  readonly whole: Float64Array;
  /** With it, by lateral distance. */
  readonly left: readonly Float64Array[];
}

/** All there is to walk for a question, band by band. */
export function photonTasks(
  question: DotQuestion,
  { photons, seed }: { readonly photons: number; readonly seed: number },
): PhotonTask[] {
  return (question.bandsNm ?? BANDS_NM).flatMap((bandNm) =>
    Array.from({ length: PARTS }, (_, part) => {
      // Bands must not share their photons' luck: their errors would add up in a colour.
      return { question, bandNm, part, photons, seed: (seed + bandNm) >>> 0 };
    }),
  );
}

/**
 * Photons of a task walked in plain TypeScript: on a CPU many times quicker than the walk in WGSL,
 * whose twin this is. A path is walked once; it says what comes back with the dot and without it,
 * and at every distance. Yields the share done.
 */
export function* walkTask(task: PhotonTask): Generator<number, PhotonSums> {
  const { question, bandNm, part, photons, seed } = task;
  const { skin, shape, absorptionPerMm, lateralMm } = question;
  const walk = new PhotonWalk(layerOptics(skin, bandNm), seed, skin.refractiveIndex);
  const perMm = absorptionPerMm[bandOf(bandNm)]!;
  const depthIn = depthReader(shape, perMm);
  const whole = new Float64Array(BATCHES);
  const left = lateralMm.map(() => new Float64Array(BATCHES));
  const [first, end] = [(part * BATCHES) / PARTS, ((part + 1) * BATCHES) / PARTS];
  for (let row = 0; row < photons; row += BATCHES) {
    if (row % (32 * BATCHES) === 0) yield row / photons;
    for (let batch = first; batch < end && row + batch < photons; batch++) {
      walk.walk(row + batch);
      if (walk.end !== LEFT_TOP) continue;
      whole[batch]! += walk.weight;
      const depths = depthIn(walk, lateralMm);
      depths.forEach((depth, i) => {
        left[i]![batch]! += walk.weight * Math.exp(-depth);
      });
    }
  }
  return { whole, left };
}

/**
 * R/R0 by band and lateral distance from the sums of all tasks of a question, in their order. A batch
 * belongs to one task, so it does not matter who walked which, or when: the bits are the same.
 */
export function ratiosOf(sums: readonly PhotonSums[]): Estimate[][] {
  return Array.from({ length: sums.length / PARTS }, (_, band) => {
    const parts = sums.slice(band * PARTS, (band + 1) * PARTS);
    const whole = together(parts.map((part) => part.whole));
    return parts[0]!.left.map((_, i) =>
      ratioOf(together(parts.map(({ left }) => left[i]!)), whole),
    );
  });
}

function together(lists: readonly Float64Array[]): Float64Array {
  return lists[0]!.map((_, i) => lists.reduce((sum, list) => sum + list[i]!, 0));
}

// Optical depth of a path inside the dot, by lateral distance.
function depthReader(shape: DotQuestion['shape'], perMm: number) {
  const { radiusMm } = shape;
  if (shape.kind === 'sphere') {
    const { depthMm } = shape;
    return (walk: PhotonWalk, places: readonly number[]) => {
      const steps = shallowSteps(walk, depthMm + radiusMm);
      return places.map(
        (lateralMm) => perMm * wayInBall(walk, steps, { radiusMm, lateralMm, depthMm }),
      );
    };
  }
  const { topMm, bottomMm, profile } = shape;
  const { edgesMm, densities } = profile
    ? slicedProfile(profile)
    : { edgesMm: [topMm, bottomMm], densities: [1] };
  const absorptionPerMm = densities.map((density) => perMm * density);
  const column = { radiusMm, edgesMm, absorptionPerMm };
  const above = depthsAbove({ ...column, lateralMm: 0 });
  return (walk: PhotonWalk, places: readonly number[]) => {
    const steps = shallowSteps(walk, bottomMm);
    return places.map((lateralMm) => depthInColumn(walk, steps, { ...column, lateralMm }, above));
  };
}
