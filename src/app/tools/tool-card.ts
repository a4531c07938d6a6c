import { say } from '../../base/language/say.ts';
import { manualWords } from '../../plan/remarks/hand-remarks.ts';
import { el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import { hasManual } from './dots/manual-edits.ts';
import { navigationWords } from './tool-words.ts';
import { TOOLS, toolNamed } from './tools.ts';

/** Said with no tool in hand. */
const INVITATION = say(
  'Shape the hairline, brush, erase, add or move dots with the tools beside the picture, or measure along the skin.',
);

/** What the tool in hand does, how it is set, and what was done by hand so far. */
export function makeToolCard(page: Page): HTMLElement {
  const { ui } = page;
  const about = el('p', { class: 'tool-about' });
  const help = el('p', { class: 'quiet' });
  const settings = new Map(
    TOOLS.flatMap((tool) =>
      tool.card ? [[tool, el('div', { class: 'tool-settings' }, ...tool.card(page))] as const] : [],
    ),
  );
  const done = el('p', { class: 'quiet' });
  const clear = el(
    'button',
    {
      onClick: () =>
        page.edit(say('Remove all work by hand'), (draft) => {
          draft.manual = { strokes: [], erased: [], added: [], moved: [] };
        }),
    },
    say('Remove all work by hand'),
  );
  const dots = el('div', { class: 'tool-done' }, done, clear);
  const card = el(
    'div',
    { class: 'card tool-card' },
    el('h2', {}, say('By hand')),
    about,
    ...settings.values(),
    help,
    dots,
  );
  const showTool = (): void => {
    const tool = toolNamed(ui.getState().tool);
    about.textContent = tool?.about ?? INVITATION;
    help.textContent = tool ? navigationWords(tool) : '';
    help.hidden = !tool;
    for (const [of, element] of settings) element.hidden = of !== tool;
    dots.hidden = tool?.speaksForItself === true;
    if (tool) card.scrollIntoView({ block: 'nearest' });
  };
  const showDone = (): void => {
    const { manual } = page.document.get();
    done.textContent = manualWords(manual) ?? say('Nothing was done by hand yet.');
    clear.hidden = !hasManual(manual);
  };
  watch(ui, ({ tool }) => tool, showTool);
  page.document.subscribe((now, before) => now.manual !== before.manual && showDone());
  showTool();
  showDone();
  return card;
}
