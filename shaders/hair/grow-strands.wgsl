// grow-strands: the course of each strand, from its root to its end.
//
// Dispatch   indirect, one invocation per strand
// Reads      spec, roots[], args[], hull[] (headHull() of src/scalp/hair/hull.ts)
// Writes     points[] (segments + 1 a strand: place in mm and half width), tones[] (what it gives back,
//            square roots in 8 bits; then chance, in the lower half for what lies under other hair; and the
//            skin's normal with how open it lies)
// Order      none
// Twin       tests/gpu/light/hair.test.ts (lengths, directions, outside the head)
// Short hair bends from where it leaves the skin towards where it leans. Long hair goes on over the
// head as it is combed, falls, and stays outside the skin; neighbours draw together into locks.

import package::lib::dispatch::flatIndex;
import package::lib::hash::{hash2, hash4, pcg, unit, normalPair};
import package::hair::hull::{hullPlace, hullCell};
import structs::{HairRoot, HairSpec};

@group(0) @binding(0) var<uniform> spec: HairSpec;
@group(0) @binding(1) var<storage, read> roots: array<HairRoot>;
@group(0) @binding(2) var<storage, read> args: array<u32>;
@group(0) @binding(3) var<storage, read> hull: array<f32>;
@group(0) @binding(4) var<storage, read_write> points: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> tones: array<vec2u>;

override WORKGROUP: u32 = 64;

const JITTER: f32 = 0.16;          // radians that neighbours differ by, one sigma: assumed
const BEND: f32 = 0.5;             // of its angle to the skin a short hair loses to its end: assumed
const LIES_AFTER_MM: f32 = 14.0;     // in which hair of 25 mm and more lies down: assumed
const ROUND_MM: f32 = 105.0;        // radius of a head, or a little more: hair never goes in
const LOCK_MM: f32 = 7.0;          // across the roots of a lock of long hair: assumed
const STRAY: f32 = 0.004;           // how far a hair leaves its lock, over its length: assumed
const FALL_MM: f32 = 70.0;         // of its length hair goes on as combed before it falls: assumed
// Where all hair lies in many layers only the upper ones show: so large a share of the strands is drawn
// beyond UNDER_MM from its root, the others end below them.
const UPPER_SHARE: f32 = 0.33;
const UNDER_MM: f32 = 55.0;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let strand = flatIndex(id, WORKGROUP);
  if (strand >= args[8]) { return; }
  let root = roots[strand];
  let at = vec3f(root.x, root.y, root.z);
  let normal = vec3f(root.normalX, root.normalY, root.normalZ);
  let shake = normalPair(root.seed);
  let first = pcg(root.seed);
  let lean = leanOf(root, normal, JITTER * shake.x);
  let lengthMm = max(root.lengthMm * (1.0 + 0.07 * shake.y), 0.05);
  if (spec.isLong == 1u) { fall(strand, root, at, normal, lean, lengthMm); }
  else { stand(strand, root, at, normal, lean, lengthMm); }
  tones[strand] = vec2u(toneOf(root, first), pack4x8snorm(vec4f(normal, root.open)));
}

fn leanOf(root: HairRoot, normal: vec3f, turn: f32) -> vec3f {
  let flat = vec3f(root.leanX, root.leanY, root.leanZ);
  let along = normalize(flat - normal * dot(flat, normal) + vec3f(0.0, 0.0, 1e-6));
  return cos(turn) * along + sin(turn) * cross(normal, along);
}

// Short: an arc that lies down towards its end, with its curl around it.
fn stand(strand: u32, root: HairRoot, at: vec3f, normal: vec3f, lean: vec3f, lengthMm: f32) {
  let first = strand * (spec.segments + 1u);
  let stepMm = (lengthMm - min(spec.hiddenMm, 0.9 * lengthMm)) / f32(spec.segments);
  let startMm = lengthMm - stepMm * f32(spec.segments);
  let aside = cross(normal, lean);
  let shake = min(0.12, 0.7 * root.lift) * (2.0 * unit(pcg(root.seed ^ 7u)) - 1.0);
  let lift = clamp(root.lift + shake, 0.03, 1.5);
  var p = at;
  for (var i = 0u; i <= spec.segments; i++) {
    let sMm = startMm + stepMm * f32(i);
    let way = sMm / lengthMm;
    let short = lift * (1.0 - BEND * way * smoothstep(1.0, 8.0, lengthMm));
    // Longer hair lies down, and on from there as round as the head is.
    let lying = lift * exp(-sMm / LIES_AFTER_MM) + 0.06 - sMm / ROUND_MM;
    let angle = mix(short, lying, smoothstep(8.0, 25.0, lengthMm)) - root.round * sMm;
    let went = select(stepMm, startMm, i == 0u);
    p += went * (cos(angle) * lean + sin(angle) * normal);
    points[first + i] = vec4f(p + curlAt(sMm, root.seed, lean, aside, normal), halfWidth(root, way));
  }
}

// A coil around the course: the tighter, the narrower (assumed).
fn curlAt(sMm: f32, seed: u32, along: vec3f, aside: vec3f, normal: vec3f) -> vec3f {
  if (spec.curl <= 0.0) { return vec3f(0.0); }
  let turnMm = mix(40.0, 5.0, sqrt(spec.curl));
  let radiusMm = min(0.16 * turnMm, 0.35 * sMm) * min(1.0, 3.0 * spec.curl);
  let angle = 6.2831853 * (sMm / turnMm + unit(pcg(seed ^ 11u)));
  return radiusMm * (cos(angle) * aside + 0.6 * (1.0 + sin(angle)) * normal);
}

fn halfWidth(root: HairRoot, way: f32) -> f32 {
  return 0.5 * root.widthMm * mix(1.0, root.tip, way * way);
}

fn fall(strand: u32, root: HairRoot, at: vec3f, normal: vec3f, lean: vec3f, lengthMm: f32) {
  let first = strand * (spec.segments + 1u);
  let centre = vec3f(spec.centreX, spec.centreY, spec.centreZ);
  let under = isUnder(root.seed);
    // The lock a root belongs to, and how far its own place lies from the lock's middle.
  let cell = floor(at / LOCK_MM);
  let lock = hash4(spec.seed, u32(i32(cell.x) + 512), u32(i32(cell.y) + 512), u32(i32(cell.z) + 512));
  // Locks end at heights of their own, and are thinner there.
  let ends = 0.84 + 0.11 * unit(pcg(lock ^ 31u)) + 0.05 * unit(pcg(root.seed ^ 3u));
  let drawnMm = select(lengthMm, min(lengthMm, UNDER_MM), under) * ends;
  let middle = (cell + 0.25 + 0.5 * vec3f(unit(lock), unit(pcg(lock)), unit(pcg(lock ^ 5u)))) * LOCK_MM;
  let apart = at - middle;
  let layerMm = select(1.0, 0.35, under) * (1.0 + 1.6 * unit(pcg(root.seed ^ 9u)) + 1.4 * unit(pcg(lock ^ 13u)));
  let sway = normalPair(pcg(lock ^ 21u));
  let ripple = normalPair(pcg(root.seed ^ 17u));
  // Right on the part hair falls to one side or the other.
  let isSplit = step(abs(lean.x), 0.75) * step(0.3, normal.y);
  let sideways = select(-1.0, 1.0, select(unit(pcg(root.seed ^ 23u)) < 0.5, lean.x > 0.0, abs(lean.x) > 0.05));
  let comb = normalize(lean + isSplit * vec3f(0.8 * sideways, 0.0, 0.0));
  var p = at;
  var d = normalize(0.75 * comb + 0.55 * normal);
  var wentMm = 0.0;
  // Hair that ends early is as finely bent in half the pieces; the rest are not drawn.
  let pieces = select(spec.segments, (spec.segments + 1u) / 2u, under);
  for (var i = 0u; i <= spec.segments; i++) {
    if (i > pieces) {
      points[first + i] = vec4f(p, 0.0);
      continue;
    }
    let together = smoothstep(20.0, 160.0, wentMm) * 0.85;
    let stray = STRAY * wentMm * vec3f(ripple.x, 0.0, ripple.y);
    let wave = (2.0 + 6.0 * spec.curl) * smoothstep(30.0, 150.0, wentMm)
      * sin(wentMm * mix(0.02, 0.12, spec.curl) + 6.2831853 * unit(lock));
    let shown = p - together * apart + stray + wave * vec3f(sway.x, 0.0, sway.y) * 0.5;
    let way = f32(i) / f32(pieces);
    // Bends are closest where hair leaves the skin.
    let stepMm = drawnMm / f32(pieces) * (0.45 + 1.1 * (way + 0.5 / f32(pieces)));
    let width = mix(1.0, 0.3, smoothstep(select(0.8, 0.4, under), 1.0, way));
    points[first + i] = vec4f(kept(shown, centre, min(0.9 * layerMm, 0.15 * wentMm)), 0.5 * root.widthMm * width);
    let down = smoothstep(0.15 * FALL_MM, FALL_MM, wentMm);
    // Beside the face, not over it.
    let before = smoothstep(25.0, 65.0, p.z - centre.z) * (1.0 - smoothstep(62.0, 90.0, abs(p.x)));
    let clear = before * vec3f(1.6 * sideways, 0.5, -0.9);
    let wanted = normalize(mix(comb, vec3f(0.08 * sway.x, -1.0, 0.08 * sway.y), down) + clear);
    d = normalize(mix(d, wanted, 0.6));
    let next = kept(p + stepMm * d, centre, min(layerMm, 0.5 * (wentMm + stepMm)));
    d = normalize(next - p);
    p = p + stepMm * d;
    wentMm += stepMm;
  }
}

// Whether other hair lies over all of it but its beginning.
fn isUnder(seed: u32) -> bool {
  return unit(pcg(seed ^ 29u)) > UPPER_SHARE;
}

// Outside the skin by so much.
fn kept(p: vec3f, centre: vec3f, apartMm: f32) -> vec3f {
  let off = p - centre;
  let away = length(off);
  let least = hullAt(off / away) + apartMm;
  return centre + off * max(1.0, least / away);
}

fn hullAt(direction: vec3f) -> f32 {
  let place = hullPlace(direction);
  let low = vec2i(floor(place));
  let part = place - floor(place);
  let top = mix(hull[hullCell(low)], hull[hullCell(low + vec2i(1, 0))], part.x);
  let bottom = mix(hull[hullCell(low + vec2i(0, 1))], hull[hullCell(low + vec2i(1, 1))], part.x);
  return mix(top, bottom, part.y);
}

// Each strand a little lighter or darker; grey ones by their share.
fn toneOf(root: HairRoot, dice: u32) -> u32 {
  let own = mix(0.75, 1.3, unit(hash2(dice, 1u)));
  let grey = unit(hash2(dice, 2u)) < spec.greyShare;
  let rgb = own * select(vec3f(spec.hairR, spec.hairG, spec.hairB), vec3f(spec.greyR, spec.greyG, spec.greyB), grey);
  return pack4x8unorm(vec4f(sqrt(clamp(rgb, vec3f(0.0), vec3f(1.0))), 0.5 * unit(hash2(dice, 3u)) + select(0.5, 0.0, spec.isLong == 1u && isUnder(root.seed))));
}
