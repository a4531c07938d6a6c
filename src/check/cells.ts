/** Points sorted into cubes, to find those near a place. */
export interface Cells {
  readonly placeMm: ArrayLike<number>;
  /** Calls for every point at most `withinMm` from a place, with the square of the distance, mm². */
  near(
    xMm: number,
    yMm: number,
    zMm: number,
    withinMm: number,
    each: (point: number, sqMm2: number) => void,
  ): void;
}

/** @param placeMm - Three numbers a point, in mm; within some metres of the origin. */
export function cellsOf(placeMm: ArrayLike<number>, cellMm: number): Cells {
  const count = placeMm.length / 3;
  const cells = new Map<number, number[]>();
  const along = (mm: number): number => Math.floor(mm / cellMm) + HALF;
  const key = (x: number, y: number, z: number): number => (x * SIDE + y) * SIDE + z;
  for (let i = 0; i < count; i++) {
    const at = key(along(placeMm[3 * i]!), along(placeMm[3 * i + 1]!), along(placeMm[3 * i + 2]!));
    const there = cells.get(at);
    if (there) there.push(i);
    else cells.set(at, [i]);
  }
  return {
    placeMm,
    near(x, y, z, within, each) {
      const limit = within * within;
      for (let cx = along(x - within); cx <= along(x + within); cx++) {
        for (let cy = along(y - within); cy <= along(y + within); cy++) {
          for (let cz = along(z - within); cz <= along(z + within); cz++) {
            for (const i of cells.get(key(cx, cy, cz)) ?? []) {
              const dx = placeMm[3 * i]! - x;
              const dy = placeMm[3 * i + 1]! - y;
              const dz = placeMm[3 * i + 2]! - z;
              const sq = dx * dx + dy * dy + dz * dz;
              if (sq <= limit) each(i, sq);
            }
          }
        }
      }
    },
  };
}

// Keys stay whole numbers below 2^53.
const SIDE = 2 ** 17;
const HALF = SIDE / 2;
