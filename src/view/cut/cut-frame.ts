import type { Cut } from '../../engine/cut/cut.ts';
import { DEPTH_SCALE_MM } from '../../ink/depth-bands.ts';
import type { Place } from './shape.ts';

/** Skin seen from above over the cut, from its middle to both sides, mm. */
export const MACRO_HALF_MM = 0.7;
/** Air over the skin, for the needle, mm. */
const AIR_MM = 0.7;

/** Narrower drawings, in sizes of their letters, have no plot beside the cut. */
const WIDE_EM = 38;

/** A box on a drawing, px; whole numbers. */
export interface Box {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** How a cut lies on its drawing: one scale for widths and depths. */
export interface CutFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Of letters. */
  readonly sizePx: number;
  readonly pxPerMm: number;
  /** The skin from above; the cut with the air over it; what is plotted beside it by depth. */
  readonly macro: Box;
  readonly cut: Box;
  readonly plot: Box;
  /** Where the skin begins. */
  readonly skinTopPx: number;
  /** Places of the cut on the drawing; depth from the surface down, air negative. */
  at(alongMm: number, depthMm: number): Place;
  /** Back again. */
  alongMm(xPx: number): number;
  depthMm(yPx: number): number;
}

/**
 * Lays a cut out in a width. Letters follow it, so that a wall can be read from afar.
 *
 * @param pixelRatio - Pixels of the drawing in one of the page.
 */
export function cutFrame({ line }: Pick<Cut, 'line'>, widthPx: number, pixelRatio = 1): CutFrame {
  const sizePx = Math.round(Math.min(30, Math.max(12, widthPx / pixelRatio / 42)) * pixelRatio);
  const leftPx = Math.round(2.7 * sizePx);
  // Where there is no room for both, the cut comes first.
  const hasPlot = widthPx >= WIDE_EM * sizePx;
  const plotPx = hasPlot ? Math.round(Math.min(0.24 * widthPx, 12 * sizePx)) : 0;
  const gapPx = Math.round((hasPlot ? 0.7 : 0.2) * sizePx);
  const cutPx = widthPx - leftPx - plotPx - gapPx;
  const pxPerMm = cutPx / line.lengthMm;
  const mm = (of: number) => Math.round(of * pxPerMm);
  const titlePx = Math.round(1.6 * sizePx);
  const macro = { leftPx, topPx: titlePx, widthPx: cutPx, heightPx: mm(2 * MACRO_HALF_MM) };
  const top = macro.topPx + macro.heightPx + titlePx;
  const cut = { leftPx, topPx: top, widthPx: cutPx, heightPx: mm(AIR_MM + DEPTH_SCALE_MM) };
  const skinTopPx = top + mm(AIR_MM);
  const plot = {
    leftPx: leftPx + cutPx + gapPx,
    topPx: skinTopPx,
    widthPx: plotPx,
    heightPx: top + cut.heightPx - skinTopPx,
  };
  const middlePx = leftPx + cutPx / 2;
  return {
    widthPx,
    heightPx: top + cut.heightPx + Math.round(0.5 * sizePx),
    sizePx,
    pxPerMm,
    macro,
    cut,
    plot,
    skinTopPx,
    at: (alongMm, depthMm) => [middlePx + alongMm * pxPerMm, skinTopPx + depthMm * pxPerMm],
    alongMm: (xPx) => (xPx - middlePx) / pxPerMm,
    depthMm: (yPx) => (yPx - skinTopPx) / pxPerMm,
  };
}
