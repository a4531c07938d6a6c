import { movedWords } from '../../plan/remarks/hairline-remarks.ts';
import { manualWords } from '../../plan/remarks/summary.ts';
import { el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import { hasManual } from './manual-edits.ts';
import {
  brushRadius,
  brushSoftness,
  brushStrength,
  brushWay,
  mirrorChoice,
  sessionChoice,
} from './tool-settings.ts';
import { byTouch, navigationWords, TOOL_WORDS } from './tool-words.ts';

/** What the tool in hand does, how it is set, and what was done by hand so far. */
export function makeToolCard(page: Page): HTMLElement {
  const { ui } = page;
  const about = el('p', { class: 'tool-about' });
  const help = el('p', { class: 'quiet' });
  const brush = el(
    'div',
    { class: 'tool-settings' },
    brushWay(ui),
    brushStrength(ui),
    brushRadius(ui),
    brushSoftness(ui),
  );
  const session = el(
    'div',
    { class: 'tool-settings' },
    sessionChoice(page, 'Added dots belong to'),
  );
  const hairline = el(
    'div',
    { class: 'tool-settings' },
    mirrorChoice(ui, 'Move both sides alike'),
    movedPoints(page),
  );
  const done = el('p', { class: 'quiet' });
  const clear = el(
    'button',
    {
      onClick: () =>
        page.edit('Remove all work by hand', (draft) => {
          draft.manual = { strokes: [], erased: [], added: [], moved: [] };
        }),
    },
    'Remove all work by hand',
  );
  const dots = el('div', { class: 'tool-done' }, done, clear);
  const card = el(
    'div',
    { class: 'card tool-card' },
    el('h2', {}, 'By hand'),
    about,
    brush,
    session,
    hairline,
    help,
    dots,
  );
  const showTool = (): void => {
    const { tool } = ui.getState();
    about.textContent = tool
      ? TOOL_WORDS[tool].about
      : 'Shape the hairline, brush, erase, add or move dots with the tools beside the picture, or measure along the skin.';
    help.textContent = tool ? navigationWords(tool, byTouch()) : '';
    help.hidden = !tool;
    brush.hidden = tool !== 'brush';
    session.hidden = tool !== 'add';
    hairline.hidden = tool !== 'hairline';
    dots.hidden = tool === 'hairline';
    if (tool) card.scrollIntoView({ block: 'nearest' });
  };
  const showDone = (): void => {
    const { manual } = page.document.get();
    done.textContent = manualWords(manual) ?? 'Nothing was done by hand yet.';
    clear.hidden = !hasManual(manual);
  };
  watch(ui, ({ tool }) => tool, showTool);
  page.document.subscribe((now, before) => now.manual !== before.manual && showDone());
  showTool();
  showDone();
  return card;
}

/** What was moved by hand, and the way back. */
function movedPoints(page: Page): HTMLElement {
  const { document: plan } = page;
  const moved = el('p', { class: 'quiet' });
  const back = el(
    'button',
    {
      onClick: () =>
        page.edit('Put the hairline back to its rules', ({ hairline }) => {
          delete hairline.moved;
        }),
    },
    'Put all points back',
  );
  const showMoved = (): void => {
    const words = movedWords(plan.get().hairline);
    moved.textContent = words ?? 'Every point is where the rules put it.';
    back.hidden = !words;
  };
  plan.subscribe((now, before) => now.hairline !== before.hairline && showMoved());
  showMoved();
  return el('div', { class: 'tool-done' }, moved, back);
}
