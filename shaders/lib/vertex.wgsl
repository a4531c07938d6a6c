// vertex: what is given at a vertex, and what the fields stage makes of it, as later stages read it.
// Integers, because these numbers decide dots.

struct VertexGiven {
  boundary64: i32,      // signed distance to the boundary, 1/64 mm, positive inside
  front64: i32,         // signed distance to the front hairline, 1/64 mm, positive behind
  hair1024: u32,        // share of hair that still grows
  scar1024: u32,        // share of scar
  epidermisUm: u32,     // layer borders below the surface
  papillaryUm: u32,
  skinBaseUm: u32,
}

struct VertexTarget {
  boundary64: i32,      // signed distance to the boundary, 1/64 mm, positive inside
  front64: i32,         // signed distance to the front hairline, 1/64 mm, positive behind
  smp64: u32,           // SMP dots asked for at full density, 1/64 dot per cm2
  bare64: u32,          // the same where no hair grows at all, as in a scar
  hair64: u32,          // hair follicles there are, 1/64 per cm2
  depthOffsetUm: i32,   // added to the deposit depth
  epidermisUm: u32,     // layer borders below the surface
  papillaryUm: u32,
  skinBaseUm: u32,
  scar1024: u32,        // share of scar
}
