/** Counts the GPU memory we asked for, because WebGPU tells nobody how much there is. */
export class Ledger {
  readonly #bytesOf = new Map<string, number>();
  #bytes = 0;
  #peak = 0;

  /** Bytes alive now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Most bytes ever alive at once. */
  get peakBytes(): number {
    return this.#peak;
  }

  /** Bytes alive by label, largest first. */
  entries(): [label: string, bytes: number][] {
    return [...this.#bytesOf].filter(([, bytes]) => bytes > 0).sort((a, b) => b[1] - a[1]);
  }

  add(label: string, bytes: number): void {
    this.#bytesOf.set(label, (this.#bytesOf.get(label) ?? 0) + bytes);
    this.#bytes += bytes;
    this.#peak = Math.max(this.#peak, this.#bytes);
  }

  remove(label: string, bytes: number): void {
    this.add(label, -bytes);
  }
}
