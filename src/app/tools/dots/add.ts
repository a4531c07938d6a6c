import { say, sayAs } from '../../../base/language/say.ts';
import { el, freshId } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import { watch } from '../../state/ui-state.ts';
import type { Gesture, Tool } from '../tool.ts';
import { AIM_WORDS } from '../tool-words.ts';
import { addDot, NO_ROOM } from './manual-edits.ts';

/** Puts single dots in. */
export const add: Tool = {
  id: 'add',
  name: sayAs('tool', 'Add'),
  key: 'A',
  drawing: 'M12 14.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM12 3v3m0 12v3M3 12h3m12 0h3',
  about: say('Point at the skin to put a single dot there. It stays whatever the density.'),
  byKeyboard: AIM_WORDS,
  card: (page) => [sessionChoice(page, say('Added dots belong to'))],
  row: (page) => sessionChoice(page, say('Dots for')),
  mount: (page) => ({
    press: () => addition(page),
    marks: (hit) => ({ ghost: hit?.placeMm }),
  }),
};

/** The dot is put where the pointer is lifted, so that it can be slid to its place. */
function addition(page: Page): Gesture {
  return {
    end: (hit) => {
      if (!hit?.onScalp) return;
      const { addSession } = page.ui.getState();
      const session = Math.min(addSession, page.document.get().sessions.length);
      page.edit(say('Add a dot'), ({ manual }) => {
        if (!addDot(manual, hit.point, session)) page.toast(NO_ROOM);
      });
      page.announce(say('Dot added in session {session}.', { session }));
    },
  };
}

/** Which session dots added by hand belong to. */
function sessionChoice({ ui, document: plan }: Page, label: string): HTMLElement {
  const id = freshId('session');
  const select = el('select', { id });
  const show = (): void => {
    const { length } = plan.get().sessions;
    select.replaceChildren(
      ...Array.from({ length }, (_, i) => el('option', { value: i + 1 }, `Session ${i + 1}`)),
    );
    select.value = String(Math.min(length, ui.getState().addSession));
  };
  select.addEventListener('change', () => ui.setState({ addSession: Number(select.value) }));
  plan.subscribe((now, before) => now.sessions.length !== before.sessions.length && show());
  watch(ui, (state) => state.addSession, show);
  show();
  return el('div', { class: 'field-row' }, el('label', { for: id }, label), select);
}
