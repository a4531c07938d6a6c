import { DotStrip } from '../src/engine/dot/dot-strip.ts';
import type { AdapterChoice } from '../src/gpu/adapter-choice.ts';
import { requestGpu } from '../src/gpu/request.ts';
import { dotFootprint } from '../src/light/dot/footprint.ts';
import { flushedDark } from '../src/light/redness.ts';
import { skinOfType } from '../src/light/skin-types.ts';
import { DEFAULT_PLAN } from '../src/plan/defaults.ts';
import { SkinPass } from '../src/view/skin/skin-pass.ts';
import { median, timed } from './timing.ts';

const SIDE_PX = 512;
const CELL_MM = 16;
const REACH_MM = 1.2;
const ROUNDS = 5;

/**
 * What a shaded point costs: the same piece of skin drawn with its dots, and with all of them
 * hidden, where dots are still found but not looked up.
 */
export async function benchShade(
  adapter: AdapterChoice,
  dotsPerCm2: number,
  say: (line: string) => void,
): Promise<void> {
  const gpu = await requestGpu(adapter);
  const strip = await DotStrip.create(gpu, { depthsMm: [0.4], cellMm: CELL_MM, dotsPerCm2 });
  const skin = skinOfType('II');
  strip.update(DEFAULT_PLAN, dotFootprint(skin), flushedDark(skin));
  const pass = await SkinPass.create(gpu);
  pass.resize(SIDE_PX, SIDE_PX);
  pass.bind(strip.scene());
  // The middle of the cell, from above.
  const scale = 3 / CELL_MM;
  const viewProjection = [scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 1];
  const draw = (revealMm: number) =>
    timed(async () => {
      pass.draw({ viewProjection, dividerPx: 0, revealMm, mottling: 0, seed: 0 });
      await gpu.device.queue.onSubmittedWorkDone();
    });
  const took = { shown: [] as number[], hidden: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const [hidden, shown] = [await draw(-1), await draw(Number.POSITIVE_INFINITY)];
    // The first round compiles.
    if (round === 0) continue;
    took.hidden.push(hidden.cpuS);
    took.shown.push(shown.cpuS);
  }
  const perPixelUs = (seconds: readonly number[]) => (1e6 * median(seconds)) / SIDE_PX ** 2;
  const [shown, hidden] = [perPixelUs(took.shown), perPixelUs(took.hidden)];
  const looked = (dotsPerCm2 / 100) * Math.PI * REACH_MM ** 2;
  say(`${gpu.adapter.name}: ${SIDE_PX}² points, ${dotsPerCm2} dots per cm2, CPU time`);
  say(`${hidden.toFixed(2)} us a point to find dots, ${shown.toFixed(2)} us with them`);
  say(
    `${((1000 * (shown - hidden)) / looked).toFixed(0)} ns a dot looked up, ${looked.toFixed(1)} within reach`,
  );
  pass.destroy();
  strip.destroy();
  gpu.destroy();
}
