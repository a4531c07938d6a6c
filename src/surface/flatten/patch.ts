import type { Surface } from '../topology.ts';
import { surfaceFrom } from '../topology.ts';

/** A piece of skin on its own, with the numbering of the whole it was taken from. */
export interface Patch {
  readonly surface: Surface;
  /** Vertex of the whole, for every vertex of the piece. */
  readonly vertices: Uint32Array;
}

/**
 * The skin whose vertices are all wanted, and hangs together with the triangle given by edges.
 *
 * @param from - A triangle of the piece; if its own corners are not all wanted, the piece is empty.
 */
export function patchAround(
  whole: Surface,
  wanted: (vertex: number) => boolean,
  from: number,
): Patch | undefined {
  const isIn = (t: number) => [0, 1, 2].every((k) => wanted(whole.triangles[3 * t + k]!));
  if (!isIn(from)) return undefined;
  const taken = new Set([from]);
  // Sets are walked in the order of adding, those added meanwhile included.
  for (const t of taken) {
    for (let k = 0; k < 3; k++) {
      const next = whole.across[3 * t + k]!;
      if (next >= 0 && !taken.has(next) && isIn(next)) taken.add(next);
    }
  }
  const order = [...taken].sort((a, b) => a - b);
  const indexOf = new Map<number, number>();
  const triangles = new Uint32Array(3 * order.length);
  order.forEach((t, i) => {
    for (let k = 0; k < 3; k++) {
      const v = whole.triangles[3 * t + k]!;
      if (!indexOf.has(v)) indexOf.set(v, indexOf.size);
      triangles[3 * i + k] = indexOf.get(v)!;
    }
  });
  const vertices = Uint32Array.from(indexOf.keys());
  const positionsMm = new Float64Array(3 * vertices.length);
  vertices.forEach((v, i) => {
    positionsMm.set(whole.positionsMm.subarray(3 * v, 3 * v + 3), 3 * i);
  });
  return { surface: surfaceFrom(positionsMm, triangles), vertices };
}

/** Whether a piece has one rim and no hole, as whatever is laid flat must: V - E + F is 1. */
export function isDisc({ vertexCount, triangleCount, across }: Surface): boolean {
  const rim = across.reduce((sum, next) => sum + (next < 0 ? 1 : 0), 0);
  const edges = (3 * triangleCount + rim) / 2;
  return vertexCount - edges + triangleCount === 1;
}
