import { unitHash } from '../../base/unit-hash.ts';

/**
 * A Latin hypercube (McKay 1979): every row of every quantity falls into another of `rows` equal
 * slices, somewhere in it. `[row][quantity]`, 0 to 1.
 *
 * @param seed - The same seed gives the same rows.
 */
export function latinHypercube(rows: number, quantities: number, seed: number): number[][] {
  const columns = Array.from({ length: quantities }, (_, quantity) => {
    const order = shuffled(rows, seed, quantity);
    return order.map((slice, row) => (slice + unitHash(seed, quantity, row, 1)) / rows);
  });
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column[row]!));
}

/** Whole numbers below `count`, mixed (Fisher and Yates). */
function shuffled(count: number, seed: number, quantity: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor(unitHash(seed, quantity, i, 0) * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}
