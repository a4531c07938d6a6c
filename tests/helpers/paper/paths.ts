/** A path as a PDF draws it: places in mm from the upper left corner of its page, and its line's width, mm. */
export interface DrawnPath {
  readonly widthMm: number;
  readonly dashMm: readonly number[];
  readonly points: readonly (readonly [number, number])[];
}

type Matrix = readonly [number, number, number, number, number, number];

/** Reads the stroked paths of a content stream through every transform it sets, as a printer does. */
export function pathsIn(content: string, pageHeightMm: number): DrawnPath[] {
  const paths: DrawnPath[] = [];
  let [matrix, width, dash]: [Matrix, number, number[]] = [[1, 0, 0, 1, 0, 0], 1, []];
  const kept: [Matrix, number, number[]][] = [];
  let numbers: number[] = [];
  let [list, isOpen] = [[] as number[], false];
  let lines: [number, number][][] = [];
  const mm = 25.4 / 72;
  for (const token of content
    .replace(/\((?:\\.|[^\\)])*\)|<[0-9a-fA-F]*>/g, ' ')
    .split(/\s+|(?=[[\]])|(?<=[[\]])/)) {
    const number = Number(token);
    if (token !== '' && !Number.isNaN(number)) {
      (isOpen ? list : numbers).push(number);
      continue;
    }
    if (token === '[') [list, isOpen] = [[], true];
    else if (token === ']') isOpen = false;
    else if (token === 'd') dash = list;
    else if (token === 'q') kept.push([matrix, width, dash]);
    else if (token === 'Q') [matrix, width, dash] = kept.pop()!;
    else if (token === 'w') width = numbers.at(-1)!;
    else if (token === 'cm') matrix = times(numbers.slice(-6) as unknown as Matrix, matrix);
    else if (token === 'm') lines.push([place(matrix, numbers)]);
    else if (token === 'l') lines.at(-1)!.push(place(matrix, numbers));
    else if (token === 'S') {
      const scale = Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) * mm;
      for (const points of lines) {
        paths.push({
          widthMm: width * scale,
          dashMm: dash.map((part) => part * scale),
          points: points.map(([x, y]) => [x * mm, pageHeightMm - y * mm]),
        });
      }
      lines = [];
    } else if (/^[fFbBn]\*?$/.test(token)) lines = [];
    if (!'[]'.includes(token)) numbers = [];
  }
  return paths;
}

function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}

function place(m: Matrix, numbers: readonly number[]): [number, number] {
  const [x, y] = numbers.slice(-2) as [number, number];
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

/** Length of a path, mm. */
export function lengthMm(points: readonly (readonly [number, number])[]): number {
  return points.reduce((sum, [x, y], i) => {
    const [px, py] = points[Math.max(0, i - 1)]!;
    return sum + Math.hypot(x - px, y - py);
  }, 0);
}
