import { say } from '../../base/language/say.ts';
import { tenthsWords } from '../../base/quantity-words.ts';
import { whenKept } from '../keep/when-kept.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import type { Page } from '../state/page.ts';
import { keepOffline, type OfflineState } from './updates.ts';

/** What the help says about use without a network, and the word that a newer build waits. */
export interface OfflineStatus {
  /** As it stands now. */
  words(): string;
  /** Has the page kept; called once it works, so that nothing is held up. */
  begin(): void;
}

/**
 * @param saved - The element that says how the keeping of the plan stands.
 * @param notices - Where messages stand.
 */
export function makeOfflineStatus(
  page: Page,
  saved: HTMLElement,
  notices: HTMLElement,
): OfflineStatus {
  let now: OfflineState = { kind: 'keeping' };
  return {
    words: () => offlineWords(now),
    begin: () =>
      void keepOffline({
        state: (next) => {
          now = next;
        },
        newer: (load) => tellNewer(page, saved, notices, load),
      }),
  };
}

export function offlineWords(state: OfflineState): string {
  if (state.kind === 'kept') {
    return say('Works without a network: all of Dotwork is kept in this browser ({count} MB).', {
      count: tenthsWords(state.bytes / 1e6),
    });
  }
  return state.kind === 'keeping'
    ? say('Dotwork is being kept in this browser, so that it works without a network.')
    : say(
        'Dotwork could not be kept in this browser: it needs the network to open. Browsers keep pages from https or localhost only, and none in private windows.',
      );
}

/** Says once that a newer build waits; it comes when it is asked for and all work is kept. */
function tellNewer(page: Page, saved: HTMLElement, notices: HTMLElement, load: () => void): void {
  if (notices.querySelector('.update')) return;
  const loadNow = (): void =>
    whenKept(
      page,
      saved,
      say(
        'This plan could not be kept in the browser. Save it to a file first, then load the newer Dotwork.',
      ),
      load,
    );
  const box = el(
    'div',
    { class: 'toast update', role: 'status' },
    icon('info'),
    el(
      'div',
      { class: 'update-words' },
      el(
        'p',
        {},
        say(
          'A newer Dotwork is ready. Nothing changes until you load it. Plans and photographs are kept; an exercise under way is not.',
        ),
      ),
      el(
        'div',
        { class: 'update-actions' },
        el('button', { class: 'primary', onClick: loadNow }, say('Load it now')),
        el('button', { onClick: () => box.remove() }, say('Later')),
      ),
    ),
  );
  notices.append(box);
}
