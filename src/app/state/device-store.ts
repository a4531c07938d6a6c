/** Values kept on this device under a key: one store in a database of its own. */
export function deviceStore<T>(name: string, storeName: string) {
  async function inStore<R>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<R>,
  ): Promise<R> {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    const database = await done(opening);
    try {
      const transaction = database.transaction(storeName, mode);
      // Written is only what the whole transaction wrote; listened for before it can be over.
      const complete = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      const [answer] = await Promise.all([
        done(work(transaction.objectStore(storeName))),
        complete,
      ]);
      return answer;
    } finally {
      database.close();
    }
  }

  return {
    async put(key: string, value: T): Promise<void> {
      await inStore('readwrite', (store) => store.put(value, key));
    },
    get(key: string): Promise<T | undefined> {
      return inStore('readonly', (store) => store.get(key));
    },
    /** All keys, in their order as text. */
    async keys(): Promise<string[]> {
      return (await inStore('readonly', (store) => store.getAllKeys())) as string[];
    },
    async remove(key: string): Promise<void> {
      await inStore('readwrite', (store) => store.delete(key));
    },
  };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
