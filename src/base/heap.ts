/** Vertices in order of a growing distance: a binary heap that knows where each vertex sits. */
export class VertexHeap {
  readonly #keys: Float64Array;
  readonly #place: Int32Array;
  readonly #items: Uint32Array;
  #size = 0;

  /** @param keys - Distance of each vertex; the owner lowers a key, then calls `lowered`. */
  constructor(keys: Float64Array) {
    this.#keys = keys;
    this.#place = new Int32Array(keys.length).fill(-1);
    this.#items = new Uint32Array(keys.length);
  }

  get size(): number {
    return this.#size;
  }

  /** Tells the heap that a vertex is new or nearer than before. */
  lowered(vertex: number): void {
    let at = this.#place[vertex]!;
    if (at < 0) at = this.#size++;
    const key = this.#keys[vertex]!;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = this.#items[up]!;
      if (this.#keys[above]! <= key) break;
      this.#put(at, above);
      at = up;
    }
    this.#put(at, vertex);
  }

  /** Takes out the nearest vertex. */
  pop(): number {
    const top = this.#items[0]!;
    this.#place[top] = -1;
    const last = this.#items[--this.#size]!;
    if (this.#size === 0) return top;
    const key = this.#keys[last]!;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.#size) break;
      const right = down + 1;
      if (
        right < this.#size &&
        this.#keys[this.#items[right]!]! < this.#keys[this.#items[down]!]!
      ) {
        down = right;
      }
      const below = this.#items[down]!;
      if (this.#keys[below]! >= key) break;
      this.#put(at, below);
      at = down;
    }
    this.#put(at, last);
    return top;
  }

  #put(at: number, vertex: number): void {
    this.#items[at] = vertex;
    this.#place[vertex] = at;
  }
}
