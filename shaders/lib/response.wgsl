// response: how one dot darkens the skin around it, by band and lateral distance.

const BANDS: u32 = 6u;
const NODES: u32 = 16u;          // radial samples, at REACH_MM * (i / 15)^2
const REACH_MM: f32 = 1.2;       // past this a dot's halo is carried by the vertices
const FADE_FROM: f32 = 0.7;      // share of the reach at which the hand-over begins
const CORE_NODE: u32 = 7u;       // 0.26 mm: what stands above the value there is the dot's core

// Where a dot is seen: xyz in mm; w its distance behind the front hairline in mm, very low for
// hair, which is there before any session. A dot that is not there is very far away.
alias Mark = vec4f;

const HAIR_FRONT: f32 = -1e6;
const NOWHERE: f32 = 1e6;

fn nodeRadius(node: u32) -> f32 {
  let t = f32(node) / f32(NODES - 1u);
  return REACH_MM * t * t;
}

// 1 well inside the reach, 0 at its end, smooth between.
fn withinReach(radiusMm: f32) -> f32 {
  return 1.0 - smoothstep(FADE_FROM * REACH_MM, REACH_MM, radiusMm);
}

// Area a node stands for when values between nodes go straight in sqrt(r): the integral of its
// hat function over the disc, with r = REACH t^2 and dA = 4 pi REACH^2 t^3 dt.
fn nodeArea(node: u32) -> f32 {
  let n = f32(NODES - 1u);
  let i = f32(node);
  let scale = 12.5663706 * REACH_MM * REACH_MM / (n * n * n * n);
  var area = 0.0;
  if (node > 0u) { area += hat(i - 1.0, 1.0); }
  if (node < NODES - 1u) { area += hat(i, -1.0); }
  return scale * area;
}

// Integral of t^3 times a ramp over [from, from + 1]: rising to 1 (slope 1) or falling from 1.
fn hat(start: f32, slope: f32) -> f32 {
  // Products, not pow(): it may lose digits that the differences need, and 0 is one of the bases.
  let end = start + 1.0;
  let low = start * start * start * start;
  let high = end * end * end * end;
  let cubic = (high - low) / 4.0;
  let quartic = (high * end - low * start) / 5.0;
  let rising = quartic - start * cubic;
  return select(cubic - rising, rising, slope > 0.0);
}
