// line: distances of a vertex from a hairline.

struct LineDistance {
  edgeMm: f32,          // to the whole boundary; positive where the crown is
  frontMm: f32,         // to the front alone, never negative
}
