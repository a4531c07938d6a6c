// respond: what light makes of each dot: its depth bins through the kernel of this skin.
//
// Dispatch   one invocation per dot of the ladder
// Reads      spec, amplitudes[] (`[depth][band][gaussian]`, 1/mm2), choices[], deposits[],
//            healed[], bins[]
// Writes     responses[], marks[]
// Order      none
// Twin       tests/helpers/response-twin.ts (src/skin/dot-law.ts)

import package::lib::dispatch::flatIndex;
import package::lib::choice::{Choice, HAIR, NOTHING, isPlaced};
import package::lib::deposit::{Deposit, BINS};
import package::lib::healed::Healed;
import package::lib::kernel::{selfShading, saturating, throughDisc};
import package::lib::response::{Response, Mark, BANDS, NODES, REACH_MM, CORE_NODE, HAIR_FRONT,
  NOWHERE, nodeRadius, withinReach};

struct RespondSpec {
  dotCount: u32,
  depthCount: u32,          // rows of the kernel table
  firstDepthMm: f32,
  depthStepLog: f32,        // equal steps in ln(depth)
  packedAbsorption: f32,    // mass absorption after packing, relative to fresh
  packingTime: f32,         // days
  hairRadiusMm: f32,        // of the bundle of shafts in a follicle
  sessionsDone: u32,
  hairDepthMm: f32,         // how deep the shafts reach
  stubbleRadiusMm: f32,     // of the spot the stubble covers, seen from above
  spareA: u32,
  spareB: u32,
  varianceA: vec4f,         // of the six kernel Gaussians, mm2
  varianceB: vec4f,
  massAbsorptionA: vec4f,   // of the pigment by band, mm2 per ug
  massAbsorptionB: vec4f,
  hairAbsorptionA: vec4f,   // inside a shaft, by band, 1/mm
  hairAbsorptionB: vec4f,
  stubbleDarkA: vec4f,      // 1 - R/R0 over hair that stands above the skin, by band
  stubbleDarkB: vec4f,
}

@group(0) @binding(0) var<uniform> spec: RespondSpec;
@group(0) @binding(1) var<storage, read> amplitudes: array<f32>;
@group(0) @binding(2) var<storage, read> choices: array<Choice>;
@group(0) @binding(3) var<storage, read> deposits: array<Deposit>;
@group(0) @binding(4) var<storage, read> healed: array<Healed>;
@group(0) @binding(5) var<storage, read> bins: array<f32>;
@group(0) @binding(6) var<storage, read_write> responses: array<Response>;
@group(0) @binding(7) var<storage, read_write> marks: array<Mark>;

override WORKGROUP: u32 = 64;

const GAUSSIANS: u32 = 6u;
const TAU: f32 = 6.2831853;

// Strength of this dot's kernel: `[band][gaussian]`, before self-shading already applied by band.
var<private> strength: array<f32, 36>;
var<private> dark: array<array<f32, 16>, 6>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.dotCount) { return; }
  let choice = choices[index];
  let deposit = deposits[index];
  let state = healed[index];
  let shown = isPlaced(choice.kind) && choice.kind <= spec.sessionsDone;
  responses[index].kind = choice.kind;
  responses[index].inkMm2 = select(0.0, TAU * 2.0 * state.varianceMm2, shown);
  responses[index].depthMm = state.bottomMm;
  if (choice.kind == HAIR) {
    let past = follicle();
    store(index, past[0], past[1]);
    marks[index] = Mark(deposit.x, deposit.y, deposit.z, HAIR_FRONT);
    return;
  }
  if (!shown) {
    marks[index] = Mark(NOWHERE);
    for (var band = 0u; band < BANDS; band++) {
      responses[index].near[band] = 0.0;
      responses[index].far[band] = 0.0;
      responses[index].core[band] = 0.0;
    }
    return;
  }
  let outer = column(index, deposit, state);
  store(index, outer[0], outer[1]);
  marks[index] = Mark(deposit.x, deposit.y, deposit.z, f32(choice.front64) / 64.0);
}

// Fills `dark` for a column of pigment; returns what lies past the reach, by band, mm2.
fn column(index: u32, deposit: Deposit, state: Healed) -> array<vec4f, 2> {
  for (var i = 0u; i < BANDS * GAUSSIANS; i++) { strength[i] = 0.0; }
  var mass = 0.0;
  var massSq = 0.0;
  for (var bin = 0u; bin < BINS; bin++) {
    let ug = bins[BINS * index + bin];
    if (ug <= 0.0) { continue; }
    mass += ug;
    massSq += ug * ug;
    addBin(state.bottomMm * (f32(bin) + 0.5) / f32(BINS), ug);
  }
  let packing = spec.packedAbsorption
    + (1.0 - spec.packedAbsorption) * exp(-max(state.ageDays, 0.0) / spec.packingTime);
  // Height the pigment really takes: bins weighted by what they hold.
  let height = state.bottomMm / f32(BINS) * mass * mass / max(massSq, 1e-20);
  let radius = 2.0 * sqrt(state.varianceMm2);
  let volume = max(0.5 * TAU * radius * radius * height, 1e-12);
  for (var band = 0u; band < BANDS; band++) {
    let perUg = packing * pick(spec.massAbsorptionA, spec.massAbsorptionB, band);
    let factor = perUg * selfShading(perUg * mass / volume * meanChordRadius(radius, height));
    for (var g = 0u; g < GAUSSIANS; g++) { strength[band * GAUSSIANS + g] *= factor; }
  }
  return spreadOut(state.varianceMm2);
}

// Fills `dark` for a follicle: shafts in the skin as a column of absorber from the surface down,
// and the stubble above it as a spot with a soft edge. Radius, depth and absorption are assumed.
fn follicle() -> array<vec4f, 2> {
  for (var i = 0u; i < BANDS * GAUSSIANS; i++) { strength[i] = 0.0; }
  let radius = spec.hairRadiusMm;
  let slice = spec.hairDepthMm / f32(BINS);
  let volume = 0.5 * TAU * radius * radius * slice;
  for (var bin = 0u; bin < BINS; bin++) { addBin(slice * (f32(bin) + 0.5), volume); }
  for (var band = 0u; band < BANDS; band++) {
    let perMm = pick(spec.hairAbsorptionA, spec.hairAbsorptionB, band);
    let factor = perMm * selfShading(perMm * meanChordRadius(radius, spec.hairDepthMm));
    for (var g = 0u; g < GAUSSIANS; g++) { strength[band * GAUSSIANS + g] *= factor; }
  }
  let outer = spreadOut(radius * radius / 4.0);
  for (var node = 0u; node < NODES; node++) {
    let spot = 1.0 - smoothstep(0.7 * spec.stubbleRadiusMm, 1.3 * spec.stubbleRadiusMm, nodeRadius(node));
    for (var band = 0u; band < BANDS; band++) {
      let stubble = spot * pick(spec.stubbleDarkA, spec.stubbleDarkB, band);
      dark[band][node] = 1.0 - (1.0 - dark[band][node]) * (1.0 - stubble);
    }
  }
  return outer;
}

// Radius of the ball that shades itself as a column does: 3/4 of the mean chord, 3 r h / 2 (r + h).
fn meanChordRadius(radius: f32, height: f32) -> f32 {
  return 1.5 * radius * height / max(radius + height, 1e-9);
}

// Turns `strength` into `dark`, for an absorber as wide as `variance` says; returns what lies past
// the reach, by band, mm2.
fn spreadOut(variance: f32) -> array<vec4f, 2> {
  var outer = array<vec4f, 2>(vec4f(0.0), vec4f(0.0));
  for (var g = 0u; g < GAUSSIANS; g++) {
    let kernel = pick(spec.varianceA, spec.varianceB, g);
    let tail = TAU * kernel * exp(-0.5 * REACH_MM * REACH_MM / (kernel + variance));
    for (var band = 0u; band < BANDS; band++) {
      outer[band / 4u][band % 4u] += tail * strength[band * GAUSSIANS + g];
    }
  }
  for (var node = 0u; node < NODES; node++) {
    let r = nodeRadius(node);
    var seen: array<f32, 6>;
    for (var g = 0u; g < GAUSSIANS; g++) {
      seen[g] = throughDisc(pick(spec.varianceA, spec.varianceB, g), variance, r * r);
    }
    for (var band = 0u; band < BANDS; band++) {
      var x = 0.0;
      for (var g = 0u; g < GAUSSIANS; g++) { x += strength[band * GAUSSIANS + g] * seen[g]; }
      dark[band][node] = 1.0 - saturating(max(x, 0.0));
    }
  }
  return outer;
}

// Adds an amount of absorber at a depth; between rows amplitudes go straight in ln(depth).
fn addBin(zMm: f32, amount: f32) {
  let at = clamp(log(max(zMm, 1e-4) / spec.firstDepthMm) / spec.depthStepLog, 0.0,
    f32(spec.depthCount - 1u));
  let row = min(u32(at), spec.depthCount - 2u);
  let part = at - f32(row);
  let rowSize = BANDS * GAUSSIANS;
  for (var i = 0u; i < rowSize; i++) {
    strength[i] += amount * mix(amplitudes[row * rowSize + i], amplitudes[(row + 1u) * rowSize + i], part);
  }
}

// Splits `dark` into what the dot itself shows within reach and what the vertices carry.
fn store(index: u32, outerA: vec4f, outerB: vec4f) {
  for (var band = 0u; band < BANDS; band++) {
    var near = 0.0;
    var far = pick(outerA, outerB, band);
    var core = 0.0;
    var moment = 0.0;
    let pedestal = dark[band][CORE_NODE] * withinReach(nodeRadius(CORE_NODE));
    for (var node = 0u; node < NODES; node++) {
      let r = nodeRadius(node);
      let share = withinReach(r);
      let area = nodeArea(node);
      near += area * dark[band][node] * share;
      if (node < CORE_NODE) {
        let above = max(dark[band][node] * share - pedestal, 0.0);
        core += area * above;
        moment += area * above * r * r;
      }
      far += area * dark[band][node] * (1.0 - share);
      dark[band][node] *= share;
    }
    responses[index].near[band] = near;
    responses[index].far[band] = far;
    responses[index].core[band] = core;
    if (band == 3u) { responses[index].coreVarianceMm2 = moment / max(2.0 * core, 1e-12); }
  }
  for (var node = 0u; node < NODES; node++) {
    for (var pair = 0u; pair < 3u; pair++) {
      responses[index].nodes[3u * node + pair] =
        pack2x16unorm(vec2f(dark[2u * pair][node], dark[2u * pair + 1u][node]));
    }
  }
}

// Area a node stands for when values between nodes go straight in sqrt(r): the integral of its
// hat function over the disc, with r = REACH t^2 and dA = 4 pi REACH^2 t^3 dt.
fn nodeArea(node: u32) -> f32 {
  let n = f32(NODES - 1u);
  let i = f32(node);
  let scale = 2.0 * TAU * REACH_MM * REACH_MM / (n * n * n * n);
  var area = 0.0;
  if (node > 0u) { area += hat(i - 1.0, 1.0); }
  if (node < NODES - 1u) { area += hat(i, -1.0); }
  return scale * area;
}

// Integral of t^3 times a ramp over [from, from + 1]: rising to 1 (slope 1) or falling from 1.
fn hat(start: f32, slope: f32) -> f32 {
  let cubic = (pow(start + 1.0, 4.0) - pow(start, 4.0)) / 4.0;
  let quartic = (pow(start + 1.0, 5.0) - pow(start, 5.0)) / 5.0;
  let rising = quartic - start * cubic;
  return select(cubic - rising, rising, slope > 0.0);
}

fn pick(a: vec4f, b: vec4f, i: u32) -> f32 {
  return select(b[i & 3u], a[i & 3u], i < 4u);
}
