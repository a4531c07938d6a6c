import type { Surface } from '../topology.ts';

/** Rounds of turning and solving: by then a piece of skin moves by less than a hundredth of a mm a round. */
const ROUNDS = 60;
/** Of the conjugate gradients: residual against the right side. */
const SMALL = 1e-7;

/**
 * Lays a piece of skin flat as rigidly as can be (Liu, Zhang, Xu, Gotsman & Gortler 2008, "A
 * Local/Global Approach to Mesh Parameterization", ARAP): every triangle is turned, and what
 * stretch is left is spread so that the sum of its squares is least.
 *
 * @param surface - A disc: one rim, no holes.
 * @param weight - Per triangle: how much its stretch counts. What is drawn counts more than its margin.
 * @returns Two per vertex, mm on paper, seen from outside: not mirrored.
 */
export function flatten(surface: Surface, weight: ArrayLike<number>): Float64Array {
  const shapes = trianglesFlat(surface);
  const system = laplacian(surface, shapes, weight);
  const at = unfolded(surface, shapes);
  const [right, turn] = [new Float64Array(at.length), new Float64Array(2 * surface.triangleCount)];
  for (let round = 0; round < ROUNDS; round++) {
    turns(surface, shapes, at, turn);
    rightSide(surface, shapes, weight, turn, right);
    solve(system, right, at);
  }
  return at;
}

/** Corners of every triangle in its own plane, six numbers each: A at 0, B on the first axis. */
function trianglesFlat({ positionsMm: p, triangles, triangleCount }: Surface): Float64Array {
  const flat = new Float64Array(6 * triangleCount);
  for (let t = 0; t < triangleCount; t++) {
    const [a, b, c] = [0, 1, 2].map((k) => 3 * triangles[3 * t + k]!) as [number, number, number];
    const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
    const [vx, vy, vz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
    const ab = Math.sqrt(ux * ux + uy * uy + uz * uz);
    const along = ab > 0 ? (ux * vx + uy * vy + uz * vz) / ab : 0;
    const up = Math.sqrt(Math.max(0, vx * vx + vy * vy + vz * vz - along * along));
    // A triangle without area has no angles: a hair of height gives it some.
    flat.set([0, 0, ab, 0, along, Math.max(up, 1e-6 * ab, 1e-9)], 6 * t);
  }
  return flat;
}

/** Cotangent of the angle opposite the edge from corner k to the next. */
function cotangent(flat: Float64Array, t: number, k: number): number {
  const [i, j, o] = [6 * t + 2 * k, 6 * t + 2 * ((k + 1) % 3), 6 * t + 2 * ((k + 2) % 3)];
  const [ax, ay] = [flat[i]! - flat[o]!, flat[i + 1]! - flat[o + 1]!];
  const [bx, by] = [flat[j]! - flat[o]!, flat[j + 1]! - flat[o + 1]!];
  return (ax * bx + ay * by) / (ax * by - ay * bx);
}

/**
 * First guess: a tree of triangles, each folded down over the edge of the one before, rigidly. Were
 * it folded onto vertices as they lie, what does not close round a vertex would grow on the way.
 */
function unfolded(surface: Surface, flat: Float64Array): Float64Array {
  const { triangles, across, triangleCount, vertexCount } = surface;
  const at = new Float64Array(2 * vertexCount);
  const known = new Uint8Array(vertexCount);
  const laid = new Float64Array(6 * triangleCount);
  const seen = new Uint8Array(triangleCount);
  const start = Math.floor(triangleCount / 2);
  laid.set(flat.subarray(6 * start, 6 * start + 6), 6 * start);
  seen[start] = 1;
  const open = [start];
  for (const from of open) {
    for (let k = 0; k < 3; k++) {
      const v = triangles[3 * from + k]!;
      if (!known[v]) at.set(laid.subarray(6 * from + 2 * k, 6 * from + 2 * k + 2), 2 * v);
      known[v] = 1;
    }
    for (let k = 0; k < 3; k++) {
      const t = across[3 * from + k]!;
      if (t < 0 || seen[t]) continue;
      seen[t] = 1;
      open.push(t);
      foldDown(from, k, t);
    }
  }
  return at;

  function foldDown(from: number, k: number, t: number): void {
    // The edge from corner k to the next runs the other way round in the neighbour.
    const shared = triangles[3 * from + k]!;
    const j = [0, 1, 2].find((corner) => triangles[3 * t + corner] === shared)!;
    const [i, o] = [(j + 2) % 3, (j + 1) % 3];
    const shape = (corner: number, axis: number) => flat[6 * t + 2 * corner + axis]!;
    const [ex, ey] = [shape(j, 0) - shape(i, 0), shape(j, 1) - shape(i, 1)];
    const [fx, fy] = [shape(o, 0) - shape(i, 0), shape(o, 1) - shape(i, 1)];
    const size = ex * ex + ey * ey;
    const [along, aside] = [(ex * fx + ey * fy) / size, (ex * fy - ey * fx) / size];
    const [b, a] = [6 * from + 2 * k, 6 * from + 2 * ((k + 1) % 3)];
    const [dx, dy] = [laid[b]! - laid[a]!, laid[b + 1]! - laid[a + 1]!];
    laid.set([laid[a]!, laid[a + 1]!], 6 * t + 2 * i);
    laid.set([laid[b]!, laid[b + 1]!], 6 * t + 2 * j);
    laid[6 * t + 2 * o] = laid[a]! + along * dx - aside * dy;
    laid[6 * t + 2 * o + 1] = laid[a + 1]! + along * dy + aside * dx;
  }
}

/** The turn of every triangle that fits its place best: cosine and sine. */
function turns(
  { triangles, triangleCount }: Surface,
  flat: Float64Array,
  at: Float64Array,
  turn: Float64Array,
): void {
  for (let t = 0; t < triangleCount; t++) {
    let [c, s] = [0, 0];
    for (let k = 0; k < 3; k++) {
      const [i, j] = [k, (k + 1) % 3];
      const [v, w] = [triangles[3 * t + i]!, triangles[3 * t + j]!];
      const [ux, uy] = [at[2 * w]! - at[2 * v]!, at[2 * w + 1]! - at[2 * v + 1]!];
      const ex = flat[6 * t + 2 * j]! - flat[6 * t + 2 * i]!;
      const ey = flat[6 * t + 2 * j + 1]! - flat[6 * t + 2 * i + 1]!;
      const cot = cotangent(flat, t, k);
      c += cot * (ux * ex + uy * ey);
      s += cot * (uy * ex - ux * ey);
    }
    const size = Math.sqrt(c * c + s * s);
    turn[2 * t] = size > 0 ? c / size : 1;
    turn[2 * t + 1] = size > 0 ? s / size : 0;
  }
}

/** A symmetric matrix by rows, its diagonal apart. */
interface Sparse {
  readonly start: Uint32Array;
  readonly column: Uint32Array;
  readonly value: Float64Array;
  readonly diagonal: Float64Array;
}

/** The cotangent Laplacian. Sliding all of a piece changes nothing: the answer nearest the guess is taken. */
function laplacian(surface: Surface, flat: Float64Array, weight: ArrayLike<number>): Sparse {
  const { triangles, triangleCount, vertexCount } = surface;
  const rows = Array.from({ length: vertexCount }, () => new Map<number, number>());
  const diagonal = new Float64Array(vertexCount);
  for (let t = 0; t < triangleCount; t++) {
    for (let k = 0; k < 3; k++) {
      const [v, w] = [triangles[3 * t + k]!, triangles[3 * t + ((k + 1) % 3)]!];
      const cot = weight[t]! * cotangent(flat, t, k);
      rows[v]!.set(w, (rows[v]!.get(w) ?? 0) - cot);
      rows[w]!.set(v, (rows[w]!.get(v) ?? 0) - cot);
      diagonal[v]! += cot;
      diagonal[w]! += cot;
    }
  }
  const start = new Uint32Array(vertexCount + 1);
  rows.forEach((row, v) => {
    start[v + 1] = start[v]! + row.size;
  });
  const column = Uint32Array.from(rows.flatMap((row) => [...row.keys()]));
  const value = Float64Array.from(rows.flatMap((row) => [...row.values()]));
  return { start, column, value, diagonal };
}

function rightSide(
  { triangles, triangleCount }: Surface,
  flat: Float64Array,
  weight: ArrayLike<number>,
  turn: Float64Array,
  right: Float64Array,
): void {
  right.fill(0);
  for (let t = 0; t < triangleCount; t++) {
    const [c, s] = [turn[2 * t]!, turn[2 * t + 1]!];
    for (let k = 0; k < 3; k++) {
      const [i, j] = [k, (k + 1) % 3];
      const [v, w] = [triangles[3 * t + i]!, triangles[3 * t + j]!];
      const ex = flat[6 * t + 2 * j]! - flat[6 * t + 2 * i]!;
      const ey = flat[6 * t + 2 * j + 1]! - flat[6 * t + 2 * i + 1]!;
      const cot = weight[t]! * cotangent(flat, t, k);
      const [x, y] = [cot * (c * ex - s * ey), cot * (s * ex + c * ey)];
      right[2 * w]! += x;
      right[2 * w + 1]! += y;
      right[2 * v]! -= x;
      right[2 * v + 1]! -= y;
    }
  }
}

/** Conjugate gradients on both axes at once, from where the points are; sums are kept in order. */
function solve(matrix: Sparse, right: Float64Array, at: Float64Array): void {
  const n = right.length;
  const residual = new Float64Array(n);
  const product = new Float64Array(n);
  multiply(matrix, at, product);
  for (let i = 0; i < n; i++) residual[i] = right[i]! - product[i]!;
  const { diagonal } = matrix;
  const eased = residual.map((value, i) => value / diagonal[i >> 1]!);
  const way = eased.slice();
  let size = scalar(residual, eased);
  const enough = SMALL * SMALL * scalar(right, right);
  for (let step = 0; step < n && scalar(residual, residual) > enough; step++) {
    multiply(matrix, way, product);
    const far = size / scalar(way, product);
    for (let i = 0; i < n; i++) {
      at[i]! += far * way[i]!;
      residual[i]! -= far * product[i]!;
      eased[i] = residual[i]! / diagonal[i >> 1]!;
    }
    const next = scalar(residual, eased);
    for (let i = 0; i < n; i++) way[i] = eased[i]! + (next / size) * way[i]!;
    size = next;
  }
}

function multiply({ start, column, value, diagonal }: Sparse, x: Float64Array, out: Float64Array) {
  for (let v = 0; v < diagonal.length; v++) {
    let [a, b] = [diagonal[v]! * x[2 * v]!, diagonal[v]! * x[2 * v + 1]!];
    for (let i = start[v]!; i < start[v + 1]!; i++) {
      a += value[i]! * x[2 * column[i]!]!;
      b += value[i]! * x[2 * column[i]! + 1]!;
    }
    out[2 * v] = a;
    out[2 * v + 1] = b;
  }
}

function scalar(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
