// walk: photons through flat layers, launched straight down at the camera's pixel; all that leaves
//       is counted. By reciprocity that is diffuse light seen by a camera along the normal.
//
// Dispatch   one invocation per `threads`; invocation t walks photons first + t + k threads
// Reads      spec, layers[], inclusions[], lateralMm[]
// Writes     tallies[] (`[batch][tally]`, two words each, 2^-24 of a photon), added to
// Order      integers, so neither threads nor dispatches change a sum; batch = photon id mod BATCHES
// Twin       src/light/photon-walk.ts

import package::lib::dispatch::flatIndex;
import package::transport::chord::{ROW_HEIGHT, insideLength};
import package::transport::photon::{Photon, AIR, FAINT, SURVIVAL, launched, drawn, freePath,
  wallAhead, scatter, passes};
import structs::{Inclusion, PhotonLayer, WalkSpec};

@group(0) @binding(0) var<uniform> spec: WalkSpec;
@group(0) @binding(1) var<storage, read> layers: array<PhotonLayer>;
@group(0) @binding(2) var<storage, read> inclusions: array<Inclusion>;
@group(0) @binding(3) var<storage, read> lateralMm: array<f32>;
@group(0) @binding(4) var<storage, read_write> tallies: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

const BATCHES: u32 = 32u;
const UNIT: f32 = 16777216.0;
const ANGLES: u32 = 30u;
const LAYERS: u32 = 12u;
const LATERALS: u32 = 16u;

// Tallies of a batch: absorbed by layer, then these, then angles, laterals, radii.
const TOP: u32 = LAYERS;
const BOTTOM: u32 = LAYERS + 1u;
const WON: u32 = LAYERS + 2u;          // given by the roulette
const LOST: u32 = LAYERS + 3u;         // taken by it
const FIRST_ANGLE: u32 = LAYERS + 4u;
const FIRST_LATERAL: u32 = FIRST_ANGLE + ANGLES;
const FIRST_RADIUS: u32 = FIRST_LATERAL + LATERALS;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let thread = flatIndex(id, WORKGROUP);
  if (thread >= spec.threads) { return; }
  let batch = thread % BATCHES;
  var absorbed: array<u32, LAYERS>;
  var thickness: array<f32, LATERALS>;      // optical depth of the inclusions, by pixel
  var round = 0u;
  var photon = started(thread, round);
  // One loop for steps of all photons: a thread whose photon ends early goes on with the next.
  loop {
    let layer = layers[photon.layer];
    let free = freePath(&photon, layer);
    let wall = wallAhead(&photon, layer);
    let step = min(free, wall);
    let before = photon.weight;
    photon.weight *= exp(-layer.absorptionPerMm * step);
    absorbed[photon.layer] += counted(before) - counted(photon.weight);
    for (var k = 0u; k < spec.lateralCount; k++) {
      for (var i = 0u; i < spec.inclusionCount; i++) {
        thickness[k] += inclusions[i].absorptionPerMm * insideLength(inclusions[i],
          photon.at + vec3f(lateralMm[k], 0.0, 0.0), photon.way, step, spec.spacingMm);
      }
    }
    photon.at += photon.way * step;
    var ended = false;
    if (free < wall) {
      scatter(&photon, layer.anisotropy);
    } else {
      ended = meetWall(&photon, layer, batch, &thickness);
    }
    if (!ended && photon.weight < FAINT) { ended = roulette(&photon, batch); }
    if (ended) {
      round++;
      if (round == spec.photonsPerThread) { break; }
      photon = started(thread, round);
      thickness = array<f32, LATERALS>();
    }
  }
  for (var i = 0u; i < spec.layerCount; i++) { add(batch, i, absorbed[i]); }
}

fn started(thread: u32, round: u32) -> Photon {
  var photon = launched(spec.seed, spec.firstPhoton + thread + round * spec.threads);
  if (spec.isSpread == 1u) {
    let along = drawn(&photon);
    let row = drawn(&photon);
    photon.at = spec.spacingMm * vec3f(along + 0.5 * row, ROW_HEIGHT * row, 0.0);
  }
  return photon;
}

// True where the photon leaves the stack.
fn meetWall(photon: ptr<function, Photon>, layer: PhotonLayer, batch: u32,
    thickness: ptr<function, array<f32, LATERALS>>) -> bool {
  let isDown = (*photon).way.z > 0.0;
  (*photon).at.z = select(layer.topMm, layer.bottomMm, isDown);
  let isOut = select((*photon).layer == 0u, (*photon).layer + 1u == spec.layerCount, isDown);
  let next = select((*photon).layer - 1u, (*photon).layer + 1u, isDown);
  var beyond = AIR;
  if (!isOut) { beyond = layers[next].index; }
  if (!passes(photon, layer.index, beyond)) { return false; }
  if (!isOut) {
    (*photon).layer = next;
    return false;
  }
  let weight = (*photon).weight;
  if (isDown) {
    add(batch, BOTTOM, counted(weight));
    return true;
  }
  add(batch, TOP, counted(weight));
  let angle = acos(clamp(-(*photon).way.z, 0.0, 1.0)) / 1.5707964;
  add(batch, FIRST_ANGLE + min(u32(angle * f32(ANGLES)), ANGLES - 1u), counted(weight));
  for (var k = 0u; k < spec.lateralCount; k++) {
    add(batch, FIRST_LATERAL + k, counted(weight * exp(-(*thickness)[k])));
  }
  if (spec.radialBins > 0u) {
    let radius = length((*photon).at.xy) / spec.radialBinMm;
    if (radius < f32(spec.radialBins)) { add(batch, FIRST_RADIUS + u32(radius), counted(weight)); }
  }
  return true;
}

// True where the photon is given up. What it gains or loses is counted, so that energy closes.
fn roulette(photon: ptr<function, Photon>, batch: u32) -> bool {
  let before = counted((*photon).weight);
  if (drawn(photon) >= SURVIVAL) {
    add(batch, LOST, before);
    return true;
  }
  (*photon).weight /= SURVIVAL;
  add(batch, WON, counted((*photon).weight) - before);
  return false;
}

fn counted(weight: f32) -> u32 {
  return u32(weight * UNIT + 0.5);
}

fn add(batch: u32, tally: u32, amount: u32) {
  if (amount == 0u) { return; }
  let word = 2u * (batch * (FIRST_RADIUS + spec.radialBins) + tally);
  let before = atomicAdd(&tallies[word], amount);
  if (before + amount < before) { atomicAdd(&tallies[word + 1u], 1u); }
}
