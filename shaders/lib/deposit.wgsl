// deposit: the pigment of one dot just after the needle left, and after healing.

// Depth bins of a column; bin j spans [j, j + 1] / BINS of the deposit depth.
const BINS: u32 = 8u;

struct Deposit {
  kind: u32,            // as in Choice; NOTHING where there is no pigment
  x: f32,               // where the needle really went in, mm
  y: f32,
  z: f32,
  depthMm: f32,         // deepest point of the column
  radiusMm: f32,        // of the fresh column
  massUg: f32,          // pigment left in the skin after wiping
  epidermisMm: f32,     // layer borders of the skin here
  papillaryMm: f32,
  skinBaseMm: f32,
  scar: f32,            // share of scar here, 0 to 1
}

// Share of the mass in bin `bin` when the hand presses `tip`: from even to all at the tip.
fn binShare(bin: u32, tip: f32) -> f32 {
  let top = f32(bin) / f32(BINS);
  let end = f32(bin + 1u) / f32(BINS);
  let heavy = end * end * end * end - top * top * top * top;
  return mix(1.0 / f32(BINS), heavy, tip);
}
