import { say } from '../../../base/language/say.ts';
import type { Mark } from '../../../practice/marks/mark.ts';
import { marksInShort } from '../../../practice/marks/mark-practice.ts';
import { reasonWords, VERDICT_WORDS } from '../../../words/practice-words.ts';
import { el } from '../../parts/dom.ts';

/**
 * The marks of an exercise, each folded open for its reason, its limit and how it heals.
 *
 * @param point - Shows the places of a mark that is folded open; none where all are closed.
 */
export function makeMarkList(marks: readonly Mark[], point: (mark?: Mark) => void): HTMLElement {
  const rows = marks.map((mark) => {
    const row = el(
      'details',
      { class: 'practice-mark', 'data-verdict': mark.verdict, name: 'practice-mark' },
      el(
        'summary',
        {},
        el('span', { class: 'practice-verdict' }, say(VERDICT_WORDS[mark.verdict])),
        el('span', { class: 'practice-title' }, mark.title),
        el('span', { class: 'practice-figure' }, mark.figure),
      ),
      el('p', {}, mark.text),
      el('p', { class: 'quiet' }, mark.limit),
      ...reasonWords(mark).map((reason) => el('p', { class: 'quiet' }, reason)),
      mark.verdict !== 'told' && el('p', {}, `Healed: ${mark.healed}`),
    );
    row.addEventListener('toggle', () => {
      if (row.open) point(mark);
      else if (rows.every((one) => !one.open)) point();
    });
    return row;
  });
  return el(
    'section',
    { class: 'practice-marks', 'aria-label': say('Marks') },
    el('h3', { tabindex: '-1' }, `Marks: ${marksInShort(marks)}`),
    el('p', { class: 'quiet' }, say('Open a mark for its reason; rings show where.')),
    ...rows,
  );
}
