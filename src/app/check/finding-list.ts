import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import type { Finding } from '../../check/finding.ts';
import { placesWords } from '../../words/finding-words.ts';
import { el, wantsLessMotion } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import type { Findings } from './findings.ts';
import type { PlaceMarks } from './place-marks.ts';
import { remarkItem, remarkList } from './remark-list.ts';

/** What a teacher would say, worst first; what is somewhere on the head is gone to by a press. */
export function makeFindingList(
  page: Page,
  findings: Findings,
  marks: PlaceMarks,
  whenNone?: string,
): HTMLElement {
  const host = el('div', { class: 'findings' });
  watch(
    page.ui,
    ({ mode }) => mode,
    () => marks.show([]),
  );
  findings.listen((list) => {
    marks.show([]);
    const items = list.map((finding) => item(page, marks, finding));
    const none = whenNone === undefined ? [] : [el('p', { class: 'quiet' }, whenNone)];
    host.replaceChildren(...(items.length > 0 ? [remarkList(items)] : none));
  });
  return host;
}

function item(page: Page, marks: PlaceMarks, finding: Finding): HTMLElement {
  const { places } = finding;
  if (places.length === 0) return remarkItem(finding);
  let next = 0;
  const go = (): void => {
    const place = places[next]!;
    const where = placesWords([place]);
    const words =
      places.length > 1
        ? say('Place {at} of {count}. {where}.', {
            at: wholeWords(next + 1),
            count: wholeWords(places.length),
            where,
          })
        : `${where}.`;
    next = (next + 1) % places.length;
    marks.show(places);
    page.engine.rig?.view.showPlace(place.middleMm, place.radiusMm, !wantsLessMotion());
    page.announce(words);
  };
  const words =
    places.length > 1
      ? say('{count, plural, one {# place} other {# places}}', { count: places.length })
      : say('Show');
  const attributes = { class: 'show-place', title: placesWords(places), onClick: go };
  return remarkItem(finding, el('button', attributes, words));
}
