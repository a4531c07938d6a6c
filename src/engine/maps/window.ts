/**
 * Skin that a value of a map is counted over, mm²: one square centimetre, the unit dots are counted
 * in. A single vertex stands for about 5 mm² and holds two or three dots: no density yet.
 */
export const WINDOW_MM2 = 100;

/**
 * Radius of that window, mm. A place counts by (1 - d²/R²)², which fades to its rim without a step;
 * such a window sees as much as an even one of 5/9 of its area.
 */
export const WINDOW_RADIUS_MM = Math.sqrt((9 * WINDOW_MM2) / (5 * Math.PI));

/** The vertices of a head that maps cover. */
export interface MapSkin {
  /** Three a vertex, µm. */
  readonly positionsUm: Int32Array;
  /** Skin each vertex stands for. */
  readonly areasMm2: ArrayLike<number>;
  /** Vertices inside the boundary, in order. */
  readonly inside: Uint32Array;
  /** Those, and some beyond the boundary: values there let colours end at it, not at a vertex. */
  readonly around: Uint32Array;
}

/**
 * Adds lists of numbers up in a window around each vertex; only those inside the boundary count, so
 * that nothing is thinned out by bare skin across it.
 *
 * @returns One list for each, one number a vertex; 0 farther out.
 */
export function windowSums(
  skin: MapSkin,
  lists: readonly ArrayLike<number>[],
  radiusMm = WINDOW_RADIUS_MM,
): Float64Array[] {
  const { positionsUm, around } = skin;
  const count = positionsUm.length / 3;
  const radiusUm = 1000 * radiusMm;
  const cells = new Cells(skin, radiusUm);
  const sums = lists.map(() => new Float64Array(count));
  const total = new Float64Array(lists.length);
  for (const v of around) {
    total.fill(0);
    const [x, y, z] = [positionsUm[3 * v]!, positionsUm[3 * v + 1]!, positionsUm[3 * v + 2]!];
    cells.around(x, y, z, (u) => {
      const dx = positionsUm[3 * u]! - x;
      const dy = positionsUm[3 * u + 1]! - y;
      const dz = positionsUm[3 * u + 2]! - z;
      const share = 1 - (dx * dx + dy * dy + dz * dz) / (radiusUm * radiusUm);
      if (share <= 0) return;
      const weight = share * share;
      for (let i = 0; i < lists.length; i++) total[i]! += weight * lists[i]![u]!;
    });
    for (let i = 0; i < lists.length; i++) sums[i]![v] = total[i]!;
  }
  return sums;
}

/** Vertices by cells as wide as the window's radius. */
class Cells {
  readonly #cells = new Map<number, number[]>();
  readonly #edge: number;

  constructor({ positionsUm, inside }: MapSkin, edgeUm: number) {
    this.#edge = edgeUm;
    for (const v of inside) {
      const key = this.#key(
        ...([0, 1, 2].map((axis) => this.#cell(positionsUm[3 * v + axis]!)) as Three),
      );
      const cell = this.#cells.get(key);
      if (cell) cell.push(v);
      else this.#cells.set(key, [v]);
    }
  }

  around(x: number, y: number, z: number, visit: (vertex: number) => void): void {
    const [i, j, k] = [this.#cell(x), this.#cell(y), this.#cell(z)];
    for (let n = 0; n < 27; n++) {
      const key = this.#key(
        i - 1 + (n % 3),
        j - 1 + (Math.floor(n / 3) % 3),
        k - 1 + Math.floor(n / 9),
      );
      const cell = this.#cells.get(key);
      if (cell) for (const vertex of cell) visit(vertex);
    }
  }

  #cell(um: number): number {
    return Math.floor(um / this.#edge);
  }

  #key(i: number, j: number, k: number): number {
    // Heads are less than a metre wide: a few hundred cells on each axis.
    return ((i + 4096) * 8192 + (j + 4096)) * 8192 + (k + 4096);
  }
}

type Three = [number, number, number];
