import { numberWords } from '../base/language/formats.ts';
import { say } from '../base/language/say.ts';
import type { PaperPoint } from '../surface/flatten/flat-patch.ts';
import { clipped, path, type Shape, text } from './drawing.ts';
import type { StencilPiece } from './pieces.ts';

/** A piece with its caption, or one tile of it, as it goes on a page; places from its upper left corner. */
export interface Block {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly shapes: readonly Shape[];
  /** Piece and tile in words, for who cannot see it. */
  readonly about: string;
}

/** Height of the caption above a piece, mm. */
const CAPTION_MM = 13;
/** Tiles of a piece too large for a page share so much of it, mm. */
export const OVERLAP_MM = 10;
/** Arms of a crosshair, mm. */
const ARM_MM = 3;

/** Blocks of a piece that fit a room, mm: one, turned if it must be, or tiles that overlap. */
export function blocksOf(
  piece: StencilPiece,
  room: { readonly widthMm: number; readonly heightMm: number },
): Block[] {
  const highMm = room.heightMm - CAPTION_MM;
  const fits = (width: number, height: number) => width <= room.widthMm && height <= highMm;
  const isTurned = !fits(piece.widthMm, piece.heightMm) && fits(piece.heightMm, piece.widthMm);
  const [widthMm, heightMm] = isTurned
    ? [piece.heightMm, piece.widthMm]
    : [piece.widthMm, piece.heightMm];
  const turn = (at: PaperPoint): PaperPoint => (isTurned ? [at[1], piece.widthMm - at[0]] : at);
  const count = (size: number, most: number) =>
    size <= most ? 1 : Math.ceil((size - OVERLAP_MM) / (most - OVERLAP_MM));
  const [columns, rows] = [count(widthMm, room.widthMm), count(heightMm, highMm)];
  const tileWide = (widthMm + (columns - 1) * OVERLAP_MM) / columns;
  const tileHigh = (heightMm + (rows - 1) * OVERLAP_MM) / rows;
  const drawn = pieceShapes(piece, turn);
  return Array.from({ length: columns * rows }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const tile = columns * rows > 1 ? `tile ${i + 1} of ${columns * rows}` : '';
    const [left, top] = [column * (tileWide - OVERLAP_MM), row * (tileHigh - OVERLAP_MM)];
    const shapes = [
      ...captionOf(piece, tile),
      ...placed(drawn, -left, -top, tileWide, tileHigh),
      ...placed(
        seams(columns, rows, tileWide, tileHigh, column, row),
        -left,
        -top,
        tileWide,
        tileHigh,
      ),
    ];
    return {
      widthMm: tileWide,
      heightMm: tileHigh + CAPTION_MM,
      shapes,
      about: [titleOf(piece), tile].filter(Boolean).join(', '),
    };
  });
}

/** What a piece is called. */
export function titleOf({ number, kind, name, part, parts }: StencilPiece): string {
  const what = kind === 'zone' ? say('border of zone “{name}”', { name }) : say('hairline');
  return parts > 1
    ? `Piece ${number}: ${what}, part ${part} of ${parts}`
    : `Piece ${number}: ${what}`;
}

function captionOf(piece: StencilPiece, tile: string): Shape[] {
  const { skinMm, paperMm, distortion } = piece;
  const mm = (value: number) => value.toFixed(1);
  return [
    text([0, 4], [titleOf(piece), tile].filter(Boolean).join(' · '), { sizeMm: 3.6, bold: true }),
    text(
      [0, 8.4],
      say(
        'Line: {skinMm} mm along the skin, {paperMm} mm on this paper. Other distances: {meanMm} mm off on average, {worstMm} mm at worst (over {worstOverMm} mm).',
        {
          skinMm: mm(skinMm),
          paperMm: mm(paperMm),
          meanMm: numberWords(distortion.meanMm, 2),
          worstMm: numberWords(distortion.worstMm, 2),
          worstOverMm: Math.round(distortion.worstOverMm),
        },
      ),
      { sizeMm: 2.5 },
    ),
  ];
}

/** Everything on a piece, before it is cut into tiles. */
function pieceShapes(piece: StencilPiece, turn: (at: PaperPoint) => PaperPoint): Shape[] {
  return [
    ...piece.traces.map(({ kind, points }) => path(kind, points.map(turn))),
    text(
      moved(turn(piece.side), 0, 0.8),
      piece.kind === 'zone' ? say('in the zone') : say('to be treated'),
      {
        sizeMm: 2.4,
        align: 'center',
      },
    ),
    ...piece.marks.flatMap(({ letter, at, label }) => [
      ...crosshair(turn(at)),
      text(moved(turn(label), 0, 1.2), letter, { sizeMm: 3.4, bold: true, align: 'center' }),
    ]),
    ...piece.joins.map(({ label, piece: other }) =>
      text(turn(label), `to ${other}`, { sizeMm: 3, bold: true, align: 'center' }),
    ),
  ];
}

/** A cross whose middle is the place. */
export function crosshair([x, y]: PaperPoint, armMm = ARM_MM): Shape[] {
  return [
    path('cross', [
      [x - armMm, y],
      [x + armMm, y],
    ]),
    path('cross', [
      [x, y - armMm],
      [x, y + armMm],
    ]),
  ];
}

/** Edges and crosshairs by which a tile is laid over its neighbours. */
function seams(
  columns: number,
  rows: number,
  wide: number,
  high: number,
  column: number,
  row: number,
): Shape[] {
  const shapes: Shape[] = [];
  const [left, top] = [column * (wide - OVERLAP_MM), row * (high - OVERLAP_MM)];
  const at = (x: number, y: number) => [left + x, top + y] as const;
  const marksAlong = (place: (share: number) => PaperPoint): void => {
    for (const share of [0.2, 0.8]) shapes.push(...crosshair(place(share)));
  };
  for (const [has, x] of [
    [column > 0, OVERLAP_MM],
    [column < columns - 1, wide - OVERLAP_MM],
  ] as const) {
    if (!has) continue;
    shapes.push(path('tile', [at(x, 0), at(x, high)]));
    marksAlong((share) => at(x + (x === OVERLAP_MM ? -0.5 : 0.5) * OVERLAP_MM, share * high));
  }
  for (const [has, y] of [
    [row > 0, OVERLAP_MM],
    [row < rows - 1, high - OVERLAP_MM],
  ] as const) {
    if (!has) continue;
    shapes.push(path('tile', [at(0, y), at(wide, y)]));
    marksAlong((share) => at(share * wide, y + (y === OVERLAP_MM ? -0.5 : 0.5) * OVERLAP_MM));
  }
  return shapes;
}

/** Shapes moved below the caption, and what leaves the tile cut off. */
function placed(
  shapes: readonly Shape[],
  dx: number,
  dy: number,
  widthMm: number,
  heightMm: number,
): Shape[] {
  return shapes.flatMap((shape): Shape[] => {
    if (shape.shape === 'text') {
      const [x, y] = moved(shape.at, dx, dy);
      const isIn = x >= 0 && y >= 0 && x <= widthMm && y <= heightMm;
      return isIn ? [{ ...shape, at: [x, y + CAPTION_MM] }] : [];
    }
    const points = shape.points.map((at) => moved(at, dx, dy));
    return clipped(points, widthMm, heightMm).map((run) =>
      path(
        shape.stroke,
        run.map((at) => moved(at, 0, CAPTION_MM)),
      ),
    );
  });
}

function moved([x, y]: PaperPoint, dx: number, dy: number): PaperPoint {
  return [x + dx, y + dy];
}
