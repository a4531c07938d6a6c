// photon: one photon's walk through flat layers (src/light/photon-walk.ts is the same walk).

import package::lib::hash::{hash2, pcg, unit};
import structs::PhotonLayer;

struct Photon {
  at: vec3f,        // mm, z down, 0 at the surface
  way: vec3f,       // unit
  layer: u32,
  weight: f32,
  keyA: u32,
  keyB: u32,
  draws: u32,
}

const AIR: f32 = 1.0;

// Below this weight a photon lives on with chance SURVIVAL, so much heavier: unbiased, and short.
const FAINT: f32 = 0.01;
const SURVIVAL: f32 = 0.125;

// A pencil straight down. Photon `id` of a seed makes the same draws wherever and whenever it runs.
fn launched(seed: u32, id: u32) -> Photon {
  return Photon(vec3f(0.0), vec3f(0.0, 0.0, 1.0), 0u, 1.0,
    hash2(seed, id), hash2(id ^ 0x5bd1e995u, seed), 0u);
}

// Two keys, so that no two photons walk along the same stretch of one sequence.
fn drawn(photon: ptr<function, Photon>) -> f32 {
  let index = (*photon).draws;
  (*photon).draws = index + 1u;
  return unit(pcg(pcg(index + (*photon).keyA) ^ (*photon).keyB));
}

// Distance to the next scattering, mm.
fn freePath(photon: ptr<function, Photon>, layer: PhotonLayer) -> f32 {
  return -log(drawn(photon)) / max(layer.scatteringPerMm, 1e-12);
}

// Distance to the wall of the layer that lies ahead, mm.
fn wallAhead(photon: ptr<function, Photon>, layer: PhotonLayer) -> f32 {
  let down = (*photon).way.z;
  if (down == 0.0) { return 1e12; }
  return max(0.0, (select(layer.topMm, layer.bottomMm, down > 0.0) - (*photon).at.z) / down);
}

// Turns the way by the law of Henyey & Greenstein 1941.
fn scatter(photon: ptr<function, Photon>, anisotropy: f32) {
  let pick = drawn(photon);
  var cosine = 2.0 * pick - 1.0;
  if (abs(anisotropy) > 1e-4) {
    let part = (1.0 - anisotropy * anisotropy) / (1.0 + anisotropy * cosine);
    cosine = clamp((1.0 + anisotropy * anisotropy - part * part) / (2.0 * anisotropy), -1.0, 1.0);
  }
  let azimuth = 6.2831853 * drawn(photon);
  let sine = sqrt(max(0.0, 1.0 - cosine * cosine));
  let way = (*photon).way;
  // Duff et al. 2017, "Building an Orthonormal Basis, Revisited", JCGT 6(1): safe at the poles.
  let side = select(-1.0, 1.0, way.z >= 0.0);
  let a = -1.0 / (side + way.z);
  let b = way.x * way.y * a;
  let right = vec3f(1.0 + side * way.x * way.x * a, side * b, -side * way.x);
  let ahead = vec3f(b, side + way.y * way.y * a, -way.y);
  (*photon).way = normalize(
    way * cosine + (right * cos(azimuth) + ahead * sin(azimuth)) * sine);
}

// Share of unpolarised light mirrored where the index steps; `refracted` gets the cosine beyond.
fn mirrored(inside: f32, beyond: f32, cosine: f32, refracted: ptr<function, f32>) -> f32 {
  let sine = inside / beyond * sqrt(max(0.0, 1.0 - cosine * cosine));
  if (sine >= 1.0) {
    *refracted = 0.0;
    return 1.0;
  }
  let other = sqrt(1.0 - sine * sine);
  *refracted = other;
  let s = (inside * cosine - beyond * other) / (inside * cosine + beyond * other);
  let p = (inside * other - beyond * cosine) / (inside * other + beyond * cosine);
  return 0.5 * (s * s + p * p);
}

// Meets a wall: mirrored back, or bent into the medium beyond. True where it passes.
fn passes(photon: ptr<function, Photon>, inside: f32, beyond: f32) -> bool {
  if (inside == beyond) { return true; }
  let way = (*photon).way;
  let cosine = abs(way.z);
  var refracted = 0.0;
  let share = mirrored(inside, beyond, cosine, &refracted);
  if (drawn(photon) < share) {
    (*photon).way.z = -way.z;
    return false;
  }
  let bend = inside / beyond;
  (*photon).way = vec3f(way.x * bend, way.y * bend, select(-refracted, refracted, way.z > 0.0));
  return true;
}
