import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import { openDialog } from '../parts/dialog.ts';
import { el } from '../parts/dom.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from '../state/page.ts';
import { savePlan } from './plan-files.ts';

/** What is said while a lost graphics device is replaced, and when none comes back. */
export function makeLossNotice(retry: () => void): {
  readonly element: HTMLElement;
  trying(attempt: number): void;
  done(): void;
  gaveUp(error: unknown, page: Page): void;
} {
  const text = el('p', {});
  const element = el('div', { class: 'loss-notice', role: 'alert', hidden: true }, text);
  return {
    element,
    trying(attempt) {
      element.hidden = false;
      text.textContent =
        attempt > 1
          ? say(
              'The graphics device was lost. Your plan is safe; setting up again, attempt {attempt}…',
              { attempt: wholeWords(attempt) },
            )
          : say('The graphics device was lost. Your plan is safe; setting up again…');
    },
    done() {
      element.hidden = true;
    },
    gaveUp(error, page) {
      element.hidden = true;
      void openDialog(say('The graphics device did not come back'), (close) => [
        el('p', {}, errorWords(error)),
        el(
          'p',
          {},
          say('Your plan is complete and unchanged. Save it to a file before you close the page.'),
        ),
        el(
          'div',
          { class: 'dialog-actions' },
          el('button', { onClick: () => savePlan(page) }, say('Save plan')),
          el(
            'button',
            {
              class: 'primary',
              onClick: () => {
                close();
                retry();
              },
            },
            say('Try again'),
          ),
        ),
      ]);
    },
  };
}
