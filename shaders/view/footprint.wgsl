// footprint: the patch of skin that a pixel shows.

// What a pixel gathers light over: about itself, a Gaussian of 0.4 pixel width, which on skin seen from
// the side is longer than it is wide.
struct Footprint {
  widthMm: f32,         // of the pixel on the skin, as the root of the mean of both sides' squares
  along: vec3f,         // the way of one pixel to the side, unit
  across: vec3f,        // at right angles to it, in the skin, unit
  variance: vec3f,      // of the Gaussian, mm2: along, across, and the product of both
  side: vec2f,          // standard deviations of one pixel to the side (along) and of one up
  up: vec2f,
}

// Of a pixel whose neighbours to one side and up or down are that far away on the skin, mm.
fn footprintAt(x: vec3f, y: vec3f) -> Footprint {
  let along = x / max(length(x), 1e-9);
  let rest = y - along * dot(along, y);
  let across = rest / max(length(rest), 1e-9);
  let side = 0.4 * vec2f(length(x), 0.0);
  let up = 0.4 * vec2f(dot(along, y), length(rest));
  let variance = vec3f(dot(vec2f(side.x, up.x), vec2f(side.x, up.x)), up.y * up.y, up.x * up.y);
  return Footprint(sqrt(0.5 * (dot(x, x) + dot(y, y))), along, across, variance, side, up);
}
