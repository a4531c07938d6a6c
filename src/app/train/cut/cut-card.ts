import { say } from '../../../base/language/say.ts';
import { LIMITS_SHORT } from '../../../base/limits.ts';
import { encodePng } from '../../../io/png.ts';
import type { Plan } from '../../../plan/schema.ts';
import { cutFrame } from '../../../view/cut/cut-frame.ts';
import { cutPicture } from '../../../view/cut/cut-sheet.ts';
import { cutCaption } from '../../../words/cut.ts';
import { fileStem } from '../../frame/plan-files.ts';
import { handOver } from '../../keep/hand-over.ts';
import { openDialog } from '../../parts/dialog.ts';
import { el } from '../../parts/dom.ts';
import { planSlider, type SliderSpec, sliderOf } from '../../parts/slider.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import type { CutDesk } from './cut-desk.ts';
import { makeCutDrawing, pagePalette } from './cut-drawing.ts';
import { handledValue, setHandled } from './cut-edits.ts';
import { LightInCut } from './cut-light.ts';
import { pickOnHead } from './cut-picking.ts';

/** Width of the PNG, px. */
const PNG_PX = 1600;

/** The skin cut open at a dot: its layers, its columns, the same dots from above, and what changes them. */
export function makeCutCard(page: Page, desk: CutDesk): HTMLElement {
  const light = new LightInCut(page, desk);
  const drawing = makeCutDrawing(page, desk, light.shapes);
  light.listen(drawing.redraw);
  const picking = pickOnHead(page, desk);
  const waiting = el('p', { class: 'quiet' }, say('The cut appears with the dots.'));
  desk.listen(() => waiting.remove());
  const button = (text: string, onClick: () => void, title: string) =>
    el('button', { type: 'button', title, onClick }, text);
  return el(
    'div',
    { class: 'card cut-card' },
    el('h2', {}, say('Cut through the skin')),
    el(
      'p',
      { class: 'quiet' },
      say('Click a dot on the head to cut there; drag the needle’s tip.'),
    ),
    waiting,
    drawing.element,
    el(
      'div',
      { class: 'cut-buttons', role: 'group', 'aria-label': say('The cut') },
      button('‹ Dot', () => desk.step(-1), say('The next dot of the cut to the left')),
      button('Dot ›', () => desk.step(1), say('The next dot of the cut to the right')),
      button(say('Turn'), () => desk.turn(), say('Turn the cut by a quarter')),
      button(
        say('At the middle'),
        picking.atMiddle,
        say('Cut at the middle of the picture of the head'),
      ),
      button('Draw a line', picking.arm, say('Drag a line over the scalp to cut along it')),
      button(
        say('Large'),
        () => void openLarge(page, desk, light),
        say('As large as the window, for a projector'),
      ),
      button(
        say('Save PNG'),
        () => void saveCut(page, desk, light),
        say('Save this cut as a picture'),
      ),
    ),
    light.element,
    strokes(page, desk),
  );
}

function strokes(page: Page, desk: CutDesk): HTMLElement {
  const path = 'technique.perforationsPerDot';
  const spec: SliderSpec = {
    ...sliderOf(path),
    get: (plan) => valueFor(plan, desk),
    set: (draft, value) =>
      setHandled(draft, desk.dot ?? { session: 0 }, 'perforationsPerDot', value),
    words: (plan) => `${valueFor(plan, desk).toFixed(1)} strokes`,
    assumed: say(
      'how much ink a stroke leaves was measured for another liquid; strokes stand for how long the needle stays',
    ),
  };
  return planSlider(page, { ...spec, label: say('Dwell: strokes per dot') });
}

function valueFor(plan: Plan, desk: CutDesk): number {
  return handledValue(plan, desk.dot ?? { session: 0 }, 'perforationsPerDot');
}

function openLarge(page: Page, desk: CutDesk, light: LightInCut): Promise<void> {
  const drawing = makeCutDrawing(page, desk, light.shapes);
  const stop = light.listen(drawing.redraw);
  return openDialog(say('Cut through the skin'), () => [drawing.element], 'cut-large').finally(
    () => {
      stop();
      drawing.close();
    },
  );
}

async function saveCut(page: Page, desk: CutDesk, light: LightInCut): Promise<void> {
  const { cut, dot } = desk;
  if (!cut) return;
  try {
    const macro = await desk.macro(cutFrame(cut, PNG_PX));
    const sentences = cutCaption(cut, dot);
    const over = light.shapes(cut, cutFrame(cut, PNG_PX));
    const sheet = { cut, chosen: dot?.id, over };
    const picture = await cutPicture(sheet, macro, PNG_PX, sentences, pagePalette());
    const text = {
      Title: say('Cut: {title}', { title: cut.plan.title }),
      Description: say(LIMITS_SHORT),
    };
    await handOver(page, {
      name: `${fileStem(cut.plan)}-cut.png`,
      content: (await encodePng(picture, text)) as BlobPart,
      type: 'image/png',
    });
  } catch (error) {
    page.toast(errorWords(error), 'error');
  }
}
