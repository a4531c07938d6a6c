import type { Gpu } from '../gpu/gpu.ts';

/** An exact picture that takes longer than this, ms, is drawn only when nothing moves. */
const QUICK_MS = 16;

/** Nothing moves once nothing has for this long, ms. */
const REST_MS = 200;

/**
 * Says when to draw, and whether drafts are called for: on a GPU that is quick never, on another
 * whenever something moves, with the exact picture once it rests. There one frame at most is under way.
 */
export class Pace {
  readonly #gpu: Gpu;
  readonly #draw: (isDraft: boolean, nowMs: number) => boolean;
  #exactMs: number;
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;
  #isAsked = false;
  #isOver = false;
  #isAtRest = true;
  #waiting: (() => void)[] = [];

  /** @param draw - Draws and submits; false if there was nothing to draw. */
  constructor(gpu: Gpu, draw: (isDraft: boolean, nowMs: number) => boolean) {
    this.#gpu = gpu;
    this.#draw = draw;
    this.#exactMs = gpu.adapter.software ? Number.POSITIVE_INFINITY : 0;
  }

  /** Something moved: draws once on the next animation frame, however often it is called before. */
  ask(): void {
    clearTimeout(this.#rest);
    this.#isAsked = true;
    this.#isAtRest = false;
    this.#next(() => this.#exactMs > QUICK_MS);
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

  #next(isDraft: () => boolean): void {
    if (this.#frame || this.#isBusy || this.#isOver) return;
    this.#frame = requestAnimationFrame((nowMs) => {
      this.#frame = 0;
      this.#isAsked = false;
      void this.#run(isDraft(), nowMs);
    });
  }

  async #run(isDraft: boolean, nowMs: number): Promise<void> {
    const { queue } = this.#gpu.device;
    const earlier = queue.onSubmittedWorkDone().then(() => performance.now());
    const start = performance.now();
    if (!this.#draw(isDraft, nowMs)) return this.#tellRest();
    this.#isBusy = this.#exactMs > QUICK_MS;
    try {
      await queue.onSubmittedWorkDone();
      const ms = performance.now() - Math.max(start, await earlier);
      if (!isDraft) this.#exactMs = ms;
    } catch {
      // The device is lost; whoever owns it makes another.
      return this.end();
    } finally {
      this.#isBusy = false;
    }
    if (this.#isAsked) this.ask();
    else if (isDraft) this.#rest = setTimeout(() => this.#next(() => false), REST_MS);
    else if (!this.#frame) this.#tellRest();
  }

  #tellRest(): void {
    this.#isAtRest = true;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
