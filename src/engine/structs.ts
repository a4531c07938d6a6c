import { BAND_COUNT } from '../color/bands.ts';
import { struct } from '../gpu/layout.ts';

/** What is asked of the skin at a vertex. Whole numbers, because they decide dots. */
export const VertexTarget = struct('VertexTarget', {
  boundary64: 'i32', // signed distance to the boundary, 1/64 mm, positive inside
  front64: 'i32', // signed distance to the front hairline, 1/64 mm, positive behind
  smp64: 'u32', // SMP dots asked for at full density, 1/64 dot per cm2
  bare64: 'u32', // the same where no hair grows at all, as in a scar
  hair64: 'u32', // hair follicles there are, 1/64 per cm2
  depthOffsetUm: 'i32', // added to the deposit depth
  epidermisUm: 'u32', // layer borders below the surface
  papillaryUm: 'u32',
  skinBaseUm: 'u32',
  scar1024: 'u32', // share of scar
  melanin1024: 'u32', // relative to the plan's skin
  blood1024: 'u32',
});

/** One possible dot: place, rank, and where on the mesh it lies. */
export const Dot = struct('Dot', {
  x: 'i32', // micrometres, head frame
  y: 'i32',
  z: 'i32',
  rankSq: 'u32', // square of the radius at which it came in, square micrometres
  triangle: 'u32', // mesh triangle it lies on
  uv: 'u32', // barycentrics towards corners B (low half) and C, 1/32768
});

/** What a dot of the ladder is under a plan. */
export const Choice = struct('Choice', {
  kind: 'u32', // NOTHING, session 1 to 6, test patch 7, earlier work 8 to 11, GRAFT, CROWDED or HAIR
  front64: 'i32', // distance behind the front hairline, 1/64 mm
  boundary64: 'i32', // distance inside the boundary with its fine irregularity, 1/64 mm
  fade1024: 'u32', // density relative to full here
});

/** `Choice.kind` of a hair follicle; sessions are 1 and up, 0 is nothing. */
export const HAIR_KIND = 15;

/** `Choice.kind` of a graft that has not grown yet. */
export const GRAFT_KIND = 13;

/** `Choice.kind` of the test patch; earlier work follows. Kinds before it are sessions. */
export const TEST_KIND = 7;

/** `Choice.kind` of a dot that is asked for but left out, because it is too near a follicle. */
export const CROWDED_KIND = 14;

/** Fresh pigment of a dot, just after the needle left. */
export const Deposit = struct('Deposit', {
  kind: 'u32', // as in Choice; NOTHING where there is no pigment
  x: 'f32', // where the needle really went in, mm
  y: 'f32',
  z: 'f32',
  depthMm: 'f32', // deepest point of the column
  radiusMm: 'f32', // of the column once its puncture has closed
  massUg: 'f32', // pigment left in the skin after wiping
  epidermisMm: 'f32', // layer borders of the skin here
  papillaryMm: 'f32',
  skinBaseMm: 'f32',
  scar: 'f32', // share of scar here, 0 to 1
});

/** A dot's pigment at the age shown, beside its depth bins. */
export const Healed = struct('Healed', {
  varianceMm2: 'f32', // lateral, per axis
  bottomMm: 'f32', // deepest point of the column now
  left: 'f32', // share of the placed pigment that is still there; of hair 1 while it stands, 0 once lost
  ageDays: 'f32', // since this dot was placed
  crust: 'f32', // share of its crust that is still on it
});

/** How a dot darkens the skin around it, by band and lateral distance; see `shaders/lib/response.wgsl`. */
export const Response = struct('Response', {
  nodes: ['u32', 48], // 1 - R/R0 at 16 distances from its axis: six bands as three pairs of 16 bits
  near: ['f32', BAND_COUNT], // integral of 1 - R/R0 over the skin within reach, mm2
  far: ['f32', BAND_COUNT], // the rest of that integral, mm2
  core: ['f32', BAND_COUNT], // the part of `near` that stands above the value at CORE_NODE
  coreVarianceMm2: 'f32', // per axis, of that part, green
  radiusMm: 'f32', // of the column: where its nodes stand
  kind: 'u32', // as in Choice
  inkMm2: 'f32', // area of the healed dot
});

/** Bytes of a `Mark`: place and distance behind the hairline. */
export const MARK_BYTES = 16;

/** What the dots around a vertex add up to. */
export const VertexLook = struct('VertexLook', {
  farHair: ['f32', BAND_COUNT], // halo of hair past each dot's reach: missing light per area, by band
  farInk: ['f32', BAND_COUNT], // the same of SMP dots, and of blood in skin they left red
  nearHair: ['f32', BAND_COUNT], // missing light per area within reach
  nearInk: ['f32', BAND_COUNT],
  dotsPerCm2: 'f32',
  hairPerCm2: 'f32',
  inkCover: 'f32', // share of skin under healed dots
  frontMm: 'f32', // distance behind the front hairline
  overlap: ['f32', BAND_COUNT], // how dots there add up, by band: shape of lib/overlap
  melaninLog: 'f32', // logarithm of the melanin there relative to the plan's skin
  bloodLog: 'f32',
});
