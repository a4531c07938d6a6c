import { BANDS_NM } from '../../color/bands.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { slicedProfile } from '../../light/dot/depth-profile.ts';
import { layerOptics } from '../../light/layers.ts';
import { type Inclusion, type RunOptions, Transport } from '../transport/transport.ts';
import { bandOf, checkDot, type DotQuestion } from './dot-optics.ts';
import {
  type PhotonSums,
  type PhotonTask,
  photonTasks,
  ratiosOf,
  walkTask,
} from './dot-photons.ts';

/** The same question answered by photons. */
export interface DotReference {
  /** Walked in each band. */
  readonly photons: number;
  /** R/R0 of the single dot by band, by lateral distance. */
  readonly ratio: readonly (readonly number[])[];
  readonly standardError: readonly (readonly number[])[];
}

/** How a walk is followed and stopped. */
export type WalkOptions = Pick<RunOptions, 'signal' | 'onProgress'>;

/** How long to walk, and who walks where there is no GPU. */
export interface ReferenceRun extends RunOptions {
  /** Sums of every task, in their order; on this thread where nothing is given. */
  readonly walk?: (tasks: readonly PhotonTask[], options: WalkOptions) => Promise<PhotonSums[]>;
}

/**
 * R/R0 over the dot from brute-force transport through the very layers and the very shape of the
 * question: nothing tabulated, nothing fitted. Light is diffuse, the camera looks along the normal.
 * On a software adapter, or without any, photons are walked in TypeScript, which is quicker there.
 */
export async function dotReference(
  gpu: Gpu | undefined,
  question: DotQuestion,
  run: ReferenceRun,
): Promise<DotReference> {
  checkDot(question);
  if (!gpu || gpu.adapter.software) return walked(question, run);
  const { skin, bandsNm = BANDS_NM, lateralMm } = question;
  const index = skin.refractiveIndex;
  const bands = bandsNm.map((nm) => layerOptics(skin, nm).map((layer) => ({ ...layer, index })));
  const transport = await Transport.create(gpu);
  try {
    const { photons, ratio, standardError } = await transport.lateral({
      ...run,
      bands,
      inclusions: inclusionsOf(question),
      lateralMm,
    });
    return { photons, ratio, standardError };
  } finally {
    transport.destroy();
  }
}

async function walked(question: DotQuestion, run: ReferenceRun): Promise<DotReference> {
  const { photons, walk = walkHere } = run;
  const found = ratiosOf(await walk(photonTasks(question, run), run));
  return {
    photons,
    ratio: found.map((row) => row.map(({ value }) => value)),
    standardError: found.map((row) => row.map(({ standardError }) => standardError)),
  };
}

/** In slices of a few milliseconds, so that others get their turn. */
const SLICE_MS = 30;

async function walkHere(
  tasks: readonly PhotonTask[],
  { signal, onProgress }: WalkOptions,
): Promise<PhotonSums[]> {
  const sums: PhotonSums[] = [];
  let since = performance.now();
  for (const task of tasks) {
    const steps = walkTask(task);
    let step = steps.next();
    while (!step.done) {
      if (performance.now() - since > SLICE_MS) {
        onProgress?.((sums.length + step.value) / tasks.length);
        await new Promise((resolve) => setTimeout(resolve));
        signal?.throwIfAborted();
        since = performance.now();
      }
      step = steps.next();
    }
    sums.push(step.value);
  }
  onProgress?.(1);
  return sums;
}

/** A ball, a column, or as many columns as a profile has slices. */
function inclusionsOf({ shape, absorptionPerMm, bandsNm = BANDS_NM }: DotQuestion): Inclusion[] {
  const inside = bandsNm.map((nm) => absorptionPerMm[bandOf(nm)]!);
  const { radiusMm } = shape;
  const place = { xMm: 0, yMm: 0, radiusMm };
  if (shape.kind === 'sphere') {
    return [{ ...place, shape: 'sphere', depthMm: shape.depthMm, absorptionPerMm: inside }];
  }
  const { topMm, bottomMm, profile } = shape;
  if (!profile) return [{ ...place, shape: 'column', topMm, bottomMm, absorptionPerMm: inside }];
  const { edgesMm, densities } = slicedProfile(profile);
  return densities.map((density, i) => ({
    ...place,
    shape: 'column',
    topMm: edgesMm[i]!,
    bottomMm: edgesMm[i + 1]!,
    absorptionPerMm: inside.map((perMm) => density * perMm),
  }));
}
