import { expect, test } from 'vitest';
import type { Simulator } from '../../../src/engine/simulator.ts';
import { mostPicturePx, renderPicture } from '../../../src/view/picture.ts';

/** What WebGPU promises at least. */
const LIMITS = { maxTextureDimension2D: 8192, maxBufferSize: 2 ** 28 };
const simulator = { gpu: { device: { limits: LIMITS } } } as unknown as Simulator;
const drawn = (widthPx: number, heightPx: number, supersample: number) =>
  renderPicture(simulator, { widthPx, heightPx, supersample, pose: 'front', look: {} as never });

test('a picture larger than a buffer may be is refused before anything is made, with the way out', async () => {
  expect(mostPicturePx(LIMITS)).toBeLessThan(2 ** 28 / 8);
  await expect(drawn(8000, 8000, 1)).rejects.toMatchObject({
    code: 'gpu-limit',
    message: expect.stringMatching(
      /8000 x 8000 pixels is larger than .*32 million samples.*smaller/,
    ),
  });
  await expect(drawn(4000, 4000, 2)).rejects.toThrow(/2 samples each way/);
  await expect(drawn(9000, 10, 1)).rejects.toMatchObject({ code: 'usage' });
  await expect(drawn(4000, 10, 3)).rejects.toThrow(/1 to 2730 pixels/);
});
