import type { Cut } from '../../engine/cut/cut.ts';
import type { Picture } from '../../io/png.ts';
import { Lettering, LINE_EM } from '../../type/lettering.ts';
import { canvasesFor } from '../../type/open-canvases.ts';
import { lay } from '../../type/overlay.ts';
import { type CutFrame, cutFrame } from './cut-frame.ts';
import { chosenDot, cutShapes } from './cut-shapes.ts';
import { macroShapes } from './macro-shapes.ts';
import { paintShapes } from './paint.ts';
import type { Palette, Shape } from './shape.ts';

/** What goes onto a sheet. */
export interface Sheet {
  readonly cut: Cut;
  /** Id of the dot that is looked at. */
  readonly chosen: number | undefined;
  readonly frame: CutFrame;
  /** Paths of light and the like, over the cut. */
  readonly over?: readonly Shape[];
}

/** Shapes of a sheet: those below the picture from above, and those over it. */
export function sheetShapes({ cut, chosen, frame, over = [] }: Sheet): {
  readonly below: Shape[];
  readonly above: Shape[];
} {
  const { macro, sizePx } = frame;
  const title = (text: string, topPx: number): Shape => ({
    kind: 'text',
    role: 'words',
    text,
    at: [frame.cut.leftPx, topPx - 0.45 * sizePx],
    sizePx,
    bold: true,
  });
  return {
    below: [
      ...cutShapes(cut, frame, chosen),
      ...over,
      title('From above', macro.topPx),
      title('The same dots in a cut', frame.cut.topPx),
    ],
    above: macroShapes(chosenDot(cut, chosen), frame),
  };
}

/**
 * A sheet as a picture with sentences below: for files.
 *
 * @param macro - The skin from above, four bytes a pixel, as large as `cutFrame` has room for it.
 */
export async function cutPicture(
  sheet: Omit<Sheet, 'frame'>,
  macro: Uint8Array | undefined,
  widthPx: number,
  sentences: readonly string[],
  palette: Palette,
): Promise<Picture> {
  const frame = cutFrame(sheet.cut, widthPx);
  const { below, above } = sheetShapes({ ...sheet, frame });
  const letters = await Lettering.load(sentences);
  const canvases = await canvasesFor(textOf([...below, ...above]));
  const { sizePx } = frame;
  const marginPx = Math.round(0.8 * sizePx);
  const rows = sentences.flatMap((text) => letters.lines(text, sizePx, widthPx - 2 * marginPx));
  const stepPx = Math.round(LINE_EM * sizePx);
  const heightPx = frame.heightPx + rows.length * stepPx + marginPx;
  const painted = (shapes: readonly Shape[], paper?: string) => {
    const canvas = canvases.open(widthPx, heightPx);
    if (paper !== undefined) {
      canvas.fillStyle = paper;
      canvas.fillRect(0, 0, widthPx, heightPx);
    }
    paintShapes(canvas, shapes, palette, canvases.families);
    return { widthPx, heightPx, rgba: canvas.getImageData(0, 0, widthPx, heightPx).data };
  };
  const ground = painted(below, palette.air);
  const picture: Picture = { widthPx, heightPx, rgba: Uint8Array.from(ground.rgba) };
  if (macro) {
    const { leftPx, topPx, ...size } = frame.macro;
    lay(picture, { ...size, rgba: new Uint8ClampedArray(macro) }, leftPx, topPx);
    lay(picture, painted(above), 0, 0);
  }
  const lines = rows.map((text, row) => ({
    text,
    xPx: marginPx,
    topPx: stepPx * row,
    sizePx,
    colour: palette.words,
  }));
  lay(picture, letters.overlay(widthPx, rows.length * stepPx + 1, lines), 0, frame.heightPx);
  return picture;
}

function textOf(shapes: readonly Shape[]): string {
  return shapes.map((shape) => (shape.kind === 'text' ? shape.text : '')).join(' ');
}
