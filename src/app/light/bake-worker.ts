import { LiveBake, skinKey } from '../../light/dot/live-bake.ts';
import type { BakeAnswer, BakeRequest } from './bake-messages.ts';

addEventListener('message', ({ data }: MessageEvent<BakeRequest>) => void answer(data));

async function answer({ skin, photons }: BakeRequest): Promise<void> {
  try {
    const bake = new LiveBake();
    let toldPercent = -1;
    const onProgress = (share: number): void => {
      const percent = Math.floor(100 * share);
      if (percent === toldPercent) return;
      toldPercent = percent;
      tell({ kind: 'share', share });
    };
    await bake.refine(skin, { photons, onProgress });
    tell({ kind: 'baked', shape: bake.shapes.get(skinKey(skin))! });
  } catch (error) {
    // Outside of the promise, so that the page's error listener hears of it.
    setTimeout(() => {
      throw error;
    });
  }
}

function tell(message: BakeAnswer): void {
  postMessage(message);
}
