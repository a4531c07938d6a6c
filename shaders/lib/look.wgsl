// look: what the dots around a vertex add up to.

struct VertexLook {
  farHair: array<f32, 6>,    // halo of hair past each dot's reach: missing light per area, by band
  farInk: array<f32, 6>,     // the same of SMP dots, and of blood in skin they left red
  nearHair: array<f32, 6>,   // missing light per area within reach
  nearInk: array<f32, 6>,
  dotsPerCm2: f32,
  hairPerCm2: f32,
  inkCover: f32,             // share of skin under healed dots
  frontMm: f32,              // distance behind the front hairline
  overlap: array<f32, 6>,    // how dots there add up, by band: shape of lib/overlap
}
