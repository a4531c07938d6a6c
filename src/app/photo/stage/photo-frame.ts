import type { Pixel } from '../../../photo/question.ts';
import type { CanvasPlace } from '../../tools/tool.ts';

type Size = readonly [width: number, height: number];

/** Room that controls take around the picture, CSS pixels, where there is enough left. */
const ROOM = { top: 62, bottom: 152, side: 14 } as const;

/** Nearest view: so many CSS pixels for one of the photograph. */
const MOST_SCALE = 12;

/** Where a photograph lies on its canvas: moved and enlarged, never turned. */
export class PhotoFrame {
  /** CSS pixels for one pixel of the photograph. */
  scale = 1;
  #leftPx = 0;
  #topPx = 0;
  #photo: Size = [1, 1];
  #canvas: Size = [1, 1];
  /** Whether all of it is shown, as long as nobody moved it. */
  #isFitted = true;

  /** Shows all of a photograph. */
  open(photo: Size): void {
    this.#photo = photo;
    this.fit();
  }

  /** Takes over the size of the canvas; what was in the middle stays there. */
  resize(canvas: Size): void {
    const middle = this.toPhoto([this.#canvas[0] / 2, this.#canvas[1] / 2]);
    this.#canvas = canvas;
    if (this.#isFitted) {
      this.fit();
      return;
    }
    this.#leftPx = canvas[0] / 2 - this.scale * middle[0];
    this.#topPx = canvas[1] / 2 - this.scale * middle[1];
  }

  fit(): void {
    const [width, height] = this.#canvas;
    const isSmall = height < 420;
    const [top, bottom] = isSmall ? [8, 8] : [ROOM.top, ROOM.bottom];
    const [wide, high] = [width - 2 * ROOM.side, height - top - bottom];
    this.scale = Math.max(0.01, Math.min(wide / this.#photo[0], high / this.#photo[1]));
    this.#leftPx = (width - this.scale * this.#photo[0]) / 2;
    this.#topPx = top + (high - this.scale * this.#photo[1]) / 2;
    this.#isFitted = true;
  }

  move(rightPx: number, downPx: number): void {
    this.#leftPx += rightPx;
    this.#topPx += downPx;
    this.#keepInSight();
  }

  /** Enlarges about a place of the canvas, which stays where it is. */
  zoom(factor: number, [x, y]: CanvasPlace): void {
    const least = 0.5 * Math.min(...this.#canvas.map((size, i) => size / this.#photo[i]!));
    const scale = Math.min(MOST_SCALE, Math.max(least, this.scale * factor));
    const by = scale / this.scale;
    this.#leftPx = x + by * (this.#leftPx - x);
    this.#topPx = y + by * (this.#topPx - y);
    this.scale = scale;
    this.#keepInSight();
  }

  toPhoto([x, y]: CanvasPlace): Pixel {
    return [(x - this.#leftPx) / this.scale, (y - this.#topPx) / this.scale];
  }

  toCanvas([x, y]: Pixel): CanvasPlace {
    return [this.#leftPx + this.scale * x, this.#topPx + this.scale * y];
  }

  /** Whether a place of the photograph lies on it. */
  holds([x, y]: Pixel): boolean {
    return x >= 0 && y >= 0 && x <= this.#photo[0] && y <= this.#photo[1];
  }

  /** A photograph out of sight would be lost. */
  #keepInSight(): void {
    this.#isFitted = false;
    const hold = (at: number, size: number, canvas: number) =>
      Math.min(canvas - 60, Math.max(60 - size, at));
    this.#leftPx = hold(this.#leftPx, this.scale * this.#photo[0], this.#canvas[0]);
    this.#topPx = hold(this.#topPx, this.scale * this.#photo[1], this.#canvas[1]);
  }
}
