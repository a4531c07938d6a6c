import { DotworkError } from '../../base/errors.ts';
import { Database } from './database.ts';
import { type KeptState, type Snapshot, surplus } from './kept-states.ts';

const STORE = 'snapshots';

/** What is no longer wanted is looked for this often, or after so many writes: that reads all there is. */
const CLEAR_MS = 30_000;
const CLEAR_WRITES = 40;

/** So many states are looked through for a tab's own document: others may have saved since. */
const LATELY = 60;

let clearedAt = Number.NEGATIVE_INFINITY;
let writes = 0;

const database = new Database('dotwork', 1, (made) => {
  made.createObjectStore(STORE, { autoIncrement: true });
});

/** The browser's own database of plans. Every answer may be a `file` error. */
export const snapshots = {
  /** All that are kept, newest first. */
  async all(): Promise<KeptState[]> {
    const [keys, states] = await Promise.all([
      database.run(STORE, 'readonly', (store) => store.getAllKeys()),
      database.run<Snapshot[]>(STORE, 'readonly', (store) => store.getAll()),
    ]);
    return states.map((state, i) => ({ ...state, key: Number(keys[i]) })).reverse();
  },
  /** The newest of one document, if it was kept lately, and the newest of all. */
  async newest(document: string | undefined): Promise<{ own?: KeptState; latest?: KeptState }> {
    const keys = await database.run(STORE, 'readonly', (store) => store.getAllKeys());
    const found: { own?: KeptState; latest?: KeptState } = {};
    for (const key of keys.slice(-LATELY).reverse()) {
      const state = await database.run<Snapshot | undefined>(STORE, 'readonly', (store) =>
        store.get(key),
      );
      if (!state) continue;
      found.latest ??= { ...state, key: Number(key) };
      if (document === undefined) break;
      if (state.document !== document) continue;
      found.own = { ...state, key: Number(key) };
      break;
    }
    return found;
  },
  /** Writes one and reads it back, so that "saved" is known and not hoped. */
  async keep(plan: unknown, savedAt: number, document: string): Promise<void> {
    const state: Snapshot = { savedAt, plan, document };
    const key = await database.run(STORE, 'readwrite', (store) => store.add(state));
    const back = await database.run<Snapshot | undefined>(STORE, 'readonly', (store) =>
      store.get(key),
    );
    if (back?.savedAt !== savedAt) {
      throw new DotworkError(
        'file',
        'This browser could not keep the plan on this device: it did not come back.',
        'Save the plan to a file now so that no work is lost.',
      );
    }
    const isLately = savedAt - clearedAt < CLEAR_MS && savedAt >= clearedAt;
    if (isLately && ++writes < CLEAR_WRITES) return;
    clearedAt = savedAt;
    writes = 0;
    for (const old of surplus(await snapshots.all(), savedAt))
      await database.run(STORE, 'readwrite', (store) => store.delete(old));
  },
};

/** The database of plans. */
export type Snapshots = typeof snapshots;
