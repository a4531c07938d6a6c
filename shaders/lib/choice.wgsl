// choice: what a dot of the ladder is under the plan of now.

struct Choice {
  kind: u32,          // NOTHING, session 1 to 8, CROWDED or HAIR
  front64: i32,       // distance behind the front hairline, 1/64 mm
  boundary64: i32,    // distance inside the boundary with its fine irregularity, 1/64 mm
  fade1024: u32,      // density relative to full here
}

const NOTHING: u32 = 0u;
const CROWDED: u32 = 14u;   // asked for, but left out: too near a follicle
const HAIR: u32 = 15u;

fn isPlaced(kind: u32) -> bool {
  return kind != NOTHING && kind < CROWDED;
}
