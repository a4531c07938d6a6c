import type { DotStrip, StripCell } from '../engine/dot/dot-strip.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { develop } from './develop.ts';
import { SkinPass } from './skin/skin-pass.ts';

/** Samples per pixel along each axis. */
const SUPERSAMPLE = 2;
const BYTES_PER_SAMPLE = 8;
/** Rows of a readback are padded to this, bytes. */
const ROW_BYTES = 256;

/** Draws single cells of a strip of skin from straight above, through the pass that draws the head. */
export class StripPicture {
  readonly #gpu: Gpu;
  readonly #skin: SkinPass;
  readonly #sidePx: number;
  readonly #pixels: GPUBuffer;

  private constructor(gpu: Gpu, skin: SkinPass, sidePx: number) {
    this.#gpu = gpu;
    this.#skin = skin;
    this.#sidePx = sidePx;
    const side = SUPERSAMPLE * sidePx;
    skin.resize(side, side);
    const usage = GPUBufferUsage.COPY_DST;
    this.#pixels = gpu.buffer('view.stripPixels', side * rowBytes(side), usage);
  }

  /** Compiles the pass; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, sidePx: number): Promise<StripPicture> {
    return new StripPicture(gpu, await SkinPass.create(gpu), sidePx);
  }

  /** Takes over the strip's buffers as they are now. */
  bind(strip: DotStrip): void {
    this.#skin.bind(strip.scene());
  }

  /** One cell as sRGB, row by row from the top, four bytes a pixel; even skin without mottling. */
  async draw({ xMm }: StripCell, cellMm: number): Promise<Uint8Array> {
    const side = SUPERSAMPLE * this.#sidePx;
    this.#skin.draw({
      viewProjection: fromAbove(xMm, cellMm),
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
    return develop(halves, this.#sidePx, this.#sidePx, SUPERSAMPLE);
  }

  destroy(): void {
    this.#skin.destroy();
    this.#gpu.free(this.#pixels);
  }
}

function rowBytes(side: number): number {
  return ROW_BYTES * Math.ceil((BYTES_PER_SAMPLE * side) / ROW_BYTES);
}

// Column by column: x and y of the cell to -1 and 1, everything at depth one half.
function fromAbove(xMm: number, cellMm: number): number[] {
  const scale = 2 / cellMm;
  return [scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, 0, 0, -scale * xMm, 0, 0.5, 1];
}
