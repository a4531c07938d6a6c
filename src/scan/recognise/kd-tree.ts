/** Points in space, found by nearness. */
export class KdTree {
  readonly #xyz: Float64Array;
  /** Ids in the order of an implicit balanced tree: the middle of a range splits it. */
  readonly #order: Uint32Array;
  /** Squared distance to the point last found. */
  gapSq = 0;
  #best = -1;

  constructor(xyz: Float64Array) {
    this.#xyz = xyz;
    this.#order = Uint32Array.from({ length: xyz.length / 3 }, (_, i) => i);
    this.#build(0, this.#order.length, 0);
  }

  /** Id of the nearest point; its squared distance is then in `gapSq`. */
  nearest(x: number, y: number, z: number): number {
    this.gapSq = Number.POSITIVE_INFINITY;
    this.#best = -1;
    this.#search(0, this.#order.length, 0, x, y, z);
    return this.#best;
  }

  #build(from: number, to: number, axis: number): void {
    if (to - from <= 1) return;
    const middle = (from + to) >> 1;
    this.#select(from, to - 1, middle, axis);
    const next = axis === 2 ? 0 : axis + 1;
    this.#build(from, middle, next);
    this.#build(middle + 1, to, next);
  }

  /** Hoare's selection: afterwards nothing before `middle` is larger than what is there. */
  #select(low: number, high: number, middle: number, axis: number): void {
    const order = this.#order;
    const at = (i: number) => this.#xyz[3 * order[i]! + axis]!;
    while (low < high) {
      const pivot = at((low + high) >> 1);
      let [i, j] = [low, high];
      while (i <= j) {
        while (at(i) < pivot) i++;
        while (at(j) > pivot) j--;
        if (i > j) break;
        const id = order[i]!;
        order[i++] = order[j]!;
        order[j--] = id;
      }
      if (middle <= j) high = j;
      else if (middle >= i) low = i;
      else return;
    }
  }

  #search(from: number, to: number, axis: number, x: number, y: number, z: number): void {
    if (from >= to) return;
    const middle = (from + to) >> 1;
    const id = this.#order[middle]!;
    const dx = this.#xyz[3 * id]! - x;
    const dy = this.#xyz[3 * id + 1]! - y;
    const dz = this.#xyz[3 * id + 2]! - z;
    const gapSq = dx * dx + dy * dy + dz * dz;
    if (gapSq < this.gapSq) {
      this.gapSq = gapSq;
      this.#best = id;
    }
    const past = axis === 0 ? dx : axis === 1 ? dy : dz;
    const next = axis === 2 ? 0 : axis + 1;
    // The side the point is on first; the other only if the border is nearer than the best.
    if (past > 0) {
      this.#search(from, middle, next, x, y, z);
      if (past * past < this.gapSq) this.#search(middle + 1, to, next, x, y, z);
    } else {
      this.#search(middle + 1, to, next, x, y, z);
      if (past * past < this.gapSq) this.#search(from, middle, next, x, y, z);
    }
  }
}
