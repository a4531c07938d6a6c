/** Points in space, µm: x, y, z of one after the other. Whole numbers stay exact. */
export type Places = Float64Array;

/** Points sorted into cubes, so that near ones are found without looking at all. */
export class PointGrid {
  readonly places: Places;
  readonly count: number;
  readonly #cellUm: number;
  readonly #mask: number;
  readonly #starts: Uint32Array;
  readonly #order: Uint32Array;

  /** @param cellUm - Edge of a cube; best about the spacing of the points. */
  constructor(places: Places, cellUm: number) {
    this.places = places;
    this.count = places.length / 3;
    this.#cellUm = cellUm;
    this.#mask = 2 ** Math.ceil(Math.log2(Math.max(16, 2 * this.count))) - 1;
    const buckets = Uint32Array.from({ length: this.count }, (_, i) =>
      this.#bucket(this.#cell(3 * i), this.#cell(3 * i + 1), this.#cell(3 * i + 2)),
    );
    this.#starts = new Uint32Array(this.#mask + 2);
    for (const bucket of buckets) this.#starts[bucket + 1]!++;
    for (let b = 0; b <= this.#mask; b++) this.#starts[b + 1]! += this.#starts[b]!;
    const next = this.#starts.slice();
    this.#order = new Uint32Array(this.count);
    buckets.forEach((bucket, i) => {
      this.#order[next[bucket]!++] = i;
    });
  }

  /** Every point no farther than `radiusUm`, once each, in no order. */
  visit(
    x: number,
    y: number,
    z: number,
    radiusUm: number,
    see: (index: number, distanceSq: number) => void,
  ): void {
    const cell = this.#cellUm;
    const at = this.places;
    const most = radiusUm * radiusUm;
    const low = (v: number) => Math.floor((v - radiusUm) / cell);
    const high = (v: number) => Math.floor((v + radiusUm) / cell);
    const [x1, y1, z1] = [high(x), high(y), high(z)];
    for (let cz = low(z); cz <= z1; cz++) {
      for (let cy = low(y); cy <= y1; cy++) {
        for (let cx = low(x); cx <= x1; cx++) {
          const bucket = this.#bucket(cx, cy, cz);
          for (let slot = this.#starts[bucket]!; slot < this.#starts[bucket + 1]!; slot++) {
            const i = this.#order[slot]!;
            const dx = at[3 * i]! - x;
            const dy = at[3 * i + 1]! - y;
            const dz = at[3 * i + 2]! - z;
            const distanceSq = dx * dx + dy * dy + dz * dz;
            if (distanceSq > most) continue;
            // Cubes that share a bucket would show their points twice.
            const home = this.#cell(3 * i) === cx && this.#cell(3 * i + 1) === cy;
            if (home && this.#cell(3 * i + 2) === cz) see(i, distanceSq);
          }
        }
      }
    }
  }

  /** The nearest point and its squared distance, µm²; -1 where there is none but `except`. */
  nearest(x: number, y: number, z: number, except = -1): { index: number; distanceSq: number } {
    const others = this.count - (except >= 0 ? 1 : 0);
    const best = { index: -1, distanceSq: Number.POSITIVE_INFINITY };
    if (others === 0) return best;
    for (let radiusUm = this.#cellUm; best.index < 0; radiusUm *= 2) {
      this.visit(x, y, z, radiusUm, (index, distanceSq) => {
        if (index === except || distanceSq >= best.distanceSq) return;
        best.index = index;
        best.distanceSq = distanceSq;
      });
    }
    return best;
  }

  #cell(word: number): number {
    return Math.floor(this.places[word]! / this.#cellUm);
  }

  /** Primes of Teschner et al. 2003, "Optimized Spatial Hashing". */
  #bucket(cx: number, cy: number, cz: number): number {
    const hash = Math.imul(cx, 73856093) ^ Math.imul(cy, 19349663) ^ Math.imul(cz, 83492791);
    return hash & this.#mask;
  }
}
