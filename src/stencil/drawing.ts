import type { PaperPoint } from '../surface/flatten/flat-patch.ts';

/** Kinds of line on paper. */
export type Stroke =
  | 'line'
  | 'beyond'
  | 'zone'
  | 'midline'
  | 'rim'
  | 'cut'
  | 'cross'
  | 'ruler'
  | 'rule'
  | 'tile';

/** How each is drawn: mm, grey from 0 (black) to 1, dashes in mm. Black and grey: any printer has them. */
export const STROKES: Readonly<
  Record<
    Stroke,
    { readonly mm: number; readonly grey: number; readonly dash?: readonly [number, number] }
  >
> = {
  line: { mm: 0.5, grey: 0 },
  beyond: { mm: 0.35, grey: 0.35, dash: [1.5, 1.2] },
  zone: { mm: 0.4, grey: 0, dash: [4, 1.5] },
  midline: { mm: 0.25, grey: 0, dash: [7, 1.5] },
  rim: { mm: 0.15, grey: 0.55 },
  cut: { mm: 0.3, grey: 0, dash: [2.5, 1.5] },
  cross: { mm: 0.18, grey: 0 },
  ruler: { mm: 0.2, grey: 0 },
  rule: { mm: 0.15, grey: 0.6 },
  tile: { mm: 0.2, grey: 0.4, dash: [1, 1] },
};

/** A line through points, mm. */
export interface PathShape {
  readonly shape: 'path';
  readonly stroke: Stroke;
  readonly points: readonly PaperPoint[];
}

/** One line of text; `at` is where its letters stand, at its left end, middle or right end. */
export interface TextShape {
  readonly shape: 'text';
  readonly at: PaperPoint;
  /** Size of the type, mm. */
  readonly sizeMm: number;
  readonly text: string;
  readonly align: 'left' | 'center' | 'right';
  readonly bold: boolean;
}

export type Shape = PathShape | TextShape;

/** A sheet of paper; places in mm from its upper left corner, y down. */
export interface Sheet {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly shapes: readonly Shape[];
}

/** A line. */
export function path(stroke: Stroke, points: readonly PaperPoint[]): PathShape {
  return { shape: 'path', stroke, points };
}

/** A line of text. */
export function text(
  at: PaperPoint,
  words: string,
  more: Partial<Pick<TextShape, 'sizeMm' | 'align' | 'bold'>> = {},
): TextShape {
  return { shape: 'text', at, text: words, sizeMm: 3, align: 'left', bold: false, ...more };
}

/** The parts of a line that lie in a box from the origin, mm; its ends on the edge of it. */
export function clipped(
  points: readonly PaperPoint[],
  widthMm: number,
  heightMm: number,
): PaperPoint[][] {
  const found: PaperPoint[][] = [];
  for (let i = 1; i < points.length; i++) {
    const piece = clippedStep(points[i - 1]!, points[i]!, widthMm, heightMm);
    if (!piece) continue;
    const last = found.at(-1)?.at(-1);
    if (last && last[0] === piece[0][0] && last[1] === piece[0][1]) found.at(-1)!.push(piece[1]);
    else found.push([...piece]);
  }
  return found;
}

/** Liang and Barsky's clipping of one straight step. */
function clippedStep(
  from: PaperPoint,
  to: PaperPoint,
  widthMm: number,
  heightMm: number,
): [PaperPoint, PaperPoint] | undefined {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  let [enter, leave] = [0, 1];
  for (const [way, room] of [
    [-dx, from[0]],
    [dx, widthMm - from[0]],
    [-dy, from[1]],
    [dy, heightMm - from[1]],
  ] as const) {
    if (way === 0 && room < 0) return undefined;
    if (way < 0) enter = Math.max(enter, room / way);
    if (way > 0) leave = Math.min(leave, room / way);
  }
  if (enter > leave) return undefined;
  const at = (share: number): PaperPoint =>
    share === 0 ? from : share === 1 ? to : [from[0] + share * dx, from[1] + share * dy];
  return [at(enter), at(leave)];
}
