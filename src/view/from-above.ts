import type { SceneBuffers } from '../engine/scene-buffers.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { develop } from './develop.ts';
import { SkinPass } from './skin/skin-pass.ts';

/** Samples per pixel along each axis, where none are told. */
const SUPERSAMPLE = 2;
const BYTES_PER_SAMPLE = 8;
/** Rows of a readback are padded to this, bytes. */
const ROW_BYTES = 256;

/** Skin from straight above, as plain bytes: the pass that draws the head, without lamps. */
export class FromAbove {
  readonly #gpu: Gpu;
  readonly #skin: SkinPass;
  readonly #samples: number;
  #size: readonly [widthPx: number, heightPx: number] = [0, 0];
  #pixels: GPUBuffer | undefined;

  private constructor(gpu: Gpu, skin: SkinPass, samples: number) {
    this.#gpu = gpu;
    this.#samples = samples;
    this.#skin = skin;
  }

  /** Compiles the pass; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, samples = SUPERSAMPLE): Promise<FromAbove> {
    return new FromAbove(gpu, await SkinPass.create(gpu), samples);
  }

  /** Takes over the engine's buffers as they are now. */
  bind(scene: SceneBuffers): void {
    this.#skin.bind(scene);
  }

  /** As sRGB, row by row from the top, four bytes a pixel; even skin without mottling. */
  async draw(
    viewProjection: ArrayLike<number>,
    widthPx: number,
    heightPx: number,
  ): Promise<Uint8Array> {
    const [wide, high] = [this.#samples * widthPx, this.#samples * heightPx];
    if (this.#size[0] !== widthPx || this.#size[1] !== heightPx) {
      this.#skin.resize(wide, high);
      this.#gpu.free(this.#pixels);
      this.#pixels = undefined;
      this.#size = [widthPx, heightPx];
    }
    const usage = GPUBufferUsage.COPY_DST;
    this.#pixels ??= this.#gpu.buffer('view.fromAbove', high * rowBytes(wide), usage);
    const pixels = this.#pixels;
    this.#skin.draw({
      viewProjection,
      dividerPx: 0,
      revealMm: Number.POSITIVE_INFINITY,
      mottling: 0,
      seed: 0,
    });
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'view.fromAbove' });
    encoder.copyTextureToBuffer(
      { texture: this.#skin.texture },
      { buffer: pixels, bytesPerRow: rowBytes(wide) },
      [wide, high],
    );
    this.#gpu.device.queue.submit([encoder.finish()]);
    const halves = new Uint16Array(await this.#gpu.read(pixels, high * rowBytes(wide)));
    return develop(halves, widthPx, heightPx, this.#samples);
  }

  destroy(): void {
    this.#skin.destroy();
    this.#gpu.free(this.#pixels);
  }
}

function rowBytes(side: number): number {
  return ROW_BYTES * Math.ceil((BYTES_PER_SAMPLE * side) / ROW_BYTES);
}
