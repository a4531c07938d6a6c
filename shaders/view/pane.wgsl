// pane: the place on a triangle that a pixel shows.

struct Pane {
  vertices: vec3u,
  corner: vec3f,      // of vertex A, mm
  sideB: vec3f,       // from there to B and C, mm
  sideC: vec3f,
  plane: vec3f,       // a ray, times these, gives what the shares below are to be divided by,
  towardsB: vec3f,    // and the shares of B and C
  towardsC: vec3f,
}

// The triangle seen through `view`. Rays are (x, y, 1) in clip space before division: a ray meets
// the triangle where t * ray = a + shareB * b + shareC * c, all in (x, y, w); three products solve it.
fn paneOf(vertices: vec3u, a: vec3f, b: vec3f, c: vec3f, view: mat4x4f) -> Pane {
  let corner = (view * vec4f(a, 1.0)).xyw;
  let sideB = (view * vec4f(b - a, 0.0)).xyw;
  let sideC = (view * vec4f(c - a, 0.0)).xyw;
  return Pane(vertices, a, b - a, c - a,
    cross(sideB, sideC), cross(sideC, corner), cross(corner, sideB));
}

// Shares of the three vertices where a ray meets the triangle's plane.
fn sharesAt(pane: Pane, ray: vec3f) -> vec3f {
  let whole = dot(ray, pane.plane);
  let b = dot(ray, pane.towardsB) / whole;
  let c = dot(ray, pane.towardsC) / whole;
  return vec3f(1.0 - b - c, b, c);
}

// The place there, mm.
fn placeAt(pane: Pane, shares: vec3f) -> vec3f {
  return pane.corner + shares.y * pane.sideB + shares.z * pane.sideC;
}
