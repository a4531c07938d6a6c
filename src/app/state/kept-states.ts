/** A plan as it was kept in the browser. */
export interface Snapshot {
  readonly savedAt: number;
  readonly plan: unknown;
  /** Which document it is a state of; those of before have none. */
  readonly document?: string;
}

/** One with the key it is kept under: later ones have higher keys. */
export interface KeptState extends Snapshot {
  readonly key: number;
}

/** Documents kept at most; the ones not touched for longest go first. */
const MOST_DOCUMENTS = 60;

/** States of one document kept at most. */
const MOST_STATES = 24;

/** The newest states of a document, all of which stay. */
const NEWEST = 8;

const MINUTE_MS = 60_000;

/** States of a document: one for each so long, by how old they are. */
const APART_MS: readonly (readonly [olderThanMs: number, apartMs: number])[] = [
  [24 * 60 * MINUTE_MS, 24 * 60 * MINUTE_MS],
  [60 * MINUTE_MS, 60 * MINUTE_MS],
  [0, 5 * MINUTE_MS],
];

/** A document that is kept: its states, newest first. */
export interface KeptDocument {
  readonly id: string;
  readonly states: readonly KeptState[];
}

/** The name of all states from before documents were told apart. */
export const NAMELESS = 'before';

/** The documents of all states, the one saved last first. */
export function documentsOf(states: readonly KeptState[]): KeptDocument[] {
  const byId = new Map<string, KeptState[]>();
  const newestFirst = states.toSorted((a, b) => b.key - a.key);
  for (const state of newestFirst) {
    const id = state.document ?? NAMELESS;
    const list = byId.get(id);
    if (list) list.push(state);
    else byId.set(id, [state]);
  }
  return [...byId].map(([id, list]) => ({ id, states: list }));
}

/** Keys of the states that may go: of each document the newest stay, and older ones here and there. */
export function surplus(states: readonly KeptState[], nowMs: number): number[] {
  return documentsOf(states).flatMap(({ states: list }, rank) => {
    if (rank >= MOST_DOCUMENTS) return list.map(({ key }) => key);
    const stay = new Set<number>();
    let lastAt = Number.POSITIVE_INFINITY;
    list.forEach(({ key, savedAt }, i) => {
      const apart = APART_MS.find(([older]) => nowMs - savedAt >= older)?.[1] ?? 0;
      if (stay.size >= MOST_STATES || (i >= NEWEST && lastAt - savedAt < apart)) return;
      stay.add(key);
      lastAt = savedAt;
    });
    return list.map(({ key }) => key).filter((key) => !stay.has(key));
  });
}
