import { isRightToLeft, Lettering, LINE_EM, type TypeLine } from '../type/lettering.ts';
import { lay } from '../type/overlay.ts';
import type { Picture } from './png.ts';

/** Words around pictures in a grid. */
export interface GridWords {
  readonly title: string;
  readonly about: string;
  readonly columns: readonly string[];
  /** Empty for none. */
  readonly rows: readonly string[];
  /** Across the foot. */
  readonly limits: string;
}

const PAPER = '#fafaf8';
const INK = '#1e1e1e';
const QUIET = '#55534f';

/** Shorter side of a cell in sizes of the type, and its bounds, px. */
const CELL_PER_SIZE = 25;
const SIZE_PX = [10, 30] as const;

/** In sizes of the type: of the title, around all, between pictures, room of a row's name. */
const TITLE_EM = 1.35;
const MARGIN_EM = 0.9;
const GAP_EM = 0.35;
const ROW_NAME_EM = 6;

/**
 * Sets pictures of one size into a grid, row by row, with a name over each column and beside each row.
 * As many columns as there are names.
 */
export async function pictureGrid(
  words: GridWords,
  cells: readonly Picture[],
): Promise<Picture & { readonly rgba: Uint8Array }> {
  const { columns, rows } = words;
  const [{ widthPx: cellWide, heightPx: cellHigh } = { widthPx: 0, heightPx: 0 }] = cells;
  const letters = await Lettering.load([
    words.title,
    words.about,
    words.limits,
    ...columns,
    ...rows,
  ]);
  const wanted = Math.round(Math.min(cellWide, cellHigh) / CELL_PER_SIZE);
  const sizePx = Math.min(SIZE_PX[1], Math.max(SIZE_PX[0], wanted));
  const step = Math.round(LINE_EM * sizePx);
  const [margin, gap] = [Math.round(MARGIN_EM * sizePx), Math.max(2, Math.round(GAP_EM * sizePx))];
  const left = margin + (rows.length > 0 ? Math.round((ROW_NAME_EM + GAP_EM) * sizePx) : 0);
  const widthPx = left + columns.length * (cellWide + gap) - gap + margin;
  const room = widthPx - 2 * margin;

  const lines: TypeLine[] = [];
  let y = margin;
  const column = (text: string, style: Pick<TypeLine, 'sizePx' | 'bold' | 'colour'>): void => {
    const rightToLeft = isRightToLeft(text);
    for (const line of letters.lines(text, style.sizePx, room, style.bold)) {
      const xPx = rightToLeft ? widthPx - margin : margin;
      const align = rightToLeft ? ('right' as const) : ('left' as const);
      lines.push({ ...style, text: line, topPx: y, xPx, align, rightToLeft });
      y += Math.round(LINE_EM * style.sizePx);
    }
  };
  const name = { sizePx, bold: true, colour: INK };
  column(words.title, { ...name, sizePx: Math.round(TITLE_EM * sizePx) });
  column(words.about, { sizePx, colour: QUIET });
  y += gap;

  const heads = columns.map((text) => letters.lines(text, sizePx, cellWide, true));
  const deepest = Math.max(...heads.map(({ length }) => length));
  heads.forEach((head, i) => {
    const xPx = left + i * (cellWide + gap) + cellWide / 2;
    head.forEach((text, k) => {
      // The last lines of all stand just above their pictures.
      const topPx = y + (deepest - head.length + k) * step;
      lines.push({
        ...name,
        text,
        xPx,
        topPx,
        align: 'center',
        rightToLeft: isRightToLeft(columns[i]!),
      });
    });
  });
  y += deepest * step + gap;

  const top = y;
  const down = Math.ceil(cells.length / columns.length);
  rows.forEach((text, i) => {
    const named = letters.lines(text, sizePx, ROW_NAME_EM * sizePx, true);
    const topPx = top + i * (cellHigh + gap) + (cellHigh - named.length * step) / 2;
    named.forEach((line, k) => {
      lines.push({ ...name, text: line, xPx: margin, topPx: Math.round(topPx + k * step) });
    });
  });
  y += down * (cellHigh + gap);
  column(words.limits, { sizePx, colour: INK });

  const heightPx = y + Math.round(margin / 2);
  const sheet = letters.overlay(widthPx, heightPx, lines, PAPER);
  const rgba = new Uint8Array(sheet.rgba.buffer, sheet.rgba.byteOffset, sheet.rgba.byteLength);
  const picture = { widthPx, heightPx, rgba };
  cells.forEach((cell, i) => {
    const x = left + (i % columns.length) * (cellWide + gap);
    const cellTop = top + Math.floor(i / columns.length) * (cellHigh + gap);
    lay(picture, { ...cell, rgba: new Uint8ClampedArray(cell.rgba) }, x, cellTop);
  });
  return picture;
}
