import { numberWords } from '../base/language/formats.ts';
import { say } from '../base/language/say.ts';
/** A length along the skin beside the straight one: "84 mm along the skin, 79 mm straight". */
export function tapeWords(alongMm: number, straightMm: number): string {
  // Between two near points the geodesic is exact to microns only, and may come out the shorter.
  return say('{alongMm} along the skin, {straightMm} straight', {
    alongMm: mmWords(Math.max(alongMm, straightMm)),
    straightMm: mmWords(straightMm),
  });
}

/** Whole millimetres, as pointing is no finer; tenths where one is a tenth of the length. */
function mmWords(mm: number): string {
  return say('{count} mm', { count: numberWords(mm, mm < 9.95 ? 1 : 0) });
}
