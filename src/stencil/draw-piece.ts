import type { PaperPoint } from '../surface/flatten/flat-patch.ts';
import type { StencilOptions } from './options.ts';
import { onPaper, paperLength } from './piece.ts';
import type { MarkPlace, StencilPiece, Trace } from './pieces.ts';
import type { StencilLine } from './skin-lines.ts';
import type { LaidPart } from './split.ts';

/** The direction of a line at its end is read over so many mm. */
const END_MM = 8;

/** What a line's side is called stands so far beside it, mm. */
const SIDE_MM = 6;

/** Lays out one part: turned so that its line runs level, with marks and cuts; places from its own corner. */
export function drawPiece(
  { part, first, last, strip }: LaidPart,
  whole: StencilLine,
  drawn: readonly StencilLine[],
  marks: readonly MarkPlace[],
  { halfWidthMm, mirror }: StencilOptions,
  next: { readonly before?: number; readonly after?: number },
): Pick<
  StencilPiece,
  'paperMm' | 'distortion' | 'widthMm' | 'heightMm' | 'traces' | 'marks' | 'side' | 'joins'
> {
  const flat = strip.flat.moved(levelled(onPaper(strip.flat, part.points).flat(), mirror));
  const trace = (kind: Trace['kind'], runs: readonly PaperPoint[][]): Trace[] =>
    runs.map((points) => ({ kind, points }));
  const line = onPaper(flat, part.points);
  const ends = [
    { at: line[0]![0]!, inward: line[0]!, piece: next.before },
    { at: line.at(-1)!.at(-1)!, inward: line.at(-1)!.toReversed(), piece: next.after },
  ].flatMap(({ piece, ...end }) => (piece === undefined ? [] : [{ ...end, piece }]));
  const traces = [
    ...strip.rim.flatMap((rim) => trace('rim', onPaper(flat, rim))),
    ...drawn.flatMap((other) =>
      other.kind === 'hairline' && whole.kind === 'hairline'
        ? [other.points.slice(0, first + 1), other.points.slice(last)].flatMap((rest) =>
            trace('beyond', onPaper(flat, rest)),
          )
        : trace(
            other.kind === 'hairline' ? 'beyond' : (other.kind as 'zone' | 'midline'),
            onPaper(flat, other.points),
          ),
    ),
    ...trace('line', line),
    ...ends.map(({ at, inward }) => cutAcross(at, inward, halfWidthMm)),
  ];
  const all = traces.flatMap(({ points }) => points);
  const [left, top] = [0, 1].map((axis) => Math.min(...all.map((at) => at[axis]!))) as [
    number,
    number,
  ];
  const shifted = ([x, y]: PaperPoint): PaperPoint => [x - left, y - top];
  const placed = marks.flatMap(({ letter, at }) => {
    const on = flat.place(at);
    return on ? [{ letter, at: on }] : [];
  });
  const busy = [...placed, ...ends].map(({ at }) => at);
  return {
    paperMm: line.reduce((sum, run) => sum + paperLength(run), 0),
    distortion: strip.distortion,
    widthMm: Math.max(...all.map(([x]) => x)) - left,
    heightMm: Math.max(...all.map(([, y]) => y)) - top,
    traces: traces.map(({ kind, points }) => ({ kind, points: points.map(shifted) })),
    marks: placed.map(({ letter, at }) => ({
      letter,
      at: shifted(at),
      label: shifted(clearOf(at, line.flat())),
    })),
    side: shifted(besideLine(line[0]!, busy, mirror)),
    joins: ends.map(({ at, inward, piece }) => ({
      at: shifted(at),
      label: shifted(beyond(at, inward)),
      piece,
    })),
  };
}

/**
 * Turns paper so that a line runs level from right to left, the way the hairline runs for who faces
 * the person, and puts y down as pages count it.
 */
function levelled(line: readonly PaperPoint[], mirror: boolean): (at: PaperPoint) => PaperPoint {
  const [[ax, ay], [bx, by]] = [line[0]!, line.at(-1)!];
  const size = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
  // A border that closes has no chord: it stays as it came out.
  const [cx, cy] = size > 1 ? [(bx - ax) / size, (by - ay) / size] : [-1, 0];
  const side = mirror ? -1 : 1;
  return ([x, y]) => [-side * (cx * x + cy * y), cx * y - cy * x];
}

/** Direction in which a line runs out at its end, of length 1. */
function outward(at: PaperPoint, inward: readonly PaperPoint[]): PaperPoint {
  const from =
    inward.find(([x, y]) => Math.hypot(x - at[0], y - at[1]) >= END_MM) ?? inward.at(-1)!;
  const [dx, dy] = [at[0] - from[0], at[1] - from[1]];
  const size = Math.sqrt(dx * dx + dy * dy);
  return [dx / size, dy / size];
}

/**
 * A place beside a line, as far from letters as the line allows: on the right as it runs, where the
 * hair of a hairline and the inside of a zone are, or on the left in a mirror.
 */
function besideLine(
  line: readonly PaperPoint[],
  busy: readonly PaperPoint[],
  mirror: boolean,
): PaperPoint {
  // Where the line is steep, words beside it run into it.
  const isLevel = (i: number) =>
    Math.abs(line[i + 2]![1] - line[i - 2]![1]) < 0.4 * Math.abs(line[i + 2]![0] - line[i - 2]![0]);
  const room = (i: number) => (isLevel(i) ? nearest(line[i]!, busy) : 0);
  let best = line.length >> 1;
  for (let i = 2; i < line.length - 2; i++) if (room(i) > room(best)) best = i;
  const [at, from, to] = [line[best]!, line[Math.max(0, best - 2)]!, line[best + 2] ?? line[best]!];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const mm = (mirror ? -SIDE_MM : SIDE_MM) / Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
  return [at[0] - dy * mm, at[1] + dx * mm];
}

/** The corner beside a point that is farthest from a line: there a letter is read. */
function clearOf([x, y]: PaperPoint, line: readonly PaperPoint[]): PaperPoint {
  const corners = [
    [x + 2.6, y - 2.8],
    [x - 2.6, y - 2.8],
    [x + 2.6, y + 2.8],
    [x - 2.6, y + 2.8],
  ] as const;
  return corners.reduce((best, at) => (nearest(at, line) > nearest(best, line) + 0.5 ? at : best));
}

function nearest([x, y]: PaperPoint, points: readonly PaperPoint[]): number {
  return Math.min(Number.MAX_VALUE, ...points.map((at) => Math.hypot(at[0] - x, at[1] - y)));
}

/** A line across the strip at one end of its line. */
function cutAcross(at: PaperPoint, inward: readonly PaperPoint[], halfWidthMm: number): Trace {
  const [x, y] = outward(at, inward).map((part) => part * halfWidthMm) as [number, number];
  return {
    kind: 'cut',
    points: [
      [at[0] + y, at[1] - x],
      [at[0] - y, at[1] + x],
    ],
  };
}

/** A place for a word beyond the cut, below the line that goes on there. */
function beyond(at: PaperPoint, inward: readonly PaperPoint[]): PaperPoint {
  const [x, y] = outward(at, inward);
  const down = x > 0 ? 1 : -1;
  return [at[0] + 5.5 * x - 4.5 * down * y, at[1] + 5.5 * y + 4.5 * down * x + 1];
}
