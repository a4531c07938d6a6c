import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { DotworkError } from '../../base/errors.ts';
import { isZip, unzipped, type ZipEntry, zipEntries } from '../scan/archive/zip.ts';
import type { ScanFile } from '../scan/scan-file.ts';
import { type CollectionList, type ListedDocument, readCollectionList } from './collection-list.ts';

/** A document with its states, oldest first. */
export interface CollectedDocument {
  readonly id: string;
  readonly client: string;
  readonly createdAt: number;
  readonly states: readonly {
    readonly savedAt: number;
    readonly plan: unknown;
    readonly step?: string | undefined;
  }[];
  /** Photographs and what was marked on them, as the page keeps it. */
  readonly album?: unknown;
}

/** Name of the list in the zip. */
const LIST = 'clients.json';

/** More text than any list, plan or album has, bytes. */
const MOST_TEXT_BYTES = 2 ** 26;

/** The same time for every file: local, and so the same bytes everywhere. */
const WHEN = '1980-01-01T12:00:00';

/** Writes clients' plans, photographs and scans as one zip, piece by piece: all of it need never be in memory. */
export class CollectionWriter {
  readonly #zip: Zip;
  readonly #documents: ListedDocument[] = [];
  readonly #photographs: CollectionList['photographs'][number][] = [];
  readonly #scans: CollectionList['scans'][number][] = [];
  #failure: unknown;

  /** @param emit - Takes the zip, piece by piece. */
  constructor(emit: (piece: Uint8Array<ArrayBuffer>) => void) {
    this.#zip = new Zip((error, piece) => {
      if (error) this.#failure ??= error;
      else emit(piece as Uint8Array<ArrayBuffer>);
    });
  }

  addDocument({ states, album, ...document }: CollectedDocument): void {
    const folder = `plans/${this.#documents.length + 1}`;
    const listed = states.map(({ plan, ...state }, i) => {
      const file = `${folder}/${i + 1}.json`;
      this.#text(file, plan);
      return { ...state, file };
    });
    if (album !== undefined) this.#text(`${folder}/album.json`, album);
    this.#documents.push({
      ...document,
      states: listed,
      ...(album !== undefined && { album: `${folder}/album.json` }),
    });
  }

  /** A photograph, by the hash of its bytes. */
  addPhotograph(sha256: string, name: string, type: string, bytes: Uint8Array): void {
    const file = `photographs/${sha256}`;
    this.#bytes(file, bytes);
    this.#photographs.push({ sha256, name, type, file });
  }

  /** The files of a scan, the first of them its main one, by the hash that plans know it by. */
  addScan(sha256: string, files: readonly ScanFile[]): void {
    const listed = files.map(({ name, bytes }, i) => {
      const file = `scans/${sha256}/${i + 1}`;
      this.#bytes(file, bytes);
      return { name, file };
    });
    this.#scans.push({ sha256, files: listed });
  }

  end(): void {
    const list: CollectionList = {
      documents: this.#documents,
      photographs: this.#photographs,
      scans: this.#scans,
    };
    this.#text(LIST, { format: 'dotwork-clients', version: 1, ...list });
    this.#zip.end();
    if (this.#failure) throw this.#failure;
  }

  #text(path: string, value: unknown): void {
    const entry = new ZipDeflate(path, { level: 6 });
    entry.mtime = WHEN;
    this.#zip.add(entry);
    entry.push(new TextEncoder().encode(`${JSON.stringify(value)}\n`), true);
  }

  /** Pictures and scans are packed already, or large. */
  #bytes(path: string, bytes: Uint8Array): void {
    const entry = new ZipPassThrough(path);
    entry.mtime = WHEN;
    this.#zip.add(entry);
    entry.push(bytes, true);
  }
}

/** What such a zip holds; photographs and scans are unpacked when they are asked for. */
export interface Collection {
  readonly documents: readonly CollectedDocument[];
  readonly photographs: readonly {
    readonly sha256: string;
    readonly name: string;
    readonly type: string;
    bytes(): Uint8Array<ArrayBuffer>;
  }[];
  readonly scans: readonly { readonly sha256: string; files(): readonly ScanFile[] }[];
}

/** Whether bytes are a zip with clients in it. */
export function isCollection(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  try {
    return zipEntries(bytes).some(({ name }) => name === LIST);
  } catch {
    return false;
  }
}

/**
 * Reads such a zip. Throws a `file` error that names what is wrong: a damaged or cut zip, one that
 * claims more than it holds, a missing file, a list that is none or of a newer Dotwork. Plans and
 * albums are JSON of any kind; whoever takes them checks them.
 *
 * @param name - Of the file, for the error.
 */
export function readCollection(bytes: Uint8Array, name: string): Collection {
  const entries = new Map(
    opened(name, () => zipEntries(bytes)).map((entry) => [entry.name, entry]),
  );
  const entryOf = (path: string): ZipEntry => {
    const entry = entries.get(path);
    if (!entry) throw refuse(name, `lacks ${path}.`);
    return entry;
  };
  const bytesOf = (path: string) =>
    opened(name, () => unzipped(bytes, entryOf(path))) as Uint8Array<ArrayBuffer>;
  const jsonOf = (path: string): unknown => {
    if (entryOf(path).size > MOST_TEXT_BYTES) throw refuse(name, `has a ${path} that is too long.`);
    try {
      return JSON.parse(new TextDecoder().decode(bytesOf(path)));
    } catch (cause) {
      if (cause instanceof DotworkError) throw cause;
      throw refuse(name, `has a ${path} that is no JSON.`, cause);
    }
  };
  const { documents, photographs, scans } = readCollectionList(jsonOf(LIST), name);
  return {
    documents: documents.map(({ states, album, ...document }) => ({
      ...document,
      states: states.map(({ file, ...state }) => ({ ...state, plan: jsonOf(file) })),
      ...(album !== undefined && { album: jsonOf(album) }),
    })),
    photographs: photographs.map(({ file, ...photo }) => {
      entryOf(file);
      return { ...photo, bytes: () => bytesOf(file) };
    }),
    scans: scans.map(({ sha256, files }) => {
      for (const { file } of files) entryOf(file);
      return {
        sha256,
        files: () => files.map(({ name: own, file }) => ({ name: own, bytes: bytesOf(file) })),
      };
    }),
  };
}

function opened<T>(name: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof DotworkError) || error.code === 'file') throw error;
    const why = error.fix ? error.message.replace(error.fix, '').trim() : error.message;
    throw refuse(name, `cannot be imported. ${why}`, error);
  }
}

function refuse(name: string, why: string, cause?: unknown): DotworkError {
  return new DotworkError('file', `${name} ${why}`, 'Copy or export it again.', cause);
}
