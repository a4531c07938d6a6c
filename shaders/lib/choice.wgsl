// choice: what a dot of the ladder is under the plan of now.

const NOTHING: u32 = 0u;
const CROWDED: u32 = 14u;   // asked for, but left out: too near a follicle
const HAIR: u32 = 15u;

fn isPlaced(kind: u32) -> bool {
  return kind != NOTHING && kind < CROWDED;
}
