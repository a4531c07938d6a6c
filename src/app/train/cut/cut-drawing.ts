import { say } from '../../../base/language/say.ts';
import type { Cut, CutDot } from '../../../engine/cut/cut.ts';
import type { Plan } from '../../../plan/schema.ts';
import { type CutFrame, cutFrame } from '../../../view/cut/cut-frame.ts';
import { sheetShapes } from '../../../view/cut/cut-sheet.ts';
import { macroPlace } from '../../../view/cut/macro-shapes.ts';
import { needleGrips } from '../../../view/cut/needle-shapes.ts';
import { paintShapes } from '../../../view/cut/paint.ts';
import { DARK_PALETTE, LIGHT_PALETTE, type Shape } from '../../../view/cut/shape.ts';
import { cutSentences } from '../../../words/cut.ts';
import { el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import type { CutDesk } from './cut-desk.ts';
import { makeGrip, strokesAndDepth, tilt } from './cut-grips.ts';

/** A drawing of the cut on the page, and what it takes to keep it. */
export interface CutDrawing {
  readonly element: HTMLElement;
  /** Draws again; what lies over the cut may have changed. */
  redraw(): void;
  /** Stops following the cut. */
  close(): void;
}

/** More pixels than eyes tell apart are not drawn. */
const MOST_RATIO = 2;

/**
 * The cut and the skin over it as they are now, with grips for the hand: both from the engine's
 * buffers, at one scale.
 *
 * @param over - What lies over the cut: paths of light.
 */
export function makeCutDrawing(
  page: Page,
  desk: CutDesk,
  over: (cut: Cut, frame: CutFrame) => readonly Shape[],
): CutDrawing {
  const canvas = el('canvas', {
    class: 'cut-canvas',
    role: 'img',
    'aria-label': say('The skin cut open, being drawn'),
  });
  const tip = makeGrip(page, desk, strokesAndDepth(say('Needle tip in the cut')));
  const shaft = makeGrip(page, desk, tilt());
  const macro = makeGrip(page, desk, strokesAndDepth(say('Dot from above')));
  const grips = [macro, tip, shaft];
  const stage = el('div', { class: 'cut-stage' }, canvas, ...grips.map(({ element }) => element));
  const words = el('figcaption', { class: 'quiet cut-words' });
  const element = el('figure', { class: 'cut-drawing', hidden: true }, stage, words);
  let above: { readonly cut: Cut; readonly picture: ImageData } | undefined;

  const draw = (): void => {
    const { cut, dot } = desk;
    const width = stage.clientWidth;
    element.hidden = !cut;
    if (!cut || !width) return;
    const ratio = Math.min(MOST_RATIO, devicePixelRatio || 1);
    const frame = cutFrame(cut, Math.round(width * ratio), ratio);
    if (canvas.width !== frame.widthPx || canvas.height !== frame.heightPx) {
      [canvas.width, canvas.height] = [frame.widthPx, frame.heightPx];
      canvas.style.height = `${frame.heightPx / ratio}px`;
    }
    paint(canvas, cut, dot, frame, above?.picture, over(cut, frame));
    const sentences = cutSentences(cut, dot);
    words.textContent = sentences.join(' ');
    canvas.setAttribute('aria-label', `Cut through the skin. ${sentences.join(' ')}`);
    place(grips, cut.plan, dot, frame, ratio);
    if (above?.cut !== cut || above.picture.width !== frame.macro.widthPx) void fetch(cut, frame);
  };
  let isFetching = false;
  const fetch = async (cut: Cut, frame: CutFrame): Promise<void> => {
    if (isFetching) return;
    isFetching = true;
    const bytes = await desk.macro(frame);
    isFetching = false;
    if (!bytes) return;
    const { widthPx, heightPx } = frame.macro;
    const picture = new ImageData(new Uint8ClampedArray(bytes), widthPx, heightPx);
    above = { cut, picture };
    draw();
  };
  const size = new ResizeObserver(draw);
  size.observe(stage.parentElement ?? stage);
  const theme = new MutationObserver(draw);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const stop = desk.listen(() => {
    element.hidden = false;
    draw();
  });
  return {
    element,
    redraw: draw,
    close: () => {
      stop();
      size.disconnect();
      theme.disconnect();
    },
  };
}

/** The palette of the page as it is now. */
export function pagePalette() {
  return document.documentElement.dataset.theme === 'dark' ? DARK_PALETTE : LIGHT_PALETTE;
}

function paint(
  canvas: HTMLCanvasElement,
  cut: Cut,
  dot: CutDot | undefined,
  frame: CutFrame,
  picture: ImageData | undefined,
  over: readonly Shape[],
): void {
  const context = canvas.getContext('2d')!;
  const palette = pagePalette();
  const families = getComputedStyle(document.body).fontFamily;
  const { below, above } = sheetShapes({ cut, chosen: dot?.id, frame, over });
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.save();
  paintShapes(context, below, palette, families);
  const { leftPx, topPx, widthPx, heightPx } = frame.macro;
  if (picture && picture.width === widthPx && picture.height === heightPx) {
    context.putImageData(picture, leftPx, topPx);
    paintShapes(context, above, palette, families);
  }
  context.restore();
}

function place(
  [macro, tip, shaft]: readonly ReturnType<typeof makeGrip>[],
  plan: Plan,
  dot: CutDot | undefined,
  frame: CutFrame,
  ratio: number,
): void {
  const at = dot && needleGrips(plan, dot, frame);
  macro!.put(dot && macroPlace(frame, dot), frame, ratio);
  tip!.put(at?.tip, frame, ratio);
  shaft!.put(at?.shaft, frame, ratio);
}
