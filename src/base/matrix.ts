// Small dense matrices, row-major, for light in layers. Sizes are even, 8 to 64: products work on
// blocks of two by two, whose sums stay in registers.

/** A square matrix, row-major. */
export type Matrix = Float64Array;

/** `aT * b`. */
export function transposedTimes(a: Matrix, b: Matrix, size: number): Matrix {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i += 2) {
    for (let j = 0; j < size; j += 2) addBlock(a, b, i, j, size, 1, out);
  }
  return out;
}

/** `a * bT`: its every row with every row of b. */
export function timesTransposed(a: Matrix, b: Matrix, size: number): Matrix {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size * size; i += 2 * size) {
    for (let j = 0; j < size * size; j += 2 * size) {
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let k = 0; k < size; k++) {
        const a0 = a[i + k]!;
        const a1 = a[i + size + k]!;
        const b0 = b[j + k]!;
        const b1 = b[j + size + k]!;
        s00 += a0 * b0;
        s01 += a0 * b1;
        s10 += a1 * b0;
        s11 += a1 * b1;
      }
      const at = i + j / size;
      out[at] = s00;
      out[at + 1] = s01;
      out[at + size] = s10;
      out[at + size + 1] = s11;
    }
  }
  return out;
}

/** Takes `aT * a` from a symmetric matrix, in place. */
export function takeSquare(from: Matrix, a: Matrix, size: number): void {
  for (let i = 0; i < size; i += 2) {
    for (let j = 0; j <= i; j += 2) addBlock(a, a, i, j, size, -1, from);
    for (let j = 0; j < i; j++) {
      from[j * size + i] = from[i * size + j]!;
      from[j * size + i + 1] = from[(i + 1) * size + j]!;
    }
  }
}

// Adds `sign * aT * b` to rows i and i + 1, columns j and j + 1.
function addBlock(
  a: Matrix,
  b: Matrix,
  i: number,
  j: number,
  size: number,
  sign: number,
  out: Matrix,
): void {
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  for (let row = 0; row < size * size; row += size) {
    const a0 = a[row + i]!;
    const a1 = a[row + i + 1]!;
    const b0 = b[row + j]!;
    const b1 = b[row + j + 1]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s10 += a1 * b0;
    s11 += a1 * b1;
  }
  const at = i * size + j;
  out[at]! += sign * s00;
  out[at + 1]! += sign * s01;
  out[at + size]! += sign * s10;
  out[at + size + 1]! += sign * s11;
}

/** `a * v`. */
export function times(a: Matrix, v: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i += 2) {
    const row = i * size;
    let first = 0;
    let second = 0;
    for (let k = 0; k < size; k++) {
      const x = v[k]!;
      first += a[row + k]! * x;
      second += a[row + size + k]! * x;
    }
    out[i] = first;
    out[i + 1] = second;
  }
  return out;
}

/** `v * a`, for a row v. */
export function rowTimes(v: Float64Array, a: Matrix, size: number): Float64Array {
  const out = new Float64Array(size);
  for (let j = 0; j < size; j += 2) {
    let first = 0;
    let second = 0;
    for (let k = 0; k < size; k++) {
      const x = v[k]!;
      first += x * a[k * size + j]!;
      second += x * a[k * size + j + 1]!;
    }
    out[j] = first;
    out[j + 1] = second;
  }
  return out;
}

/**
 * The lower triangle whose product with its transpose is `a`, in its place; what lies above stays
 * and is not read. A pivot that rounding has brought to nothing or below is held just above.
 */
export function cholesky(a: Matrix, size: number): Matrix {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * size + j]!;
      const whole = rest;
      for (let k = 0; k < j; k++) rest -= a[i * size + k]! * a[j * size + k]!;
      a[i * size + j] = j < i ? rest / a[j * size + j]! : Math.sqrt(Math.max(rest, 1e-24 * whole));
    }
  }
  return a;
}

/** Solves `lower * x = b` for every column of b, in place of b. */
export function solveLower(lower: Matrix, b: Matrix, size: number): void {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    const inverse = 1 / lower[row + i]!;
    for (let j = 0; j < size; j += 2) {
      let first = b[row + j]!;
      let second = b[row + j + 1]!;
      for (let k = 0; k < i; k++) {
        const scale = lower[row + k]!;
        first -= scale * b[k * size + j]!;
        second -= scale * b[k * size + j + 1]!;
      }
      b[row + j] = first * inverse;
      b[row + j + 1] = second * inverse;
    }
  }
}

/** Solves `lower * lowerT * x = v`, in place of v. */
export function solveCholesky(lower: Matrix, v: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    let rest = v[i]!;
    for (let k = 0; k < i; k++) rest -= lower[i * size + k]! * v[k]!;
    v[i] = rest / lower[i * size + i]!;
  }
  solveTransposed(lower, v, size);
  return v;
}

/** Solves `lowerT * x = v`, in place of v. */
export function solveTransposed(lower: Matrix, v: Float64Array, size: number): void {
  for (let i = size - 1; i >= 0; i--) {
    const x = v[i]! / lower[i * size + i]!;
    v[i] = x;
    for (let k = 0; k < i; k++) v[k]! -= x * lower[i * size + k]!;
  }
}

/**
 * Solves `a * x = b` by Gaussian elimination with row exchange; `a` is used up.
 *
 * @param b - One or more columns, row-major, `columns` wide; not changed.
 */
export function solve(a: Matrix, b: Float64Array, size: number, columns: number): Float64Array {
  const x = b.slice();
  for (let p = 0; p < size; p++) {
    let best = p;
    for (let i = p + 1; i < size; i++) {
      if (Math.abs(a[i * size + p]!) > Math.abs(a[best * size + p]!)) best = i;
    }
    if (best !== p) {
      swapRows(a, p, best, size);
      swapRows(x, p, best, columns);
    }
    const inverse = 1 / a[p * size + p]!;
    for (let i = p + 1; i < size; i++) {
      const scale = a[i * size + p]! * inverse;
      if (scale === 0) continue;
      for (let j = p + 1; j < size; j++) a[i * size + j]! -= scale * a[p * size + j]!;
      for (let j = 0; j < columns; j++) x[i * columns + j]! -= scale * x[p * columns + j]!;
    }
  }
  for (let p = size - 1; p >= 0; p--) {
    for (let i = p + 1; i < size; i++) {
      const scale = a[p * size + i]!;
      for (let j = 0; j < columns; j++) x[p * columns + j]! -= scale * x[i * columns + j]!;
    }
    const inverse = 1 / a[p * size + p]!;
    for (let j = 0; j < columns; j++) x[p * columns + j]! *= inverse;
  }
  return x;
}

function swapRows(m: Float64Array, first: number, second: number, columns: number): void {
  for (let j = 0; j < columns; j++) {
    const kept = m[first * columns + j]!;
    m[first * columns + j] = m[second * columns + j]!;
    m[second * columns + j] = kept;
  }
}
