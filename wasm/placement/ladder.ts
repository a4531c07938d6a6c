// ladder: what the parts of the fill share, as in shaders/placement/ladder.wgsl. Integers only:
// micrometres, 1/32768 of an edge.

/** One rung: dots of this level keep `radiusUm` from each other and from all earlier dots. */
@unmanaged
export class Level {
  /** Smallest distance within the level. */
  radiusUm: u32;
  /** Radius of the level before; no dot of this level ranks as high. */
  ceilingUm: u32;
  /** Buckets - 1 of either hash grid. */
  bucketMask: u32;
  /** Turn by which no cell is too large to be looked at. */
  ripeAt: u32;
}

/** A scalp triangle: corner A and the edges to B and C, micrometres. */
@unmanaged
export class Facet {
  ax: i32;
  ay: i32;
  az: i32;
  bx: i32;
  by: i32;
  bz: i32;
  cx: i32;
  cy: i32;
  cz: i32;
  /** Index in the mesh. */
  triangle: u32;
  /** Area, square micrometres. */
  areaUm2: u32;
  /** Longest edge. */
  edgeUm: u32;
  /** Squared radius at or below which some of it may lie bare. */
  openSq: u32;
}

/** An active cell: a piece of a facet, halved `depth` times, standing or flipped. */
@unmanaged
export class Cell {
  /** The facet in 20 bits. */
  word: u32;
  /** Where in it: towards B in the low half, towards C in the high one. */
  uv: u32;

  get facet(): u32 {
    return this.word & 0xfffff;
  }

  get depth(): u32 {
    return (this.word >> 20) & 0xf;
  }

  get flipped(): bool {
    return this.word >> 24 === 1;
  }

  /** How it was reached, apart from where it is: depth, and a bit for flipped. */
  get path(): u32 {
    return this.word >> 20;
  }
}

/** What one halving more, and turning over, add to the word of a cell. */
export const DEEPER: u32 = 1 << 20;
export const TURNED: u32 = 1 << 24;

/** A dart, and the next of its bucket; 0 where there is none. */
@unmanaged
export class Dart {
  x: i32;
  y: i32;
  z: i32;
  facet: u32;
  uv: u32;
  dice: u32;
  clearSq: u32;
  next: usize;
}

/** A dot as every later stage reads it: shaders/lib/dot.wgsl. */
@unmanaged
export class Dot {
  x: i32;
  y: i32;
  z: i32;
  rankSq: u32;
  triangle: u32;
  uv: u32;
}

/** A whole edge in barycentric units. */
export const ONE: u32 = 32768;

/** Three squares of it still fit 32 bits. */
export const FAR_UM: i32 = 37000;

/** Keeps every coordinate positive within +-524 mm. */
const OFFSET_UM: i32 = 524288;

/** Squared length in square micrometres; anything past 37 mm on an axis reads as 37 mm. */
export function lengthSq(dx: i32, dy: i32, dz: i32): u32 {
  const x: u32 = min(abs(dx), FAR_UM);
  const y: u32 = min(abs(dy), FAR_UM);
  const z: u32 = min(abs(dz), FAR_UM);
  return x * x + y * y + z * z;
}

/** Grid cell of a coordinate. */
export function gridCell(um: i32, cellUm: u32): u32 {
  return <u32>(um + OFFSET_UM) / cellUm;
}

/** The least coordinate of a grid cell. */
export function gridCorner(cell: u32, cellUm: u32): i32 {
  return <i32>(cell * cellUm) - OFFSET_UM;
}

/**
 * No hash as on the GPU: neighbours along x stand side by side in memory. Which cells share a bucket
 * changes no answer.
 */
export function bucketOf(x: u32, y: u32, z: u32, mask: u32): u32 {
  return (x + y * 73856093 + z * 19349663) & mask;
}

/** A grid's cell is as wide as the box that a dot reaches, so a box spans at most two on each axis. */
export function gridUm(level: Level): u32 {
  return 2 * level.ceilingUm + 1;
}
