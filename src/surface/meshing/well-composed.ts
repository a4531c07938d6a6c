import type { HalfGrid } from './half-grid.ts';

/** Corners of a cell by bits: 1 along x, 2 along y, 4 along z. */
const FACES = [
  [0, 1, 3, 2],
  [0, 2, 6, 4],
  [0, 1, 5, 4],
] as const;
/** After so many rounds samples only change to inside, which must end. */
const FREE_ROUNDS = 8;
/** What a sample is set to whose side changes, mm: just across. */
const ACROSS_MM = 0.02;

/**
 * Changes the side of single samples until no two insides and no two outsides meet only across the
 * diagonal of a face or a cell; where folds are finer than the grid they do, and a surface net
 * then pinches two sheets into one edge. The sample nearest the surface changes, so that little is lost.
 *
 * Latecki, Eckhardt & Rosenfeld 1995, "Well-Composed Sets": surfaces of such sets are manifolds.
 */
export function makeWellComposed({ n, values }: HalfGrid): void {
  const step = (corner: number) =>
    (corner & 1) + n[0] * (((corner >> 1) & 1) + n[1] * ((corner >> 2) & 1));
  const faces = FACES.map(([a, b, c, d]) => [step(a), step(b), step(c), step(d)] as const);
  const diagonals = [0, 1, 2, 3].map((corner) => [step(corner), step(7 - corner)] as const);
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map(step);
  const inside = (i: number) => values[i]! < 0;
  const change = (touching: readonly number[], fill: boolean) => {
    const candidates = fill ? touching.filter((i) => !inside(i)) : touching;
    const i = candidates.reduce((a, b) => (Math.abs(values[b]!) < Math.abs(values[a]!) ? b : a));
    values[i] = inside(i) ? ACROSS_MM : -ACROSS_MM;
  };
  for (let round = 0, changed = 1; changed > 0; round++) {
    changed = 0;
    const fill = round >= FREE_ROUNDS;
    for (let z = 0; z + 1 < n[2]; z++) {
      for (let y = 0; y + 1 < n[1]; y++) {
        // The first column mirrors the second; it only follows.
        for (let x = 1; x + 1 < n[0]; x++) {
          const at = (z * n[1] + y) * n[0] + x;
          for (const [a, b, c, d] of faces) {
            const first = inside(at + a);
            if (first !== inside(at + c) || first === inside(at + b)) continue;
            if (first === inside(at + d)) continue;
            change([at + a, at + b, at + c, at + d], fill);
            changed++;
          }
          const count = corners.filter((k) => inside(at + k)).length;
          if (count !== 2 && count !== 6) continue;
          const lone = count === 2;
          for (const [a, b] of diagonals) {
            if (inside(at + a) !== lone || inside(at + b) !== lone) continue;
            change(
              corners.map((k) => at + k),
              fill,
            );
            changed++;
          }
        }
      }
    }
    for (let i = 0; i < values.length; i += n[0]) values[i] = values[i + 1]!;
  }
}
