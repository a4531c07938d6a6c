import { DotworkError } from '../../base/errors.ts';
import { struct } from '../../gpu/layout.ts';

/** A scalp triangle: corner A and the edges to B and C, micrometres. */
const Facet = struct('Facet', {
  ax: 'i32',
  ay: 'i32',
  az: 'i32',
  bx: 'i32',
  by: 'i32',
  bz: 'i32',
  cx: 'i32',
  cy: 'i32',
  cz: 'i32',
  triangle: 'u32', // index in the mesh
  areaUm2: 'u32', // area, square micrometres
  edgeUm: 'u32', // longest edge
  openSq: 'u32', // squared radius at or below which some of it may lie bare
});

const WORDS = Facet.bytes / 4;

/** Longest edge the integer lattice allows, µm; scans with larger triangles are to be divided. */
const LONGEST_EDGE_UM = 60_000;

/** Most facets a packed cell can name. */
const MOST_FACETS = 2 ** 20;

/** The triangles dots may lie on, packed as `Facet` structs. */
export interface Facets {
  readonly packed: Int32Array;
  readonly count: number;
  readonly areaUm2: number;
  readonly longestEdgeUm: number;
}

/**
 * Corner, edge vectors, area and longest edge of each treated triangle: those whose three corners
 * are all marked in `treated`. Doubles with + - * / sqrt only, so every machine gets the same.
 */
export function facetsOf(
  mesh: { positionsUm: Int32Array; triangles: Uint32Array },
  treated: Uint8Array,
): Facets {
  const { positionsUm: at, triangles } = mesh;
  const chosen: number[] = [];
  for (let t = 0; t < triangles.length / 3; t++) {
    const [a, b, c] = [triangles[3 * t]!, triangles[3 * t + 1]!, triangles[3 * t + 2]!];
    if (treated[a] && treated[b] && treated[c]) chosen.push(t);
  }
  if (chosen.length === 0) {
    throw new DotworkError('mesh', 'This head has no skin marked as scalp.');
  }
  if (chosen.length > MOST_FACETS) {
    throw new DotworkError(
      'gpu-limit',
      `The scalp has ${chosen.length} triangles; the most is ${MOST_FACETS}.`,
      'Simplify the scan.',
    );
  }
  const packed = new Int32Array(WORDS * chosen.length);
  let areaUm2 = 0;
  let longestEdgeUm = 1;
  chosen.forEach((t, slot) => {
    const corner = (k: number) => {
      const v = 3 * triangles[3 * t + k]!;
      return [at[v]!, at[v + 1]!, at[v + 2]!] as const;
    };
    const a = corner(0);
    const b = minus(corner(1), a);
    const c = minus(corner(2), a);
    const area = 0.5 * length(cross(b, c));
    const edge = Math.ceil(Math.max(length(b), length(c), length(minus(b, c))));
    if (edge > LONGEST_EDGE_UM) {
      throw new DotworkError(
        'mesh',
        `A scalp triangle is ${(edge / 1000).toFixed(0)} mm long; the longest is ${LONGEST_EDGE_UM / 1000} mm.`,
        'Divide the triangles of the scan.',
      );
    }
    packed.set([...a, ...b, ...c, t, Math.floor(area), edge, -1], WORDS * slot);
    areaUm2 += area;
    longestEdgeUm = Math.max(longestEdgeUm, edge);
  });
  return { packed, count: chosen.length, areaUm2, longestEdgeUm };
}

type Triple = readonly [number, number, number];

function minus(a: Triple, b: Triple): Triple {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Triple, b: Triple): Triple {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function length(a: Triple): number {
  return Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
}
