import { say } from '../../../base/language/say.ts';
import { restorePlan } from '../../../plan/reading/restore.ts';
import { savePlan } from '../../frame/plan-files.ts';
import { openDialog } from '../../parts/dialog.ts';
import { el, freshId } from '../../parts/dom.ts';
import { errorWords } from '../../parts/toast.ts';
import { byClient, type KeptState, type PlanEntry } from '../../state/kept-states.ts';
import { isElsewhere, openDocument } from '../../state/open-document.ts';
import type { Page } from '../../state/page.ts';
import { onNews } from '../../state/plan-news.ts';
import { snapshots } from '../../state/snapshots.ts';
import { openCompare } from './compare-plans.ts';
import {
  duplicate,
  forget,
  keepNow,
  newestPlan,
  openKept,
  putInBin,
  rename,
  setClient,
  takeFromBin,
  timeWords,
} from './plan-acts.ts';
import { nameOf, type OpenWhere, planRow } from './plan-row.ts';
import { makeStorageNote } from './storage-note.ts';
import { exportAll, pickCollection } from './transfer.ts';

/** Plans shown at once; the field above finds the others. */
const LISTED = 60;

/** The window with every plan that is kept in this browser, by client, and what can be done with them. */
export async function openKeptPlans(page: Page): Promise<void> {
  const list = el('div', { class: 'kept-plans', 'aria-busy': 'true' }, say('Looking…'));
  const status = el('div', { class: 'kept-status', role: 'status' });
  const clientsId = freshId('clients');
  const clients = el('datalist', { id: clientsId });
  const find = el('input', {
    type: 'search',
    placeholder: say('Client or plan'),
    'aria-label': say('Find a client or a plan'),
    onInput: () => show(),
  });
  const compare = el('button', { class: 'primary', hidden: true }, say('Compare the two'));
  let entries: readonly PlanEntry[] = [];
  let where = new Map<string, OpenWhere>();
  let chosen: readonly string[] = [];
  let close = (): void => undefined;

  const tell = (words: string, ...actions: readonly HTMLElement[]): void =>
    status.replaceChildren(el('p', {}, words), ...actions);
  /** Does something with the list and shows it again; what goes wrong is told in the window. */
  const act = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      tell(errorWords(error));
    }
    await renew();
  };

  const rowOf = (entry: PlanEntry, isOpen: boolean): HTMLElement => {
    const name = nameOf(entry);
    return planRow(
      entry,
      { where: where.get(entry.id), isOpen, clientsId },
      {
        states: () => snapshots.statesOf(entry.id),
        open: (state?: KeptState) =>
          void act(async () => {
            const [newest] = state ? [state] : await snapshots.statesOf(entry.id);
            if (!newest) return;
            close();
            await openKept(page, entry, newest);
          }),
        compareState: (state) =>
          void act(async () => {
            const now = { name: say('Now'), plan: await newestPlan(entry.id) };
            const { plan } = restorePlan(state.plan);
            openCompare(page, [{ name: timeWords(state.savedAt), plan }, now]);
          }),
        rename: (title) => void act(() => rename(page, entry, title)),
        setClient: (client) => void act(() => setClient(page, entry.id, client)),
        duplicate: () =>
          void act(async () =>
            tell(say('Duplicated as {name}.', { name: await duplicate(entry, entries) })),
          ),
        remove: () =>
          void act(async () => {
            await putInBin(entry);
            tell(
              say('{name} was deleted. It can be brought back for 30 days.', { name }),
              undoOf(entry),
            );
          }),
        choose: (isChosen) => {
          const others = chosen.filter((id) => id !== entry.id);
          chosen = isChosen ? [...others, entry.id].slice(-2) : others;
          showChosen();
        },
      },
    );
  };

  const undoOf = (entry: PlanEntry): HTMLElement =>
    el(
      'button',
      {
        onClick: () =>
          void act(async () => {
            await takeFromBin(entry);
            tell(say('{name} is back.', { name: nameOf(entry) }));
          }),
      },
      say('Undo'),
    );

  const showChosen = (): void => {
    compare.hidden = chosen.length < 2;
    for (const row of list.querySelectorAll<HTMLElement>('.kept-plan')) {
      const box = row.querySelector<HTMLInputElement>('input[type="checkbox"]');
      if (box) box.checked = chosen.includes(row.dataset.id ?? '');
    }
  };

  const show = (): void => {
    // What is unfolded stays so, and the focus where it is.
    const open = new Set(
      [...list.querySelectorAll<HTMLElement>('.kept-plan:has(details[open])')].map(
        ({ dataset }) => dataset.id,
      ),
    );
    const focus = focusIn(list);
    const sought = find.value.trim().toLowerCase();
    const kept = entries.filter(({ deletedAt }) => deletedAt === undefined);
    const found = kept.filter(({ client, name }) =>
      `${client} ${name}`.toLowerCase().includes(sought),
    );
    const groups = byClient(found.slice(0, LISTED)).map(({ client, entries: own }) =>
      el(
        'section',
        { class: 'kept-client' },
        el('h3', {}, client || say('Without a client')),
        ...own.map((entry) => rowOf(entry, open.has(entry.id))),
      ),
    );
    const none = sought
      ? say('Nothing here is called that.')
      : say('No plan was changed here so far.');
    list.replaceChildren(
      ...(groups.length > 0 ? groups : [el('p', {}, none)]),
      ...(found.length > LISTED
        ? [
            el(
              'p',
              { class: 'quiet' },
              say('{count} more: find them by name.', { count: found.length - LISTED }),
            ),
          ]
        : []),
      ...binOf(entries.filter(({ deletedAt }) => deletedAt !== undefined)),
    );
    clients.replaceChildren(
      ...[...new Set(kept.map(({ client }) => client))]
        .filter(Boolean)
        .map((client) => el('option', { value: client })),
    );
    focusAgain(list, focus);
    showChosen();
  };

  const binOf = (deleted: readonly PlanEntry[]): HTMLElement[] => {
    if (deleted.length === 0) return [];
    return [
      el(
        'details',
        { class: 'kept-bin' },
        el('summary', {}, say('Deleted, kept for 30 days: {count}', { count: deleted.length })),
        ...deleted.map((entry) =>
          el(
            'div',
            { class: 'kept-row' },
            el(
              'div',
              { class: 'kept-words' },
              el('span', {}, [entry.client, nameOf(entry)].filter(Boolean).join(': ')),
            ),
            el(
              'button',
              {
                'aria-label': `${say('Bring back')} ${nameOf(entry)}`,
                onClick: () => void act(() => takeFromBin(entry)),
              },
              say('Bring back'),
            ),
          ),
        ),
        el(
          'button',
          { class: 'risk', onClick: () => void act(() => forget(deleted)) },
          say('Empty the bin for good'),
        ),
      ),
    ];
  };

  const renew = async (): Promise<void> => {
    try {
      entries = await snapshots.entries();
      const elsewhere = await Promise.all(entries.map(({ id }) => isElsewhere(id)));
      where = new Map(
        entries.map(({ id }, i) => [
          id,
          id === openDocument() ? 'here' : elsewhere[i] ? 'elsewhere' : undefined,
        ]),
      );
      show();
    } catch (error) {
      list.replaceChildren(el('p', { role: 'alert' }, errorWords(error)));
    }
    list.removeAttribute('aria-busy');
  };

  compare.addEventListener('click', () => {
    void act(async () => {
      const two = await Promise.all(
        chosen.map(async (id) => {
          const { name = '' } = entries.find((entry) => entry.id === id) ?? {};
          return { name: nameOf({ name }), plan: await newestPlan(id) };
        }),
      );
      if (two[0] && two[1]) openCompare(page, [two[0], two[1]]);
    });
  });

  const stop = onNews(() => void renew());
  const closed = openDialog(
    say('Clients and plans'),
    (shut) => {
      close = shut;
      return [
        makeStorageNote(),
        el(
          'div',
          { class: 'kept-actions' },
          el(
            'button',
            { onClick: () => void act(() => keepNow(page)) },
            say('Keep the open plan now'),
          ),
          el('button', { onClick: () => savePlan(page) }, say('Save this plan to a file')),
          el(
            'button',
            { onClick: () => void act(async () => tell(await exportAll(page))) },
            say('Export all (zip)'),
          ),
          el(
            'button',
            {
              onClick: () => pickCollection((told) => void act(async () => tell(await told))),
            },
            say('Import…'),
          ),
        ),
        find,
        status,
        clients,
        list,
        el('div', { class: 'kept-compare' }, compare),
      ];
    },
    'wide',
  );
  void closed.then(stop);
  await renew();
}

/** What can have the focus in a row. */
function focusables(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('input, button, summary')];
}

interface Focus {
  readonly id: string | undefined;
  readonly at: number;
}

/** Which control of which row has the focus. */
function focusIn(list: HTMLElement): Focus | undefined {
  const row = document.activeElement?.closest<HTMLElement>('.kept-plan');
  if (!row || !list.contains(row)) return undefined;
  const at = focusables(row).indexOf(document.activeElement as HTMLElement);
  return { id: row.dataset.id, at };
}

function focusAgain(list: HTMLElement, focus: Focus | undefined): void {
  if (!focus) return;
  const rows = [...list.querySelectorAll<HTMLElement>('.kept-plan')];
  const row = rows.find(({ dataset }) => dataset.id === focus.id);
  if (row) focusables(row)[focus.at]?.focus();
}
