// respond: what light makes of a dot: its depth bins through the footprint of this skin.
//
// Dispatch   indirect, one invocation per dot of todo[]; the last slot is the follicle all hairs share
// Reads      spec, footprint[] (`[depth]`: eight Gaussians, 1/mm, what lies above that depth summed
//            up, six bands in three words), met[] (optics/met), discs[] (`[radius][node]`: eight
//            Gaussians seen through the disc), todo[], made[]
// Writes     the light of responses[]
// Order      none
// Twin       tests/helpers/twins/response-twin.ts (src/light/dot/law.ts)

import package::lib::bins::{BINS, Track, binTop};
import package::optics::met::{met, MET_RADII, MET_TOPS, MET_ENDS, Row, rowIn, rowOf, metBlue, metRed};
import package::optics::profile::{GAUSSIANS, DISC_RADII, Strength, Body, Spot, Lit, darkAt, thinPast};
import package::optics::todo::{TODO_COUNT, TODO_FIRST, TODO_ROW_GROUPS};
import package::lib::six::{Six, six, scaled, plus, times, band};
import package::lib::law::{LIT_TOPS, LIT_DEPTHS, LIT_WEIGHTS, litShare, footprintRow};
import package::lib::response::{BANDS, NODES, REACH_MM, CORE_NODE, nodeArea, nodeRadius, withinReach};
import structs::{Made, RespondSpec, Response};

@group(0) @binding(0) var<uniform> spec: RespondSpec;
@group(0) @binding(1) var<storage, read> footprint: array<vec2f>;
@group(0) @binding(3) var<storage, read> discs: array<vec4f>;
@group(0) @binding(4) var<storage, read> todo: array<u32>;
@group(0) @binding(5) var<storage, read> made: array<Made>;
@group(0) @binding(6) var<storage, read_write> responses: array<Response>;

override WORKGROUP: u32 = 64;

const PI: f32 = 3.1415927;
const ROW: u32 = 3u * GAUSSIANS;    // words of one depth of the footprint

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let place = id.y * TODO_ROW_GROUPS * WORKGROUP + id.x;
  if (place >= todo[TODO_COUNT]) { return; }
  let slot = todo[TODO_FIRST + place];
  let track = Track(made[slot].depthMm, made[slot].epidermisMm, made[slot].papillaryMm,
    made[slot].ageDays / spec.epidermalTurnover);
  // Pigment sinks as a whole over the years.
  let sunkMm = made[slot].bottomMm - track.depthMm;
  let radius = 2.0 * sqrt(made[slot].varianceMm2);
  let packing = spec.packedAbsorption
    + (1.0 - spec.packedAbsorption) * exp(-max(made[slot].ageDays, 0.0) / spec.packingTime);
  var absorption = scaled(six(spec.massAbsorption[2u * made[slot].ink], spec.massAbsorption[2u * made[slot].ink + 1u]), packing);
  let crust = made[slot].crust;
  var spot = Spot(select(0.0, spec.crustWidth * radius, crust > 0.0), scaled(six(spec.crustDarkA, spec.crustDarkB), crust));
  if (slot == spec.dotCount) {
    // A follicle is full of hair from the surface down; the stubble above it is a spot with a soft
    // edge. Radius, depth and absorption are assumed.
    absorption = six(spec.hairAbsorptionA, spec.hairAbsorptionB);
    spot = Spot(spec.stubbleRadiusMm, six(spec.stubbleDarkA, spec.stubbleDarkB));
  }

  var strength: Strength;
  var edges: array<f32, BINS + 1u>;
  var mass = 0.0;
  edges[0] = sunkMm;
  // Between its borders a bin is even: what lies above the lower one less what lies above the upper.
  var above = 0.0;
  for (var bin = 0u; bin < BINS; bin++) {
    edges[bin + 1u] = sunkMm + binTop(bin + 1u, track);
    let ug = made[slot].bins[bin];
    mass += ug;
    let heightMm = edges[bin + 1u] - edges[bin];
    // Bins that the column does not reach are empty.
    let density = select(0.0, ug / max(heightMm, 1e-9), heightMm > 1e-6);
    if (density != above) { feed(&strength, edges[bin], above - density); }
    above = density;
  }
  feed(&strength, edges[BINS], above);
  for (var g = 0u; g < GAUSSIANS; g++) { strength[g] = times(strength[g], absorption); }
  let perArea = 1.0 / max(PI * radius * radius, 1e-12);
  let third = vec3f(1.0 / 3.0);
  let metAt = log(max(radius, 1e-6) / spec.metRadiusMm) / spec.metRadiusLog;
  let discAt = log(max(radius, 1e-6) / spec.discRadiusMm) / spec.discRadiusLog;
  let s = &strength;
  var body = Body(mat4x3f((*s)[0].a, (*s)[1].a, (*s)[2].a, (*s)[3].a), mat4x3f((*s)[4].a, (*s)[5].a, (*s)[6].a, (*s)[7].a),
    mat4x3f((*s)[0].b, (*s)[1].b, (*s)[2].b, (*s)[3].b), mat4x3f((*s)[4].b, (*s)[5].b, (*s)[6].b, (*s)[7].b),
    radius, rowOf(discAt, DISC_RADII), rowOf(metAt, MET_RADII),
    litTops(slot, &edges, mass, dot(absorption.a, third) * perArea),
    litTops(slot, &edges, mass, dot(absorption.b, third) * perArea), rowIn(MET_TOPS, MET_ENDS, edges[BINS]));
  store(slot, &strength, &body, spot);
}

// Adds what lies above a depth, so many times.
fn feed(strength: ptr<function, Strength>, zMm: f32, perMm: f32) {
  let at = footprintRow(zMm, spec.firstDepthMm, spec.depthStepLog, spec.depthCount);
  let upper = spec.firstDepthMm * exp(spec.depthStepLog * floor(at));
  let row = ROW * u32(at);
  // An even absorber goes straight with depth; above the first row it does so from the surface.
  let part = (zMm - upper) / (upper * (exp(spec.depthStepLog) - 1.0));
  let here = perMm * select(1.0 - part, max(zMm, 0.0) / upper, zMm < spec.firstDepthMm);
  let below = perMm * select(part, 0.0, zMm < spec.firstDepthMm);
  for (var g = 0u; g < GAUSSIANS; g++) {
    let word = row + 3u * g;
    let first = here * footprint[word] + below * footprint[word + ROW];
    let second = here * footprint[word + 1u] + below * footprint[word + 1u + ROW];
    let third = here * footprint[word + 2u] + below * footprint[word + 2u + ROW];
    (*strength)[g] = plus((*strength)[g], Six(vec3f(first, second.x), vec3f(second.y, third)));
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
    tops[k] = rowIn(0u, MET_TOPS, topMm);
  }
  return tops;
}

// The column at one node.
fn litAt(node: u32, body: ptr<function, Body>) -> Lit {
  var lit: Lit;
  let disc = (*body).disc;
  let here = 2u * (disc.first * NODES + node);
  let low = mix(discs[here], discs[here + 2u * NODES], disc.part);
  let high = mix(discs[here + 1u], discs[here + 1u + 2u * NODES], disc.part);
  lit.thin = Six((*body).near * low + (*body).wide * high, (*body).nearRed * low + (*body).wideRed * high);
  let place = (*body).met.first * NODES + node;
  let wider = (*body).met.part;
  for (var k = 0u; k < LIT_TOPS; k++) {
    let found = Six(metBlue(place, wider, (*body).topsA[k]), metRed(place, wider, (*body).topsB[k]));
    if (k == 0u) { lit.first = found; }
    lit.met = plus(lit.met, scaled(found, LIT_WEIGHTS[k]));
  }
  lit.missed = Six(metBlue(place, wider, (*body).end), metRed(place, wider, (*body).end));
  return lit;
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
      lit = litAt(node, body);
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
