/** Share of what spreads an answer that one quantity alone explains. */
export interface Sensitivity {
  /** First-order Sobol index, 0 to 1. */
  readonly share: number;
  /** One standard error of it, from the number of rows. */
  readonly error: number;
  /** Whether more of the quantity means more of the answer. */
  readonly rises: boolean;
}

/** Highest Legendre polynomial of the fit: bends as sharp as a sixth of the range are seen. */
const DEGREE = 6;

/**
 * First-order index of each column, from rows that were drawn for something else: the answer is
 * fitted by polynomials of one quantity, and what they explain by chance is taken off (the adjusted
 * share of Ezekiel 1930; the approach of Plischke 2010, Reliab. Eng. Syst. Saf. 95:354, with Legendre
 * polynomials in place of cosines).
 *
 * @param rows - `[row][quantity]`, each even over 0 to 1 and independent of the others.
 * @param answers - One a row; where all are equal every share is 0.
 */
export function firstOrder(
  rows: readonly (readonly number[])[],
  answers: readonly number[],
): Sensitivity[] {
  const count = answers.length;
  const middle = answers.reduce((sum, answer) => sum + answer, 0) / count;
  const total = answers.reduce((sum, answer) => sum + (answer - middle) ** 2, 0);
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, quantity) => {
    if (!(total > 1e-18 * count * (1 + middle * middle))) {
      return { share: 0, error: 0, rises: true };
    }
    const column = rows.map((row) => row[quantity]!);
    const degree = Math.max(1, Math.min(DEGREE, Math.floor(count / 10)));
    const { explained, slope } = fitted(column, answers, middle, degree);
    const raw = Math.min(1, explained / total);
    const chance = degree / Math.max(1, count - degree - 1);
    return {
      share: Math.max(0, raw - (1 - raw) * chance),
      error: Math.sqrt((2 * degree + 4 * count * raw * (1 - raw) ** 2) / count ** 2),
      rises: slope >= 0,
    };
  });
}

/** Sum of squares that polynomials of one column explain; by Gram and Schmidt on the rows themselves. */
function fitted(
  column: readonly number[],
  answers: readonly number[],
  middle: number,
  degree: number,
): { readonly explained: number; readonly slope: number } {
  const basis: number[][] = [column.map(() => 1)];
  let explained = 0;
  let slope = 0;
  for (let power = 1; power <= degree; power++) {
    const next = column.map((u) => legendre(power, 2 * u - 1));
    for (const before of basis) {
      const share = dot(next, before) / dot(before, before);
      before.forEach((value, i) => {
        next[i]! -= share * value;
      });
    }
    const length = dot(next, next);
    if (length < 1e-9) break;
    const along = next.reduce((sum, value, i) => sum + value * (answers[i]! - middle), 0);
    explained += (along * along) / length;
    if (power === 1) slope = along;
    basis.push(next);
  }
  return { explained, slope };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function legendre(power: number, x: number): number {
  let [before, now] = [1, x];
  for (let n = 1; n < power; n++)
    [before, now] = [now, ((2 * n + 1) * x * now - n * before) / (n + 1)];
  return now;
}
