import { say, sayAs } from '../../../base/language/say.ts';
import { movedWords } from '../../../plan/remarks/hairline-remarks.ts';
import { el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import { type UiStore, watch } from '../../state/ui-state.ts';
import type { Tool } from '../tool.ts';
import { HairlineWork } from './hairline-work.ts';

/** Shapes the hairline by its points. */
export const hairline: Tool = {
  id: 'hairline',
  name: sayAs('tool', 'Hairline'),
  key: 'L',
  drawing:
    'M3 17c1-5 3-7 5-6.500 2.500.700 5.500.700 8 0 2-.500 4 1.500 5 6.500M8 11V4.500m8 6.500V4.500M12 11.500V3',
  about: say('Drag the points of the line. Both sides move alike; double-click puts a point back.'),
  byKeyboard: say(
    'Alt moves one side alone. Tab goes to the points: arrows move by 1 mm, with Shift by 5, Delete puts back.',
  ),
  speaksForItself: true,
  card: (page) => [mirrorChoice(page.ui, say('Move both sides alike')), movedPoints(page)],
  row: ({ ui }) => mirrorChoice(ui, say('Both sides')),
  mount: (page) => new HairlineWork(page),
};

/** Whether a point of the hairline takes its like on the other side along. */
function mirrorChoice(ui: UiStore, label: string): HTMLElement {
  const mirror = el('input', { type: 'checkbox' });
  mirror.addEventListener('change', () => ui.setState({ mirror: mirror.checked }));
  const show = (): void => {
    mirror.checked = ui.getState().mirror;
  };
  watch(ui, (state) => state.mirror, show);
  show();
  return el('label', { class: 'check-row' }, mirror, label);
}

/** What was moved by hand, and the way back. */
function movedPoints(page: Page): HTMLElement {
  const { document: plan } = page;
  const moved = el('p', { class: 'quiet' });
  const back = el(
    'button',
    {
      onClick: () =>
        page.edit(say('Put the hairline back to its rules'), ({ hairline }) => {
          delete hairline.moved;
        }),
    },
    say('Put all points back'),
  );
  const showMoved = (): void => {
    const words = movedWords(plan.get().hairline);
    moved.textContent = words ?? say('Every point is where the rules put it.');
    back.hidden = !words;
  };
  plan.subscribe((now, before) => now.hairline !== before.hairline && showMoved());
  showMoved();
  return el('div', { class: 'tool-done' }, moved, back);
}
