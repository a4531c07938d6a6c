// made: what the response of one dot was made from. As long as none of it changes, it stands.

import package::lib::deposit::BINS;

struct Made {
  generation: u32,        // of all that dots share: skin, pigment, healing; 0 before anything was made
  depthMm: f32,           // of the deposit
  varianceMm2: f32,       // lateral, healed
  bottomMm: f32,
  ageDays: f32,
  bins: array<f32, BINS>, // pigment by depth
}

fn isSame(a: Made, b: Made) -> bool {
  var same = a.generation == b.generation && a.depthMm == b.depthMm
    && a.varianceMm2 == b.varianceMm2 && a.bottomMm == b.bottomMm && a.ageDays == b.ageDays;
  for (var bin = 0u; bin < BINS; bin++) { same = same && a.bins[bin] == b.bins[bin]; }
  return same;
}
