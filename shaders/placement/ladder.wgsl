// ladder: what the placement kernels share. Integers only: micrometres, 1/32768 of an edge.

import package::lib::hash::hash3;
import structs::{Facet, Level};

// A dot: xyz in micrometres, w its squared rank.
// A dart: w the next link of its bucket plus one, 0 at the end.
alias Place = vec4i;

// The rest of a dart: facet, barycentrics towards B (low half) and C in 1/32768, a random number,
// squared clearance.
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

// The least corner of a grid cell.
fn gridCorner(cell: vec3u, cellUm: u32) -> vec3i {
  return vec3i(cell * cellUm) - vec3i(524288);
}

fn bucketOf(cell: vec3u, mask: u32) -> u32 {
  return hash3(cell.x, cell.y, cell.z) & mask;
}

// A grid's cell is as wide as the box that a dot reaches, so a box spans at most two on each axis.
fn gridUm(level: Level) -> u32 {
  return 2u * level.ceilingUm + 1u;
}

// The cells a box spans on each axis: `first`, and `first + 1` where `more` is one.
struct Span {
  first: vec3u,
  more: vec3u,
}

fn spanOf(p: vec3i, level: Level) -> Span {
  let reach = vec3i(i32(level.ceilingUm));
  let first = gridCell(p - reach, gridUm(level));
  return Span(first, gridCell(p + reach, gridUm(level)) - first);
}

// Corner 0 to 7 of a span; corners beyond it are not there.
fn hasCorner(span: Span, corner: u32) -> bool {
  let step = cornerStep(corner);
  return all(step <= span.more);
}

fn cornerStep(corner: u32) -> vec3u {
  return vec3u(corner & 1u, (corner >> 1u) & 1u, corner >> 2u);
}

// Whether dart `a` beats dart `b`: the one with more room does; the dice decide where both have as
// much, and the place where those are equal too.
fn beats(a: Facts, b: Facts) -> bool {
  if (a.w != b.w) { return a.w > b.w; }
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

// How a cell was reached, apart from where it is.
fn cellPath(c: Cell) -> u32 {
  return c.depth | select(0u, 16u, c.flipped);
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
