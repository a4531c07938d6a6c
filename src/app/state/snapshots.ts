import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { answered, Database } from './database.ts';
import {
  bytesOf,
  entryOf,
  type KeptState,
  NAMELESS,
  type PlanEntry,
  recentFirst,
  type Snapshot,
  surplus,
  surplusEntries,
} from './kept-states.ts';

const STATES = 'snapshots';
const ENTRIES = 'entries';
const BY_DOCUMENT = 'document';

/** What is no longer wanted is looked for this often, or after so many writes. */
const CLEAR_MS = 30_000;
const CLEAR_WRITES = 40;

const cleared = new Map<string, { at: number; writes: number }>();

const database = new Database('dotwork', 2, (made, transaction, oldVersion) => {
  const states =
    oldVersion < 1
      ? made.createObjectStore(STATES, { autoIncrement: true })
      : transaction.objectStore(STATES);
  states.createIndex(BY_DOCUMENT, 'document');
  const entries = made.createObjectStore(ENTRIES, { keyPath: 'id' });
  if (oldVersion >= 1) listStates(states, entries);
});

/** Version 1 had states alone, the first of them without a document. */
function listStates(states: IDBObjectStore, entries: IDBObjectStore): void {
  const found = new Map<string, PlanEntry>();
  const walk = states.openCursor();
  walk.onsuccess = () => {
    const at = walk.result;
    if (!at) {
      for (const entry of found.values()) entries.put(entry);
      return;
    }
    const { document = NAMELESS, ...rest } = at.value as Partial<Snapshot>;
    const state = { savedAt: 0, plan: undefined, ...rest, document };
    if (at.value.document !== document) at.update(state);
    const before = found.get(document);
    found.set(
      document,
      entryOf(before, state, {
        states: (before?.states ?? 0) + 1,
        bytes: (before?.bytes ?? 0) + bytesOf(state.plan),
      }),
    );
    at.continue();
  };
}

/** How a state came to be. */
export interface KeptHow {
  readonly step?: string | undefined;
  /** The document it is a copy of, whose client it takes over. */
  readonly copyOf?: string | undefined;
}

/** The browser's own database of plans. Every answer may be a `file` error. */
export const snapshots = {
  /** Every document, the one kept last first; those in the bin among them. */
  async entries(): Promise<PlanEntry[]> {
    return recentFirst(
      await database.run<PlanEntry[]>(ENTRIES, 'readonly', (store) => store.getAll()),
    );
  },
  /** The states of a document, newest first. */
  statesOf(document: string): Promise<KeptState[]> {
    return database.transact([STATES], 'readonly', (transaction) =>
      statesIn(transaction.objectStore(STATES), document),
    );
  },
  /** The newest state of one document, and the newest of all that are not in the bin. */
  newest(document: string | undefined): Promise<{ own?: KeptState; latest?: KeptState }> {
    return database.transact([STATES, ENTRIES], 'readonly', async (transaction) => {
      const states = transaction.objectStore(STATES);
      const newestOf = async (id: string): Promise<KeptState | undefined> => {
        const cursor = await answered(states.index(BY_DOCUMENT).openCursor(id, 'prev'));
        return cursor ? { ...cursor.value, key: Number(cursor.primaryKey) } : undefined;
      };
      const own = document === undefined ? undefined : await newestOf(document);
      const entries: PlanEntry[] = await answered(transaction.objectStore(ENTRIES).getAll());
      const [last] = recentFirst(entries.filter(({ deletedAt }) => deletedAt === undefined));
      const latest = last && (await newestOf(last.id));
      return { ...(own && { own }), ...(latest && { latest }) };
    });
  },
  /** Writes one and reads it back, so that "saved" is known and not hoped. */
  async keep(plan: unknown, savedAt: number, document: string, how: KeptHow = {}): Promise<void> {
    const { step, copyOf } = how;
    const state: Snapshot = { savedAt, plan, document, ...(step !== undefined && { step }) };
    const key = await database.transact([STATES, ENTRIES], 'readwrite', async (transaction) => {
      const entries = transaction.objectStore(ENTRIES);
      const before: PlanEntry | undefined = await answered(entries.get(document));
      const copied: PlanEntry | undefined =
        before || copyOf === undefined ? undefined : await answered(entries.get(copyOf));
      const begun = copied && {
        ...{ ...copied, id: document, createdAt: savedAt },
        ...{ states: 0, bytes: 0, copyOf: copied.id },
      };
      const known = before ?? begun;
      const states = (known?.states ?? 0) + 1;
      const bytes = (known?.bytes ?? 0) + bytesOf(plan);
      entries.put(entryOf(known, state, { states, bytes }));
      return answered(transaction.objectStore(STATES).add(state));
    });
    const back = await database.run<Snapshot | undefined>(STATES, 'readonly', (store) =>
      store.get(key),
    );
    if (back?.savedAt !== savedAt) {
      throw new DotworkError(
        'file',
        say('This browser could not keep the plan on this device: it did not come back.'),
        say('Save the plan to a file now so that no work is lost.'),
      );
    }
    const last = cleared.get(document) ?? { at: savedAt, writes: 0 };
    const isLately = savedAt - last.at < CLEAR_MS && savedAt >= last.at;
    if (isLately && last.writes < CLEAR_WRITES) {
      cleared.set(document, { at: last.at, writes: last.writes + 1 });
      return;
    }
    cleared.set(document, { at: savedAt, writes: 0 });
    await clear(document, savedAt);
  },
  /** Changes what the list says of a document. */
  change(id: string, part: Partial<Omit<PlanEntry, 'id'>>): Promise<void> {
    return database.transact([ENTRIES], 'readwrite', async (transaction) => {
      const entries = transaction.objectStore(ENTRIES);
      const before: PlanEntry | undefined = await answered(entries.get(id));
      if (before) await answered(entries.put({ ...before, ...part }));
    });
  },
  /** Puts a document back that was in the bin. */
  restore(id: string): Promise<void> {
    return database.transact([ENTRIES], 'readwrite', async (transaction) => {
      const entries = transaction.objectStore(ENTRIES);
      const before: PlanEntry | undefined = await answered(entries.get(id));
      if (!before) return;
      const { deletedAt: _, ...rest } = before;
      await answered(entries.put(rest));
    });
  },
  /** Writes a document that is not there yet, its states oldest first: all of it or nothing. */
  add(
    { id, client, createdAt, copyOf }: Pick<PlanEntry, 'id' | 'client' | 'createdAt' | 'copyOf'>,
    states: readonly Omit<Snapshot, 'document'>[],
  ): Promise<void> {
    return database.transact([STATES, ENTRIES], 'readwrite', async (transaction) => {
      await append(transaction, { id, client, createdAt, ...(copyOf && { copyOf }) }, states);
    });
  },
  /** Writes later states of a document that is there, oldest first: all of them or none. */
  append(id: string, states: readonly Omit<Snapshot, 'document'>[]): Promise<void> {
    return database.transact([STATES, ENTRIES], 'readwrite', async (transaction) => {
      const before: PlanEntry = await answered(transaction.objectStore(ENTRIES).get(id));
      await append(transaction, before, states);
    });
  },
  /** Forgets documents for good. */
  async forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await database.transact([STATES, ENTRIES], 'readwrite', async (transaction) => {
        const states = transaction.objectStore(STATES);
        const keys = await answered(states.index(BY_DOCUMENT).getAllKeys(id));
        for (const key of keys) states.delete(key);
        await answered(transaction.objectStore(ENTRIES).delete(id));
      });
    }
  },
};

async function append(
  transaction: IDBTransaction,
  before: Pick<PlanEntry, 'id' | 'client' | 'createdAt'> & Partial<PlanEntry>,
  added: readonly Omit<Snapshot, 'document'>[],
): Promise<void> {
  const states = transaction.objectStore(STATES);
  let entry = { name: '', savedAt: 0, states: 0, bytes: 0, ...before } as PlanEntry;
  for (const one of added) {
    const state = { ...one, document: before.id };
    states.add(state);
    entry = entryOf(entry, state, {
      states: entry.states + 1,
      bytes: entry.bytes + bytesOf(state.plan),
    });
  }
  await answered(transaction.objectStore(ENTRIES).put(entry));
}

async function statesIn(store: IDBObjectStore, document: string): Promise<KeptState[]> {
  const index = store.index(BY_DOCUMENT);
  const [keys, states] = await Promise.all([
    answered(index.getAllKeys(document)),
    answered<Snapshot[]>(index.getAll(document)),
  ]);
  return states.map((state, i) => ({ ...state, key: Number(keys[i]) })).reverse();
}

/** Thins the states of a document, and the list of documents. */
async function clear(document: string, nowMs: number): Promise<void> {
  await database.transact([STATES, ENTRIES], 'readwrite', async (transaction) => {
    const store = transaction.objectStore(STATES);
    const states = await statesIn(store, document);
    const gone = new Set(surplus(states, nowMs));
    for (const key of gone) store.delete(key);
    const left = states.filter(({ key }) => !gone.has(key));
    const entries = transaction.objectStore(ENTRIES);
    const before: PlanEntry | undefined = await answered(entries.get(document));
    if (!before) return;
    const bytes = left.reduce((sum, { plan }) => sum + bytesOf(plan), 0);
    await answered(entries.put({ ...before, states: left.length, bytes }));
  });
  await snapshots.forget(surplusEntries(await snapshots.entries(), nowMs));
}
