// deposit: what the needle leaves of each chosen dot, with the operator's scatter.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, dots[], choices[], triangles[], targets[], positions[] (um)
//            day[] dots of each lot up to each step behind the front, of count-day
// Writes     deposits[]
// Order      none; scatter comes from hashes of seed and place, so density edits leave it alone
// Twin       src/ink/needle-column.ts; tests/gpu/light/deposition.test.ts (moments and layers)

import package::lib::dispatch::flatIndex;
import package::lib::dot::cornerWeights;
import package::lib::bins::deepWidth;
import package::lib::choice::{isPlaced, lotOf};
import package::lib::day::{DAY_STEPS, dayStep};
import package::lib::hash::{normalPair, pcg, unit};
import package::lib::needle::{MOST_TILT_RAD, reachFactor, tilt};
import package::lib::stroke::{isFine, strokeDice};
import structs::{Choice, Deposit, DepositSpec, Dot, VertexTarget};

@group(0) @binding(0) var<uniform> spec: DepositSpec;
@group(0) @binding(1) var<storage, read> dots: array<Dot>;
@group(0) @binding(2) var<storage, read> choices: array<Choice>;
@group(0) @binding(3) var<storage, read> triangles: array<u32>;
@group(0) @binding(4) var<storage, read> targets: array<VertexTarget>;
@group(0) @binding(5) var<storage, read> positions: array<i32>;
@group(0) @binding(6) var<storage, read> day: array<u32>;
@group(0) @binding(7) var<storage, read_write> deposits: array<Deposit>;

override WORKGROUP: u32 = 64;

const UM: f32 = 0.001;
// Aim further off than this is corrected by any eye, mm; readers of the grid rely on it.
const FARTHEST_AIM_MM: f32 = 0.3;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  let choice = choices[index];
  let dot = dots[index];
  let p = vec3f(vec3i(dot.x, dot.y, dot.z)) * UM;
  var deposit = Deposit(choice.kind, p.x, p.y, p.z, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
  if (!isPlaced(choice.kind)) {
    deposits[index] = deposit;
    return;
  }

  let corners = vec3u(triangles[3u * dot.triangle], triangles[3u * dot.triangle + 1u],
    triangles[3u * dot.triangle + 2u]);
  let weight = vec3f(cornerWeights(dot.uv)) / 32768.0;
  let a = targets[corners.x];
  let b = targets[corners.y];
  let c = targets[corners.z];
  deposit.epidermisMm = mix3(f32(a.epidermisUm), f32(b.epidermisUm), f32(c.epidermisUm), weight) * UM;
  deposit.papillaryMm = mix3(f32(a.papillaryUm), f32(b.papillaryUm), f32(c.papillaryUm), weight) * UM;
  deposit.skinBaseMm = mix3(f32(a.skinBaseUm), f32(b.skinBaseUm), f32(c.skinBaseUm), weight) * UM;
  deposit.scar = mix3(f32(a.scar1024), f32(b.scar1024), f32(c.scar1024), weight) / 1024.0;
  let lotIndex = lotOf(choice.kind);
  let lot = spec.lots[lotIndex];
  let offsetMm = lot.ours * mix3(f32(a.depthOffsetUm), f32(b.depthOffsetUm), f32(c.depthOffsetUm), weight) * UM;
  let hours = lot.ours * hoursAt(lotIndex, choice.front64);
  let wider = 1.0 + spec.tiringPerHour * hours;

  // Each draw has a hash of its own: words that differ by an xor alone would go together.
  let dice = strokeDice(spec.seed ^ lot.seed, dot.triangle, dot.uv);
  let hand = normalPair(dice);
  let fine = isFine(dice, choice.fade1024, spec.fineBelow1024);
  let reach = reachFactor(spec, lot, fine, deposit.skinBaseMm, deposit.scar);
  let reachMm = lot.depthMm * reach + offsetMm + spec.sinkPerHourMm * hours + hand.x * spec.depthSdMm * wider;
  let turn = 6.2831853 * unit(pcg(dice ^ 0x85ebca6bu));
  let leanRad = lot.ours * spec.leanRad;
  let strayRad = abs(hand.y) * spec.tiltSdRad * wider;
  let tilted = tilt(leanRad, strayRad, turn);
  let tiltRad = select(length(tilted), min(strayRad, MOST_TILT_RAD), leanRad == 0.0);
  deposit.depthMm = max(reachMm * cos(tiltRad), 0.01);

  let frame = surfaceFrame(corners, leanRad > 0.0);
  let aim = normalPair(pcg(dice ^ 0x9e3779b9u)) * (spec.aimSdMm * wider);
  // A tilted needle leaves the middle of its column beside the puncture.
  let way = select(tilted / max(tiltRad, 1e-6), vec2f(cos(turn), sin(turn)), leanRad == 0.0);
  let lean = 0.5 * reachMm * sin(tiltRad) * way;
  let off = aim + lean;
  let shift = off * min(1.0, FARTHEST_AIM_MM / max(length(off), 1e-6));
  let q = p + frame[0] * shift.x + frame[1] * shift.y;
  deposit.x = q.x;
  deposit.y = q.y;
  deposit.z = q.z;

  let spread = select(lot.massSd, lot.fineMassSd, fine);
  // Lognormal with mean 1: a dose is never negative.
  let sigmaSq = log(1.0 + spread * spread);
  let dose = exp(sqrt(sigmaSq) * normalPair(pcg(dice ^ 0xc2b2ae35u)).x - 0.5 * sigmaSq);
  let hits = select(1.0, 2.0, unit(pcg(dice ^ 0x27d4eb2fu)) < spec.doubleHitShare);
  let soaked = select(1.0, spec.dwellDose, lot.ours == 1.0);
  deposit.massUg = select(lot.massUg, lot.fineMassUg, fine) * lot.strength * dose * hits
    * (1.0 + (spec.scarFactor - 1.0) * deposit.scar) * soaked;
  let radiusMm = select(lot.radiusMm, lot.fineRadiusMm, fine) * deepWidth(deposit.depthMm, spec.deepWidening)
    * sqrt(sqrt(dose * hits * soaked));
  // Held aslant, the track itself runs along the skin; of what strays, the column's width has its part.
  let along = reachMm * sin(leanRad);
  deposit.radiusMm = select(sqrt(radiusMm * radiusMm + along * along / 6.0), radiusMm, leanRad == 0.0);
  deposits[index] = deposit;
}

fn mix3(a: f32, b: f32, c: f32, weight: vec3f) -> f32 {
  return dot(vec3f(a, b, c), weight);
}

// Needle hours of that day when a dot is put: each session goes from the front backwards.
fn hoursAt(lot: u32, front64: i32) -> f32 {
  if (spec.hoursPerDot == 0.0) { return 0.0; }
  let at = lot * DAY_STEPS + dayStep(front64);
  let before = select(day[max(at, 1u) - 1u], 0u, dayStep(front64) == 0u);
  return spec.beforeHours + spec.hoursPerDot * 0.5 * (f32(before) + f32(day[at]));
}

// Two directions along the triangle, of unit length and at right angles; none on a sliver. Where the
// needle is held aslant the first is where its point goes: to the front, as from behind the client.
fn surfaceFrame(corners: vec3u, held: bool) -> array<vec3f, 2> {
  let a = corner(corners.x);
  let along = unitOr0(corner(corners.y) - a);
  let normal = unitOr0(cross(along, corner(corners.z) - a));
  if (held) {
    let ahead = unitOr0(vec3f(0.0, 0.0, 1.0) - normal.z * normal);
    return array<vec3f, 2>(ahead, cross(normal, ahead));
  }
  return array<vec3f, 2>(along, cross(normal, along));
}

fn unitOr0(v: vec3f) -> vec3f {
  return v / max(length(v), 1e-6);
}

fn corner(vertex: u32) -> vec3f {
  return vec3f(vec3i(positions[3u * vertex], positions[3u * vertex + 1u], positions[3u * vertex + 2u]))
    * UM;
}
