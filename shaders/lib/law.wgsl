// law: the laws that turn absorber in the skin into missing light (src/light/dot/law.ts).

// Fitted to brute-force transport of upright columns, as COLUMN in src/light/dot/law.ts.
const LIT_TOPS: u32 = 2u;
const LIT_DEPTHS = array<f32, LIT_TOPS>(0.12, 0.44);
const LIT_WEIGHTS = array<f32, LIT_TOPS>(0.68, 0.32);
const CLEAR: f32 = 0.47;
const SPREAD: f32 = 0.343;
const SPREAD_MET: f32 = 0.113;
const EVEN_TOP: f32 = 1.435;
const EDGE_TOP: f32 = 1.26;

// A column as light meets it at one place in three bands.
struct Met {
  thin: vec3f,      // what it would take away if it were clear
  met: vec3f,       // light that comes into an endless column from its lit tops down
  first: vec3f,     // the same from the uppermost of these
  missed: vec3f,    // light that comes into an endless column below the foot, from the side alone
}

// 1 - R/R0 over a column, three bands at once: columnDark() of src/light/dot/law.ts. `within` is 1
// over the axis and 0 from the edge out.
fn darkOver(met: Met, within: f32) -> vec3f {
  let below = min(met.missed, vec3f(0.99));
  let share = max((met.met - below) / (1.0 - below), vec3f(1e-6));
  let over = EDGE_TOP * sqrt(within) - EVEN_TOP * within;
  let spread = max(SPREAD + SPREAD_MET * share + over * met.first, vec3f(0.05));
  return met.thin * shade(met.thin / share, spread);
}

// What is left of the thin answer of light that goes `way` optical depths in a column, ways being
// spread like a gamma distribution: (1 - (1 + spread way)^(-1 / spread)) / way.
fn shade(way: vec3f, spread: vec3f) -> vec3f {
  let held = max(way, vec3f(1e-2));
  let left = (1.0 - pow(1.0 + spread * held, -1.0 / spread)) / held;
  // For a faint dot the difference would be rounding: its first terms instead.
  return select(left, 1.0 - 0.5 * (1.0 + spread) * way, way < vec3f(1e-2));
}

// How far down a column its tops lie, as a share of LIT_DEPTHS: all in its upper part if it is clear.
fn litShare(opticalDepth: f32) -> f32 {
  return CLEAR * opticalDepth / (1.0 + CLEAR * opticalDepth);
}

// Row of a table by depth, as a fraction; never quite the last, so that one follows.
fn footprintRow(zMm: f32, firstDepthMm: f32, depthStepLog: f32, depthCount: u32) -> f32 {
  let at = log(max(zMm, 1e-4) / firstDepthMm) / depthStepLog;
  return clamp(at, 0.0, f32(depthCount - 1u) - 1e-3);
}
