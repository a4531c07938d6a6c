import { DotworkError } from '../../../base/errors.ts';
import { say, sayAs } from '../../../base/language/say.ts';
import {
  type CollectedDocument,
  CollectionWriter,
  isCollection,
  readCollection,
} from '../../../io/collection/collection-file.ts';
import { restorePlan } from '../../../plan/reading/restore.ts';
import type { Plan } from '../../../plan/schema.ts';
import { pickFiles } from '../../parts/pick-files.ts';
import { keptAlbums, keptPhotos } from '../../photo/keep/photo-store.ts';
import { readAlbum } from '../../photo/keep/read-album.ts';
import { keepScan, keptScan } from '../../scan/scan-store.ts';
import type { PlanEntry } from '../../state/kept-states.ts';
import { isElsewhere, openDocument } from '../../state/open-document.ts';
import type { Page } from '../../state/page.ts';
import { tellTabs } from '../../state/plan-news.ts';
import { snapshots } from '../../state/snapshots.ts';
import { handOver } from '../hand-over.ts';
import { besideId, mergeOf, type ReadState } from './merge.ts';
import { MOST_LETTERS } from './plan-acts.ts';
import { freeName } from './plan-names.ts';
import { sizeWords } from './storage-note.ts';

/** Hands over every plan that is kept here, with all states, photographs and scans, as one zip. Answers with what is in it. */
export async function exportAll(page: Page): Promise<string> {
  const entries = (await snapshots.entries()).filter(({ deletedAt }) => deletedAt === undefined);
  if (entries.length === 0) return say('There is nothing to export yet.');
  const parts: Blob[] = [];
  // As blobs, which a browser may put on its disk.
  const writer = new CollectionWriter((piece) => parts.push(new Blob([piece])));
  const [photos, scans] = [new Set<string>(), new Set<string>()];
  for (const { id, client, createdAt } of entries) {
    const states = (await snapshots.statesOf(id)).reverse();
    const album = await keptAlbums.get(id).catch(() => undefined);
    for (const { sha256 } of album?.photos ?? []) photos.add(sha256);
    for (const { plan } of states) {
      const { scan } = restorePlan(plan).plan.head;
      if (scan.kind === 'file') scans.add(scan.sha256);
    }
    writer.addDocument({
      ...{ id, client, createdAt },
      states: states.map(({ savedAt, plan, step }) => ({ savedAt, plan, step })),
      ...(album && album.photos.length > 0 && { album }),
    });
  }
  let missing = 0;
  for (const sha256 of photos) {
    const kept = await keptPhotos.get(sha256).catch(() => undefined);
    if (!kept) missing += 1;
    else {
      const bytes = new Uint8Array(await kept.file.arrayBuffer());
      writer.addPhotograph(sha256, kept.name, kept.file.type, bytes);
    }
  }
  for (const sha256 of scans) {
    const files = await keptScan(sha256).catch(() => undefined);
    if (files) writer.addScan(sha256, files);
    else missing += 1;
  }
  writer.end();
  const zip = new Blob(parts, { type: 'application/zip' });
  const name = `dotwork-clients-${new Date().toISOString().slice(0, 10)}.zip`;
  await handOver(page, { name, content: zip, type: 'application/zip' });
  const lost =
    missing > 0 &&
    say(
      '{missing, plural, one {# photograph or scan} other {# photographs or scans}} that plans name are not on this device, and so not in it.',
      { missing },
    );
  const exported = say(
    "Exported {count, plural, one {# plan} other {# plans}}, {size}. Clients' names, notes and photographs are in it: keep it as you keep their papers.",
    { count: entries.length, size: sizeWords(zip.size) },
  );
  return [exported, lost].filter(Boolean).join(' ');
}

/** Asks for such a zip and imports it. */
export function pickCollection(then: (told: Promise<string>) => void): void {
  pickFiles({ accept: '.zip,application/zip' }, ([file]) => then(importFile(file!)));
}

/** Whether a file is a zip of clients: its end is read for it. */
export async function isClientsFile(file: File): Promise<boolean> {
  if (!/\.zip$/i.test(file.name)) return false;
  return isCollection(new Uint8Array(await file.arrayBuffer()));
}

/** Adds what a zip of clients holds to what is here; nothing here is changed or lost. Answers with what came of it. */
export async function importFile(file: File): Promise<string> {
  const bytes = new Uint8Array(
    await file.arrayBuffer().catch((cause: unknown) => {
      throw new DotworkError(
        'file',
        say('{name} cannot be read.', { name: file.name }),
        say('Copy it again.'),
        cause,
      );
    }),
  );
  const { documents, photographs, scans } = readCollection(bytes, file.name);
  const told = { added: 0, later: 0, known: 0, back: 0, beside: [] as string[], damaged: 0 };
  // First what plans refer to: a plan that is here finds its pictures.
  for (const { sha256, name, type, bytes: read } of photographs) {
    if (await keptPhotos.get(sha256)) continue;
    const content = read();
    if ((await hashOf(content)) !== sha256) told.damaged += 1;
    else await keptPhotos.put(sha256, { name, file: new Blob([content], { type }) });
  }
  for (const { sha256, files } of scans) {
    if (!(await keptScan(sha256))) await keepScan(sha256, files());
  }
  let entries = await snapshots.entries();
  for (const document of documents) {
    await importDocument(document, entries, told);
    entries = await snapshots.entries();
  }
  tellTabs({ kind: 'list' });
  return importWords(file.name, told);
}

interface Told {
  added: number;
  later: number;
  known: number;
  back: number;
  /** Names that came beside what is here. */
  readonly beside: string[];
  damaged: number;
}

async function importDocument(
  { id, client, createdAt, states, album }: CollectedDocument,
  entries: readonly PlanEntry[],
  told: Told,
): Promise<void> {
  const theirs: ReadState[] = states.map((state) => ({
    ...state,
    plan: restorePlan(state.plan).plan,
  }));
  const entry = entries.find((one) => one.id === id);
  const isOpen = id === openDocument() || (await isElsewhere(id));
  const here = (await snapshots.statesOf(id))
    .reverse()
    .map(({ plan, savedAt }) => ({ savedAt, plan: restorePlan(plan).plan }));
  const merge = mergeOf(here, theirs);
  if (merge.kind === 'known') {
    told.known += 1;
    if (entry?.deletedAt === undefined) return;
    await snapshots.restore(id);
    told.back += 1;
    return;
  }
  if (merge.kind === 'later' && !isOpen) {
    await snapshots.append(id, merge.states.map(asKept));
    told.later += 1;
    return;
  }
  const isNew = merge.kind === 'new';
  const asId = isNew ? id : besideId(id, theirs);
  if (!isNew && entries.some((one) => one.id === asId)) {
    told.known += 1;
    return;
  }
  const newest = theirs.at(-1)!;
  const taken = entries.filter((one) => one.client === client).map(({ name }) => name);
  const title = isNew ? newest.plan.title : freeName(newest.plan.title, taken, MOST_LETTERS);
  // A name that is taken gets a number; the plan as it came stays as the state before.
  const named = {
    savedAt: newest.savedAt,
    plan: { ...newest.plan, title },
    step: sayAs('verb', 'Import'),
  };
  const kept = isNew ? theirs : [...theirs, named];
  const read = readAlbum(album);
  if (read) await keptAlbums.put(asId, read);
  await snapshots.add(
    { id: asId, client, createdAt, ...(!isNew && { copyOf: id }) },
    kept.map(asKept),
  );
  if (isNew) told.added += 1;
  else told.beside.push(title);
}

function asKept({ savedAt, plan, step }: ReadState): {
  savedAt: number;
  plan: Plan;
  step?: string;
} {
  return { savedAt, plan, ...(step !== undefined && { step }) };
}

function importWords(name: string, { added, later, known, back, beside, damaged }: Told): string {
  const counted = [
    added > 0 && say('{added, plural, one {# plan} other {# plans}} new', { added }),
    later > 0 && say('{later, plural, one {# plan} other {# plans}} went on', { later }),
    known > 0 && say('{known, plural, one {# plan} other {# plans}} here already', { known }),
    back > 0 && say('{back, plural, one {# plan} other {# plans}} out of the bin', { back }),
  ].filter(Boolean);
  const what = counted.join(', ') || say('no plan');
  const sentences = [
    say('{name}: {what}.', { name, what }),
    beside.length > 0 &&
      say('Changed here and there, so both are kept: {names} came beside.', {
        names: beside.map((one) => `"${one}"`).join(', '),
      }),
    damaged > 0 &&
      say(
        '{damaged, plural, one {# photograph} other {# photographs}} in it was damaged and left out.',
        { damaged },
      ),
  ];
  return sentences.filter(Boolean).join(' ');
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
