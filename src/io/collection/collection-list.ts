import { DotworkError } from '../../base/errors.ts';

/** A document as the list of a collection has it; files by their names in the zip. */
export interface ListedDocument {
  readonly id: string;
  readonly client: string;
  readonly createdAt: number;
  readonly states: readonly {
    readonly savedAt: number;
    readonly step?: string | undefined;
    readonly file: string;
  }[];
  readonly album?: string;
}

export interface CollectionList {
  readonly documents: readonly ListedDocument[];
  readonly photographs: readonly {
    readonly sha256: string;
    readonly name: string;
    readonly type: string;
    readonly file: string;
  }[];
  readonly scans: readonly {
    readonly sha256: string;
    readonly files: readonly { readonly name: string; readonly file: string }[];
  }[];
}

/** Longest word of a list: names of clients, files and steps. */
const LONGEST = 300;

/** Times are ms since 1970; later than this, the year 5000, is no time. */
const LATEST_MS = 9.6e13;

type Json = Readonly<Record<string, unknown>>;

/** Reads the list of a collection. Throws a `file` error that names what in it is wrong. */
export function readCollectionList(json: unknown, name: string): CollectionList {
  const refuse = (why: string): DotworkError =>
    new DotworkError('file', `${name} ${why}`, 'Export it again.');
  const record = (value: unknown, what: string): Json => {
    if (value && typeof value === 'object' && !Array.isArray(value)) return value as Json;
    throw refuse(`has a list whose ${what} is none.`);
  };
  const listIn = (of: Json, key: string, what: string): readonly unknown[] => {
    const value = of[key];
    if (Array.isArray(value)) return value;
    throw refuse(`has a list without ${what}.`);
  };
  const word = (of: Json, key: string, what: string): string => {
    const value = of[key];
    if (typeof value === 'string' && value.length <= LONGEST) return value;
    throw refuse(`has ${what} whose ${key} is no word.`);
  };
  const time = (of: Json, key: string, what: string): number => {
    const value = of[key];
    if (typeof value === 'number' && value >= 0 && value <= LATEST_MS) return value;
    throw refuse(`has ${what} whose ${key} is no time.`);
  };
  const hash = (of: Json, what: string): string => {
    const value = word(of, 'sha256', what);
    if (/^[\da-f]{64}$/.test(value)) return value;
    throw refuse(`has ${what} whose sha256 is none.`);
  };

  const list = record(json, 'outermost part');
  if (list.format !== 'dotwork-clients') throw refuse('is a zip, but not one of clients.');
  if (list.version !== 1) {
    throw refuse(`is of version ${JSON.stringify(list.version)}, made by a newer Dotwork.`);
  }
  return {
    documents: listIn(list, 'documents', 'plans').map((value, i) => {
      const what = `plan ${i + 1}`;
      const one = record(value, what);
      const states = listIn(one, 'states', `states of ${what}`).map((each) => {
        const state = record(each, `state of ${what}`);
        return {
          savedAt: time(state, 'savedAt', what),
          file: word(state, 'file', what),
          ...(state.step !== undefined && { step: word(state, 'step', what) }),
        };
      });
      if (states.length === 0) throw refuse(`has ${what} without a state.`);
      return {
        id: word(one, 'id', what),
        client: word(one, 'client', what),
        createdAt: time(one, 'createdAt', what),
        states: states.sort((a, b) => a.savedAt - b.savedAt),
        ...(one.album !== undefined && { album: word(one, 'album', what) }),
      };
    }),
    photographs: listIn(list, 'photographs', 'photographs').map((value, i) => {
      const what = `photograph ${i + 1}`;
      const one = record(value, what);
      return {
        sha256: hash(one, what),
        name: word(one, 'name', what),
        type: word(one, 'type', what),
        file: word(one, 'file', what),
      };
    }),
    scans: listIn(list, 'scans', 'scans').map((value, i) => {
      const what = `scan ${i + 1}`;
      const one = record(value, what);
      const files = listIn(one, 'files', `files of ${what}`).map((each) => {
        const file = record(each, what);
        return { name: word(file, 'name', what), file: word(file, 'file', what) };
      });
      if (files.length === 0) throw refuse(`has ${what} without a file.`);
      return { sha256: hash(one, what), files };
    }),
  };
}
