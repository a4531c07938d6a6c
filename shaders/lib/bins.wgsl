// bins: how the pigment of one dot lies over the depth of its column.

// Depth bins of a column; bin j spans [j, j + 1] / BINS of the deposit depth.
const BINS: u32 = 8u;

// Where bins of a hair shaft lie, as a share of its depth: crowded towards the top, where light is.
fn shaftPart(bin: f32) -> f32 {
  let even = bin / f32(BINS);
  return even * even;
}

// Share of the mass in bin `bin` when the hand presses `tip`: from even to all at the tip.
fn binShare(bin: u32, tip: f32) -> f32 {
  let top = f32(bin) / f32(BINS);
  let end = f32(bin + 1u) / f32(BINS);
  let heavy = end * end * end * end - top * top * top * top;
  return mix(1.0 / f32(BINS), heavy, tip);
}
