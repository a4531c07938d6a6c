import type { Picture } from '../../io/png.ts';
import { Lettering, LINE_EM } from '../../type/lettering.ts';
import { lay } from '../../type/overlay.ts';
import type { LineNumber } from './line-numbers.ts';

/** Room beside a number on its line, in sizes of the type. */
const BESIDE_EM = 0.25;

/** Burns the numbers of contour lines into a picture, in place: each breaks its line. */
export async function drawLineNumbers(
  picture: Picture,
  numbers: readonly LineNumber[],
  sizePx: number,
): Promise<void> {
  if (numbers.length === 0) return;
  const letters = await Lettering.load(numbers.map(({ text }) => text));
  const heightPx = Math.round(LINE_EM * sizePx);
  for (const { xPx, yPx, text, colour } of numbers) {
    const widthPx = Math.ceil(letters.widthPx(text, sizePx) + 2 * BESIDE_EM * sizePx);
    const line = { text, xPx: widthPx / 2, topPx: 0, sizePx, align: 'center' as const };
    const ink = inkOn(colour);
    const overlay = letters.overlay(widthPx, heightPx, [{ ...line, colour: ink }], colour);
    lay(picture, overlay, Math.round(xPx - widthPx / 2), Math.round(yPx - heightPx / 2));
  }
}

/** Black or white, whatever is read more easily on a colour as `#rrggbb`. */
export function inkOn(colour: string): string {
  const word = Number.parseInt(colour.slice(1), 16);
  const light = 0.3 * (word >> 16) + 0.59 * ((word >> 8) & 255) + 0.11 * (word & 255);
  return light < 120 ? '#ffffff' : '#101010';
}
