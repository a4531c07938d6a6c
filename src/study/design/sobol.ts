import { hashWords } from '../../base/hash.ts';

/**
 * Primitive polynomials and first direction numbers of Sobol's sequence, from the second field on:
 * coefficients of the polynomial, then the numbers, as many as its degree (Joe & Kuo 2008,
 * doi:10.1137/070709359, table new-joe-kuo-6).
 */
const TABLE: readonly (readonly [coefficients: number, first: readonly number[]])[] = [
  [0, [1]],
  [1, [1, 3]],
  [1, [1, 3, 1]],
  [2, [1, 1, 1]],
  [1, [1, 1, 3, 3]],
  [4, [1, 3, 5, 13]],
  [2, [1, 1, 5, 5, 17]],
  [4, [1, 1, 5, 5, 5]],
  [7, [1, 1, 7, 11, 19]],
  [11, [1, 1, 5, 1, 1]],
  [13, [1, 1, 1, 3, 11]],
  [14, [1, 3, 5, 5, 31]],
  [1, [1, 3, 3, 9, 7, 49]],
  [13, [1, 1, 1, 15, 21, 21]],
  [16, [1, 3, 1, 13, 27, 49]],
  [19, [1, 1, 1, 15, 7, 5]],
  [22, [1, 3, 1, 15, 13, 25]],
  [25, [1, 1, 5, 5, 19, 61]],
  [1, [1, 3, 7, 11, 23, 15, 103]],
];

/** Most fields Sobol's points are made for here. */
export const MOST_SOBOL = TABLE.length + 1;

const BITS = 32;

/**
 * Sobol's points: any first 2^k of them fill every field's 2^k slices once each. Shifted by bits drawn
 * from the seed, so that other seeds give other points as even. `[point][field]`, 0 to below 1.
 *
 * @param fields - At most {@link MOST_SOBOL}.
 */
export function sobolPoints(count: number, fields: number, seed: number): number[][] {
  const directions = Array.from({ length: fields }, (_, field) => directionsOf(field));
  const shifts = directions.map((_, field) => hashWords(seed, field));
  const state = new Uint32Array(fields);
  return Array.from({ length: count }, (_, index) => {
    if (index > 0) {
      // Gray code: from one point to the next a single bit changes.
      const bit = 31 - Math.clz32(index & -index);
      for (let field = 0; field < fields; field++) state[field]! ^= directions[field]![bit]!;
    }
    return Array.from(state, (word, field) => ((word ^ shifts[field]!) >>> 0) / 2 ** BITS);
  });
}

/** Direction numbers of a field, one a bit. */
function directionsOf(field: number): Uint32Array {
  const numbers = new Uint32Array(BITS);
  if (field === 0) {
    for (let bit = 0; bit < BITS; bit++) numbers[bit] = 1 << (BITS - 1 - bit);
    return numbers;
  }
  const [coefficients, first] = TABLE[field - 1]!;
  const degree = first.length;
  for (let bit = 0; bit < BITS; bit++) {
    if (bit < degree) {
      numbers[bit] = first[bit]! << (BITS - 1 - bit);
      continue;
    }
    let word = numbers[bit - degree]! ^ (numbers[bit - degree]! >>> degree);
    for (let k = 1; k < degree; k++) {
      if ((coefficients >> (degree - 1 - k)) & 1) word ^= numbers[bit - k]!;
    }
    numbers[bit] = word;
  }
  return numbers;
}
