import earcut from 'three/src/extras/lib/earcut.js';
import { Growing } from './growing.ts';

/** More corners than any neck has: cutting would take too long. */
const MOST_CORNERS = 20_000;
/** Convex faces of up to so many corners stay fans: more would end in one point. */
const MOST_IN_A_FAN = 12;

/**
 * Faces of more than three corners, read as fans and cut properly once all points are known: a fan
 * over a concave face lies outside it, and one over a round neck ends in a single point.
 */
export class Polygons {
  /** First corner of each fan in the list of triangles, and how many corners its face has. */
  readonly #fans = new Growing(new Uint32Array(64));

  /** Notes a face whose fan of `corners - 2` triangles begins there. */
  note(firstCorner: number, corners: number): void {
    if (corners < 4 || corners > MOST_CORNERS) return;
    this.#fans.push(firstCorner);
    this.#fans.push(corners);
  }

  /** Cuts the faces anew, in place: a face of n corners has n - 2 triangles either way. */
  cut(positions: Float64Array, triangles: Uint32Array): void {
    for (let i = 0; i < this.#fans.length; i += 2) {
      const [start, corners] = [this.#fans.at(i), this.#fans.at(i + 1)];
      const face = cornersOf(triangles, start, corners);
      const flat = flattened(positions, face);
      if (!flat || (corners <= MOST_IN_A_FAN && isConvex(flat))) continue;
      const cut = earcut(flat);
      // A face that crosses itself has no cut; its fan is as good as any.
      if (cut.length !== 3 * (corners - 2)) continue;
      cut.forEach((k, at) => {
        triangles[start + at] = face[k]!;
      });
    }
  }
}

function cornersOf(triangles: Uint32Array, start: number, corners: number): number[] {
  const face = [triangles[start]!, triangles[start + 1]!];
  for (let k = 0; k < corners - 2; k++) face.push(triangles[start + 3 * k + 2]!);
  return face;
}

/** The face seen along its normal (Newell), counter-clockwise; nothing where it has no area. */
function flattened(p: Float64Array, face: readonly number[]): number[] | undefined {
  const n = [0, 0, 0];
  const at = (k: number, axis: number) =>
    p[3 * face[k % face.length]! + axis]! - p[3 * face[0]! + axis]!;
  for (let k = 0; k < face.length; k++) {
    for (let axis = 0; axis < 3; axis++) {
      const [a, b] = [(axis + 1) % 3, (axis + 2) % 3];
      n[axis]! += (at(k, a) - at(k + 1, a)) * (at(k, b) + at(k + 1, b));
    }
  }
  const size = n.map(Math.abs);
  const most = Math.max(...size);
  if (!(most > 0)) return undefined;
  // Without the axis it faces most, areas shrink but nothing turns over.
  const axis = size.indexOf(most);
  const [a, b] = [(axis + 1) % 3, (axis + 2) % 3];
  const sign = n[axis]! < 0 ? -1 : 1;
  return face.flatMap((_, k) => [sign * at(k, a), at(k, b)]);
}

function isConvex(flat: readonly number[]): boolean {
  const count = flat.length / 2;
  for (let k = 0; k < count; k++) {
    const [i, j, l] = [2 * k, 2 * ((k + 1) % count), 2 * ((k + 2) % count)];
    const [ux, uy] = [flat[j]! - flat[i]!, flat[j + 1]! - flat[i + 1]!];
    const [vx, vy] = [flat[l]! - flat[j]!, flat[l + 1]! - flat[j + 1]!];
    if (ux * vy - uy * vx < 0) return false;
  }
  return true;
}
