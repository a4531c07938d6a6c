import type { CanvasPlace } from '../../tools/tool.ts';
import type { PhotoFrame } from './photo-frame.ts';

/** What a pointer does on a photograph, from down to up. */
export interface StageGesture {
  /** The pointer moved on; false gives it to the photograph, which it then moves. */
  move(at: CanvasPlace, farPx: number): boolean;
  end(at: CanvasPlace, farPx: number): void;
  cancel?(): void;
}

/** Takes presses of the main button or a single finger; undefined leaves one to the photograph. */
export type StageWork = (at: CanvasPlace, event: PointerEvent) => StageGesture | undefined;

/** A wheel's step enlarges by this share for 100 px of it. */
const WHEEL_SHARE = 0.2;

/** One pointer moves the photograph or works on it, two move and enlarge it, the wheel enlarges. */
export class StageGestures {
  work: StageWork | undefined;
  hasTool = false;
  readonly #element: HTMLElement;
  readonly #frame: PhotoFrame;
  readonly #changed: () => void;
  readonly #pointers = new Map<number, CanvasPlace>();
  #gesture: StageGesture | undefined;
  #pressed: CanvasPlace = [0, 0];
  #farPx = 0;
  #moves = false;

  constructor(element: HTMLElement, frame: PhotoFrame, changed: () => void) {
    this.#element = element;
    this.#frame = frame;
    this.#changed = changed;
    element.addEventListener('pointerdown', (event) => this.#down(event));
    element.addEventListener('pointermove', (event) => this.#move(event));
    element.addEventListener('pointerup', (event) => this.#up(event));
    element.addEventListener('pointercancel', (event) => this.#lost(event));
    element.addEventListener('contextmenu', (event) => event.preventDefault());
    element.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
  }

  #down(event: PointerEvent): void {
    const at = this.#place(event);
    this.#pointers.set(event.pointerId, at);
    this.#element.setPointerCapture(event.pointerId);
    if (this.#pointers.size > 1) {
      // A second finger moves the photograph: what the first began was not meant.
      this.#drop();
      return;
    }
    event.preventDefault();
    [this.#pressed, this.#farPx] = [at, 0];
    const isMain = event.button === 0 && !event.ctrlKey;
    this.#gesture = isMain && !this.hasTool ? this.work?.(at, event) : undefined;
    this.#moves = !this.#gesture && !(isMain && this.hasTool);
  }

  #move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const at = this.#place(event);
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId);
    this.#pointers.set(event.pointerId, at);
    const [other] = others;
    if (other) {
      if (others.length === 1) this.#pinch(before, at, other[1]);
      return;
    }
    this.#farPx = Math.max(
      this.#farPx,
      Math.hypot(at[0] - this.#pressed[0], at[1] - this.#pressed[1]),
    );
    if (this.#gesture && !this.#gesture.move(at, this.#farPx)) {
      this.#gesture = undefined;
      this.#moves = true;
    }
    if (!this.#moves) return;
    this.#frame.move(at[0] - before[0], at[1] - before[1]);
    this.#changed();
  }

  /** Both fingers keep what they lie on, as far as a photograph that is not turned allows. */
  #pinch(before: CanvasPlace, now: CanvasPlace, other: CanvasPlace): void {
    const apart = (a: CanvasPlace) => Math.hypot(a[0] - other[0], a[1] - other[1]);
    const middle: CanvasPlace = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
    this.#frame.move((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    this.#frame.zoom(apart(now) / Math.max(1, apart(before)), middle);
    this.#changed();
  }

  #up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    const gesture = this.#gesture;
    this.#gesture = undefined;
    this.#moves = false;
    gesture?.end(this.#place(event), this.#farPx);
  }

  #lost(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#drop();
  }

  #drop(): void {
    const gesture = this.#gesture;
    this.#gesture = undefined;
    this.#moves = false;
    gesture?.cancel?.();
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    // Lines and pages of a wheel, as pixels.
    const px = event.deltaY * [1, 33, 400][event.deltaMode]!;
    this.#frame.zoom((1 + WHEEL_SHARE) ** (-px / 100), this.#place(event));
    this.#changed();
  }

  #place({ clientX, clientY }: MouseEvent): CanvasPlace {
    const { left, top } = this.#element.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }
}
