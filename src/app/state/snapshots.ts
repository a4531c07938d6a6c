import { DotworkError } from '../../base/errors.ts';

/** A plan as it was kept in the browser. */
export interface Snapshot {
  readonly savedAt: number;
  readonly plan: unknown;
}

/** Older ones are dropped; a few stay in case the newest is not the one wanted. */
const KEPT = 12;
const STORE = 'snapshots';

/** Opens the browser's own database of plans. Rejects with a `file` error where there is none. */
export async function openSnapshots() {
  const database = await opened();
  const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);

  return {
    /** The newest one, or undefined. */
    async newest(): Promise<Snapshot | undefined> {
      const cursor = await answer(store('readonly').openCursor(null, 'prev'));
      return cursor?.value as Snapshot | undefined;
    },
    /** Writes one and reads it back, so that "saved" is known and not hoped. */
    async keep(plan: unknown, savedAt: number): Promise<void> {
      const key = await answer(store('readwrite').add({ savedAt, plan }));
      const back = (await answer(store('readonly').get(key))) as Snapshot | undefined;
      if (back?.savedAt !== savedAt) throw failure(new Error('The saved plan did not come back.'));
      const keys = await answer(store('readonly').getAllKeys());
      for (const old of keys.slice(0, -KEPT)) await answer(store('readwrite').delete(old));
    },
  };
}

/** The database of plans, once it is open. */
export type Snapshots = Awaited<ReturnType<typeof openSnapshots>>;

function opened(): Promise<IDBDatabase> {
  try {
    const request = indexedDB.open('dotwork', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { autoIncrement: true });
    };
    return answer(request);
  } catch (cause) {
    return Promise.reject(failure(cause));
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failure(request.error));
  });
}

function failure(cause: unknown): DotworkError {
  return new DotworkError(
    'file',
    'This browser could not keep the plan on this device.',
    'Save the plan to a file now so that no work is lost.',
    cause,
  );
}
