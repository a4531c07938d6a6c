import type { SceneBuffers } from '../engine/scene-buffers.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { FromAbove } from './from-above.ts';

/** A square of flat skin that is looked at, by its middle. */
export interface FlatWindow {
  readonly xMm: number;
  /** 0 where it is left out. */
  readonly yMm?: number;
}

/** Draws squares of flat skin from straight above, through the pass that draws the head. */
export class StripPicture {
  readonly #above: FromAbove;
  readonly #sidePx: number;

  private constructor(above: FromAbove, sidePx: number) {
    this.#above = above;
    this.#sidePx = sidePx;
  }

  /** Compiles the pass; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, sidePx: number, samples?: number): Promise<StripPicture> {
    return new StripPicture(await FromAbove.create(gpu, samples), sidePx);
  }

  /** Takes over the buffers of flat skin as they are now. */
  bind(flat: { scene(): SceneBuffers }): void {
    this.#above.bind(flat.scene());
  }

  /** One square as sRGB, row by row from the top, four bytes a pixel; even skin without mottling. */
  draw({ xMm, yMm = 0 }: FlatWindow, sideMm: number): Promise<Uint8Array> {
    return this.#above.draw(squareFromAbove(xMm, yMm, sideMm), this.#sidePx, this.#sidePx);
  }

  destroy(): void {
    this.#above.destroy();
  }
}

// Column by column: x and y of the square to -1 and 1, everything at depth one half.
function squareFromAbove(xMm: number, yMm: number, sideMm: number): number[] {
  const scale = 2 / sideMm;
  return [scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, 0, 0, -scale * xMm, -scale * yMm, 0.5, 1];
}
