import { type Ground, grown } from './grow.ts';

/** An island that an edge alone parts from other pieces of skin's colour, over more than this share of its rim. */
const MOST_CONTACT = 0.4;
/** How far across an edge it is looked for, cells. */
const ACROSS = 3;
/** Smaller islands of skin among hair are not looked at, cells. */
const LEAST_CELLS = 6;

/**
 * Skin in pieces: what hangs together with the face (with the largest piece of scalp where there is
 * none), and islands among hair. One that an edge alone parts from more of that colour is a hand, or
 * a hat of skin's colour.
 *
 * @param face - Cells that are skin for sure.
 * @param scalp - Cells of the scalp in sight that look like it.
 */
export function regionsOf(ground: Ground, face: Uint8Array, scalp: Uint8Array): Uint8Array {
  let found = grown(ground, face);
  const islands: Uint8Array[] = [];
  const left = scalp.slice();
  for (let at = 0; at < left.length; at++) {
    if (!left[at] || found[at]) continue;
    const seed = new Uint8Array(left.length);
    seed[at] = 1;
    const island = grown(ground, seed);
    left[at] = 0;
    island.forEach((is, i) => {
      if (is) left[i] = 0;
    });
    if (sizeOf(island) >= LEAST_CELLS) islands.push(island);
  }
  islands.sort((a, b) => sizeOf(b) - sizeOf(a));
  const pieces = islands.reduce((all, one) => all.map((is, i) => is | one[i]!), found);
  for (const island of islands) {
    const isFirst = sizeOf(found) === 0;
    if (!isFirst && contactOf(island, pieces, ground, scalp) > MOST_CONTACT) continue;
    found = found.map((is, i) => is | island[i]!);
  }
  return found;
}

/** Over which share of its rim upon the scalp an island has another piece near it. */
function contactOf(
  island: Uint8Array,
  pieces: Uint8Array,
  { width, height }: Ground,
  scalp: Uint8Array,
): number {
  const other = pieces.map((is, i) => (is && !island[i] ? 1 : 0));
  let [rim, near] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (!island[at] || !scalp[at] || !isRim(island, x, y, width, height)) continue;
      rim++;
      if (isNear(other, x, y, width, height)) near++;
    }
  }
  return rim > 0 ? near / rim : 0;
}

function isRim(island: Uint8Array, x: number, y: number, width: number, height: number): boolean {
  return (
    (x > 0 && !island[y * width + x - 1]) ||
    (x < width - 1 && !island[y * width + x + 1]) ||
    (y > 0 && !island[(y - 1) * width + x]) ||
    (y < height - 1 && !island[(y + 1) * width + x])
  );
}

function isNear(cells: Uint8Array, x: number, y: number, width: number, height: number): boolean {
  for (let dy = -ACROSS; dy <= ACROSS; dy++) {
    for (let dx = -ACROSS; dx <= ACROSS; dx++) {
      const [nx, ny] = [x + dx, y + dy];
      if (nx >= 0 && ny >= 0 && nx < width && ny < height && cells[ny * width + nx]) return true;
    }
  }
  return false;
}

function sizeOf(cells: Uint8Array): number {
  return cells.reduce((sum, is) => sum + is, 0);
}
