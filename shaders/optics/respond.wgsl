// respond: what light makes of a dot: its depth bins through the footprint of this skin.
//
// Dispatch   indirect, one invocation per dot of todo[]; the last slot is the follicle all hairs share
// Reads      spec, footprint[] (`[depth]`: eight Gaussians, 1/mm2, six bands in two words), met[]
//            (depths of tops and ends, then `[radius][node][row]`, bands as there), discs[]
//            (`[radius][node]`: eight Gaussians seen through the disc), todo[], made[]
// Writes     the light of responses[]
// Order      none
// Twin       tests/helpers/twins/response-twin.ts (src/light/dot/law.ts)

import package::lib::bins::{BINS, Track, binTop};
import package::optics::profile::{GAUSSIANS, MET_RADII, MET_TOPS, MET_ENDS, MET_ROWS, MET_ENDS_AT, MET_FIRST,
  DISC_RADII, Strength, Row, Body, Spot, Lit, darkAt, thinPast, rowOf};
import package::optics::todo::{TODO_COUNT, TODO_FIRST, TODO_ROW_GROUPS};
import package::lib::six::{Six, six, scaled, plus, times, band};
import package::lib::law::{LIT_TOPS, LIT_DEPTHS, LIT_WEIGHTS, litShare, footprintRow};
import package::lib::response::{BANDS, NODES, REACH_MM, CORE_NODE, nodeArea, nodeRadius, withinReach};
import structs::{Made, RespondSpec, Response};

@group(0) @binding(0) var<uniform> spec: RespondSpec;
@group(0) @binding(1) var<storage, read> footprint: array<vec4f>;
@group(0) @binding(2) var<storage, read> met: array<vec4f>;
@group(0) @binding(3) var<storage, read> discs: array<vec4f>;
@group(0) @binding(4) var<storage, read> todo: array<u32>;
@group(0) @binding(5) var<storage, read> made: array<Made>;
@group(0) @binding(6) var<storage, read_write> responses: array<Response>;

override WORKGROUP: u32 = 64;

const PI: f32 = 3.1415927;
const ROW: u32 = 2u * GAUSSIANS;    // words of one depth of the footprint
const GAUSS: f32 = 0.5773503;       // two-point rule

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let place = id.y * TODO_ROW_GROUPS * WORKGROUP + id.x;
  if (place >= todo[TODO_COUNT]) { return; }
  let slot = todo[TODO_FIRST + place];
  let track = Track(made[slot].depthMm, made[slot].epidermisMm, made[slot].papillaryMm);
  // Pigment sinks as a whole over the years.
  let sunkMm = made[slot].bottomMm - track.depthMm;
  let radius = 2.0 * sqrt(made[slot].varianceMm2);
  let packing = spec.packedAbsorption
    + (1.0 - spec.packedAbsorption) * exp(-max(made[slot].ageDays, 0.0) / spec.packingTime);
  var absorption = scaled(six(spec.massAbsorptionA, spec.massAbsorptionB), packing);
  var spot = Spot(0.0, six(vec4f(0.0), vec4f(0.0)));
  if (slot == spec.dotCount) {
    // A follicle is full of hair from the surface down; the stubble above it is a spot with a soft
    // edge. Radius, depth and absorption are assumed.
    absorption = six(spec.hairAbsorptionA, spec.hairAbsorptionB);
    spot = Spot(spec.stubbleRadiusMm, six(spec.stubbleDarkA, spec.stubbleDarkB));
  }

  var strength: Strength;
  var edges: array<f32, BINS + 1u>;
  var mass = 0.0;
  for (var bin = 0u; bin <= BINS; bin++) { edges[bin] = sunkMm + binTop(bin, track); }
  for (var bin = 0u; bin < BINS; bin++) {
    let ug = made[slot].bins[bin];
    if (ug <= 0.0) { continue; }
    mass += ug;
    let middle = 0.5 * (edges[bin] + edges[bin + 1u]);
    let off = 0.5 * GAUSS * (edges[bin + 1u] - edges[bin]);
    feed(&strength, absorption, middle - off, 0.5 * ug);
    feed(&strength, absorption, middle + off, 0.5 * ug);
  }
  let perArea = 1.0 / max(PI * radius * radius, 1e-12);
  let third = vec3f(1.0 / 3.0);
  let metAt = log(max(radius, 1e-6) / spec.metRadiusMm) / spec.metRadiusLog;
  let discAt = log(max(radius, 1e-6) / spec.discRadiusMm) / spec.discRadiusLog;
  var body = Body(radius, rowOf(discAt, DISC_RADII), rowOf(metAt, MET_RADII),
    litTops(slot, &edges, mass, dot(absorption.a, third) * perArea),
    litTops(slot, &edges, mass, dot(absorption.b, third) * perArea), rowIn(MET_ENDS_AT, MET_ENDS, MET_TOPS, edges[BINS]));
  store(slot, &strength, &body, spot);
}

// Adds pigment at one depth. Between rows the tables go straight in ln(depth).
fn feed(strength: ptr<function, Strength>, absorption: Six, zMm: f32, ug: f32) {
  let at = footprintRow(zMm, spec.firstDepthMm, spec.depthStepLog, spec.depthCount);
  let first = ROW * u32(at);
  let part = fract(at);
  let amount = scaled(absorption, ug);
  for (var g = 0u; g < GAUSSIANS; g++) {
    let here = first + 2u * g;
    let found = Six(mix(footprint[here].xyz, footprint[here + ROW].xyz, part),
      mix(footprint[here + 1u].xyz, footprint[here + 1u + ROW].xyz, part));
    (*strength)[g] = plus((*strength)[g], times(found, amount));
  }
}

// Depths at which so much absorber has been passed from above as makes light take notice.
fn litTops(slot: u32, edges: ptr<function, array<f32, BINS + 1u>>, mass: f32, perUg: f32) -> array<Row, LIT_TOPS> {
  let share = litShare(perUg * mass) / max(perUg, 1e-12);
  var tops: array<Row, LIT_TOPS>;
  for (var k = 0u; k < LIT_TOPS; k++) {
    var wanted = LIT_DEPTHS[k] * share;
    var topMm = (*edges)[BINS];
    for (var bin = 0u; bin < BINS; bin++) {
      let ug = made[slot].bins[bin];
      if (wanted <= ug) {
        topMm = mix((*edges)[bin], (*edges)[bin + 1u], wanted / max(ug, 1e-20));
        break;
      }
      wanted -= ug;
    }
    tops[k] = rowIn(0u, MET_TOPS, 0u, topMm);
  }
  return tops;
}

// Where a depth stands in a list at the head of met[], of which `count` rows begin at `row`.
fn rowIn(word: u32, count: u32, row: u32, zMm: f32) -> Row {
  var low = 0u;
  while (low < count - 2u && zMm > depthAt(word, low + 1u)) { low++; }
  let start = depthAt(word, low);
  return Row(row + low, clamp((zMm - start) / (depthAt(word, low + 1u) - start), 0.0, 1.0));
}

fn depthAt(word: u32, row: u32) -> f32 { return met[word + row / 4u][row % 4u]; }

// The column at one node.
fn litAt(node: u32, strength: ptr<function, Strength>, body: ptr<function, Body>) -> Lit {
  var lit: Lit;
  let disc = (*body).disc;
  let here = 2u * (disc.first * NODES + node);
  let low = mix(discs[here], discs[here + 2u * NODES], disc.part);
  let high = mix(discs[here + 1u], discs[here + 1u + 2u * NODES], disc.part);
  for (var g = 0u; g < GAUSSIANS; g++) {
    lit.thin = plus(lit.thin, scaled((*strength)[g], select(high[g % 4u], low[g % 4u], g < 4u)));
  }
  for (var k = 0u; k < LIT_TOPS; k++) {
    let found = Six(metAt(node, body, (*body).topsA[k], 0u), metAt(node, body, (*body).topsB[k], 1u));
    if (k == 0u) { lit.first = found; }
    lit.met = plus(lit.met, scaled(found, LIT_WEIGHTS[k]));
  }
  lit.missed = Six(metAt(node, body, (*body).end, 0u), metAt(node, body, (*body).end, 1u));
  return lit;
}

fn metAt(node: u32, body: ptr<function, Body>, row: Row, bands: u32) -> vec3f {
  let here = MET_FIRST + 2u * (((*body).met.first * NODES + node) * MET_ROWS + row.first) + bands;
  let wider = here + 2u * NODES * MET_ROWS;
  return mix(mix(met[here].xyz, met[here + 2u].xyz, row.part),
    mix(met[wider].xyz, met[wider + 2u].xyz, row.part), (*body).met.part);
}

// Samples the response and splits it into what the dot itself shows within reach, its core, and
// what the vertices carry.
fn store(slot: u32, strength: ptr<function, Strength>, body: ptr<function, Body>, spot: Spot) {
  var near = Six(vec3f(0.0), vec3f(0.0));
  var core = near;
  var far = near;
  var moment = 0.0;
  // First of all the edge of the core, which those before it are held against; then every node.
  var edge = near;
  var full = near;
  var lit: Lit;
  let radius = (*body).radiusMm;
  let pedestalShare = withinReach(nodeRadius(CORE_NODE, radius));
  for (var step = 0u; step <= NODES; step++) {
    let node = select(step - 1u, CORE_NODE, step == 0u);
    let r = nodeRadius(node, radius);
    if (step == CORE_NODE + 1u) {
      full = edge;
    } else {
      lit = litAt(node, strength, body);
      full = darkAt(lit, radius, spot, r);
    }
    if (step == 0u) {
      edge = full;
      continue;
    }
    let share = withinReach(r);
    let dark = scaled(full, share);
    let area = nodeArea(node, radius);
    near = plus(near, scaled(dark, area));
    far = plus(far, scaled(full, area * (1.0 - share)));
    if (node < CORE_NODE) {
      let pedestal = scaled(edge, pedestalShare);
      let above = Six(area * max(dark.a - pedestal.a, vec3f(0.0)), area * max(dark.b - pedestal.b, vec3f(0.0)));
      core = plus(core, above);
      moment += band(above, 3u) * r * r;
    }
    responses[slot].nodes[3u * node] = pack2x16unorm(dark.a.xy);
    responses[slot].nodes[3u * node + 1u] = pack2x16unorm(vec2f(dark.a.z, dark.b.x));
    responses[slot].nodes[3u * node + 2u] = pack2x16unorm(dark.b.yz);
  }
  // Past the reach a thick dot takes as much less than a clear one as at the last node.
  let past = thinPast(strength, array<vec4f, 2>(spec.varianceA, spec.varianceB), radius, REACH_MM);
  let left = Six(full.a / max(lit.thin.a, vec3f(1e-12)), full.b / max(lit.thin.b, vec3f(1e-12)));
  far = plus(far, times(past, Six(min(left.a, vec3f(1.0)), min(left.b, vec3f(1.0)))));
  for (var i = 0u; i < BANDS; i++) {
    responses[slot].near[i] = band(near, i);
    responses[slot].far[i] = band(far, i);
    responses[slot].core[i] = band(core, i);
  }
  responses[slot].coreVarianceMm2 = moment / max(2.0 * band(core, 3u), 1e-12);
  responses[slot].radiusMm = radius;
}
