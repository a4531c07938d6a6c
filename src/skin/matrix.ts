// Small dense square matrices, row-major, for adding-doubling. Sizes are 8 to 64.

/** A square matrix, row-major. */
export type Matrix = Float64Array;

/** `a * b`. */
export function multiply(a: Matrix, b: Matrix, size: number): Matrix {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const scale = a[i * size + k]!;
      if (scale === 0) continue;
      for (let j = 0; j < size; j++) out[i * size + j]! += scale * b[k * size + j]!;
    }
  }
  return out;
}

/** `a * v`. */
export function multiplyVector(a: Matrix, v: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += a[i * size + j]! * v[j]!;
    out[i] = sum;
  }
  return out;
}

/** `1 - a * b`, the matrix that sums all bounces between two reflectors. */
export function bounceMatrix(a: Matrix, b: Matrix, size: number): Matrix {
  const out = multiply(a, b, size);
  for (let i = 0; i < out.length; i++) out[i] = -out[i]!;
  for (let i = 0; i < size; i++) out[i * size + i]! += 1;
  return out;
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
