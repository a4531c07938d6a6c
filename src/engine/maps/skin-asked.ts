/** Where the pieces of the rise begin, as shares of its width, and the density there: `fade` of
 * `shaders/select/select-dots.wgsl`, in whole 1024ths. */
const PIECES = [
  [0, 154],
  [205, 512],
  [546, 768],
  [1024, 1024],
] as const;

/** Density relative to full so far behind the hairline, 0 to 1; 0 in front of it. */
export function fadeShare(boundaryMm: number, gradientMm: number): number {
  if (boundaryMm < 0) return 0;
  const step = gradientMm > 0 ? (1024 * boundaryMm) / gradientMm : 1024;
  for (let i = 1; i < PIECES.length; i++) {
    const [[from, low], [to, high]] = [PIECES[i - 1]!, PIECES[i]!];
    if (step < to) return (low + ((high - low) * (step - from)) / (to - from)) / 1024;
  }
  return 1;
}
