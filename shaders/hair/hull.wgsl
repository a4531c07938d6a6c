// hull: how far out the skin lies by direction from the head's centre, from the map of headHull().

const SIZE: i32 = 64;    // HULL_SIZE of src/scalp/hair/hull.ts

// Place of a direction on the map, in cells: an octahedron unfolded.
fn hullPlace(direction: vec3f) -> vec2f {
  let d = direction / (abs(direction.x) + abs(direction.y) + abs(direction.z));
  let signs = select(vec2f(1.0), vec2f(-1.0), d.xz < vec2f(0.0));
  let at = select(d.xz, (1.0 - abs(d.zx)) * signs, d.y < 0.0);
  return (0.5 + 0.5 * at) * f32(SIZE) - 0.5;
}

fn hullCell(cell: vec2i) -> u32 {
  let inside = clamp(cell, vec2i(0), vec2i(SIZE - 1));
  return u32(SIZE * inside.y + inside.x);
}
