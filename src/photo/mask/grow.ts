/** A field of cells: neither is stepped into nor across. */
export interface Ground {
  readonly width: number;
  readonly height: number;
  /** Whether a cell may be skin. */
  readonly may: Uint8Array;
  /** What jumps where one thing ends before another: logarithm of the light from under the skin. */
  readonly level: Float64Array;
}

/** A jump between neighbouring cells, in logarithms, that is the edge of something. Assumed. */
const EDGE = 0.2;

/**
 * Grows from seeds over cells that may be skin and stops at edges, gaps in which it does not pass
 * where they are narrower than three cells: openings by reconstruction (Vincent 1993).
 *
 * @returns 1 for each cell that was reached.
 */
export function grown(ground: Ground, seeds: Uint8Array): Uint8Array {
  const { width, height, may } = ground;
  const isFree = new Uint8Array(may.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) isFree[y * width + x] = isOpen(ground, x, y) ? 1 : 0;
  }
  const wide = eroded(isFree, width, height);
  const out = new Uint8Array(may.length);
  const stack: number[] = [];
  const reach = (cell: number) => {
    if (!wide[cell] || out[cell]) return;
    out[cell] = 1;
    stack.push(cell);
  };
  seeds.forEach((is, cell) => {
    if (is) reach(cell);
  });
  for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
    const x = cell % width;
    if (x > 0) reach(cell - 1);
    if (x < width - 1) reach(cell + 1);
    if (cell >= width) reach(cell - width);
    if (cell < width * (height - 1)) reach(cell + width);
  }
  // What was lost at the rim comes back, up to the edge and no farther.
  return regained(regained(out, isFree, width), may, width);
}

/** Whether a cell and its neighbours are of one piece. */
function isOpen({ width, height, may, level }: Ground, x: number, y: number): boolean {
  const at = y * width + x;
  if (!may[at]) return false;
  const isEdge = (other: number) => may[other] === 1 && Math.abs(level[at]! - level[other]!) > EDGE;
  return !(
    (x > 0 && isEdge(at - 1)) ||
    (x < width - 1 && isEdge(at + 1)) ||
    (y > 0 && isEdge(at - width)) ||
    (y < height - 1 && isEdge(at + width))
  );
}

function eroded(cells: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(cells.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let all = 1;
      for (let dy = -1; dy <= 1 && all; dy++) {
        for (let dx = -1; dx <= 1 && all; dx++) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          all &= cells[ny * width + nx]!;
        }
      }
      out[y * width + x] = all;
    }
  }
  return out;
}

/** One cell farther on every side, where that may be. */
function regained(cells: Uint8Array, may: Uint8Array, width: number): Uint8Array {
  const out = cells.slice();
  for (let at = 0; at < cells.length; at++) {
    if (!cells[at]) continue;
    for (const dy of [-width, 0, width]) {
      for (const dx of [-1, 0, 1]) {
        const to = at + dy + dx;
        if (to >= 0 && to < cells.length && Math.abs((to % width) - (at % width)) <= 1 && may[to]) {
          out[to] = 1;
        }
      }
    }
  }
  return out;
}
