/** A length along the skin beside the straight one: "84 mm along the skin, 79 mm straight". */
export function tapeWords(alongMm: number, straightMm: number): string {
  // Between two near points the geodesic is exact to microns only, and may come out the shorter.
  return `${mmWords(Math.max(alongMm, straightMm))} along the skin, ${mmWords(straightMm)} straight`;
}

/** Whole millimetres, as pointing is no finer; tenths where one is a tenth of the length. */
function mmWords(mm: number): string {
  return `${mm < 9.95 ? mm.toFixed(1) : mm.toFixed(0)} mm`;
}
