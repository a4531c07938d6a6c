import type { Simulator } from '../../engine/simulator.ts';
import type { Plan } from '../../plan/schema.ts';
import { type Picture, type PictureOptions, takePicture } from '../picture.ts';
import { Studio } from '../studio.ts';

/** One picture of a series: what is simulated, and how it is looked at. */
export interface Shot extends Pick<PictureOptions, 'pose' | 'look'> {
  readonly plan: Plan;
}

/** What all pictures of a series share. */
export interface SeriesOptions
  extends Pick<PictureOptions, 'widthPx' | 'heightPx' | 'supersample'> {
  /** Ends the series before the next picture; the generator then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Draws one shot after another. Between two plans only the stages run that their difference touches:
 * between ages, healing and light alone. One studio draws them all, so that its textures are made once. The
 * simulator is left with the last plan.
 */
export async function* takeShots(
  simulator: Simulator,
  shots: Iterable<Shot>,
  { signal, ...size }: SeriesOptions,
): AsyncGenerator<Picture> {
  const { gpu } = simulator;
  const studio = await gpu.checked('the pictures', () => Studio.create(gpu));
  try {
    for (const { plan, ...shot } of shots) {
      signal?.throwIfAborted();
      await simulator.update(plan);
      yield await takePicture(studio, simulator, { ...size, ...shot });
    }
  } finally {
    // What is still compiling would be left without an owner.
    await studio.compiled().catch(() => undefined);
    studio.destroy();
  }
}
