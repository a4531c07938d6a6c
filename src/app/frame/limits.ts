import { say } from '../../base/language/say.ts';
import { FULL_LIMITS } from '../../words/limits.ts';
import { openDialog } from '../parts/dialog.ts';
import { el } from '../parts/dom.ts';
import { LINE_LIMITS, MODE_LIMITS, SHORT_LIMITS } from '../parts/texts.ts';
import type { UiStore } from '../state/ui-state.ts';
import { watch } from '../state/ui-state.ts';

/** The line that is never hidden, shorter on a small screen, with the way to the whole text. */
export function makeLimitsLine(): HTMLElement {
  return el(
    'p',
    { class: 'limits-line' },
    el('span', { class: 'limits-wide' }, SHORT_LIMITS, ' '),
    el('span', { class: 'limits-small' }, LINE_LIMITS),
    el(
      'button',
      {
        class: 'link',
        'aria-label': say('Read more: what this preview can and cannot say'),
        onClick: openLimits,
      },
      say('Read more'),
    ),
  );
}

/** What the mode on screen adds, at the end of its panel. */
export function makeModeLimits(ui: UiStore): HTMLElement {
  const text = el('p', {}, MODE_LIMITS[ui.getState().mode]);
  watch(
    ui,
    (state) => state.mode,
    (mode) => {
      text.textContent = MODE_LIMITS[mode];
    },
  );
  return el('aside', { class: 'mode-limits', 'aria-label': say('Limits of this view') }, text);
}

/** The whole text. */
export function openLimits(): void {
  void openDialog(say('What this preview can and cannot say'), (close) => [
    ...FULL_LIMITS.map((text) => el('p', {}, say(text))),
    el('h3', {}, say('For technicians')),
    el('p', {}, MODE_LIMITS.plan),
    el('h3', {}, say('For trainers')),
    el('p', {}, MODE_LIMITS.train),
    el('h3', {}, say('Your data')),
    el(
      'p',
      {},
      say(
        'Everything is computed on this device and nothing is sent anywhere. Plans are kept in this browser, and browsers may clear what they keep: save a file of what matters.',
      ),
    ),
    el(
      'div',
      { class: 'dialog-actions' },
      el('button', { class: 'primary', onClick: close }, say('Understood')),
    ),
  ]);
}
