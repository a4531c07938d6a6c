// bins: how the pigment of one dot lies over the depth of its column.

// Depth bins of a column; bin j spans [j, j + 1] / BINS of the deposit depth.
const BINS: u32 = 8u;

// Share of the mass in bin `bin` when the hand presses `tip`: from even to all at the tip.
fn binShare(bin: u32, tip: f32) -> f32 {
  let top = f32(bin) / f32(BINS);
  let end = f32(bin + 1u) / f32(BINS);
  let heavy = end * end * end * end - top * top * top * top;
  return mix(1.0 / f32(BINS), heavy, tip);
}
