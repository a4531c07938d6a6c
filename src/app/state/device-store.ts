import { Database } from './database.ts';

/** Values kept on this device under a key: one store in a database of its own. */
export function deviceStore<T>(name: string, storeName: string) {
  const database = new Database(name, 1, (made) => made.createObjectStore(storeName));
  const inStore = <R>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<R>) =>
    database.run(storeName, mode, work);

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
