import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import { frontReachMm } from '../../scalp/front-reach.ts';
import { el, freshId } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import { paintFill } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';

/** Play button and slider for how far behind the hairline dots are shown. */
export function makeGrowthControl(
  page: Page,
  growth: { toggle(): void; stop(): void },
): HTMLElement {
  const { ui } = page;
  const id = freshId('growth');
  const input = el('input', {
    id,
    type: 'range',
    min: '0',
    max: '1',
    step: '0.005',
    class: 'slider-input',
  });
  const output = el('output', { for: id, class: 'slider-value' });
  const play = el('button', { class: 'play', onClick: growth.toggle });
  const reach = (): number => {
    const { rig } = page.engine;
    return rig ? frontReachMm(rig.simulator.scalp) : 300;
  };
  input.addEventListener('input', () => {
    growth.stop();
    const share = input.valueAsNumber;
    ui.setState({ revealMm: share >= 1 ? Number.POSITIVE_INFINITY : share * reach() });
  });
  const show = (): void => {
    const { revealMm, playing } = ui.getState();
    const all = revealMm === Number.POSITIVE_INFINITY;
    input.value = all ? '1' : String(revealMm / reach());
    paintFill(input);
    output.textContent = all
      ? say('all of it')
      : say('{count} mm', { count: wholeWords(revealMm) });
    input.setAttribute(
      'aria-valuetext',
      all
        ? say('all of it')
        : say('{count} mm behind the hairline', { count: wholeWords(revealMm) }),
    );
    if (play.dataset.playing !== String(playing)) {
      play.dataset.playing = String(playing);
      play.replaceChildren(icon(playing ? 'pause' : 'play'));
      play.setAttribute('aria-label', playing ? say('Pause growth') : say('Play growth'));
    }
  };
  ui.subscribe((now, before) => {
    if (now.revealMm !== before.revealMm || now.playing !== before.playing) show();
  });
  show();
  return el(
    'div',
    { class: 'growth' },
    play,
    el(
      'div',
      { class: 'slider' },
      el('div', { class: 'slider-head' }, el('label', { for: id }, say('Coverage shown')), output),
      input,
    ),
  );
}
