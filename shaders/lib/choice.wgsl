// choice: what a dot of the ladder is under the plan of now.

const NOTHING: u32 = 0u;
const GRAFT: u32 = 13u;     // a follicle that has not grown yet
const CROWDED: u32 = 14u;   // asked for, but left out: too near a follicle
const HAIR: u32 = 15u;

// Visits that dots come from, LOTS of src/engine/lots.ts: one for each kind that is placed.
const LOTS: u32 = 12u;

fn lotOf(kind: u32) -> u32 {
  return min(kind - 1u, LOTS - 1u);
}

// Whether pigment of that kind is in the skin, by a mask with a bit a kind.
fn isShown(kind: u32, shown: u32) -> bool {
  return isPlaced(kind) && ((shown >> kind) & 1u) == 1u;
}

fn isPlaced(kind: u32) -> bool {
  return kind != NOTHING && kind < GRAFT;
}

// Sessions are the first kinds; a test patch and earlier work follow, which are there before them.
const BEFORE: u32 = 7u;

fn isOfSession(kind: u32) -> bool {
  return kind != NOTHING && kind < BEFORE;
}
