// respond: what light makes of each dot: its depth bins through the footprint of this skin.
//
// Dispatch   one invocation per dot of the ladder, and one for the follicle all hairs share
// Reads      spec, footprint[] (`[depth]`: eight Gaussians, 1/mm2, the same eight of arrivals, and what
//            an opaque sheet there takes away; six bands in two words), choices[], deposits[], healed[], bins[]
// Writes     responses[] (the follicle last; the light only of dots that changed), made[], marks[]
// Order      none
// Twin       tests/helpers/twins/response-twin.ts (src/light/dot/law.ts)

import package::lib::dispatch::flatIndex;
import package::lib::choice::{HAIR, isPlaced};
import package::lib::bins::BINS;
import package::optics::profile::{GAUSSIANS, Strength, Widths, Body, Spot, litColumn, darkPast,
  darkAt};
import package::lib::six::{Six, six, scaled, plus, band};
import package::lib::law::footprintRow;
import package::lib::response::{Mark, BANDS, NODES, REACH_MM, CORE_NODE, HAIR_FRONT, NOWHERE,
  nodeArea, nodeRadius, withinReach};
import structs::{Choice, Deposit, Healed, Made, RespondSpec, Response};

@group(0) @binding(0) var<uniform> spec: RespondSpec;
@group(0) @binding(1) var<storage, read> footprint: array<vec4f>;
@group(0) @binding(2) var<storage, read> choices: array<Choice>;
@group(0) @binding(3) var<storage, read> deposits: array<Deposit>;
@group(0) @binding(4) var<storage, read> healed: array<Healed>;
@group(0) @binding(5) var<storage, read> bins: array<f32>;
@group(0) @binding(6) var<storage, read_write> responses: array<Response>;
@group(0) @binding(7) var<storage, read_write> marks: array<Mark>;
@group(0) @binding(8) var<storage, read_write> made: array<Made>;

override WORKGROUP: u32 = 64;

const TAU: f32 = 6.2831853;
const ROW: u32 = 2u * (2u * GAUSSIANS + 1u);    // words of one depth of the footprint
const SPREAD: u32 = 0u;
const ARRIVALS: u32 = 2u * GAUSSIANS;
const COVER: u32 = 4u * GAUSSIANS;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index > spec.dotCount) { return; }
  if (index == spec.dotCount) { follicle(); return; }
  let choice = choices[index];
  let deposit = deposits[index];
  let state = healed[index];
  let shown = isPlaced(choice.kind) && choice.kind <= spec.sessionsDone;
  responses[index].kind = choice.kind;
  responses[index].inkMm2 = select(0.0, TAU * 2.0 * state.varianceMm2, shown);
  let here = Mark(deposit.x, deposit.y, deposit.z, select(HAIR_FRONT, f32(choice.front64) / 64.0, shown));
  marks[index] = select(Mark(NOWHERE), here, shown || choice.kind == HAIR);
  if (shown) { column(index, deposit, state); }
}

// A column of pigment, depth bin by depth bin.
fn column(index: u32, deposit: Deposit, state: Healed) {
  var strength: Strength;
  var mass = 0.0;
  var massSq = 0.0;
  var massDepth = 0.0;
  var now = Made(spec.generation, deposit.depthMm, state.varianceMm2, state.bottomMm, state.ageDays, array<f32, BINS>());
  for (var bin = 0u; bin < BINS; bin++) { now.bins[bin] = bins[BINS * index + bin]; }
  if (isSame(now, made[index])) { return; }
  made[index] = now;
  // Pigment sinks as a whole over the years.
  let sunkMm = state.bottomMm - deposit.depthMm;
  for (var bin = 0u; bin < BINS; bin++) {
    let ug = now.bins[bin];
    if (ug <= 0.0) { continue; }
    mass += ug;
    massSq += ug * ug;
    let zMm = sunkMm + deposit.depthMm * (f32(bin) + 0.5) / f32(BINS);
    massDepth += ug * zMm;
    addBin(&strength, zMm, ug);
  }
  let packing = spec.packedAbsorption
    + (1.0 - spec.packedAbsorption) * exp(-max(state.ageDays, 0.0) / spec.packingTime);
  // Height the pigment really takes: bins weighted by what they hold.
  let height = deposit.depthMm / f32(BINS) * mass * mass / max(massSq, 1e-20);
  let radius = 2.0 * sqrt(state.varianceMm2);
  let volume = max(0.5 * TAU * radius * radius * height, 1e-12);
  let top = max(0.0, massDepth / max(mass, 1e-12) - 0.5 * height);
  let absorption = scaled(six(spec.massAbsorptionA, spec.massAbsorptionB), packing);
  var widths = gaussianWidths();
  var body = litColumn(&strength, &widths, absorption, mass / volume, radius, height, top, coverAt(top));
  store(index, &strength, &body, Spot(0.0, six(vec4f(0.0), vec4f(0.0))));
}

// A follicle: shafts in the skin as a column of absorber from the surface down, and the stubble
// above it as a spot with a soft edge. Radius, depth and absorption are assumed.
fn follicle() {
  var strength: Strength;
  let radius = spec.hairRadiusMm;
  let slice = spec.hairDepthMm / f32(BINS);
  let volume = 0.5 * TAU * radius * radius * slice;
  for (var bin = 0u; bin < BINS; bin++) { addBin(&strength, slice * (f32(bin) + 0.5), volume); }
  var widths = gaussianWidths();
  var body = litColumn(&strength, &widths, six(spec.hairAbsorptionA, spec.hairAbsorptionB), 1.0,
    radius, spec.hairDepthMm, 0.0, coverAt(0.0));
  responses[spec.dotCount].kind = HAIR;
  store(spec.dotCount, &strength, &body,
    Spot(spec.stubbleRadiusMm, six(spec.stubbleDarkA, spec.stubbleDarkB)));
}

// Adds an amount of absorber at a depth.
fn addBin(strength: ptr<function, Strength>, zMm: f32, amount: f32) {
  let here = gaussiansAt(zMm, SPREAD);
  for (var g = 0u; g < GAUSSIANS; g++) { (*strength)[g] = plus((*strength)[g], scaled(here[g], amount)); }
}

// What an opaque sheet at a depth takes away; everything, at the surface.
fn coverAt(zMm: f32) -> Six {
  let found = tableAt(zMm, COVER);
  let shallow = min(1.0, zMm / spec.firstDepthMm);
  return Six(mix(vec3f(1.0), found.a, shallow), mix(vec3f(1.0), found.b, shallow));
}

// Amplitudes at a depth, of the footprint or of arrivals.
fn gaussiansAt(zMm: f32, table: u32) -> Strength {
  var out: Strength;
  for (var g = 0u; g < GAUSSIANS; g++) { out[g] = tableAt(zMm, table + 2u * g); }
  return out;
}

// Between rows the tables go straight in ln(depth).
fn tableAt(zMm: f32, column: u32) -> Six {
  let at = footprintRow(zMm, spec.firstDepthMm, spec.depthStepLog, spec.depthCount);
  let here = ROW * u32(at) + column;
  return Six(mix(footprint[here].xyz, footprint[here + ROW].xyz, fract(at)),
    mix(footprint[here + 1u].xyz, footprint[here + 1u + ROW].xyz, fract(at)));
}

fn gaussianWidths() -> Widths {
  let a = spec.varianceA;
  let b = spec.varianceB;
  return Widths(a.x, a.y, a.z, a.w, b.x, b.y, b.z, b.w);
}

// Samples the response and splits it into what the dot itself shows within reach, its core, and
// what the vertices carry.
fn store(slot: u32, strength: ptr<function, Strength>, body: ptr<function, Body>, spot: Spot) {
  var widths = gaussianWidths();
  var arrivals = gaussiansAt((*body).topMm, ARRIVALS);
  var near = Six(vec3f(0.0), vec3f(0.0));
  var core = near;
  var far = darkPast(strength, &widths, body, REACH_MM);
  let edge = nodeRadius(CORE_NODE);
  let pedestal = scaled(darkAt(strength, &arrivals, &widths, body, spot, edge), withinReach(edge));
  var moment = 0.0;
  for (var node = 0u; node < NODES; node++) {
    let r = nodeRadius(node);
    let share = withinReach(r);
    let area = nodeArea(node);
    let full = darkAt(strength, &arrivals, &widths, body, spot, r);
    let dark = scaled(full, share);
    near = plus(near, scaled(dark, area));
    far = plus(far, scaled(full, area * (1.0 - share)));
    if (node < CORE_NODE) {
      let above = Six(area * max(dark.a - pedestal.a, vec3f(0.0)), area * max(dark.b - pedestal.b, vec3f(0.0)));
      core = plus(core, above);
      moment += band(above, 3u) * r * r;
    }
    responses[slot].nodes[3u * node] = pack2x16unorm(dark.a.xy);
    responses[slot].nodes[3u * node + 1u] = pack2x16unorm(vec2f(dark.a.z, dark.b.x));
    responses[slot].nodes[3u * node + 2u] = pack2x16unorm(dark.b.yz);
  }
  for (var i = 0u; i < BANDS; i++) {
    responses[slot].near[i] = band(near, i);
    responses[slot].far[i] = band(far, i);
    responses[slot].core[i] = band(core, i);
  }
  responses[slot].coreVarianceMm2 = moment / max(2.0 * band(core, 3u), 1e-12);
}

// As long as nothing a response was made from changes, it stands.
fn isSame(a: Made, b: Made) -> bool {
  var same = a.generation == b.generation && a.depthMm == b.depthMm
    && a.varianceMm2 == b.varianceMm2 && a.bottomMm == b.bottomMm && a.ageDays == b.ageDays;
  for (var bin = 0u; bin < BINS; bin++) { same = same && a.bins[bin] == b.bins[bin]; }
  return same;
}
