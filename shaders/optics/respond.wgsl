// respond: what light makes of a dot: its depth bins through the footprint of this skin.
//
// Dispatch   indirect, one invocation per dot of todo[]; the last slot is the follicle all hairs share
// Reads      spec, footprint[] (`[depth]`: eight Gaussians, 1/mm2, the same eight of arrivals, and what
//            an opaque sheet there takes away; six bands in two words), todo[], made[]
// Writes     the light of responses[]
// Order      none
// Twin       tests/helpers/twins/response-twin.ts (src/light/dot/law.ts)

import package::lib::bins::{BINS, shaftPart};
import package::optics::profile::{GAUSSIANS, Strength, Widths, Body, Spot, litColumn, darkPast,
  darkAt};
import package::optics::todo::{TODO_COUNT, TODO_FIRST, TODO_ROW_GROUPS};
import package::lib::six::{Six, six, scaled, plus, band};
import package::lib::law::footprintRow;
import package::lib::response::{BANDS, NODES, REACH_MM, CORE_NODE, nodeArea, nodeRadius, withinReach};
import structs::{Made, RespondSpec, Response};

@group(0) @binding(0) var<uniform> spec: RespondSpec;
@group(0) @binding(1) var<storage, read> footprint: array<vec4f>;
@group(0) @binding(2) var<storage, read> todo: array<u32>;
@group(0) @binding(3) var<storage, read> made: array<Made>;
@group(0) @binding(4) var<storage, read_write> responses: array<Response>;

override WORKGROUP: u32 = 64;

const PI: f32 = 3.1415927;
const ROW: u32 = 2u * (2u * GAUSSIANS + 1u);    // words of one depth of the footprint
const SPREAD: u32 = 0u;
const ARRIVALS: u32 = 2u * GAUSSIANS;
const COVER: u32 = 4u * GAUSSIANS;

// Two rows of the footprint and how far a depth lies from the first to the second.
struct Row {
  first: u32,
  part: f32,
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let place = id.y * TODO_ROW_GROUPS * WORKGROUP + id.x;
  if (place >= todo[TODO_COUNT]) { return; }
  let slot = todo[TODO_FIRST + place];
  var strength: Strength;
  var mass = 0.0;
  var massSq = 0.0;
  var massDepth = 0.0;
  let depthMm = made[slot].depthMm;
  // Pigment sinks as a whole over the years.
  let sunkMm = made[slot].bottomMm - depthMm;
  for (var bin = 0u; bin < BINS; bin++) {
    let ug = made[slot].bins[bin];
    if (ug <= 0.0) { continue; }
    mass += ug;
    massSq += ug * ug;
    let even = (f32(bin) + 0.5) / f32(BINS);
    let zMm = sunkMm + depthMm * select(even, shaftPart(f32(bin) + 0.5), slot == spec.dotCount);
    massDepth += ug * zMm;
    let row = rowAt(zMm);
    for (var g = 0u; g < GAUSSIANS; g++) {
      strength[g] = plus(strength[g], scaled(between(row, SPREAD + 2u * g), ug));
    }
  }
  let packing = spec.packedAbsorption
    + (1.0 - spec.packedAbsorption) * exp(-max(made[slot].ageDays, 0.0) / spec.packingTime);
  var absorption = scaled(six(spec.massAbsorptionA, spec.massAbsorptionB), packing);
  // Height the pigment really takes: bins weighted by what they hold.
  var height = depthMm / f32(BINS) * mass * mass / max(massSq, 1e-20);
  var radius = 2.0 * sqrt(made[slot].varianceMm2);
  var density = mass / max(PI * radius * radius * height, 1e-12);
  var top = max(0.0, massDepth / max(mass, 1e-12) - 0.5 * height);
  var spot = Spot(0.0, six(vec4f(0.0), vec4f(0.0)));
  if (slot == spec.dotCount) {
    // A follicle is full of hair from the surface down; the stubble above it is a spot with a soft
    // edge. Radius, depth and absorption are assumed.
    absorption = six(spec.hairAbsorptionA, spec.hairAbsorptionB);
    height = spec.hairDepthMm;
    radius = spec.hairRadiusMm;
    density = 1.0;
    top = 0.0;
    spot = Spot(spec.stubbleRadiusMm, six(spec.stubbleDarkA, spec.stubbleDarkB));
  }
  let row = rowAt(top);
  var widths = gaussianWidths();
  var body = litColumn(&strength, &widths, absorption, density, radius, height, top, coverAt(row, top));
  var arrivals: Strength;
  for (var g = 0u; g < GAUSSIANS; g++) { arrivals[g] = between(row, ARRIVALS + 2u * g); }
  store(slot, &strength, &arrivals, &widths, &body, spot);
}

// What an opaque sheet at a depth takes away; everything, at the surface.
fn coverAt(row: Row, zMm: f32) -> Six {
  let found = between(row, COVER);
  let shallow = min(1.0, zMm / spec.firstDepthMm);
  return Six(mix(vec3f(1.0), found.a, shallow), mix(vec3f(1.0), found.b, shallow));
}

fn rowAt(zMm: f32) -> Row {
  let at = footprintRow(zMm, spec.firstDepthMm, spec.depthStepLog, spec.depthCount);
  return Row(ROW * u32(at), fract(at));
}

// Between rows the tables go straight in ln(depth).
fn between(row: Row, column: u32) -> Six {
  let here = row.first + column;
  return Six(mix(footprint[here].xyz, footprint[here + ROW].xyz, row.part),
    mix(footprint[here + 1u].xyz, footprint[here + 1u + ROW].xyz, row.part));
}

fn gaussianWidths() -> Widths {
  let a = spec.varianceA;
  let b = spec.varianceB;
  return Widths(a.x, a.y, a.z, a.w, b.x, b.y, b.z, b.w);
}

// Samples the response and splits it into what the dot itself shows within reach, its core, and
// what the vertices carry.
fn store(slot: u32, strength: ptr<function, Strength>, arrivals: ptr<function, Strength>,
    widths: ptr<function, Widths>, body: ptr<function, Body>, spot: Spot) {
  var near = Six(vec3f(0.0), vec3f(0.0));
  var core = near;
  var far = darkPast(strength, widths, body, REACH_MM);
  var moment = 0.0;
  // First of all the edge of the core, which those before it are held against; then every node.
  var edge = near;
  var full = near;
  var pedestal = near;
  for (var step = 0u; step <= NODES; step++) {
    let node = select(step - 1u, CORE_NODE, step == 0u);
    let r = nodeRadius(node);
    let share = withinReach(r);
    if (step == CORE_NODE + 1u) { full = edge; } else { full = darkAt(strength, arrivals, widths, body, spot, r); }
    let dark = scaled(full, share);
    if (step == 0u) {
      edge = full;
      pedestal = dark;
      continue;
    }
    let area = nodeArea(node);
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
