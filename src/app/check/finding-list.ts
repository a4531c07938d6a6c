import type { Finding } from '../../check/finding.ts';
import { withControlNames } from '../../plan/field-names.ts';
import { RULES } from '../../plan/remarks/rules.ts';
import { placesWords } from '../../words/finding-words.ts';
import { el, wantsLessMotion } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import type { Page } from '../state/page.ts';
import type { Findings } from './findings.ts';
import type { PlaceMarks } from './place-marks.ts';

/** What a teacher would say, worst first; what is somewhere on the head is gone to by a press. */
export function makeFindingList(
  page: Page,
  findings: Findings,
  marks: PlaceMarks,
  whenNone?: string,
): HTMLElement {
  const host = el('div', { class: 'findings' });
  findings.listen((list) => {
    marks.show([]);
    const items = list.map((finding) => item(page, marks, finding));
    const none = whenNone === undefined ? [] : [el('p', { class: 'quiet' }, whenNone)];
    host.replaceChildren(
      ...(items.length > 0
        ? [el('ul', { class: 'remarks', 'aria-label': 'Remarks' }, ...items)]
        : none),
    );
  });
  return host;
}

function item(page: Page, marks: PlaceMarks, finding: Finding): HTMLElement {
  const { severity, text, field, rule, places } = finding;
  const { why, source, standing } = RULES[rule];
  const reason = `${why} Source: ${source}${standing === 'assumed' ? ' (assumed)' : ''}. ${withControlNames(field)}`;
  let next = 0;
  const go = (): void => {
    const place = places[next]!;
    const which = places.length > 1 ? `Place ${next + 1} of ${places.length}. ` : '';
    next = (next + 1) % places.length;
    marks.show(places);
    page.engine.rig?.view.showPlace(place.middleMm, place.radiusMm, !wantsLessMotion());
    page.announce(`${which}${placesWords([place])}.`);
  };
  const show = el(
    'button',
    { class: 'plain show-place', title: placesWords(places), onClick: go },
    places.length > 1 ? `Show ${places.length} places` : 'Show',
  );
  return el(
    'li',
    { class: severity, title: reason },
    icon(severity === 'note' ? 'info' : 'warn'),
    el('span', {}, text),
    ...(places.length > 0 ? [show] : []),
  );
}
