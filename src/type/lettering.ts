import { brokenLines } from './break-lines.ts';
import type { Canvas2d, Canvases } from './canvas.ts';
import { canvasesFor } from './open-canvases.ts';
import { type Ground, lay, type Overlay } from './overlay.ts';

/** Height of a line, and from its top to where letters stand, in sizes of the type. */
export const LINE_EM = 1.36;
const BASELINE_EM = 1.04;

/** A line of text and where it goes. */
export interface TypeLine {
  readonly text: string;
  /** Left end, middle or right end, as `align` says. */
  readonly xPx: number;
  /** Upper edge of the line, which is {@link LINE_EM} sizes high. */
  readonly topPx: number;
  readonly sizePx: number;
  readonly bold?: boolean;
  /** As CSS writes it. Default black. */
  readonly colour?: string;
  /** Default `left`, for text from right to left as well. */
  readonly align?: 'left' | 'center' | 'right';
  /** Default: as its first letter runs. To be told where a line is but a part of a longer text. */
  readonly rightToLeft?: boolean;
}

/**
 * Sets text in one typeface, any script: shaped, and from right to left where it is. The same text
 * gives the same pixels on one machine; page and Node rasterise differently.
 */
export class Lettering {
  readonly #canvases: Canvases;
  readonly #measure: Canvas2d;

  private constructor(canvases: Canvases) {
    this.#canvases = canvases;
    this.#measure = canvases.open(1, 1);
  }

  /** Loads what these texts need; others may come out in the system's own fonts. */
  static async load(texts: readonly string[]): Promise<Lettering> {
    // Digits and signs of labels are always there.
    return new Lettering(await canvasesFor(`0 ${texts.map(printable).join(' ')}`));
  }

  /** How far a line reaches, px. */
  widthPx(text: string, sizePx: number, bold = false): number {
    this.#measure.font = this.#font(sizePx, bold);
    return this.#measure.measureText(printable(text)).width;
  }

  /** The text in lines that fit the room, px. */
  lines(text: string, sizePx: number, roomPx: number, bold = false): string[] {
    return brokenLines(printable(text), roomPx, (line) => this.widthPx(line, sizePx, bold));
  }

  /** Lines on a clear sheet, or on one of a colour as CSS writes it. */
  overlay(
    widthPx: number,
    heightPx: number,
    lines: readonly TypeLine[],
    background?: string,
  ): Overlay {
    const canvas = this.#canvases.open(widthPx, heightPx);
    if (background !== undefined) {
      canvas.fillStyle = background;
      canvas.fillRect(0, 0, widthPx, heightPx);
    }
    canvas.textBaseline = 'alphabetic';
    for (const line of lines) {
      const { text, sizePx } = line;
      canvas.font = this.#font(sizePx, line.bold ?? false);
      canvas.fillStyle = line.colour ?? '#000';
      canvas.direction = (line.rightToLeft ?? isRightToLeft(text)) ? 'rtl' : 'ltr';
      canvas.textAlign = line.align ?? 'left';
      canvas.fillText(printable(text), line.xPx, line.topPx + BASELINE_EM * sizePx);
    }
    return { widthPx, heightPx, rgba: canvas.getImageData(0, 0, widthPx, heightPx).data };
  }

  /** Draws one line into the picture, in place, clipped to it. */
  draw(picture: Ground, line: TypeLine): void {
    const { align = 'left', sizePx, text, bold } = line;
    // Slanted and swashed letters reach beyond their width.
    const reach = Math.ceil(sizePx / 2);
    const width = Math.ceil(this.widthPx(text, sizePx, bold));
    const start = { left: 0, center: width / 2, right: width }[align];
    const [left, top] = [Math.floor(line.xPx - start) - reach, Math.floor(line.topPx)];
    const placed = { ...line, xPx: line.xPx - left, topPx: line.topPx - top };
    const high = Math.ceil(LINE_EM * sizePx) + 1;
    lay(picture, this.overlay(width + 2 * reach + 1, high, [placed]), left, top);
  }

  #font(sizePx: number, bold: boolean): string {
    return `${bold ? 600 : 400} ${sizePx}px ${this.#canvases.families}`;
  }
}

/** Runs of another direction that are kept apart: they do not decide the line's. */
const ISOLATES = /[\u2066-\u2068][^\u2069]*\u2069?/gu;

const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Whether a line runs from right to left, as its first letter does (Unicode UAX 9, P2 and P3). */
export function isRightToLeft(text: string): boolean {
  const [first = ''] = /\p{L}/u.exec(text.replace(ISOLATES, '')) ?? [];
  return RIGHT_TO_LEFT.test(first);
}

/** One line of characters that can be drawn: no line ends, control signs or halves of letters. */
function printable(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/\p{Cs}/gu, '\ufffd');
}
