import type { SceneBuffers } from '../engine/scene-buffers.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { develop } from './develop.ts';
import { SkinPass } from './skin/skin-pass.ts';

/** Samples per pixel along each axis, where none are told. */
const SUPERSAMPLE = 2;
const BYTES_PER_SAMPLE = 8;
/** Rows of a readback are padded to this, bytes. */
const ROW_BYTES = 256;

/** A square of flat skin that is looked at, by its middle. */
export interface FlatWindow {
  readonly xMm: number;
  /** 0 where it is left out. */
  readonly yMm?: number;
}

/** Draws squares of flat skin from straight above, through the pass that draws the head. */
export class StripPicture {
  readonly #gpu: Gpu;
  readonly #skin: SkinPass;
  readonly #sidePx: number;
  readonly #samples: number;
  readonly #pixels: GPUBuffer;

  private constructor(gpu: Gpu, skin: SkinPass, sidePx: number, samples: number) {
    this.#gpu = gpu;
    this.#samples = samples;
    this.#skin = skin;
    this.#sidePx = sidePx;
    const side = samples * sidePx;
    skin.resize(side, side);
    const usage = GPUBufferUsage.COPY_DST;
    this.#pixels = gpu.buffer('view.stripPixels', side * rowBytes(side), usage);
  }

  /** Compiles the pass; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, sidePx: number, samples = SUPERSAMPLE): Promise<StripPicture> {
    return new StripPicture(gpu, await SkinPass.create(gpu), sidePx, samples);
  }

  /** Takes over the buffers of flat skin as they are now. */
  bind(flat: { scene(): SceneBuffers }): void {
    this.#skin.bind(flat.scene());
  }

  /** One square as sRGB, row by row from the top, four bytes a pixel; even skin without mottling. */
  async draw({ xMm, yMm = 0 }: FlatWindow, sideMm: number): Promise<Uint8Array> {
    const side = this.#samples * this.#sidePx;
    this.#skin.draw({
      viewProjection: fromAbove(xMm, yMm, sideMm),
      dividerPx: 0,
      revealMm: Number.POSITIVE_INFINITY,
      mottling: 0,
      seed: 0,
    });
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'view.strip' });
    encoder.copyTextureToBuffer(
      { texture: this.#skin.texture },
      { buffer: this.#pixels, bytesPerRow: rowBytes(side) },
      [side, side],
    );
    this.#gpu.device.queue.submit([encoder.finish()]);
    const halves = new Uint16Array(await this.#gpu.read(this.#pixels));
    return develop(halves, this.#sidePx, this.#sidePx, this.#samples);
  }

  destroy(): void {
    this.#skin.destroy();
    this.#gpu.free(this.#pixels);
  }
}

function rowBytes(side: number): number {
  return ROW_BYTES * Math.ceil((BYTES_PER_SAMPLE * side) / ROW_BYTES);
}

// Column by column: x and y of the square to -1 and 1, everything at depth one half.
function fromAbove(xMm: number, yMm: number, sideMm: number): number[] {
  const scale = 2 / sideMm;
  return [scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, 0, 0, -scale * xMm, -scale * yMm, 0.5, 1];
}
