import { NAMED_VIEWS, type NamedView } from '../../view/view-api.ts';
import { el, wantsLessMotion } from '../dom.ts';
import type { Page } from '../state/page.ts';

/** Names of the cameras, in the order of the keys 1 to 8. */
export const VIEW_WORDS: Readonly<Record<NamedView, string>> = {
  'three-quarter': 'Three-quarter',
  front: 'Front',
  left: 'Left',
  right: 'Right',
  back: 'Back',
  crown: 'Crown',
  hairline: 'Hairline',
  macro: 'Macro',
};

/** Goes to a named camera and says so. */
export function goTo(page: Page, view: NamedView): void {
  page.engine.rig?.view.goTo(view, !wantsLessMotion());
  page.announce(`${VIEW_WORDS[view]} view`);
}

/** One button for each named camera. */
export function makeViewBar(page: Page): HTMLElement {
  return el(
    'div',
    { class: 'view-bar', role: 'group', 'aria-label': 'Camera' },
    ...NAMED_VIEWS.map((view, i) =>
      el(
        'button',
        { title: `${VIEW_WORDS[view]} (${i + 1})`, onClick: () => goTo(page, view) },
        VIEW_WORDS[view],
        el('kbd', { 'aria-hidden': 'true' }, String(i + 1)),
      ),
    ),
  );
}
