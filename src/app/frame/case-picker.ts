import { say } from '../../base/language/say.ts';
import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { applyPreset, type Preset, presets } from '../../plan/presets.ts';
import { openKeptPlans } from '../keep/plans/plan-list.ts';
import { openDialog } from '../parts/dialog.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import { startDocument } from '../state/open-document.ts';
import type { Page } from '../state/page.ts';

/** The button that names the open case and leads to all of them. */
export function makeCaseButton(page: Page): HTMLElement {
  const name = el('span', { class: 'case-name' });
  const show = (): void => {
    name.textContent = titleWords(page.document.get().title);
  };
  page.document.subscribe(show);
  show();
  return el(
    'button',
    {
      class: 'case-button',
      title: say('Choose a case'),
      'aria-haspopup': 'dialog',
      onClick: () => openCases(page),
    },
    el('span', { class: 'visually-hidden' }, say('Case:'), ' '),
    name,
    icon('down'),
  );
}

/** A plan's title; that of a shipped case is said, what a person wrote stays. */
function titleWords(title: string): string {
  if (title === '') return say('Untitled plan');
  return presets('case').some((one) => one.title === title) ? say(title) : title;
}

/** The window with every shipped case. */
export function openCases(page: Page): void {
  const all = presets('case');
  const faults = all.filter(({ name }) => name.startsWith('trainer-'));
  const cases = all.filter((one) => !faults.includes(one));
  void openDialog(
    say('Choose a case'),
    (close) => [
      el('p', { class: 'quiet' }, say('A case replaces the open plan; undo brings it back.')),
      el(
        'div',
        {},
        el(
          'button',
          {
            onClick: () => {
              close();
              void openKeptPlans(page);
            },
          },
          say('Plans kept in this browser…'),
        ),
      ),
      cards(page, cases, close),
      el('h3', {}, say('Faults on purpose, for training')),
      cards(page, faults, close),
    ],
    'wide',
  );
}

function cards(page: Page, list: readonly Preset[], close: () => void): HTMLElement {
  const open = page.document.get().title;
  return el(
    'div',
    { class: 'case-cards' },
    ...list.map((preset) =>
      el(
        'button',
        {
          class: 'case-card',
          'aria-current': preset.title === open ? 'true' : undefined,
          onClick: () => {
            close();
            showCase(page, preset);
          },
        },
        el('strong', {}, say(preset.title)),
        el('span', {}, say(preset.about)),
      ),
    ),
  );
}

/** Puts a case in place of the open plan. */
export function showCase(page: Page, preset: Preset): void {
  startDocument();
  page.replace(say('Case: {title}', { title: say(preset.title) }), () =>
    applyPreset(DEFAULT_PLAN, preset),
  );
}
