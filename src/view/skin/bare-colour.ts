import { BAND_WEIGHTS } from '../../color/band-weights.ts';
import { xyzToLinear } from '../../color/srgb.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { SkinColour } from './skin-pass.ts';

/** The one colour of skin that has neither hair nor dots, as a picture of a single pixel. */
export class BareColour {
  readonly colour: SkinColour;
  readonly #gpu: Gpu;

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
    const texture = gpu.device.createTexture({
      label: 'view.bareColour',
      format: 'rgba16float',
      size: [1, 1],
      usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.RENDER_ATTACHMENT,
    });
    this.colour = { texture, stride: 1 };
  }

  /** @param reflectance - Of the skin, at the six bands. */
  set(reflectance: ArrayLike<number>): void {
    const [r, g, b] = linearRgb(reflectance);
    const { device } = this.#gpu;
    const encoder = device.createCommandEncoder({ label: 'view.bareColour' });
    const view = this.colour.texture.createView();
    const clearValue = { r, g, b, a: 1 };
    encoder
      .beginRenderPass({
        colorAttachments: [{ view, clearValue, loadOp: 'clear', storeOp: 'store' }],
      })
      .end();
    device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    this.colour.texture.destroy();
  }
}

/**
 * Linear RGB of a skin.
 *
 * @param reflectance - At the six bands.
 */
function linearRgb(reflectance: ArrayLike<number>): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  BAND_WEIGHTS.forEach((xyz, band) => {
    xyzToLinear(xyz).forEach((value, i) => {
      sum[i]! += value * reflectance[band]!;
    });
  });
  return sum;
}
