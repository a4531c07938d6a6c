/** A list of numbers in a typed array that doubles as it fills: text files give no counts. */
export class Growing<T extends Float64Array | Uint32Array> {
  #items: T;
  length = 0;

  constructor(items: T) {
    this.#items = items;
  }

  push(value: number): void {
    if (this.length === this.#items.length) {
      const bigger = new (this.#items.constructor as new (size: number) => T)(2 * this.length + 16);
      bigger.set(this.#items);
      this.#items = bigger;
    }
    this.#items[this.length++] = value;
  }

  at(index: number): number {
    return this.#items[index]!;
  }

  /** What was pushed, in an array of its own. */
  done(): T {
    return this.#items.slice(0, this.length) as T;
  }
}
