import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/** Cells along the edge of a cube face, through which directions are told apart: some 8 degrees. */
const CELLS = 11;
/** What lies under skin this much further out is inside; what fills a hole is as far out as its rim. */
const UNDER = 0.97;
/** Share of a part's corners that must lie under skin. */
const MOST = 0.9;

/**
 * Which parts lie within the skin, seen from the middle of the head: teeth, tongue and eyeballs of
 * modelled heads. The mouth they stand in is open, so they need not be inside the surface.
 *
 * @param shellOf - Part of each triangle.
 * @returns 1 for parts inside. One pass over all: a file may be in as many parts as triangles.
 */
export function insideSkin(
  { positions, triangles }: TriangleSoup,
  shellOf: Int32Array,
  parts: number,
  skin: TriangleSoup,
): Uint8Array {
  const middle = [0, 1, 2].map((k) => middleOf(skin.positions, k)) as [number, number, number];
  const reach = new Float64Array(6 * CELLS * CELLS);
  for (let i = 0; i < skin.positions.length; i += 3) {
    const { cell, far } = seen(skin.positions, i, middle);
    reach[cell] = Math.max(reach[cell]!, far);
  }
  const under = new Uint32Array(parts);
  const all = new Uint32Array(parts);
  for (let i = 0; i < triangles.length; i++) {
    const part = shellOf[Math.floor(i / 3)]!;
    const { cell, far } = seen(positions, 3 * triangles[i]!, middle);
    all[part]!++;
    if (far < UNDER * reach[cell]!) under[part]!++;
  }
  return Uint8Array.from(all, (count, part) => (under[part]! > MOST * count ? 1 : 0));
}

/** Midway between the ends of an axis: a neck or a dense face then moves it little. */
function middleOf(positions: Float64Array, axis: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = axis; i < positions.length; i += 3) {
    low = Math.min(low, positions[i]!);
    high = Math.max(high, positions[i]!);
  }
  return (low + high) / 2;
}

/** The cell of a cube round the middle through which a point is seen, and how far off it is. */
function seen(p: Float64Array, i: number, middle: readonly [number, number, number]) {
  const d = [p[i]! - middle[0], p[i + 1]! - middle[1], p[i + 2]! - middle[2]] as const;
  const size = d.map(Math.abs);
  const axis = size[0]! >= size[1]! && size[0]! >= size[2]! ? 0 : size[1]! >= size[2]! ? 1 : 2;
  const along = (k: number) => {
    const share = (d[(axis + k) % 3]! / (size[axis]! || 1) + 1) / 2;
    return Math.min(CELLS - 1, Math.floor(share * CELLS));
  };
  const face = 2 * axis + (d[axis]! < 0 ? 1 : 0);
  return {
    cell: (face * CELLS + along(1)) * CELLS + along(2),
    far: Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]),
  };
}
