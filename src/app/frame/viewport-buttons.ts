import { say } from '../../base/language/say.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import type { UiStore } from '../state/ui-state.ts';
import { VIEW_BAR_ID } from './view-bar.ts';

/** Buttons on the picture: compare, hold to see before, growth; on a small screen the views too. */
export function makeViewportButtons(
  ui: UiStore,
  toggleGrowth: () => void,
  back: HTMLElement,
): HTMLElement {
  const views = el(
    'button',
    {
      class: 'views-button',
      title: say('Views (1 to 8)'),
      'aria-label': say('Views'),
      popovertarget: VIEW_BAR_ID,
    },
    icon('views'),
  );
  const compare = el(
    'button',
    {
      class: 'compare-button',
      title: say('Split into before and after (C)'),
      onClick: () => toggleCompare(ui),
    },
    icon('split'),
    el('span', {}, say('Compare')),
  );
  const peek = el(
    'button',
    { class: 'peek', title: say('Hold to see before (B)'), 'aria-label': say('Hold for before') },
    icon('eye'),
    el('span', {}, say('Hold for before')),
  );
  const hold = (on: boolean) => () => ui.setState({ peek: on });
  peek.addEventListener('pointerdown', (event) => {
    peek.setPointerCapture(event.pointerId);
    hold(true)();
  });
  for (const end of ['pointerup', 'pointercancel', 'blur']) peek.addEventListener(end, hold(false));
  peek.addEventListener('contextmenu', (event) => event.preventDefault());
  peek.addEventListener('keydown', ({ key }) => {
    if (key === ' ' || key === 'Enter') hold(true)();
  });
  peek.addEventListener('keyup', hold(false));

  const growth = el('button', { class: 'growth-button', onClick: toggleGrowth });
  const show = (): void => {
    const state = ui.getState();
    compare.setAttribute('aria-pressed', String(state.compare));
    peek.setAttribute('aria-pressed', String(state.peek));
    growth.replaceChildren(
      icon(state.playing ? 'pause' : 'play'),
      el('span', {}, state.playing ? say('Pause') : say('Growth')),
    );
    growth.title = say('Coverage from the hairline outward (G)');
    growth.setAttribute(
      'aria-label',
      state.playing ? say('Pause growth') : say('Play growth from the hairline outward'),
    );
  };
  let before = '';
  ui.subscribe(({ compare: c, peek: p, playing }) => {
    // Growth writes the state each frame; the buttons change rarely.
    const key = `${c}${p}${playing}`;
    if (key !== before) show();
    before = key;
  });
  show();
  return el(
    'div',
    { class: 'viewport-buttons', role: 'group', 'aria-label': say('Picture') },
    back,
    views,
    compare,
    peek,
    growth,
  );
}

/** Switches the split on or off; on, it starts in the middle. */
export function toggleCompare(ui: UiStore): void {
  const { compare } = ui.getState();
  ui.setState(compare ? { compare: false } : { compare: true, divider: 0.5 });
}
