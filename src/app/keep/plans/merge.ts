import type { Plan } from '../../../plan/schema.ts';
import { planHash } from '../../../share/plan-hash.ts';

/** A state with its plan read. */
export interface ReadState {
  readonly savedAt: number;
  readonly plan: Plan;
  readonly step?: string | undefined;
}

/** What becomes of a document that is imported. */
export type Merge =
  /** What is in the file is here already. */
  | { readonly kind: 'known' }
  /** The file went on from what is here: its later states come after. */
  | { readonly kind: 'later'; readonly states: readonly ReadState[] }
  /** Nothing of it is here. */
  | { readonly kind: 'new' }
  /** Both went on: the one in the file comes beside. */
  | { readonly kind: 'beside' };

/**
 * How a document of a file goes with the states that are here under its id: nothing here is changed
 * or left behind, whatever the file says. Both lists oldest first; the file's has at least one.
 */
export function mergeOf(here: readonly ReadState[], theirs: readonly ReadState[]): Merge {
  const newest = here.at(-1);
  if (!newest) return { kind: 'new' };
  const hashes = new Set(here.map(({ plan }) => planHash(plan)));
  if (hashes.has(planHash(theirs.at(-1)!.plan))) return { kind: 'known' };
  const ours = planHash(newest.plan);
  const at = theirs.findLastIndex(({ plan }) => planHash(plan) === ours);
  return at < 0 ? { kind: 'beside' } : { kind: 'later', states: theirs.slice(at + 1) };
}

/** The id of what comes beside: the same for the same file, so that it comes but once. */
export function besideId(id: string, theirs: readonly ReadState[]): string {
  return `${id.slice(0, 60)}-${planHash(theirs.at(-1)!.plan)}`;
}
