/** Fine pixels along a side of each pixel of a draft, finest first. */
const STRIDES = [2, 4, 8] as const;

/** A draft that takes longer than this, ms, is drawn coarser from then on: ten a second go for movement. */
const SLOW_MS = 100;
/** One this quick, ms, is drawn finer: with four times the pixels it is not yet slow. */
const QUICK_MS = 24;

/** How coarse drafts are, by what they took: as fine as the GPU draws ten times a second. */
export class DraftScale {
  #at = 1;

  /** Fine pixels along a side of each pixel of the next draft. */
  get stride(): number {
    return STRIDES[this.#at]!;
  }

  /** What the last one took on the GPU. */
  took(ms: number): void {
    const step = ms > SLOW_MS ? 1 : ms < QUICK_MS ? -1 : 0;
    this.#at = Math.min(STRIDES.length - 1, Math.max(0, this.#at + step));
  }
}
