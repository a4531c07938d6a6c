import type { Pixel } from '../../../photo/question.ts';
import { el } from '../../parts/dom.ts';
import type { CanvasPlace } from '../../tools/tool.ts';
import type { ShownPatch } from '../live-photo.ts';
import { PhotoFrame } from './photo-frame.ts';
import { StageGestures, type StageWork } from './stage-gestures.ts';

/** The photograph on a canvas, in the place of the 3D head: before and after, moved and enlarged. */
export class PhotoStage {
  readonly element = el('div', { class: 'photo-stage', hidden: true });
  readonly frame = new PhotoFrame();
  /** Called after each drawn frame: for what is drawn over the picture. */
  readonly overlays = new Set<() => void>();
  readonly #canvas = el('canvas', { class: 'photo-canvas', 'aria-hidden': 'true' });
  readonly #ink = this.#canvas.getContext('2d')!;
  readonly #gestures: StageGestures;
  #before: ImageBitmap | undefined;
  #after: OffscreenCanvas | undefined;
  /** Where it lies in the photograph, and how many pixels of that one of it covers. */
  #afterAt = { left: 0, top: 0, times: 1 };
  /** Share of the width, from the left, that shows the photograph as it is. */
  #divider = 0;
  #asked = 0;

  constructor() {
    this.element.append(this.#canvas);
    this.#gestures = new StageGestures(this.element, this.frame, () => this.ask());
    new ResizeObserver(() => this.#resize()).observe(this.element);
  }

  /** What a press does in place of moving the photograph. */
  set work(work: StageWork | undefined) {
    this.#gestures.work = work;
  }

  /** Whether the main button and a single finger belong to a tool. */
  set hasTool(on: boolean) {
    this.#gestures.hasTool = on;
  }

  /** Shows a photograph, all of it. */
  open(bitmap: ImageBitmap): void {
    this.#before = bitmap;
    this.#after = undefined;
    this.element.hidden = false;
    this.#resize();
    this.frame.open([bitmap.width, bitmap.height]);
    this.ask();
  }

  close(): void {
    this.element.hidden = true;
    this.#before = this.#after = undefined;
  }

  /** Takes over where dots are, with them; without, only the time before is shown. */
  showAfter(shown: ShownPatch | undefined): void {
    if (!shown || shown.patch.width * shown.patch.height === 0) this.#after = undefined;
    else {
      const { patch, times } = shown;
      const { width, height, rgba, left, top } = patch;
      if (this.#after?.width !== width || this.#after.height !== height) {
        this.#after = new OffscreenCanvas(width, height);
      }
      const pixels = new ImageData(new Uint8ClampedArray(rgba.buffer), width);
      this.#after.getContext('2d')!.putImageData(pixels, 0, 0);
      this.#afterAt = { left: left * times, top: top * times, times };
    }
    this.ask();
  }

  set divider(share: number) {
    if (share === this.#divider) return;
    this.#divider = share;
    this.ask();
  }

  get sizePx(): readonly [width: number, height: number] {
    return [this.element.clientWidth || 1, this.element.clientHeight || 1];
  }

  /** Shows a piece of the photograph around a place of the canvas, larger, on another canvas. */
  magnify(place: CanvasPlace, onto: HTMLCanvasElement, times: number): void {
    if (!this.#before) return;
    const ink = onto.getContext('2d')!;
    const [x, y] = this.frame.toPhoto(place);
    const wide = onto.width / devicePixelRatio / (this.frame.scale * times);
    ink.fillStyle = '#777';
    ink.fillRect(0, 0, onto.width, onto.height);
    ink.drawImage(
      this.#before,
      ...([x - wide / 2, y - wide / 2, wide, wide] as const),
      ...([0, 0, onto.width, onto.height] as const),
    );
  }

  /** Draws once on the next animation frame, however often it is called before. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = requestAnimationFrame(() => {
      this.#asked = 0;
      this.#draw();
    });
  }

  #resize(): void {
    const [width, height] = this.sizePx;
    if (this.element.hidden || width < 2 || height < 2) return;
    const ratio = Math.min(2, devicePixelRatio);
    [this.#canvas.width, this.#canvas.height] = [width * ratio, height * ratio].map(Math.round) as [
      number,
      number,
    ];
    this.frame.resize([width, height]);
    // At once: a canvas that was resized is empty.
    this.#draw();
  }

  #draw(): void {
    const before = this.#before;
    if (!before) return;
    const ink = this.#ink;
    const { width, height } = this.#canvas;
    const ratio = width / this.sizePx[0];
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.clearRect(0, 0, width, height);
    const { scale } = this.frame;
    ink.imageSmoothingEnabled = scale < 4;
    ink.imageSmoothingQuality = 'high';
    const lay = (picture: ImageBitmap | OffscreenCanvas, corner: Pixel, times: number): void => {
      const [x, y] = this.frame.toCanvas(corner);
      const size = [picture.width, picture.height].map((px) => px * times * scale * ratio);
      ink.drawImage(picture, x * ratio, y * ratio, size[0]!, size[1]!);
    };
    lay(before, [0, 0], 1);
    if (this.#after && this.#divider < 1) {
      const { left, top, times } = this.#afterAt;
      ink.save();
      ink.beginPath();
      ink.rect(this.#divider * width, 0, width, height);
      ink.clip();
      lay(this.#after, [left, top], times);
      ink.restore();
    }
    for (const overlay of this.overlays) overlay();
  }
}
