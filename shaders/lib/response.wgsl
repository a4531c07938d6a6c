// response: how one dot darkens the skin around it, by band and lateral distance. Nodes are those
// of src/light/dot/met/lateral-nodes.ts: some inside the dot's edge, two close together over it, the
// rest outside.

const BANDS: u32 = 6u;
const NODES: u32 = 16u;
const REACH_MM: f32 = 1.2;       // past this a dot's halo is carried by the vertices
const FADE_FROM: f32 = 0.7;      // share of the reach at which the hand-over begins
const EDGE_NODE: u32 = 4u;       // just inside the edge; the next is just outside
const EDGE_PART: f32 = 0.02;
const OUTSIDE: f32 = 10.0;       // steps outside the edge
const CORE_NODE: u32 = 9u;       // about 0.26 mm: what stands above the value there is the dot's core

// Where a dot is seen: xyz in mm; w its distance behind the front hairline in mm, very low for
// hair, which is there before any session. A dot that is not there is very far away.
alias Mark = vec4f;

const HAIR_FRONT: f32 = -1e6;
const NOWHERE: f32 = 1e6;

fn nodeRadius(node: u32, radiusMm: f32) -> f32 {
  let inner = radiusMm * (1.0 - EDGE_PART);
  // Powers of 1/3 of a base that may be 0.
  if (node <= EDGE_NODE) { return inner * array<f32, 5>(0.0, 0.6299605, 0.7937005, 0.9085603, 1.0)[node]; }
  let outer = radiusMm * (1.0 + EDGE_PART);
  let t = f32(node - EDGE_NODE - 1u) / OUTSIDE;
  return outer + (REACH_MM - outer) * t * t;
}

// Place of a distance among the nodes, as a fraction.
fn nodeAt(rMm: f32, radiusMm: f32) -> f32 {
  let inner = radiusMm * (1.0 - EDGE_PART);
  let outer = radiusMm * (1.0 + EDGE_PART);
  if (rMm <= inner) {
    let t = rMm / max(inner, 1e-9);
    return f32(EDGE_NODE) * t * t * t;
  }
  if (rMm < outer) { return f32(EDGE_NODE) + (rMm - inner) / (outer - inner); }
  return f32(EDGE_NODE) + 1.0 + OUTSIDE * sqrt(min(1.0, (rMm - outer) / (REACH_MM - outer)));
}

// 1 well inside the reach, 0 at its end, smooth between.
fn withinReach(radiusMm: f32) -> f32 {
  return 1.0 - smoothstep(FADE_FROM * REACH_MM, REACH_MM, radiusMm);
}

// Area a node stands for: the integral of its hat function over the disc, values between nodes
// going straight in nodeAt().
fn nodeArea(node: u32, radiusMm: f32) -> f32 {
  let inner = radiusMm * (1.0 - EDGE_PART);
  let outer = radiusMm * (1.0 + EDGE_PART);
  // Inside, nodeAt() goes with the cube of the radius: hats over the disc of `inner`, as shares of it.
  let inside = array<f32, 5>(0.2381102, 0.2797331, 0.2120727, 0.1842155, 0.0858685);
  var area = 0.0;
  if (node <= EDGE_NODE) { area = 3.1415927 * inner * inner * inside[node]; }
  let width = 6.2831853 * (outer - inner);
  if (node == EDGE_NODE) { return area + width * (inner / 2.0 + (outer - inner) / 6.0); }
  if (node < EDGE_NODE) { return area; }
  if (node == EDGE_NODE + 1u) { area = width * (inner / 2.0 + (outer - inner) / 3.0); }
  // Outside r = outer + long t^2, so dA = 4 pi long (outer t + long t^3) dt.
  let i = f32(node - EDGE_NODE - 1u);
  let long = REACH_MM - outer;
  var linear = 0.0;
  var cubic = 0.0;
  if (node > EDGE_NODE + 1u) {
    linear += (i - 1.0) / 2.0 + 1.0 / 3.0;
    cubic += hat(i - 1.0, 1.0);
  }
  if (node < NODES - 1u) {
    linear += i / 2.0 + 1.0 / 6.0;
    cubic += hat(i, -1.0);
  }
  let step = 1.0 / OUTSIDE;
  return area + 12.5663706 * long * step * step * (outer * linear + long * step * step * cubic);
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
