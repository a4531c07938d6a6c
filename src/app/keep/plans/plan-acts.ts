import { language, say, sayAs } from '../../../base/language/say.ts';
import { restorePlan } from '../../../plan/reading/restore.ts';
import type { Plan } from '../../../plan/schema.ts';
import { keptAlbums } from '../../photo/keep/photo-store.ts';
import type { KeptState, PlanEntry } from '../../state/kept-states.ts';
import {
  continueDocument,
  copiedDocument,
  freshDocument,
  isElsewhere,
  openDocument,
  startDocument,
} from '../../state/open-document.ts';
import type { Page } from '../../state/page.ts';
import { tellTabs } from '../../state/plan-news.ts';
import { snapshots } from '../../state/snapshots.ts';
import { freeName } from './plan-names.ts';

/** Longest title of a plan, letters; a client's name is held to the same. */
export const MOST_LETTERS = 120;

/** Opens the newest state of a document, or an earlier one as its newest. */
export async function openKept(page: Page, { id }: PlanEntry, state: KeptState): Promise<void> {
  const isHere = id === openDocument();
  const elsewhere = await isElsewhere(id);
  const { plan } = restorePlan(state.plan);
  if (!isHere) await continueDocument(id);
  page.replace(say('Open the plan of {when}', { when: timeWords(state.savedAt) }), () => plan);
  page.toast(
    elsewhere
      ? say('Opened as a copy: the plan itself is open in another tab.')
      : say('Opened. Undo brings the plan before back.'),
  );
}

/** Puts a copy of a document, as it is now, beside it: photographs too. Answers with its name. */
export async function duplicate(entry: PlanEntry, entries: readonly PlanEntry[]): Promise<string> {
  const plan = await newestPlan(entry.id);
  const taken = entries.filter(({ client }) => client === entry.client).map(({ name }) => name);
  const title = freeName(plan.title, taken, MOST_LETTERS);
  const [id, now] = [freshDocument(), Date.now()];
  const album = await keptAlbums.get(entry.id).catch(() => undefined);
  if (album) await keptAlbums.put(id, album);
  await snapshots.add({ id, client: entry.client, createdAt: now, copyOf: entry.id }, [
    { savedAt: now, plan: { ...plan, title }, step: sayAs('verb', 'Duplicate') },
  ]);
  tellTabs({ kind: 'list' });
  return title;
}

/** Gives a document another name: the title of its plan. */
export async function rename(page: Page, { id }: PlanEntry, title: string): Promise<void> {
  if (id === openDocument()) {
    page.edit(say('Rename the plan'), (draft) => {
      draft.title = title;
    });
    return;
  }
  const plan = await newestPlan(id);
  await snapshots.keep({ ...plan, title }, Date.now(), id, { step: say('Rename the plan') });
  tellTabs({ kind: 'list' });
}

/** Says which client a document is for. One that was not kept so far is kept now. */
export async function setClient(page: Page, id: string, client: string): Promise<void> {
  const isNew = id === openDocument() && !(await snapshots.newest(id)).own;
  if (isNew) await keepNow(page);
  await snapshots.change(id, { client });
  tellTabs({ kind: 'list' });
}

/** Keeps the open plan as it is, changed or not. */
export function keepNow(page: Page): Promise<void> {
  return snapshots.keep(page.document.get(), Date.now(), openDocument(), {
    copyOf: copiedDocument(),
  });
}

/** Puts a document into the bin. One that is open here stays open, as a document that is not kept yet. */
export async function putInBin({ id }: PlanEntry): Promise<void> {
  if (id === openDocument()) startDocument();
  await snapshots.change(id, { deletedAt: Date.now() });
  tellTabs({ kind: 'list' });
}

/** Takes a document out of the bin. */
export async function takeFromBin({ id }: PlanEntry): Promise<void> {
  await snapshots.restore(id);
  tellTabs({ kind: 'list' });
}

/** Forgets documents for good, with the marks on their photographs. */
export async function forget(entries: readonly PlanEntry[]): Promise<void> {
  await snapshots.forget(entries.map(({ id }) => id));
  for (const { id } of entries) await keptAlbums.remove(id);
  tellTabs({ kind: 'list' });
}

/** The plan of a document as it is now. */
export async function newestPlan(id: string): Promise<Plan> {
  return restorePlan((await snapshots.newest(id)).own?.plan).plan;
}

/** Day and time as the language writes them; in English, as the machine does: its regions differ. */
export function timeWords(at: number): string {
  const { code, locale } = language();
  const where = code === 'en' ? undefined : locale;
  return new Date(at).toLocaleString(where, { dateStyle: 'medium', timeStyle: 'short' });
}
