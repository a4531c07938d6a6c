import { slicedProfile } from '../../light/dot/depth-profile.ts';
import { depthInColumn, depthsAbove, shallowSteps, wayInBall } from '../../light/dot/path-depth.ts';
import { layerOptics } from '../../light/layers.ts';
import { LEFT_TOP, PhotonWalk } from '../../light/photon-walk.ts';
import { type Estimate, ratioOf } from '../transport/estimate.ts';
import { bandOf, type DotQuestion } from './dot-optics.ts';

/** As many as the walk on a GPU sorts its photons into. */
const BATCHES = 32;

/**
 * R/R0 over a dot at one band, at each lateral distance, from photons walked in plain TypeScript: on
 * a CPU many times quicker than the walk in WGSL, whose twin this is. A path is walked once; it says
 * what comes back with the dot and without it, and at every distance. Yields the photons done.
 */
export function* dotPhotons(
  { skin, shape, absorptionPerMm, lateralMm }: DotQuestion,
  bandNm: number,
  { photons, seed }: { readonly photons: number; readonly seed: number },
): Generator<number, Estimate[]> {
  const walk = new PhotonWalk(layerOptics(skin, bandNm), seed, skin.refractiveIndex);
  const perMm = absorptionPerMm[bandOf(bandNm)]!;
  const depthIn = depthReader(shape, perMm);
  const whole = new Float64Array(BATCHES);
  const left = lateralMm.map(() => new Float64Array(BATCHES));
  for (let id = 0; id < photons; id++) {
    if (id % 256 === 0) yield id;
    walk.walk(id);
    if (walk.end !== LEFT_TOP) continue;
    const batch = id % BATCHES;
    whole[batch]! += walk.weight;
    const depths = depthIn(walk, lateralMm);
    depths.forEach((depth, i) => {
      left[i]![batch]! += walk.weight * Math.exp(-depth);
    });
  }
  return left.map((sums) => ratioOf(sums, whole));
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
