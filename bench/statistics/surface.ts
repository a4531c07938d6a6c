import { type Places, PointGrid } from './point-grid.ts';
import { randomStream } from './random.ts';

/** Triangles that dots may lie on: those whose three corners are all marked. */
export interface Skin {
  readonly positionsUm: Int32Array;
  readonly triangles: Uint32Array;
  readonly treated: Uint8Array;
}

/** A skin that can be probed at random places, and whose border is known. */
export class Surface {
  readonly areaUm2: number;
  /** Corners of treated triangles, nine words each. */
  readonly #corners: Float64Array;
  /** Area up to and with each triangle. */
  readonly #sums: Float64Array;
  readonly #border: readonly (readonly [number, number])[];
  readonly #at: Int32Array;

  constructor({ positionsUm: at, triangles, treated }: Skin) {
    const corners: number[] = [];
    const sides = new Map<number, readonly [number, number]>();
    for (let t = 0; t < triangles.length; t += 3) {
      const face = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!] as const;
      if (!face.every((v) => treated[v])) continue;
      for (const v of face) corners.push(at[3 * v]!, at[3 * v + 1]!, at[3 * v + 2]!);
      face.forEach((a, k) => {
        const b = face[(k + 1) % 3]!;
        const side = Math.min(a, b) * 2 ** 24 + Math.max(a, b);
        // An edge seen twice is inside.
        if (!sides.delete(side)) sides.set(side, [a, b]);
      });
    }
    this.#at = at;
    this.#corners = Float64Array.from(corners);
    this.#border = [...sides.values()];
    let sum = 0;
    this.#sums = Float64Array.from({ length: corners.length / 9 }, (_, t) => {
      sum += this.#area(9 * t);
      return sum;
    });
    this.areaUm2 = sum;
  }

  /** Random places, uniform by area. */
  probes(count: number, seed: number): Places {
    const random = randomStream(seed);
    const places = new Float64Array(3 * count);
    for (let i = 0; i < count; i++) {
      const c = 9 * this.#triangleAt(random() * this.areaUm2);
      let [u, v] = [random(), random()];
      if (u + v > 1) [u, v] = [1 - u, 1 - v];
      for (let k = 0; k < 3; k++) {
        const a = this.#corners[c + k]!;
        const b = this.#corners[c + 3 + k]!;
        places[3 * i + k] = a + u * (b - a) + v * (this.#corners[c + 6 + k]! - a);
      }
    }
    return places;
  }

  /** Whether a place is at least `marginUm` from every open edge; true everywhere if there is none. */
  inside(marginUm: number): (x: number, y: number, z: number) => boolean {
    const places: number[] = [];
    for (const [a, b] of this.#border) {
      const ends = [0, 1, 2].map((k) => [this.#at[3 * a + k]!, this.#at[3 * b + k]!] as const);
      const length = Math.hypot(...ends.map(([p, q]) => q - p));
      const steps = Math.ceil(length / (marginUm / 8));
      for (let s = 0; s < steps; s++)
        places.push(...ends.map(([p, q]) => p + (s / steps) * (q - p)));
    }
    const grid = new PointGrid(Float64Array.from(places), marginUm);
    return (x, y, z) => {
      let free = true;
      grid.visit(x, y, z, marginUm, () => {
        free = false;
      });
      return free;
    };
  }

  #triangleAt(area: number): number {
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sums[middle]! > area) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #area(c: number): number {
    const at = this.#corners;
    const side = (to: number, k: number) => at[c + to + k]! - at[c + k]!;
    const twice = [0, 1, 2].map((k) => {
      const [i, j] = [(k + 1) % 3, (k + 2) % 3];
      return side(3, i) * side(6, j) - side(3, j) * side(6, i);
    });
    return Math.hypot(...twice) / 2;
  }
}
