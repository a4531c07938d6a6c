/** Twin of `shouldered` in `shaders/view/shoulder.wgsl`. */
export function shouldered(light: readonly number[]): readonly number[] {
  const peak = Math.max(...light);
  if (peak <= 0.8) return light;
  const end = 1 - 0.04 / (peak - 0.6);
  const fade = 1 - 1 / (0.15 * (peak - end) + 1);
  return light.map((part) => (part * end * (1 - fade)) / peak + end * fade);
}
