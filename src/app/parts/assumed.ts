import { language, say } from '../../base/language/say.ts';
import { el, freshId } from './dom.ts';

/** Room between the mark, its reason and the edges of the page, px. */
const GAP_PX = 6;

/** Marks a figure that nobody measured; a click, a tap or Enter shows why, Escape hides it. */
export function assumedMark(why: string): HTMLElement {
  const id = freshId('assumed');
  const words = say('Assumed: {why}', { why });
  const button = el(
    'button',
    { type: 'button', class: 'assumed', title: words, 'aria-label': words, popovertarget: id },
    say('assumed'),
  );
  const reason = el(
    'span',
    { id, class: 'assumed-reason', popover: 'auto' },
    say('Assumed: {why}.', { why }),
  );
  reason.addEventListener('toggle', () => place(reason, button));
  return el('span', { class: 'assumed-mark' }, button, reason);
}

/** Under the mark, or over it where there is no room below. */
function place(reason: HTMLElement, mark: HTMLElement): void {
  const { left, right, top, bottom } = mark.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = reason;
  const below = bottom + GAP_PX;
  const y = below + offsetHeight + GAP_PX < innerHeight ? below : top - GAP_PX - offsetHeight;
  const x = language().direction === 'rtl' ? right - offsetWidth : left;
  reason.style.left = `${Math.max(GAP_PX, Math.min(x, innerWidth - offsetWidth - GAP_PX))}px`;
  reason.style.top = `${Math.max(GAP_PX, y)}px`;
}
