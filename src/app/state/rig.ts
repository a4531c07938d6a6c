import { Simulator } from '../../engine/simulator.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { requestGpu } from '../../gpu/request.ts';
import type { LiveBake } from '../../light/dot/live-bake.ts';
import type { Plan } from '../../plan/schema.ts';
import { ScalpView } from '../../view/scalp-view.ts';
import { pageFiller } from '../fill/page-filler.ts';
import { pageLadders } from '../fill/page-ladders.ts';
import { pageSolver } from '../head/page-solver.ts';
import { el, painted } from '../parts/dom.ts';
import { scanHead } from '../scan/scan-heads.ts';

/** Everything that lives and dies with one GPU device. */
export interface Rig {
  readonly gpu: Gpu;
  readonly simulator: Simulator;
  readonly view: ScalpView;
  close(): void;
}

/**
 * Opens a device and shows `plan` on a fresh canvas inside `viewport`.
 *
 * A canvas keeps its device for good, so each rig brings its own.
 */
export async function openRig(
  viewport: HTMLElement,
  plan: () => Promise<Plan>,
  bake: LiveBake,
  onStage: (stage: string) => void,
): Promise<Rig> {
  const step = async (name: string): Promise<void> => {
    onStage(name);
    await painted();
  };
  await step('gpu');
  const gpu = await requestGpu();
  const canvas = el('canvas', { class: 'viewport-canvas', tabindex: '-1', 'aria-hidden': 'true' });
  let simulator: Simulator | undefined;
  let view: ScalpView | undefined;
  const close = (): void => {
    // A lost device may refuse even this; there is nothing left to free then.
    for (const part of [view, simulator, gpu]) ignoringErrors(() => part?.destroy());
    canvas.remove();
  };
  try {
    await step('kernels');
    simulator = await Simulator.create(gpu, {
      scanHead,
      bake,
      scalp: pageSolver,
      filler: pageFiller,
      ladders: pageLadders,
      onProgress: async (name) => {
        // Worked out beside the page, which goes on: told only as long as there is no picture.
        if (view && name === 'scalp') return;
        onStage(name);
        await painted();
      },
    });
    await step('head');
    await simulator.update(await plan());
    await step('view');
    viewport.prepend(canvas);
    view = await ScalpView.create(simulator, canvas);
    return { gpu, simulator, view, close };
  } catch (error) {
    close();
    throw error;
  }
}

function ignoringErrors(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.info('While closing:', error);
  }
}
