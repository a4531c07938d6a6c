import { say, sayAs } from '../../base/language/say.ts';
import { NAMED_VIEWS, type NamedView } from '../../view/view-api.ts';
import { el, wantsLessMotion } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';

/** Names of the cameras, in the order of the keys 1 to 9 and 0. */
const VIEW_WORDS: Readonly<Record<NamedView, string>> = {
  'three-quarter': sayAs('view', 'Three-quarter'),
  'three-quarter-right': sayAs('view', 'Three-quarter right'),
  vertex: sayAs('view', 'Vertex'),
  front: sayAs('view', 'Front'),
  left: sayAs('view', 'Left'),
  right: sayAs('view', 'Right'),
  back: sayAs('view', 'Back'),
  crown: sayAs('view', 'Crown'),
  hairline: sayAs('view', 'Hairline'),
  macro: sayAs('view', 'Macro'),
};

/** A named camera, as a sentence has it. */
export function viewWords(view: NamedView): string {
  return say('{view} view', { view: VIEW_WORDS[view] });
}

/** Goes to a named camera and says so. */
export function goTo(page: Page, view: NamedView): void {
  page.engine.rig?.view.goTo(view, !wantsLessMotion());
  page.announce(viewWords(view));
}

/** Key of a camera by its place in the list. */
export function viewKey(index: number): string {
  return String((index + 1) % 10);
}

/** Names the bar to the button that opens it where it has no place of its own. */
export const VIEW_BAR_ID = 'views';

/** One button for each named camera. */
export function makeViewBar(page: Page): HTMLElement {
  const bar = el(
    'div',
    {
      class: 'view-bar',
      id: VIEW_BAR_ID,
      popover: 'auto',
      role: 'group',
      'aria-label': say('Camera'),
    },
    ...NAMED_VIEWS.map((view, i) =>
      el(
        'button',
        {
          title: say('{what} ({keys})', { what: VIEW_WORDS[view], keys: viewKey(i) }),
          onClick: () => {
            bar.hidePopover();
            goTo(page, view);
          },
        },
        VIEW_WORDS[view],
        el('kbd', { 'aria-hidden': 'true' }, viewKey(i)),
      ),
    ),
  );
  return bar;
}
