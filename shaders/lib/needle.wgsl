// needle: how deep a needle reaches at a place, and how it stands.
//
// Twin       src/ink/needle-column.ts

import structs::{DepositLot, DepositSpec};

const LEAST_INTO: f32 = 0.02;
const MOST_TILT_RAD: f32 = 1.2;

// reachFactor() of the twin; a depth that is told as deposit is found on any skin.
fn reachFactor(spec: DepositSpec, lot: DepositLot, fine: bool, skinBaseMm: f32, scar: f32) -> f32 {
  let pressed = select(1.0, spec.pressed, lot.ours == 1.0);
  if (spec.byExtension == 0.0 || lot.ours == 0.0) { return pressed; }
  let tented = select(lot.tent, lot.fineTent, fine) * pow(skinBaseMm / spec.referenceSkinMm, spec.skinTenting)
    * (1.0 + (spec.scarTenting - 1.0) * scar);
  let reached = max(LEAST_INTO, 1.0 - tented) / spec.byExtension;
  return min(pressed * reached, 1.0 / spec.byExtension);
}

// Tilt of the needle as a vector, radians: the way it is held, and how far the hand strays from it.
fn tilt(leanRad: f32, strayRad: f32, turn: f32) -> vec2f {
  let way = vec2f(cos(turn), sin(turn));
  // Length and direction of a hand that means to stand upright are its own draws, to the bit.
  if (leanRad == 0.0) { return min(strayRad, MOST_TILT_RAD) * way; }
  let all = vec2f(leanRad, 0.0) + strayRad * way;
  return all * min(1.0, MOST_TILT_RAD / max(length(all), 1e-6));
}
