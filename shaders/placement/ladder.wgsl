// ladder: what the placement kernels share. Integers only: micrometres, 1/32768 of an edge.

import package::lib::hash::hash3;

// One rung: dots of this level keep `radiusUm` from each other and from all earlier dots.
struct Level {
  radiusUm: u32,      // smallest distance within the level
  radiusSq: u32,      // its square
  ceilingUm: u32,     // radius of the level before
  ceilingSq: u32,     // its square; no dot of this level ranks as high
}

struct Ladder {
  seed: u32,
  bucketMask: u32,     // buckets - 1 of either hash grid
  dotCapacity: u32,
  dartCapacity: u32,
  cellCapacity: u32,
  triangleCount: u32,
  keyCapacity: u32,
  spare: u32,
  levels: array<Level, 64>,
}

// Running totals; `turn` counts fill rounds within a level.
struct Tally {
  level: u32,
  turn: u32,
  levelStart: u32,              // dots of all levels before this one
  cells: u32,                   // active cells this turn
  nextCells: atomic<u32>,       // active cells next turn
  darts: atomic<u32>,           // darts that hit no earlier dot
  dots: atomic<u32>,            // accepted so far
  overflow: atomic<u32>,        // entries that found no room: the run must be repeated larger
  undecided: atomic<u32>,       // darts left open: the run must be repeated with more rounds
}

// A scalp triangle: corner A and the edges to B and C, micrometres.
struct Facet {
  ax: i32, ay: i32, az: i32,
  bx: i32, by: i32, bz: i32,
  cx: i32, cy: i32, cz: i32,
  triangle: u32,   // index in the mesh
  areaUm2: u32,    // area, square micrometres
  edgeUm: u32,     // longest edge
}

// Where a dart or dot is: xyz in micrometres, w the next link of its bucket plus one, 0 at the end.
alias Place = vec4i;

// The rest of it: facet, barycentrics towards B (low half) and C in 1/32768, priority in a
// conflict (later the squared distance to earlier levels), squared rank.
alias Facts = vec4u;

const ONE: u32 = 32768u;        // a whole edge in barycentric units
const FAR_UM: i32 = 37000;      // three squares of it still fit 32 bits

fn facetPoint(f: Facet, u: u32, v: u32) -> vec3i {
  let a = i32(u);
  let b = i32(v);
  return vec3i(
    f.ax + ((f.bx * a + f.cx * b + 16384) >> 15u),
    f.ay + ((f.by * a + f.cy * b + 16384) >> 15u),
    f.az + ((f.bz * a + f.cz * b + 16384) >> 15u));
}

// Squared distance in square micrometres; anything past 37 mm on an axis reads as 37 mm.
fn distanceSq(a: vec3i, b: vec3i) -> u32 {
  let d = vec3u(min(abs(a - b), vec3i(FAR_UM)));
  return d.x * d.x + d.y * d.y + d.z * d.z;
}

// Grid cell of a point. The offset keeps every coordinate positive within +-524 mm.
fn gridCell(p: vec3i, cellUm: u32) -> vec3u {
  return vec3u(p + vec3i(524288)) / cellUm;
}

fn bucketOf(cell: vec3u, mask: u32) -> u32 {
  return hash3(cell.x, cell.y, cell.z) & mask;
}

// The cells a box reaches, `first` to `first + span - 1` on each axis.
struct Cells {
  first: vec3u,
  span: vec3u,
}

fn cellsOf(low: vec3i, high: vec3i, cellUm: u32) -> Cells {
  let first = gridCell(low, cellUm);
  return Cells(first, gridCell(high, cellUm) - first + vec3u(1u));
}

fn cellCount(cells: Cells) -> u32 {
  return cells.span.x * cells.span.y * cells.span.z;
}

// Readers walk cells and their chains in one loop: threads side by side then wait for the longest
// walk, not for the longest chain of every cell.
fn cellAt(cells: Cells, i: u32) -> vec3u {
  return cells.first
    + vec3u(i % cells.span.x, (i / cells.span.x) % cells.span.y, i / (cells.span.x * cells.span.y));
}

// Whether dart `a` beats dart `b`: by priority, and by place where priorities tie.
fn beats(a: Facts, b: Facts) -> bool {
  if (a.z != b.z) { return a.z > b.z; }
  if (a.x != b.x) { return a.x < b.x; }
  return a.y < b.y;
}

// An active cell: a piece of a facet, halved `depth` times, standing or flipped.
struct Cell {
  facet: u32,
  depth: u32,
  flipped: bool,
  u: u32,
  v: u32,
}

fn unpackCell(word: vec2u) -> Cell {
  return Cell(word.x & 0xfffffu, (word.x >> 20u) & 0xfu, (word.x >> 24u) == 1u,
    word.y & 0xffffu, word.y >> 16u);
}

fn packCell(c: Cell) -> vec2u {
  return vec2u(c.facet | (c.depth << 20u) | (select(0u, 1u, c.flipped) << 24u), c.u | (c.v << 16u));
}

// Corner 0, 1 or 2 of a cell, in barycentric units.
fn cellCorner(c: Cell, corner: u32) -> vec2u {
  let edge = ONE >> c.depth;
  let at = vec2u(c.u, c.v);
  if (c.flipped) {
    if (corner == 0u) { return at + vec2u(edge, edge); }
    return at + select(vec2u(edge, 0u), vec2u(0u, edge), corner == 1u);
  }
  if (corner == 0u) { return at; }
  return at + select(vec2u(0u, edge), vec2u(edge, 0u), corner == 1u);
}

// Child 0 to 3 of a cell: three at the corners and one, turned over, in the middle.
fn cellChild(c: Cell, child: u32) -> Cell {
  let half = ONE >> (c.depth + 1u);
  let depth = c.depth + 1u;
  if (!c.flipped) {
    if (child == 1u) { return Cell(c.facet, depth, false, c.u + half, c.v); }
    if (child == 2u) { return Cell(c.facet, depth, false, c.u, c.v + half); }
    return Cell(c.facet, depth, child == 3u, c.u, c.v);
  }
  if (child == 1u) { return Cell(c.facet, depth, true, c.u, c.v + half); }
  if (child == 2u) { return Cell(c.facet, depth, true, c.u + half, c.v); }
  return Cell(c.facet, depth, child == 0u, c.u + half, c.v + half);
}
