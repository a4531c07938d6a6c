// nearby: the dots within reach of a point, one after another, through the hash grid.
//
// Looking for the next dot and taking its light are two steps, so that pixels that run in step (all
// four of a quad on a software GPU) take light together, however many dots out of reach each of them
// passed over.

import package::lib::grid::{gridCell, bucketOf};
import package::lib::response::{Mark, REACH_MM};
import structs::SkinSpec;

@group(0) @binding(0) var<uniform> spec: SkinSpec;
@group(0) @binding(4) var<storage, read> marks: array<Mark>;
@group(0) @binding(6) var<storage, read> starts: array<u32>;
@group(0) @binding(7) var<storage, read> order: array<u32>;

// Where a search among the eight cells around a point stands.
struct Search {
  low: vec3u,
  cells: u32,                 // begun so far
  at: u32,                    // next entry of the present cell
  end: u32,
  reachSq: f32,               // mm2
  visited: array<u32, 8>,     // buckets of the cells begun
}

struct Found {
  slot: u32,                  // response, or NO_DOT when all cells are through
  off: vec3f,                 // from the point to the dot, mm
}

const NO_DOT: u32 = 0xffffffffu;

// Farthest the eight cells see in every direction, mm: half a cell.
const SIGHT_MM: f32 = 1.5;

// A search around `p`, mm; one that finds nothing where `wanted` is false. A dot is sought as far as it
// reaches, and by what gathers its light over `blurMm`, as standard deviation, farther.
fn searchAround(p: vec3f, blurMm: f32, wanted: bool) -> Search {
  let reach = min(REACH_MM + 1.5 * blurMm, SIGHT_MM);
  let low = gridCell(vec3i(p * 1000.0) - vec3i(1500));
  return Search(low, select(8u, 0u, wanted), 0u, 0u, reach * reach, array<u32, 8>());
}

fn nextInReach(search: ptr<function, Search>, p: vec3f, before: bool) -> Found {
  while ((*search).at < (*search).end || (*search).cells < 8u) {
    if ((*search).at >= (*search).end) {
      nextCell(search);
      continue;
    }
    let id = order[(*search).at];
    (*search).at++;
    let mark = marks[id];
    let off = mark.xyz - p;
    if (dot(off, off) >= (*search).reachSq) { continue; }
    if (mark.w > spec.revealMm || (before && mark.w > -1e5)) { continue; }
    return Found(select(id, spec.hairSlot, mark.w < -1e5), off);
  }
  return Found(NO_DOT, vec3f(0.0));
}

// Two cells may share a bucket; its dots count once.
fn nextCell(search: ptr<function, Search>) {
  let cell = (*search).cells;
  let bucket = bucketOf((*search).low + vec3u(cell & 1u, (cell >> 1u) & 1u, cell >> 2u), spec.bucketMask);
  var seen = false;
  for (var i = 0u; i < cell; i++) { seen = seen || (*search).visited[i] == bucket; }
  (*search).visited[cell] = bucket;
  (*search).cells = cell + 1u;
  if (seen) { return; }
  (*search).at = starts[bucket];
  (*search).end = starts[bucket + 1u];
}
