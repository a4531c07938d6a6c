import { planHead } from '../../engine/head/plan-head.ts';
import { skinOfPlan } from '../../engine/plan-skin.ts';
import { Simulator } from '../../engine/simulator.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { requestGpu } from '../../gpu/request.ts';
import { bareReflectance } from '../../light/bare-skin.ts';
import type { LiveBake } from '../../light/dot/live-bake.ts';
import { ScalpView } from '../../view/scalp-view.ts';
import { pageFiller } from '../fill/page-filler.ts';
import { pageLadders } from '../fill/page-ladders.ts';
import { pageSolver } from '../head/page-solver.ts';
import { el, painted } from '../parts/dom.ts';
import { type Showable, scanHead } from '../scan/scan-heads.ts';
import { type Shown, simulateShowable } from './simulated.ts';

/** Everything that lives and dies with one GPU device. */
export interface Rig {
  readonly gpu: Gpu;
  readonly simulator: Simulator;
  readonly view: ScalpView;
  /** Another simulator on this device, with no plan yet; whoever asks for it destroys it. */
  beside(): Promise<Simulator>;
  close(): void;
}

/**
 * Opens a device and shows `plan`, or the nearest to it that can be shown, on a fresh canvas inside
 * `viewport`: its head as soon as there is one, its dots when they are worked out.
 *
 * A canvas keeps its device for good, so each rig brings its own.
 *
 * @param onView - Called when there is something to look at, before there are dots.
 */
export async function openRig(
  viewport: HTMLElement,
  plan: () => Promise<Showable>,
  bake: LiveBake,
  onStage: (stage: string) => void,
  onView: (view: ScalpView) => void,
): Promise<{ readonly rig: Rig; readonly shown: Shown }> {
  const step = async (name: string): Promise<void> => {
    onStage(name);
    await painted();
  };
  // Workers begin while the graphics card wakes; whatever fails is told where it is waited for.
  const wanted = plan();
  const solved = wanted.then(({ plan: first }) =>
    planHead(first, scanHead, (spec) => pageSolver.head(spec)),
  );
  Promise.all([solved, wanted])
    .then(([head, { plan: first }]) => pageSolver.fields(head, first))
    .catch(() => undefined);
  await step('gpu');
  const gpu = await requestGpu();
  const canvas = el('canvas', { class: 'viewport-canvas', tabindex: '-1', 'aria-hidden': 'true' });
  let simulator: Simulator | undefined;
  let view: ScalpView | undefined;
  let isOpen = false;
  const close = (): void => {
    // A lost device may refuse even this; there is nothing left to free then.
    for (const part of [view, simulator, gpu]) ignoringErrors(() => part?.destroy());
    canvas.remove();
  };
  try {
    viewport.prepend(canvas);
    view = await gpu.checked('compiling the view', () => ScalpView.create(gpu, canvas));
    await step('head');
    const first = await wanted;
    view.showBare(await solved, bareReflectance(skinOfPlan(first.plan.skin)));
    onView(view);
    await step('kernels');
    const parts = {
      scanHead,
      bake,
      scalp: pageSolver,
      filler: pageFiller,
      ladders: pageLadders,
    };
    const beside = () => Simulator.create(gpu, parts);
    simulator = await Simulator.create(gpu, {
      ...parts,
      onProgress: async (name) => {
        // Worked out beside the page, which goes on: told only as long as there are no dots.
        if (isOpen && name === 'scalp') return;
        onStage(name);
        await painted();
      },
    });
    const shown = await simulateShowable(simulator, first);
    await step('view');
    await view.follow(simulator);
    isOpen = true;
    return { rig: { gpu, simulator, view, beside, close }, shown };
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
