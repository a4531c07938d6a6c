// cut-light: photons through flat layers with columns of pigment in them, launched straight down at
//            one place; where they come back, how deep they were, what the pigment takes.
//
// Dispatch   one invocation per `threads`; invocation t walks photon first + t
// Reads      spec, layers[], columns[] (depth bins of dots, or follicles)
// Writes     tallies[] (`[batch][tally]`, two words each, 2^-24 of a photon), added to
// Order      integers, so neither threads nor dispatches change a sum; batch = photon id mod BATCHES
// Twin       src/engine/transport/transport.ts (`lateral`, the same skin and columns)

import package::lib::dispatch::flatIndex;
import package::transport::photon::{Photon, AIR, FAINT, SURVIVAL, launched, drawn, freePath,
  wallAhead, scatter, passes};
import package::transport::chord::within;
import structs::{CutColumn, CutLightSpec, PhotonLayer};

@group(0) @binding(0) var<uniform> spec: CutLightSpec;
@group(0) @binding(1) var<storage, read> layers: array<PhotonLayer>;
@group(0) @binding(2) var<storage, read> columns: array<CutColumn>;
@group(0) @binding(3) var<storage, read_write> tallies: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

const BATCHES: u32 = 32u;
const UNIT: f32 = 16777216.0;
const SLICES: u32 = 10u;

// Tallies of a batch.
const BACK: u32 = 0u;          // comes back through the top
const BARE: u32 = 1u;          // would, without pigment
const PIGMENT: u32 = 2u;       // taken by the columns
const SKIN: u32 = 3u;          // taken by the skin, with the columns there
const GONE: u32 = 4u;          // through the bottom, and what the roulette took less what it gave
const PATH: u32 = 5u;          // weight times mean depth of the path, of what comes back, mm / DEPTH_MM
const DEEPEST: u32 = 6u;       // the same with its deepest place
const FIRST_SIDE: u32 = 8u;    // comes back, by distance along the cut
const SIDES: u32 = 40u;
const FIRST_FLUENCE: u32 = 48u;   // way gone by depth, mm of photons / DEPTH_MM
const DEPTHS: u32 = 40u;
const TALLIES: u32 = 88u;

// Scale of lengths in tallies, so that no word runs over, mm.
const DEPTH_MM: f32 = 64.0;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let thread = flatIndex(id, WORKGROUP);
  if (thread >= spec.threads) { return; }
  let photonId = spec.firstPhoton + thread;
  let base = TALLIES * (photonId % BATCHES);
  var photon = launched(spec.seed, photonId);
  // `weight` is without pigment, so that the draws are those of bare skin; this is what pigment leaves.
  var clear = 1.0;
  var way = 0.0;
  var wayDepth = 0.0;
  var deepest = 0.0;
  loop {
    let layer = layers[photon.layer];
    let free = freePath(&photon, layer);
    let wall = wallAhead(&photon, layer);
    let step = min(free, wall);
    let before = photon.weight * clear;
    let thickness = pigmentAlong(photon.at + vec3f(spec.alongMm, spec.acrossMm, 0.0), photon.way, step);
    let loss = layer.absorptionPerMm * step;
    photon.weight *= exp(-loss);
    clear *= exp(-thickness);
    let taken = before - photon.weight * clear;
    // Within one step both take in proportion: steps are short against either.
    let byPigment = select(0.0, taken * thickness / (thickness + loss), thickness > 0.0);
    add(base + PIGMENT, byPigment);
    add(base + SKIN, taken - byPigment);
    let middleMm = photon.at.z + 0.5 * photon.way.z * step;
    way += step;
    wayDepth += step * middleMm;
    fluence(base, photon.at.z, photon.way.z, step, before);
    photon.at += photon.way * step;
    deepest = max(deepest, photon.at.z);
    var end = 0u;
    if (free < wall) {
      scatter(&photon, layer.anisotropy);
    } else {
      end = meetWall(&photon, layer);
    }
    if (end == 1u) {
      let left = photon.weight * clear;
      add(base + BACK, left);
      add(base + BARE, photon.weight);
      add(base + PATH, left * min(1.0, wayDepth / (max(way, 1e-9) * DEPTH_MM)));
      add(base + DEEPEST, left * min(1.0, deepest / DEPTH_MM));
      let side = (photon.at.x / spec.sideMm + 1.0) * 0.5 * f32(SIDES);
      if (side >= 0.0 && side < f32(SIDES)) { add(base + FIRST_SIDE + u32(side), left); }
    }
    if (end == 2u) { add(base + GONE, photon.weight * clear); }
    if (end > 0u) { break; }
    if (photon.weight < FAINT) {
      if (drawn(&photon) >= SURVIVAL) { break; }
      photon.weight /= SURVIVAL;
    }
  }
}

// Way of a step by depth, where the light it carries is counted: in each slice as much as lies there.
fn fluence(base: u32, fromMm: f32, down: f32, stepMm: f32, weight: f32) {
  let toMm = fromMm + down * stepMm;
  let sliceMm = spec.depthMm / f32(DEPTHS);
  let low = min(fromMm, toMm);
  let high = max(fromMm, toMm);
  if (low >= spec.depthMm) { return; }
  let first = u32(max(0.0, low) / sliceMm);
  let last = min(DEPTHS - 1u, u32(high / sliceMm));
  for (var slice = first; slice <= last; slice++) {
    let inside = min(high, f32(slice + 1u) * sliceMm) - max(low, f32(slice) * sliceMm);
    let share = select(1.0, clamp(inside / max(high - low, 1e-12), 0.0, 1.0), high - low > 1e-9);
    add(base + FIRST_FLUENCE + slice, weight * stepMm * share / DEPTH_MM);
  }
}

// Optical depth of the columns along a step.
fn pigmentAlong(at: vec3f, way: vec3f, stepMm: f32) -> f32 {
  let low = min(at.z, at.z + way.z * stepMm);
  let high = max(at.z, at.z + way.z * stepMm);
  var thickness = 0.0;
  for (var i = 0u; i < spec.columnCount; i++) {
    let column = &columns[i];
    if (high <= (*column).edgesMm[0] || low >= (*column).edgesMm[SLICES]) { continue; }
    let here = at.xy - vec2f((*column).alongMm, (*column).acrossMm);
    let reach = (*column).radiusMm + stepMm;
    if (dot(here, here) > reach * reach) { continue; }
    let span = within(vec2f(0.0, stepMm), dot(way.xy, way.xy), dot(here, way.xy),
      dot(here, here) - (*column).radiusMm * (*column).radiusMm);
    if (span.y <= span.x) { continue; }
    for (var bin = 0u; bin < SLICES; bin++) {
      let walls = vec2f((*column).edgesMm[bin], (*column).edgesMm[bin + 1u]);
      if (walls.y <= walls.x) { continue; }
      var inside = span;
      if (abs(way.z) > 1e-7) {
        let ends = (walls - at.z) / way.z;
        inside = vec2f(max(span.x, min(ends.x, ends.y)), min(span.y, max(ends.x, ends.y)));
      } else if (at.z < walls.x || at.z >= walls.y) {
        continue;
      }
      thickness += (*column).absorptionPerMm[bin] * max(0.0, inside.y - inside.x);
    }
  }
  return thickness;
}

// 1 where the photon leaves through the top, 2 through the bottom, 0 where it goes on.
fn meetWall(photon: ptr<function, Photon>, layer: PhotonLayer) -> u32 {
  let isDown = (*photon).way.z > 0.0;
  (*photon).at.z = select(layer.topMm, layer.bottomMm, isDown);
  let isOut = select((*photon).layer == 0u, (*photon).layer + 1u == spec.layerCount, isDown);
  let next = select((*photon).layer - 1u, (*photon).layer + 1u, isDown);
  var beyond = AIR;
  if (!isOut) { beyond = layers[next].index; }
  if (!passes(photon, layer.index, beyond)) { return 0u; }
  if (isOut) { return select(1u, 2u, isDown); }
  (*photon).layer = next;
  return 0u;
}

fn add(tally: u32, weight: f32) {
  let amount = u32(weight * UNIT + 0.5);
  if (amount == 0u) { return; }
  let before = atomicAdd(&tallies[2u * tally], amount);
  if (before + amount < before) { atomicAdd(&tallies[2u * tally + 1u], 1u); }
}
