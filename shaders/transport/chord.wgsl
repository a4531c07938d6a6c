// chord: exact length of a straight step inside a ball or an upright column.

import structs::Inclusion;

const BALL: u32 = 0u;
const COLUMN: u32 = 1u;

// Height of a row of a triangular lattice, in distances between neighbours.
const ROW_HEIGHT: f32 = 0.8660254;

// Length of the step from `at` along `way` inside the inclusion and, where `spacingMm` is not 0,
// inside all its copies on a triangular lattice with neighbours that far apart.
fn insideLength(inclusion: Inclusion, at: vec3f, way: vec3f, stepMm: f32, spacingMm: f32) -> f32 {
  let low = min(at.z, at.z + way.z * stepMm);
  let high = max(at.z, at.z + way.z * stepMm);
  if (high <= inclusion.topMm || low >= inclusion.bottomMm) { return 0.0; }
  let here = at - vec3f(inclusion.xMm, inclusion.yMm, 0.0);
  if (spacingMm == 0.0) { return oneChord(inclusion, here, way, stepMm); }
  let beyond = here.xy + way.xy * stepMm;
  let firstCorner = min(here.xy, beyond) - inclusion.radiusMm;
  let lastCorner = max(here.xy, beyond) + inclusion.radiusMm;
  var length = 0.0;
  for (var j = ceil(firstCorner.y / (ROW_HEIGHT * spacingMm)); j <= lastCorner.y / (ROW_HEIGHT * spacingMm); j += 1.0) {
    for (var i = ceil(firstCorner.x / spacingMm - 0.5 * j); i <= lastCorner.x / spacingMm - 0.5 * j; i += 1.0) {
      let copy = spacingMm * vec3f(i + 0.5 * j, ROW_HEIGHT * j, 0.0);
      length += oneChord(inclusion, here - copy, way, stepMm);
    }
  }
  return length;
}

// The inclusion's axis is at x = y = 0.
fn oneChord(inclusion: Inclusion, at: vec3f, way: vec3f, stepMm: f32) -> f32 {
  var span = vec2f(0.0, stepMm);
  if (inclusion.shape == BALL) {
    let offCentre = at - vec3f(0.0, 0.0, 0.5 * (inclusion.topMm + inclusion.bottomMm));
    span = within(span, 1.0, dot(offCentre, way),
      dot(offCentre, offCentre) - inclusion.radiusMm * inclusion.radiusMm);
  } else {
    span = within(span, dot(way.xy, way.xy), dot(at.xy, way.xy),
      dot(at.xy, at.xy) - inclusion.radiusMm * inclusion.radiusMm);
    if (abs(way.z) > 1e-7) {
      let walls = (vec2f(inclusion.topMm, inclusion.bottomMm) - at.z) / way.z;
      span = vec2f(max(span.x, min(walls.x, walls.y)), min(span.y, max(walls.x, walls.y)));
    }
  }
  return max(0.0, span.y - span.x);
}

// The part of a span of t where a t^2 + 2 b t + c < 0.
fn within(span: vec2f, a: f32, b: f32, c: f32) -> vec2f {
  // Straight along the axis: all inside or all outside.
  if (a < 1e-12) { return select(vec2f(0.0), span, c < 0.0); }
  let root = b * b - a * c;
  if (root <= 0.0) { return vec2f(0.0); }
  let half = sqrt(root) / a;
  return vec2f(max(span.x, -b / a - half), min(span.y, -b / a + half));
}
