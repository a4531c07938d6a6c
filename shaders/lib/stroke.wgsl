// stroke: the dice of one dot, and which of the two needles makes it.

import package::lib::hash::{hash4, pcg};

// Goes by place and seed, so that an edit elsewhere leaves it alone.
fn strokeDice(seed: u32, triangle: u32, uv: u32) -> u32 {
  return hash4(seed ^ 0x5bd1e995u, triangle, uv, 0u);
}

// Needles change dot by dot over a quarter of the density, or the change would show as a line.
fn isFine(dice: u32, fade1024: u32, fineBelow1024: u32) -> bool {
  return fade1024 < fineBelow1024 + (pcg(dice ^ 0x165667b1u) & 255u);
}
