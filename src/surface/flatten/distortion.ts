import { pointAt } from '../../base/vec3.ts';
import { distanceFromPoint, FAR_MM } from '../geodesic.ts';
import type { Surface } from '../topology.ts';
import type { FlatPatch, PaperPoint } from './flat-patch.ts';

/** How far distances on paper are from those along the skin. */
export interface Distortion {
  readonly worstMm: number;
  /** Length along the skin over which the worst was found, mm. */
  readonly worstOverMm: number;
  readonly meanMm: number;
  /** Pairs of points that were compared. */
  readonly pairs: number;
}

/** Points that are compared with each other, spread evenly over a piece. */
const POINTS = 36;

/**
 * Compares distances between points all over a piece, as a ruler reads them on paper and as they are
 * along the skin. Left out are pairs whose straight line leaves the paper: no ruler joins them.
 *
 * @param around - The skin of the piece and beside it: shortest ways may go there.
 * @param own - Vertex of `around` for each vertex of the piece.
 */
export function measureDistortion(
  flat: FlatPatch,
  around: Surface,
  own: ArrayLike<number>,
): Distortion {
  const { surface, paper } = flat;
  const isPaper = (vertex: number) => flat.insideMm[vertex]! >= 0;
  const points = spread(paper, isPaper);
  const cells = paperCells(surface, paper, isPaper);
  let [worstMm, worstOverMm, sum, pairs] = [0, 0, 0, 0];
  points.forEach((a, i) => {
    const skin = distanceFromPoint(around, pointAt(surface.positionsMm, a));
    for (const b of points.slice(i + 1)) {
      const [x, y] = [paper[2 * b]! - paper[2 * a]!, paper[2 * b + 1]! - paper[2 * a + 1]!];
      const onPaper = Math.sqrt(x * x + y * y);
      const onSkin = skin[own[b]!]!;
      if (onSkin >= FAR_MM || !cells([paper[2 * a]!, paper[2 * a + 1]!], [x, y], onPaper)) continue;
      const off = Math.abs(onPaper - onSkin);
      sum += off;
      pairs++;
      if (off > worstMm) [worstMm, worstOverMm] = [off, onSkin];
    }
  });
  return { worstMm, worstOverMm, meanMm: pairs > 0 ? sum / pairs : 0, pairs };
}

/** Vertices far from each other: each next one is the farthest from all before. */
function spread(paper: Float64Array, isPaper: (vertex: number) => boolean): number[] {
  const all = Array.from({ length: paper.length / 2 }, (_, v) => v).filter(isPaper);
  const gapSq = new Float64Array(paper.length / 2).fill(Number.POSITIVE_INFINITY);
  const picked: number[] = [];
  let next = all[0];
  while (next !== undefined && picked.length < POINTS) {
    const here = next;
    picked.push(here);
    let far = 0;
    next = undefined;
    for (const v of all) {
      const [x, y] = [paper[2 * v]! - paper[2 * here]!, paper[2 * v + 1]! - paper[2 * here + 1]!];
      gapSq[v] = Math.min(gapSq[v]!, x * x + y * y);
      if (gapSq[v]! > far) [far, next] = [gapSq[v]!, v];
    }
  }
  return picked;
}

/** A test whether a straight line stays on the paper, by cells of a millimetre. */
function paperCells(
  { triangles, triangleCount }: Surface,
  paper: Float64Array,
  isPaper: (vertex: number) => boolean,
): (from: PaperPoint, way: PaperPoint, mm: number) => boolean {
  const cells = new Set<number>();
  const cell = (x: number, y: number) => Math.floor(x) * 65536 + Math.floor(y);
  // Triangles are no larger than this many cells by far: every cell of one gets a point.
  const steps = 8;
  for (let t = 0; t < triangleCount; t++) {
    const corners = [0, 1, 2].map((k) => triangles[3 * t + k]!) as [number, number, number];
    if (!corners.every(isPaper)) continue;
    for (let i = 0; i <= steps; i++) {
      for (let j = 0; i + j <= steps; j++) {
        const at = (axis: number) =>
          (i * paper[2 * corners[0] + axis]! +
            j * paper[2 * corners[1] + axis]! +
            (steps - i - j) * paper[2 * corners[2] + axis]!) /
          steps;
        cells.add(cell(at(0), at(1)));
      }
    }
  }
  return (from, way, mm) => {
    for (let along = 0; along <= mm; along++) {
      const share = mm > 0 ? along / mm : 0;
      if (!cells.has(cell(from[0] + share * way[0], from[1] + share * way[1]))) return false;
    }
    return true;
  };
}
