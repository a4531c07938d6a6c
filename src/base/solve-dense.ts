/** Gaussian elimination with row pivoting on rows [A | b]; the rows are overwritten. */
export function solveDense(rows: number[][]): number[] {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    }
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const top = rows[k]!;
    for (let i = k + 1; i < n; i++) {
      const row = rows[i]!;
      const factor = row[k]! / top[k]!;
      if (factor === 0) continue;
      for (let j = k; j <= n; j++) row[j]! -= factor * top[j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let sum = rows[k]![n]!;
    for (let j = k + 1; j < n; j++) sum -= rows[k]![j]! * x[j]!;
    x[k] = sum / rows[k]![k]!;
  }
  return x;
}

/** The inverse of a square matrix, row by row. */
export function inverseDense(matrix: readonly (readonly number[])[]): number[][] {
  const columns = matrix.map((_, c) =>
    solveDense(matrix.map((row, r) => [...row, r === c ? 1 : 0])),
  );
  return matrix.map((_, r) => columns.map((column) => column[r]!));
}
