/** A plan as it was kept in the browser. */
export interface Snapshot {
  readonly savedAt: number;
  readonly plan: unknown;
  /** Which document it is a state of. */
  readonly document: string;
  /** Label of the step that led to it, where it is known. */
  readonly step?: string;
}

/** One with the key it is kept under: later ones have higher keys. */
export interface KeptState extends Snapshot {
  readonly key: number;
}

/** What is known of a document without reading its states. */
export interface PlanEntry {
  readonly id: string;
  /** The client it is for; empty for none. Kept here alone: no plan, link or picture carries it. */
  readonly client: string;
  /** Title of its newest state. */
  readonly name: string;
  readonly createdAt: number;
  /** When its newest state was kept. */
  readonly savedAt: number;
  readonly states: number;
  /** Of all its states, as JSON. */
  readonly bytes: number;
  /** When it was put into the bin. */
  readonly deletedAt?: number;
  /** The document it began as a copy of. */
  readonly copyOf?: string;
}

/** The name of all states from before documents were told apart. */
export const NAMELESS = 'before';

/** Documents without a client kept at most; the ones not touched for longest go first. */
export const MOST_NAMELESS = 60;

/** States of one document kept at most, and their bytes. */
const MOST_STATES = 24;
const MOST_BYTES = 4e6;

/** The newest states of a document, which stay whatever they weigh, and those that stay if they are light. */
const LEAST = 3;
const NEWEST = 8;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** So long a deleted document can be brought back. */
export const BIN_MS = 30 * DAY_MS;

/** States of a document: one for each so long, by how old they are. */
const APART_MS: readonly (readonly [olderThanMs: number, apartMs: number])[] = [
  [DAY_MS, DAY_MS],
  [60 * MINUTE_MS, 60 * MINUTE_MS],
  [0, 5 * MINUTE_MS],
];

/**
 * Keys of the states of one document that may go, given newest first: the newest stay, and older ones
 * here and there, as far back and as many as there is room for.
 */
export function surplus(states: readonly KeptState[], nowMs: number): number[] {
  const stay = new Set<number>();
  let bytes = 0;
  let lastAt = Number.POSITIVE_INFINITY;
  states.forEach(({ key, savedAt, plan }, i) => {
    const apart = APART_MS.find(([older]) => nowMs - savedAt >= older)?.[1] ?? 0;
    if (stay.size >= MOST_STATES || (i >= NEWEST && lastAt - savedAt < apart)) return;
    const size = bytesOf(plan);
    if (i >= LEAST && bytes + size > MOST_BYTES) return;
    bytes += size;
    stay.add(key);
    lastAt = savedAt;
  });
  return states.map(({ key }) => key).filter((key) => !stay.has(key));
}

/** Documents that may go: those without a client beyond what is kept, and those long in the bin. */
export function surplusEntries(entries: readonly PlanEntry[], nowMs: number): string[] {
  const nameless = recentFirst(entries).filter(
    ({ client, deletedAt }) => client === '' && deletedAt === undefined,
  );
  const old = entries.filter(({ deletedAt }) => deletedAt && nowMs - deletedAt > BIN_MS);
  return [...nameless.slice(MOST_NAMELESS), ...old].map(({ id }) => id);
}

/** The entry of a document with one more state, or with the states that are left. */
export function entryOf(
  before: PlanEntry | undefined,
  { document, savedAt, plan }: Snapshot,
  left: { readonly states: number; readonly bytes: number },
): PlanEntry {
  const title = (plan as { readonly title?: unknown } | null)?.title;
  const { deletedAt: _, ...kept } = before ?? { client: '', createdAt: savedAt };
  return { ...kept, id: document, name: typeof title === 'string' ? title : '', savedAt, ...left };
}

/** What a state weighs, as JSON. */
export function bytesOf(plan: unknown): number {
  return JSON.stringify(plan)?.length ?? 0;
}

/** Entries, the one kept last first. */
export function recentFirst(entries: readonly PlanEntry[]): PlanEntry[] {
  return entries.toSorted((a, b) => b.savedAt - a.savedAt);
}

/** Entries of each client, the client whose plan was kept last first; those of none stand at the end. */
export function byClient(
  entries: readonly PlanEntry[],
): { readonly client: string; readonly entries: readonly PlanEntry[] }[] {
  const groups = new Map<string, PlanEntry[]>();
  for (const entry of recentFirst(entries)) {
    groups.set(entry.client, [...(groups.get(entry.client) ?? []), entry]);
  }
  return [...groups]
    .map(([client, list]) => ({ client, entries: list }))
    .sort((a, b) => Number(a.client === '') - Number(b.client === ''));
}
