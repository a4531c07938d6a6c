import type { ScanFile } from '../../io/scan/scan-file.ts';

const DATABASE = 'dotwork-scans';
const STORE = 'files';

/** Keeps the files of a scan on this device, under the hash of their bytes. */
export async function keepScan(sha256: string, files: readonly ScanFile[]): Promise<void> {
  await inStore('readwrite', (store) => store.put(files, sha256));
}

/** The files of a scan, if they are kept here. */
export function keptScan(sha256: string): Promise<readonly ScanFile[] | undefined> {
  return inStore('readonly', (store) => store.get(sha256));
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await done(opening);
  try {
    const transaction = database.transaction(STORE, mode);
    // Written is only what the whole transaction wrote; listened for before it can be over.
    const complete = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [answer] = await Promise.all([done(work(transaction.objectStore(STORE))), complete]);
    return answer;
  } finally {
    database.close();
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
