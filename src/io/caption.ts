import { FONT_ROWS, glyphOf } from './pixel-font.ts';
import { plainText } from './plain-text.ts';
import type { Picture } from './png.ts';

/** Smallest picture whose caption can be read, px. */
export const SMALLEST_PICTURE_PX = 160;

/** Shorter side per pixel of the font, px: letters are about a sixtieth of it high. */
const SIDE_PER_DOT_PX = 450;

/** Strip and letters over the picture: shade 0 to 255 and how much of it, 0 to 1. */
const STRIP = { shade: 18, cover: 0.62 };
const LETTERS = { shade: 240, cover: 0.94 };

/** In font pixels. */
const LETTER_GAP = 1;
const LINE_STEP = FONT_ROWS + 3;
const MARGIN = 6;

/**
 * Burns lines of text into a strip along the bottom of the picture, in place. Lines too long are
 * broken at spaces, so nothing is ever cut off.
 */
export function drawCaption(picture: Picture, lines: readonly string[]): void {
  const { widthPx, heightPx } = picture;
  const scale = Math.max(1, Math.round(Math.min(widthPx, heightPx) / SIDE_PER_DOT_PX));
  const room = Math.floor(widthPx / scale) - 2 * MARGIN;
  const broken = lines.flatMap((line) => brokenLines(plainText(line), room));
  const stripPx = scale * (2 * MARGIN + LINE_STEP * broken.length - (LINE_STEP - FONT_ROWS));
  const topPx = Math.max(0, heightPx - stripPx);
  blend(picture, 0, topPx, widthPx, heightPx - topPx, STRIP);
  broken.forEach((line, i) => {
    const linePx = topPx + scale * (MARGIN + LINE_STEP * i);
    drawText(picture, line, scale * MARGIN, linePx, scale, LETTERS);
  });
}

/** Width of a line in font pixels. */
export function lineWidth(line: string): number {
  let width = 0;
  for (const letter of line) width += glyphOf(letter).length + LETTER_GAP;
  return width;
}

function brokenLines(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => chopped(long, room))) {
    const longer = line ? `${line} ${word}` : word;
    if (lineWidth(longer) <= room) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].filter((one) => one !== '');
}

/** A word that is longer than a line, in pieces that are not. */
function chopped(word: string, room: number): string[] {
  const pieces = [''];
  for (const letter of word) {
    const piece = pieces.at(-1)! + letter;
    if (lineWidth(piece) <= room) pieces[pieces.length - 1] = piece;
    else pieces.push(letter);
  }
  return pieces;
}

/** A shade of grey, 0 to 255, and how much of it is laid on, 0 to 1. */
export interface Ink {
  readonly shade: number;
  readonly cover: number;
}

/** Draws one line of text into the picture, in place. `scale` pixels a dot of the font. */
export function drawText(
  picture: Picture,
  line: string,
  leftPx: number,
  topPx: number,
  scale: number,
  ink: Ink,
): void {
  let x = leftPx;
  for (const letter of plainText(line)) {
    const glyph = glyphOf(letter);
    for (const bits of glyph) {
      for (let row = 0; row < FONT_ROWS; row++) {
        if (bits & (1 << row)) blend(picture, x, topPx + scale * row, scale, scale, ink);
      }
      x += scale;
    }
    x += scale * LETTER_GAP;
  }
}

/** Lays a shade over a rectangle, clipped to the picture. Whole numbers, so bytes never differ. */
function blend(
  { widthPx, heightPx, rgba }: Picture,
  left: number,
  top: number,
  width: number,
  height: number,
  { shade, cover }: Ink,
): void {
  const weight = Math.round(256 * cover);
  for (let y = top; y < Math.min(top + height, heightPx); y++) {
    for (let x = left; x < Math.min(left + width, widthPx); x++) {
      const at = 4 * (y * widthPx + x);
      for (let channel = 0; channel < 3; channel++) {
        rgba[at + channel] = (rgba[at + channel]! * (256 - weight) + shade * weight) >> 8;
      }
      rgba[at + 3] = 255;
    }
  }
}
