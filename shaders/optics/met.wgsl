// met: what share of the light meets a column, by its top, its radius and the node it is seen from.

import package::lib::response::NODES;

const MET_RADII: u32 = 8u;        // MET_RADII_MM of src/light/dot/met/met-tally.ts
const MET_TOPS: u32 = 18u;        // MET_TOPS_MM there
const MET_ENDS: u32 = 6u;
const MET_ROWS: u32 = MET_TOPS + MET_ENDS;

// Depths of tops and of ends as floats, then `[radius][node][row]`: six bands in three words of 16 bits.
@group(0) @binding(2) var<storage, read> met: array<u32>;

// Two rows of a table and how far a value lies from the first to the second.
struct Row {
  first: u32,
  part: f32,
}

// Where a value stands in a list of `count` equal steps; never quite the last, so that one follows.
fn rowOf(at: f32, count: u32) -> Row {
  let held = clamp(at, 0.0, f32(count - 1u) - 1e-3);
  return Row(u32(held), fract(held));
}

// Where a depth stands among `count` rows from `row` on, whose depths head met[].
fn rowIn(row: u32, count: u32, zMm: f32) -> Row {
  var low = row;
  while (low < row + count - 2u && zMm > depthAt(low + 1u)) { low++; }
  let start = depthAt(low);
  return Row(low, clamp((zMm - start) / (depthAt(low + 1u) - start), 0.0, 1.0));
}

fn depthAt(row: u32) -> f32 { return bitcast<f32>(met[row]); }

// Shares of met light between two rows and two radii; blue is 420 to 500 nm.
fn metBlue(place: u32, wider: f32, row: Row) -> vec3f {
  let here = MET_ROWS + 3u * (place * MET_ROWS + row.first);
  let there = here + 3u * NODES * MET_ROWS;
  return mix(mix(blueAt(here), blueAt(here + 3u), row.part), mix(blueAt(there), blueAt(there + 3u), row.part), wider);
}

fn metRed(place: u32, wider: f32, row: Row) -> vec3f {
  let here = MET_ROWS + 3u * (place * MET_ROWS + row.first) + 1u;
  let there = here + 3u * NODES * MET_ROWS;
  return mix(mix(redAt(here), redAt(here + 3u), row.part), mix(redAt(there), redAt(there + 3u), row.part), wider);
}

fn blueAt(word: u32) -> vec3f { return vec3f(unpack2x16unorm(met[word]), unpack2x16unorm(met[word + 1u]).x); }

fn redAt(word: u32) -> vec3f { return vec3f(unpack2x16unorm(met[word]).y, unpack2x16unorm(met[word + 1u])); }
