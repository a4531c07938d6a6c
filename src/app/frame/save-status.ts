import { say } from '../../base/language/say.ts';
import { openKeptPlans } from '../keep/plans/plan-list.ts';
import { el } from '../parts/dom.ts';
import { errorWords } from '../parts/toast.ts';
import { type SaveState, saveWords, startAutosave } from '../state/autosave.ts';
import { copiedDocument, copyDocument, openDocument } from '../state/open-document.ts';
import type { Page } from '../state/page.ts';
import { onNews } from '../state/plan-news.ts';
import type { Start } from '../state/start-plan.ts';

const COPY_WORDS = say(
  'This plan is open in another tab, too. This tab goes on with a copy of its own, so nothing done in either is lost.',
);

/** Saves in the background and shows how it stands; a failure is loud. */
export function makeSaveStatus(page: Page, { failure }: Start): HTMLElement {
  let state: SaveState = { kind: 'unchanged' };
  const element = el('button', {
    class: 'save-status',
    title: say(
      'Plans are kept in this browser only, and browsers may clear what they keep. Click for all that are kept.',
    ),
    'aria-haspopup': 'dialog',
    onClick: () => void openKeptPlans(page),
  });
  const show = (): void => {
    element.textContent = saveWords(state, Date.now());
    element.dataset.state = state.kind;
  };
  const report = (next: SaveState): void => {
    const failedNow = next.kind === 'failed' && state.kind !== 'failed';
    state = next;
    show();
    if (failedNow) page.toast(errorWords(next.error), 'error');
  };
  setInterval(show, 5000);
  addEventListener('beforeunload', (event) => {
    if (state.kind === 'waiting' || state.kind === 'failed') event.preventDefault();
  });
  startAutosave(page.document, report);
  // Where no lock kept two tabs from one document, the one that hears of the other gets out of its way.
  onNews((news) => {
    if (news.kind !== 'kept' || news.id !== openDocument()) return;
    copyDocument();
    page.toast(COPY_WORDS);
  });
  if (copiedDocument() !== undefined) page.toast(COPY_WORDS);
  if (failure !== undefined) report({ kind: 'failed', error: failure });
  show();
  return element;
}
