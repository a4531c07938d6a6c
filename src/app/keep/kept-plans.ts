import { plural } from '../../base/quantity-words.ts';
import { restorePlan } from '../../plan/reading/restore.ts';
import { headWords, sceneWords } from '../../plan/remarks/scene-words.ts';
import { savePlan } from '../frame/plan-files.ts';
import { openDialog } from '../parts/dialog.ts';
import { el } from '../parts/dom.ts';
import { errorWords } from '../parts/toast.ts';
import { documentsOf, type KeptDocument, type KeptState } from '../state/kept-states.ts';
import { continueDocument, isElsewhere, openDocument } from '../state/open-document.ts';
import type { Page } from '../state/page.ts';
import { snapshots } from '../state/snapshots.ts';

/** Documents listed at once. */
const LISTED = 30;

/** The window with every plan that is kept in this browser, and the earlier states of each. */
export async function openKeptPlans(page: Page): Promise<void> {
  const list = el('div', { class: 'kept-plans', 'aria-busy': 'true' }, 'Looking…');
  let close = (): void => undefined;
  void openDialog(
    'Plans kept in this browser',
    (shut) => {
      close = shut;
      return [
        el(
          'p',
          { class: 'quiet' },
          'Each plan is kept by itself, with earlier states. Browsers may clear what they keep: save a file of what matters.',
        ),
        el('div', {}, el('button', { onClick: () => savePlan(page) }, 'Save this plan to a file')),
        list,
      ];
    },
    'wide',
  );
  try {
    const documents = documentsOf(await snapshots.all()).slice(0, LISTED);
    const elsewhere = await Promise.all(documents.map(({ id }) => isElsewhere(id)));
    const entries = documents.map((one, i) => entry(page, one, elsewhere[i]!, close));
    list.replaceChildren(
      ...(entries.length > 0 ? entries : [el('p', {}, 'No plan was changed here so far.')]),
    );
  } catch (error) {
    list.replaceChildren(el('p', { role: 'alert' }, errorWords(error)));
  }
  list.removeAttribute('aria-busy');
}

function entry(
  page: Page,
  { id, states }: KeptDocument,
  elsewhere: boolean,
  close: () => void,
): HTMLElement {
  const [newest, ...earlier] = states;
  const isHere = id === openDocument();
  const { plan } = restorePlan(newest!.plan);
  const where = isHere ? ' · open here' : elsewhere ? ' · open in another tab' : '';
  const open = (state: KeptState): HTMLElement =>
    el(
      'button',
      {
        'aria-label': `Open ${plan.title || 'Untitled plan'} of ${timeWords(state.savedAt)}`,
        onClick: async () => {
          close();
          const restored = restorePlan(state.plan);
          if (!isHere) await continueDocument(id);
          page.replace(`Open the plan of ${timeWords(state.savedAt)}`, () => restored.plan);
          page.toast(
            elsewhere
              ? 'Opened as a copy: the plan itself is open in another tab.'
              : 'Opened. Undo brings the plan before back.',
          );
        },
      },
      'Open',
    );
  return el(
    'section',
    { class: 'kept-plan', 'aria-label': plan.title || 'Untitled plan' },
    el(
      'div',
      { class: 'kept-row' },
      el(
        'div',
        {},
        el('strong', {}, plan.title || 'Untitled plan'),
        el('p', { class: 'quiet' }, `${timeWords(newest!.savedAt)}${where}`),
        el('p', { class: 'quiet' }, `${headWords(plan.head)}; ${sceneWords(plan)}`),
      ),
      open(newest!),
    ),
    earlier.length > 0 &&
      el(
        'details',
        {},
        el('summary', {}, plural(earlier.length, 'earlier state')),
        ...earlier.map((state) =>
          el('div', { class: 'kept-row' }, el('span', {}, timeWords(state.savedAt)), open(state)),
        ),
      ),
  );
}

/** Day and time as the machine's locale writes them. */
function timeWords(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}
