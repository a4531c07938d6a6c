import { el } from '../dom.ts';

/** Marks a figure that nobody measured; the reason shows on hover and to screen readers. */
export function assumedMark(why: string): HTMLElement {
  return el(
    'span',
    { class: 'assumed', title: `Assumed: ${why}`, 'aria-label': `assumed: ${why}`, role: 'note' },
    'assumed',
  );
}
