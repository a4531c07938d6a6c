// darkness: what the dots around a pixel take of its light.

import package::lib::overlap::overlapTerm;
import package::lib::response::{NODES, CORE_NODE, REACH_MM, nodeAt};
import package::lib::six::Six;
import package::view::footprint::Footprint;
import package::view::nearby::{searchAround, nextInReach, NO_DOT, SIGHT_MM};
import structs::Response;

@group(0) @binding(5) var<storage, read> responses: array<Response>;

// Pixels wider than this, mm, see the halos of dots blurred, too.
const HALO_FROM_MM: f32 = 0.2;

// Sum of the terms of all dots within reach, by pairs of bands.
fn dotsAround(p: vec3f, footprint: Footprint, before: bool, wanted: bool, shape: Six) -> array<vec2f, 3> {
  let shapes = array<vec2f, 3>(shape.a.xy, vec2f(shape.a.z, shape.b.x), shape.b.yz);
  var sum = array<vec2f, 3>();
  var search = searchAround(p, 0.4 * footprint.widthMm, wanted);
  loop {
    let found = nextInReach(&search, p, before);
    if (found.slot == NO_DOT) { break; }
    let off = vec2f(dot(found.off, footprint.along), dot(found.off, footprint.across));
    darken(&sum, found.slot, off, footprint, shapes);
  }
  return sum;
}

// Adds one dot. Where the pixel is coarser than the dot's core, the core is a Gaussian of the same
// integral, as wide as core and pixel together; a pixel wider than HALO_FROM_MM sees the rest of
// the dot from four places around its middle, which moves none of it away.
fn darken(sum: ptr<function, array<vec2f, 3>>, id: u32, off: vec2f, footprint: Footprint, shapes: array<vec2f, 3>) {
  let coreVariance = responses[id].coreVarianceMm2;
  let radius = responses[id].radiusMm;
  let pixel = footprint.variance;
  let blur = smoothstep(0.05, 0.4, 0.5 * (pixel.x + pixel.y) / max(coreVariance, 1e-9));
  let spread = pixel.xy + coreVariance;
  let determinant = spread.x * spread.y - pixel.z * pixel.z;
  let squared = spread.y * off.x * off.x - 2.0 * pixel.z * off.x * off.y + spread.x * off.y * off.y;
  let blurred = exp(-0.5 * squared / determinant) / (6.2831853 * sqrt(determinant));
  let places = select(1u, 4u, footprint.widthMm > HALO_FROM_MM);
  let side = shortened(footprint.side);
  let up = shortened(footprint.up);
  var pedestal = array<vec2f, 3>();
  for (var pair = 0u; pair < 3u; pair++) {
    pedestal[pair] = unpack2x16unorm(responses[id].nodes[3u * CORE_NODE + pair]);
  }
  var seen = array<vec2f, 3>();
  for (var place = 0u; place < places; place++) {
    let step = select(side, up, place > 1u) * select(1.0, -1.0, (place & 1u) > 0u);
    let at = nodeAt(length(off + step * select(0.0, 1.0, places > 1u)), radius);
    let node = min(u32(at), NODES - 2u);
    let part = at - f32(node);
    let inCore = at < f32(CORE_NODE);
    for (var pair = 0u; pair < 3u; pair++) {
      let here = mix(unpack2x16unorm(responses[id].nodes[3u * node + pair]),
        unpack2x16unorm(responses[id].nodes[3u * node + 3u + pair]), part);
      let halo = select(here, min(here, pedestal[pair]), inCore);
      seen[pair] += mix(here, halo, blur) / f32(places);
    }
  }
  for (var pair = 0u; pair < 3u; pair++) {
    let core = vec2f(responses[id].core[2u * pair], responses[id].core[2u * pair + 1u]);
    (*sum)[pair] += overlapTerm(seen[pair] + core * blurred * blur, shapes[pair]);
  }
}

// The step from a pixel's middle that stands for its blur; no longer than what dots are sought for.
fn shortened(deviation: vec2f) -> vec2f {
  let long = 1.4142136 * length(deviation);
  return deviation * 1.4142136 * min(1.0, (SIGHT_MM - REACH_MM) / max(long, 1e-9));
}
