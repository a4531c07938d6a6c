import type { Places } from './point-grid.ts';
import { randomStream } from './random.ts';

/** Sets of dots whose statistics are known, on the square from 0 to `edgeUm`. */

/** A square lattice. */
export function squareLattice(edgeUm: number, stepUm: number): Places {
  const side = Math.floor(edgeUm / stepUm);
  return flat(
    Array.from({ length: side * side }, (_, i) => [
      ((i % side) + 0.5) * stepUm,
      (Math.floor(i / side) + 0.5) * stepUm,
    ]),
  );
}

/** A hexagonal lattice: the widest spacing there is. */
export function hexLattice(edgeUm: number, stepUm: number): Places {
  const rise = (stepUm * Math.sqrt(3)) / 2;
  const [across, up] = [Math.floor(edgeUm / stepUm), Math.floor(edgeUm / rise)];
  return flat(
    Array.from({ length: across * up }, (_, i) => {
      const row = Math.floor(i / across);
      return [((i % across) + 0.25 + 0.5 * (row % 2)) * stepUm, (row + 0.5) * rise];
    }),
  );
}

/** Independent dots: a Poisson process given its count. */
export function randomSet(edgeUm: number, count: number, seed: number): Places {
  const random = randomStream(seed);
  return flat(Array.from({ length: count }, () => [random() * edgeUm, random() * edgeUm]));
}

/** One dot anywhere in each square of a grid. */
export function jitteredGrid(edgeUm: number, stepUm: number, seed: number): Places {
  const random = randomStream(seed);
  const side = Math.floor(edgeUm / stepUm);
  return flat(
    Array.from({ length: side * side }, (_, i) => [
      ((i % side) + random()) * stepUm,
      (Math.floor(i / side) + random()) * stepUm,
    ]),
  );
}

/**
 * A saturated random set: dots thrown one by one, kept if no earlier one is nearer than the radius,
 * until none fits. Squares that one dot covers are dropped, the others quartered (Ebeida et al.
 * 2012), so that the last gaps are found. Slow and obvious: the reference for every faster way.
 */
export function saturatedSet(edgeUm: number, radiusUm: number, seed: number): Places {
  const random = randomStream(seed);
  const cell = radiusUm / Math.SQRT2;
  const side = Math.ceil(edgeUm / cell);
  const holder = new Int32Array(side * side).fill(-1);
  const dots: number[][] = [];
  const near = (x: number, y: number, test: (p: number[]) => boolean) => {
    const [cx, cy] = [Math.floor(x / cell), Math.floor(y / cell)];
    for (let j = Math.max(0, cy - 2); j <= Math.min(side - 1, cy + 2); j++) {
      for (let i = Math.max(0, cx - 2); i <= Math.min(side - 1, cx + 2); i++) {
        const dot = holder[j * side + i]!;
        if (dot >= 0 && test(dots[dot]!)) return true;
      }
    }
    return false;
  };
  let squares = Array.from({ length: side * side }, (_, i) => [
    (i % side) * cell,
    Math.floor(i / side) * cell,
  ]);
  for (let size = cell; squares.length > 0 && size > radiusUm * 1e-4; size /= 2) {
    for (let throws = 4 * squares.length; throws > 0; throws--) {
      const [left, low] = squares[Math.floor(random() * squares.length)]!;
      const [x, y] = [left! + random() * size, low! + random() * size];
      if (x >= edgeUm || y >= edgeUm) continue;
      if (near(x, y, ([px, py]) => (px! - x) ** 2 + (py! - y) ** 2 < radiusUm ** 2)) continue;
      holder[Math.floor(y / cell) * side + Math.floor(x / cell)] = dots.length;
      dots.push([x, y]);
    }
    const half = size / 2;
    squares = squares
      .flatMap(([x, y]) => [
        [x!, y!],
        [x! + half, y!],
        [x!, y! + half],
        [x! + half, y! + half],
      ])
      .filter(([x, y]) => {
        if (x! >= edgeUm || y! >= edgeUm) return false;
        return !near(x! + half / 2, y! + half / 2, ([px, py]) => {
          const far = (p: number, low: number) =>
            Math.max(Math.abs(p - low), Math.abs(p - low - half));
          return far(px!, x!) ** 2 + far(py!, y!) ** 2 < radiusUm ** 2;
        });
      });
  }
  return flat(dots);
}

/** Dots of a set that lie at least `marginUm` inside the square. */
export function innerDots(places: Places, edgeUm: number, marginUm: number): number[] {
  const inside = (um: number) => um >= marginUm && um <= edgeUm - marginUm;
  return Array.from({ length: places.length / 3 }, (_, i) => i).filter(
    (i) => inside(places[3 * i]!) && inside(places[3 * i + 1]!),
  );
}

function flat(points: readonly (readonly number[])[]): Places {
  return Float64Array.from(points.flatMap(([x, y]) => [x!, y!, 0]));
}
