import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import type { Simulator } from '../../engine/simulator.ts';
import { mostPicturePx } from '../../view/picture.ts';
import { DEFAULT_LOOK, type Look, type Pose } from '../../view/view-api.ts';
import type { Page } from '../state/page.ts';

/** What a series of pictures is taken with: what the person sees, without the page's own controls. */
export interface Setup {
  readonly simulator: Simulator;
  readonly pose: Pose;
  readonly look: Look;
}

/**
 * Lends a second simulator with the plan that is shown, so that the picture on screen stays as it is
 * while ages go by in this one; it is gone afterwards. The person may go on working meanwhile.
 */
export async function withSimulatorBeside<T>(
  page: Page,
  use: (setup: Setup) => Promise<T>,
): Promise<T> {
  // What is in hand is made exact.
  page.engine.letGo();
  await page.engine.idle();
  const { rig } = page.engine;
  if (!rig) {
    throw new DotworkError(
      'gpu-fault',
      say('There is no graphics device at the moment.'),
      say('Wait until the picture is back.'),
    );
  }
  const { pose, look } = rig.view;
  const { plan } = rig.simulator;
  const simulator = await rig.beside();
  try {
    await simulator.update(plan);
    // On paper and in a film, whatever the page's theme.
    const { background } = DEFAULT_LOOK;
    const whole = { ...look, background, divider: 0, revealMm: Number.POSITIVE_INFINITY };
    return await use({ simulator, pose, look: whole });
  } finally {
    simulator.destroy();
  }
}

/**
 * Sides of a picture in the shape of the one on screen, but neither a strip nor a column.
 *
 * @param shorterPx - Its shorter side; less where the GPU holds no more.
 */
export function sidesLike(page: Page, shorterPx: number): { widthPx: number; heightPx: number } {
  const { clientWidth, clientHeight } = document.querySelector('.viewport-canvas')!;
  const shape = Math.min(4 / 3, Math.max(3 / 4, clientWidth / Math.max(1, clientHeight)));
  const most = Math.sqrt(mostPicturePx(page.engine.rig!.gpu.device.limits) / (4 / 3));
  const shorter = Math.min(shorterPx, most);
  // Even: video is coded in blocks of two.
  const even = (px: number) => 2 * Math.round(px / 2);
  return shape >= 1
    ? { widthPx: even(shorter * shape), heightPx: even(shorter) }
    : { widthPx: even(shorter), heightPx: even(shorter / shape) };
}
