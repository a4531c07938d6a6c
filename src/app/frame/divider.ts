import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import type { UiStore } from '../state/ui-state.ts';

const STEP = 0.02;

/** The line between before (left) and after (right), moved by pointer or keys. */
export function makeDivider(ui: UiStore): HTMLElement {
  const handle = el(
    'div',
    {
      class: 'divider-handle',
      role: 'slider',
      tabindex: '0',
      'aria-label': say('Divider between before and after'),
      'aria-valuemin': '0',
      'aria-valuemax': '100',
    },
    icon('split'),
  );
  const before = el(
    'span',
    { class: 'divider-label before', 'aria-hidden': 'true' },
    say('Before'),
  );
  const after = el('span', { class: 'divider-label after', 'aria-hidden': 'true' }, say('After'));
  const line = el('div', { class: 'divider-line' }, before, after, handle);
  const element = el('div', { class: 'divider' }, line);

  const moveTo = (share: number): void =>
    ui.setState({ divider: Math.min(1, Math.max(0, share)), compare: true });

  handle.addEventListener('pointerdown', (event) => {
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
    handle.focus({ preventScroll: true });
  });
  handle.addEventListener('pointermove', (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const { left, width } = element.getBoundingClientRect();
    moveTo((event.clientX - left) / width);
  });
  handle.addEventListener('keydown', (event) => {
    const { divider } = ui.getState();
    const step = event.shiftKey ? 5 * STEP : STEP;
    const targets: Record<string, number> = {
      ArrowLeft: divider - step,
      ArrowDown: divider - step,
      ArrowRight: divider + step,
      ArrowUp: divider + step,
      Home: 0,
      End: 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    moveTo(target);
  });

  const show = (): void => {
    const { compare, divider, peek } = ui.getState();
    const percent = Math.round(divider * 100);
    element.hidden = !compare || peek;
    line.style.left = `${divider * 100}%`;
    before.classList.toggle('out', divider < 0.16);
    after.classList.toggle('out', divider > 0.84);
    handle.setAttribute('aria-valuenow', String(percent));
    handle.setAttribute(
      'aria-valuetext',
      say('{before} % before, {after} % after', {
        before: wholeWords(percent),
        after: wholeWords(100 - percent),
      }),
    );
  };
  ui.subscribe(show);
  show();
  return element;
}
