/** A file of the build: where it lies from the page, its bytes, its SHA-256 in hex. */
export type KeptFile = readonly [path: string, bytes: number, sha256: string];

/** What one build is made of; `id` changes with any file. */
export interface Build {
  readonly build: string;
  readonly files: readonly KeptFile[];
}

const PREFIX = 'dotwork-files-';

/** How many files are asked for at a time. */
const AT_ONCE = 4;

/** Says of a kept answer what its bytes are. */
const SUM = 'x-dotwork-sha256';

/**
 * One build, kept whole in this browser. A file that is kept already, by an older build or an
 * interrupted try, is not fetched again; one that is not what the build made (a sign-in page of a hotel,
 * a server that changes builds meanwhile) is refused, and then nothing of the new build is used.
 *
 * @param scope - Address that paths are from.
 */
export class KeptBuild {
  readonly #build: Build;
  readonly #scope: string;
  readonly #caches: CacheStorage;

  constructor(build: Build, scope: string, storage: CacheStorage) {
    this.#build = build;
    this.#scope = scope;
    this.#caches = storage;
  }

  get bytes(): number {
    return this.#build.files.reduce((sum, [, bytes]) => sum + bytes, 0);
  }

  /** Fetches what is not kept yet. Rejects where a file does not come, or comes as another. */
  async keep(get: (url: string) => Promise<Response>): Promise<void> {
    const own = await this.#caches.open(this.#name);
    const waiting = [...this.#build.files];
    const line = async (): Promise<void> => {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        await this.#keepOne(own, file, get);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
  }

  /**
   * The kept answer to a request, or undefined. A page of the build before asks for its own parts, too,
   * for as long as it stays open.
   */
  async find(url: string, isPage: boolean): Promise<Response | undefined> {
    const wanted = new URL(url);
    wanted.search = '';
    wanted.hash = '';
    const { pathname } = new URL(this.#scope);
    if (isPage && wanted.pathname === `${pathname}index.html`) wanted.pathname = pathname;
    const own = await this.#caches.open(this.#name);
    return (await own.match(wanted.href)) ?? (await this.#caches.match(wanted.href));
  }

  /** Lets go of builds that no page is of: all but this one and the one before. */
  async tidy(): Promise<void> {
    const others = (await this.#caches.keys()).filter(
      (name) => name.startsWith(PREFIX) && name !== this.#name,
    );
    // In the order they were made.
    await Promise.all(others.slice(0, -1).map((name) => this.#caches.delete(name)));
  }

  get #name(): string {
    return PREFIX + this.#build.build;
  }

  async #keepOne(
    own: Cache,
    [path, , sum]: KeptFile,
    get: (url: string) => Promise<Response>,
  ): Promise<void> {
    const url = new URL(path, this.#scope).href;
    const known = await this.#knownAs(url, sum);
    if (known) {
      await own.put(url, known);
      return;
    }
    const answer = await get(url);
    const bytes = await answer.arrayBuffer();
    const found = hex(await crypto.subtle.digest('SHA-256', bytes));
    if (!answer.ok || found !== sum) throw new Error(`${url} is not the file of this build.`);
    const headers = new Headers(answer.headers);
    // These told how it came.
    for (const name of ['content-encoding', 'content-length']) headers.delete(name);
    headers.set(SUM, sum);
    await own.put(url, new Response(bytes, { headers }));
  }

  /** The same file as an older build kept it. */
  async #knownAs(url: string, sum: string): Promise<Response | undefined> {
    for (const name of await this.#caches.keys()) {
      if (!name.startsWith(PREFIX)) continue;
      const found = await (await this.#caches.open(name)).match(url);
      if (found?.headers.get(SUM) === sum) return found;
    }
    return undefined;
  }
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
