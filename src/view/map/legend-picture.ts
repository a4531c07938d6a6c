import { captionSizePx } from '../../io/caption.ts';
import type { Picture } from '../../io/png.ts';
import { Lettering, LINE_EM, type TypeLine } from '../../type/lettering.ts';
import { lay, type Overlay } from '../../type/overlay.ts';
import type { MapLegend } from '../../words/maps/map-legend.ts';

/** The sheet under a legend, as the strip under captions. */
const SHEET = 'rgba(18, 18, 18, 0.72)';
const LETTERS = '#f4f2ee';
const QUIET = '#c9c6c0';

/** Sizes in sizes of the type. */
const WIDTH_EM = 25;
const MARGIN_EM = 0.8;
const BARS_EM = 3.2;
const RAMP_EM = 0.9;
const SWATCH_EM = 0.8;
const SMALL = 0.86;

/** Most of a picture's width that it may take. */
const MOST_OF_WIDTH = 0.94;

/**
 * Burns a map's legend into the picture's lower left corner, in place: beside the neck of a head that
 * stands upright.
 *
 * @param footPx - Height of what stands below it.
 */
export async function drawLegend(
  picture: Picture,
  legend: MapLegend,
  footPx: number,
): Promise<void> {
  const sizePx = captionSizePx(picture.widthPx, picture.heightPx);
  const gapPx = Math.round(MARGIN_EM * sizePx);
  const widthPx = Math.min(
    Math.round(WIDTH_EM * sizePx),
    Math.round(MOST_OF_WIDTH * picture.widthPx),
  );
  const overlay = await legendOverlay(legend, widthPx, sizePx);
  lay(picture, overlay, gapPx, picture.heightPx - footPx - gapPx - overlay.heightPx);
}

/** The legend by itself. */
async function legendOverlay(legend: MapLegend, widthPx: number, sizePx: number): Promise<Overlay> {
  const em = (of: number) => Math.round(of * sizePx);
  const margin = em(MARGIN_EM);
  const room = widthPx - 2 * margin;
  const small = Math.max(9, Math.round(SMALL * sizePx));
  const assumed = legend.assumed === undefined ? [] : [`Assumed: ${legend.assumed}.`];
  const letters = await Lettering.load([
    legend.title,
    legend.unit,
    ...legend.sentences,
    ...assumed,
  ]);
  const lines: TypeLine[] = [];
  const boxes: Box[] = [];
  let top = margin;
  const write = (text: string, px: number, more: Partial<TypeLine> = {}): void => {
    for (const part of letters.lines(text, px, room, more.bold)) {
      lines.push({ text: part, xPx: margin, topPx: top, sizePx: px, colour: LETTERS, ...more });
      top += Math.round(LINE_EM * px);
    }
  };
  write(legend.unit ? `${legend.title}, ${legend.unit}` : legend.title, sizePx, { bold: true });
  top += em(0.3);
  if (legend.bars.length > 0) {
    boxes.push(...barsOf(legend, { left: margin, top, room, em }));
    top += em(BARS_EM) + em(RAMP_EM) + em(0.15);
    for (const { at, text } of legible(legend.ticks, room, (words) =>
      letters.widthPx(words, small),
    )) {
      const xPx = margin + at * room;
      const align = at < 0.04 ? 'left' : at > 0.96 ? 'right' : 'center';
      lines.push({ text, xPx, topPx: top, sizePx: small, colour: LETTERS, align });
    }
    top += Math.round(LINE_EM * small) + em(0.3);
  }
  for (const { name, colour, area } of legend.kinds) {
    boxes.push({
      left: margin,
      top: top + em(0.3),
      width: em(SWATCH_EM),
      height: em(SWATCH_EM),
      colour,
    });
    const right = { xPx: widthPx - margin, align: 'right' as const };
    lines.push({ text: area, topPx: top, sizePx: small, colour: QUIET, ...right });
    write(name, small, { xPx: margin + em(1.3) });
  }
  if (legend.kinds.length > 0) top += em(0.3);
  for (const text of legend.sentences) write(text, small);
  for (const text of assumed) write(text, small, { colour: QUIET });
  const overlay = letters.overlay(widthPx, top + margin, lines, SHEET);
  for (const box of boxes) fill(overlay, box);
  return overlay;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}

/** The histogram, the ramp under it, and marks for percentiles and contour lines. */
function barsOf(
  { bars, lines, marks }: MapLegend,
  { left, top, room, em }: { left: number; top: number; room: number; em: (of: number) => number },
): Box[] {
  const foot = top + em(BARS_EM);
  const x = (share: number) => left + Math.round(share * room);
  const line = Math.max(1, em(0.07));
  const boxes = bars.flatMap(({ high, colour }, i) => {
    const [from, to] = [x(i / bars.length), x((i + 1) / bars.length)];
    const up = high > 0 ? Math.max(1, Math.round(high * em(BARS_EM - 0.3))) : 0;
    return [
      { left: from, top: foot - up, width: to - from, height: up, colour },
      { left: from, top: foot, width: to - from, height: em(RAMP_EM), colour },
    ];
  });
  for (const { at } of lines) {
    const dark = bars[Math.min(bars.length - 1, Math.floor(at * bars.length))]!.colour;
    boxes.push({
      ...{ left: x(at), top: foot, width: line, height: em(RAMP_EM) },
      colour: isDark(dark) ? '#dddddd' : '#101010',
    });
  }
  if (marks) {
    const [from, to] = [x(marks.p10), x(marks.p90)];
    boxes.push({ left: from, top, width: Math.max(line, to - from), height: line, colour: QUIET });
    boxes.push({
      left: x(marks.median),
      top,
      width: 2 * line,
      height: em(BARS_EM),
      colour: LETTERS,
    });
  }
  return boxes;
}

/** Those of the ticks that stand clear of each other, evenly. */
function legible<T extends { readonly text: string }>(
  ticks: readonly T[],
  room: number,
  widthOf: (text: string) => number,
): readonly T[] {
  const widest = Math.max(0, ...ticks.map(({ text }) => widthOf(text)));
  const step = room / Math.max(1, ticks.length - 1);
  const every = Math.ceil((1.3 * widest) / step);
  return ticks.filter((_, i) => i % Math.max(1, every) === 0);
}

function fill(
  { widthPx, heightPx, rgba }: Overlay,
  { left, top, width, height, colour }: Box,
): void {
  const word = Number.parseInt(colour.slice(1), 16);
  for (let y = Math.max(0, top); y < Math.min(heightPx, top + height); y++) {
    for (let x = Math.max(0, left); x < Math.min(widthPx, left + width); x++) {
      rgba.set([word >> 16, (word >> 8) & 255, word & 255, 255], 4 * (y * widthPx + x));
    }
  }
}

function isDark(colour: string): boolean {
  const word = Number.parseInt(colour.slice(1), 16);
  return 0.3 * (word >> 16) + 0.59 * ((word >> 8) & 255) + 0.11 * (word & 255) < 110;
}
