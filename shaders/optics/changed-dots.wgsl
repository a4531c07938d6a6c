// changed-dots: where every dot stands, and which dots light must be worked out for anew.
//
// Dispatch   one invocation per dot of the ladder, and one for the follicle all hairs share
// Reads      spec, choices[], deposits[], healed[], bins[]
// Writes     marks[], of responses[] what needs no light, made[] and todo[] of dots that changed
// Order      the list is in no order: no dot's light depends on another's
// Twin       tests/helpers/twins/response-twin.ts (src/light/dot/law.ts)

import package::lib::dispatch::flatIndex;
import package::lib::choice::{HAIR, NOTHING, isOfSession, isShown, lotOf};
import package::lib::bins::{BINS, Track, binTop};
import package::lib::response::{Mark, HAIR_FRONT, NOWHERE};
import package::optics::todo::{TODO_ROWS, TODO_COUNT, TODO_FIRST, TODO_ROW_GROUPS};
import structs::{Choice, Deposit, Healed, Made, RespondSpec, Response};

@group(0) @binding(0) var<uniform> spec: RespondSpec;
@group(0) @binding(1) var<storage, read> choices: array<Choice>;
@group(0) @binding(2) var<storage, read> deposits: array<Deposit>;
@group(0) @binding(3) var<storage, read> healed: array<Healed>;
@group(0) @binding(4) var<storage, read> bins: array<f32>;
@group(0) @binding(5) var<storage, read_write> responses: array<Response>;
@group(0) @binding(6) var<storage, read_write> marks: array<Mark>;
@group(0) @binding(7) var<storage, read_write> made: array<Made>;
@group(0) @binding(8) var<storage, read_write> todo: array<atomic<u32>>;

override WORKGROUP: u32 = 64;

const PI: f32 = 3.1415927;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index > spec.dotCount) { return; }
  if (index == spec.dotCount) {
    responses[index].kind = HAIR;
    made[index] = follicle();
    enlist(index);
    return;
  }
  let choice = choices[index];
  let deposit = deposits[index];
  let state = healed[index];
  let shown = isShown(choice.kind, spec.shown);
  let isGone = choice.kind == HAIR && state.left == 0.0;
  responses[index].kind = select(choice.kind, NOTHING, isGone);
  responses[index].inkMm2 = select(0.0, 4.0 * PI * state.varianceMm2, shown);
  let here = Mark(deposit.x, deposit.y, deposit.z, select(HAIR_FRONT, f32(choice.front64) / 64.0, isOfSession(choice.kind)));
  marks[index] = select(Mark(NOWHERE), here, shown || (choice.kind == HAIR && !isGone));
  if (!shown) { return; }
  var now = Made(spec.generation, deposit.depthMm, deposit.epidermisMm, deposit.papillaryMm, state.varianceMm2,
    state.bottomMm, state.ageDays, inkOf(choice.kind), state.crust, array<f32, BINS>());
  for (var bin = 0u; bin < BINS; bin++) { now.bins[bin] = bins[BINS * index + bin]; }
  if (isSame(now, made[index])) { return; }
  made[index] = now;
  enlist(index);
}

// Shafts in the skin as a column from the surface down, full of hair at every depth.
fn follicle() -> Made {
  let radius = spec.hairRadiusMm;
  let depth = spec.hairDepthMm;
  // Bins crowd towards the top, where light is.
  var now = Made(spec.generation, depth, 0.06 * depth, 0.25 * depth, 0.25 * radius * radius, depth, 0.0, 0u, 0.0,
    array<f32, BINS>());
  let track = Track(depth, now.epidermisMm, now.papillaryMm, 0.0);
  for (var bin = 0u; bin < BINS; bin++) {
    now.bins[bin] = PI * radius * radius * (binTop(bin + 1u, track) - binTop(bin, track));
  }
  return now;
}

fn inkOf(kind: u32) -> u32 {
  let lot = lotOf(kind);
  return spec.inks[lot / 4u][lot & 3u];
}

fn enlist(index: u32) {
  let place = atomicAdd(&todo[TODO_COUNT], 1u);
  // Whoever is the first of a row of workgroups asks for it.
  if (place % (TODO_ROW_GROUPS * WORKGROUP) == 0u) { atomicAdd(&todo[TODO_ROWS], 1u); }
  atomicStore(&todo[TODO_FIRST + place], index);
}

// As long as nothing a response was made from changes, it stands.
fn isSame(a: Made, b: Made) -> bool {
  var same = a.generation == b.generation && a.depthMm == b.depthMm
    && a.epidermisMm == b.epidermisMm && a.papillaryMm == b.papillaryMm
    && a.varianceMm2 == b.varianceMm2 && a.bottomMm == b.bottomMm && a.ageDays == b.ageDays
    && a.ink == b.ink && a.crust == b.crust;
  for (var bin = 0u; bin < BINS; bin++) { same = same && a.bins[bin] == b.bins[bin]; }
  return same;
}
