import { isRightToLeft, Lettering, LINE_EM, type TypeLine } from '../type/lettering.ts';
import { lay, type Overlay } from '../type/overlay.ts';
import type { Picture } from './png.ts';

/** Smallest picture whose caption can be read, px. */
export const SMALLEST_PICTURE_PX = 160;

/** Shorter side of the picture in sizes of the type, and the smallest type that can be read, px. */
const SIDE_PER_SIZE = 56;
const SMALLEST_TYPE_PX = 11;

const STRIP = 'rgba(18, 18, 18, 0.66)';
const LETTERS = '#f4f2ee';

/** Around the lines, in sizes of the type. */
const MARGIN_EM = 0.7;

/** Share of a picture's height that a caption may take before its type gets smaller, and how small. */
const MOST_OF_HEIGHT = 0.45;
const SQUEEZED_TYPE_PX = 6;

/** Size of the type on a picture, px. */
export function captionSizePx(widthPx: number, heightPx: number): number {
  return Math.max(SMALLEST_TYPE_PX, Math.round(Math.min(widthPx, heightPx) / SIDE_PER_SIZE));
}

/**
 * Burns lines of text into a strip along the bottom of the picture, in place. Lines too long are
 * broken, so that nothing is cut off; lines from right to left stand at the right.
 */
export async function drawCaption(picture: Picture, lines: readonly string[]): Promise<void> {
  const { widthPx, heightPx } = picture;
  const strip = await captionStrip(widthPx, heightPx, lines);
  lay(picture, strip, 0, heightPx - strip.heightPx);
}

/** The strip of a caption by itself, for pictures of one size that share it. */
export async function captionStrip(
  widthPx: number,
  heightPx: number,
  lines: readonly string[],
): Promise<Overlay> {
  const letters = await Lettering.load(lines);
  let sizePx = captionSizePx(widthPx, heightPx);
  let block = blockOf(letters, widthPx, lines, sizePx);
  while (block.heightPx > MOST_OF_HEIGHT * heightPx && sizePx > SQUEEZED_TYPE_PX) {
    block = blockOf(letters, widthPx, lines, --sizePx);
  }
  return letters.overlay(widthPx, block.heightPx, block.lines, STRIP);
}

/** Lines placed below each other, in type of one size. */
function blockOf(
  letters: Lettering,
  widthPx: number,
  lines: readonly string[],
  sizePx: number,
): { readonly heightPx: number; readonly lines: readonly TypeLine[] } {
  const margin = Math.round(MARGIN_EM * sizePx);
  const step = Math.round(LINE_EM * sizePx);
  const room = Math.max(sizePx, widthPx - 2 * margin);
  const placed: TypeLine[] = [];
  for (const line of lines) {
    const rightToLeft = isRightToLeft(line);
    const side = rightToLeft
      ? ({ xPx: widthPx - margin, align: 'right' } as const)
      : ({ xPx: margin, align: 'left' } as const);
    for (const text of letters.lines(line, sizePx, room)) {
      const topPx = margin + step * placed.length;
      placed.push({ text, topPx, sizePx, colour: LETTERS, rightToLeft, ...side });
    }
  }
  return { heightPx: 2 * margin + step * placed.length, lines: placed };
}
