// order-dots: puts the dots in their one true order, highest rank first, then by triangle and place.
// By 16 bits at a time, the least weighty first; each pass leaves equals in the order they had.

import { Dot } from './ladder';
import { DIGITS, digits, dots, spareDots } from './lists';
import { dots as count } from './tally';

/** An even number of passes, so what began in `dots` ends there. */
export function orderDots(): void {
  pass(dots, spareDots, offsetof<Dot>('uv'), 0, 0);
  pass(spareDots, dots, offsetof<Dot>('uv'), 16, 0);
  pass(dots, spareDots, offsetof<Dot>('triangle'), 0, 0);
  pass(spareDots, dots, offsetof<Dot>('triangle'), 16, 0);
  pass(dots, spareDots, offsetof<Dot>('rankSq'), 0, 0xffff);
  pass(spareDots, dots, offsetof<Dot>('rankSq'), 16, 0xffff);
}

/** @param turned - All ones where the largest come first. */
function pass(from: usize, to: usize, field: usize, shift: u32, turned: u32): void {
  const bytes = offsetof<Dot>();
  const end = from + <usize>count * bytes;
  memory.fill(digits, 0, DIGITS << 2);
  for (let dot = from; dot < end; dot += bytes) {
    const tally = tallyOf(dot + field, shift, turned);
    store<u32>(tally, load<u32>(tally) + 1);
  }
  let before: u32 = 0;
  for (let tally = digits; tally < digits + (DIGITS << 2); tally += 4) {
    const here = load<u32>(tally);
    store<u32>(tally, before);
    before += here;
  }
  for (let dot = from; dot < end; dot += bytes) {
    const tally = tallyOf(dot + field, shift, turned);
    const slot = load<u32>(tally);
    store<u32>(tally, slot + 1);
    memory.copy(to + <usize>slot * bytes, dot, bytes);
  }
}

/** Where the number of a dot's digit stands. */
function tallyOf(word: usize, shift: u32, turned: u32): usize {
  const digit = ((load<u32>(word) >> shift) & 0xffff) ^ turned;
  return digits + ((<usize>digit) << 2);
}
