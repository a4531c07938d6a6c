import { el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import { Exercise } from './practice-state.ts';
import { openPractice } from './practice-window.ts';

/** Leads to the patch of skin that students practise on. */
export function makePracticeCard(page: Page): HTMLElement {
  const exercise = new Exercise();
  return el(
    'div',
    { class: 'card' },
    el('h2', {}, 'Practise'),
    el(
      'p',
      { class: 'quiet' },
      'Place dots yourself on a patch of skin of 30 by 30 mm, and be marked by the rules of this program.',
    ),
    el('button', { onClick: () => void openPractice(page, exercise) }, 'Practise on a patch'),
  );
}
