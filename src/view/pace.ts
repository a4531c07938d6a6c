import type { Gpu } from '../gpu/gpu.ts';

/** An exact picture that takes longer than this, ms, is drawn only when nothing moves. */
const QUICK_MS = 16;

/** An exact picture drawn in parts within this, ms, is tried as a whole again. */
const PARTS_MS = 64;

/** Nothing moves once nothing has for this long, ms. */
const REST_MS = 200;

/** What draws. */
export interface Painter {
  /** Strips, say, in which an exact picture is drawn where it takes long. */
  readonly parts: number;
  /** False as long as the picture waits for more: a slow GPU, which works it out, draws drafts till then. */
  isComplete(): boolean;
  /** Draws a frame and submits it; false if there was nothing to draw. */
  draw(isDraft: boolean, nowMs: number): boolean;
  /** Hears what a draft took on the GPU. */
  draftTook(ms: number): void;
  /** Submits one part of an exact picture, which is not shown yet; false if there was nothing to draw. */
  drawPart(part: number): boolean;
  /** Shows the exact picture that all parts make up; false if there was nothing to draw. */
  showParts(): boolean;
}

/**
 * Says when to draw, and whether drafts are called for: on a GPU that is quick never, on another
 * whenever something moves, with the exact picture once it rests. There one frame at most is under way,
 * and an exact one is drawn in parts: whatever moves meanwhile ends it.
 */
export class Pace {
  readonly #gpu: Gpu;
  readonly #painter: Painter;
  #exactMs: number;
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;
  #isAsked = false;
  #isOver = false;
  #isAtRest = true;
  #waiting: (() => void)[] = [];

  constructor(gpu: Gpu, painter: Painter) {
    this.#gpu = gpu;
    this.#painter = painter;
    this.#exactMs = gpu.adapter.software ? Number.POSITIVE_INFINITY : 0;
  }

  /** Something moved: draws once on the next animation frame, however often it is called before. */
  ask(): void {
    clearTimeout(this.#rest);
    this.#isAsked = true;
    this.#isAtRest = false;
    this.#next(() => this.#isSlow);
  }

  /** Resolves when the exact picture is drawn and nothing has been asked for since. */
  async atRest(): Promise<void> {
    if (this.#isAtRest || this.#isOver) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  end(): void {
    this.#isOver = true;
    this.#tellRest();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
  }

  get #isSlow(): boolean {
    return this.#exactMs > QUICK_MS;
  }

  #next(isDraft: () => boolean): void {
    if (this.#frame || this.#isBusy || this.#isOver) return;
    this.#frame = requestAnimationFrame((nowMs) => {
      this.#frame = 0;
      this.#isAsked = false;
      void this.#run(isDraft(), nowMs);
    });
  }

  async #run(isDraft: boolean, nowMs: number): Promise<void> {
    let isDrawn: boolean;
    try {
      isDrawn =
        !isDraft && this.#isSlow ? await this.#inParts() : await this.#whole(isDraft, nowMs);
    } catch {
      // The device is lost; whoever owns it makes another.
      return this.end();
    } finally {
      this.#isBusy = false;
    }
    if (this.#isAsked) this.ask();
    else if (isDraft && isDrawn) {
      if (!this.#painter.isComplete()) return;
      this.#rest = setTimeout(() => this.#next(() => false), REST_MS);
    } else if (!this.#frame) this.#tellRest();
  }

  async #whole(isDraft: boolean, nowMs: number): Promise<boolean> {
    const { queue } = this.#gpu.device;
    const earlier = queue.onSubmittedWorkDone().then(() => performance.now());
    const start = performance.now();
    if (!this.#painter.draw(isDraft, nowMs)) return false;
    this.#isBusy = this.#isSlow;
    await queue.onSubmittedWorkDone();
    const ms = performance.now() - Math.max(start, await earlier);
    if (isDraft) this.#painter.draftTook(ms);
    else this.#exactMs = ms;
    return true;
  }

  /** False if it was not drawn to its end. */
  async #inParts(): Promise<boolean> {
    const { queue } = this.#gpu.device;
    this.#isBusy = true;
    await queue.onSubmittedWorkDone();
    const start = performance.now();
    for (let part = 0; part < this.#painter.parts; part++) {
      if (this.#isAsked || this.#isOver || !this.#painter.drawPart(part)) return false;
      await queue.onSubmittedWorkDone();
    }
    if (this.#isAsked || this.#isOver || !this.#painter.showParts()) return false;
    // Waiting for each part takes its own time: so quick, it may be quick enough as a whole.
    const ms = performance.now() - start;
    this.#exactMs = ms < PARTS_MS ? 0 : ms;
    return true;
  }

  #tellRest(): void {
    this.#isAtRest = true;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
