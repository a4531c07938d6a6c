/** What one in ten stays below, the middle one, and what one in ten exceeds. */
export interface Band {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Tenth, middle and ninth of ten, straight between the two nearest. */
export function bandOf(values: readonly number[]): Band {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    const next = sorted[Math.min(sorted.length - 1, low + 1)]!;
    // Two endless ones have no difference.
    return next === sorted[low] ? next : sorted[low]! + (place - low) * (next - sorted[low]!);
  };
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}
