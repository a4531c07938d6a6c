import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import type { PlanDocument } from '../../plan/history.ts';
import type { Plan } from '../../plan/schema.ts';
import { copiedDocument, openDocument } from './open-document.ts';
import { tellTabs } from './plan-news.ts';
import { type KeptHow, snapshots } from './snapshots.ts';

/** Where the automatic saving stands. */
export type SaveState =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What is to be written of a document. */
interface Pending extends KeptHow {
  readonly plan: Plan;
}

/**
 * Keeps each settled change in the browser and tells how it went. A drag is settled when it ends, and
 * no drag waits for the disk. A change is written at once, or when the one before it has been; so a page
 * that is killed loses no more than what was in hand. What is opened meanwhile takes nothing from the
 * document before it.
 */
export function startAutosave(document: PlanDocument, report: (state: SaveState) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = false;
  let isWriting = false;
  const pending = new Map<string, Pending>();
  const save = async (): Promise<void> => {
    const due = [...pending];
    pending.clear();
    try {
      // Asked after the first edit, when the browser can see that the page is in use.
      if (!asked) void navigator.storage?.persist?.().catch(() => false);
      asked = true;
      const at = Date.now();
      while (due.length > 0) {
        const [id, { plan, ...how }] = due[0]!;
        await snapshots.keep(plan, at, id, how);
        due.shift();
        tellTabs({ kind: 'kept', id });
      }
      if (pending.size === 0) report({ kind: 'saved', at });
    } catch (error) {
      // With the next change it is tried again.
      for (const [id, one] of due) if (!pending.has(id)) pending.set(id, one);
      report({ kind: 'failed', error });
      throw error;
    }
  };
  /** One at a time; what changed meanwhile is written after it. */
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (isWriting) return;
    isWriting = true;
    void save().then(
      () => {
        isWriting = false;
        if (pending.size > 0 && timer === undefined && !document.inGesture()) write();
      },
      () => {
        isWriting = false;
      },
    );
  };
  const soon = (): void => {
    clearTimeout(timer);
    // What else belongs to the same step comes along.
    timer = setTimeout(write);
  };
  const note = (plan: Plan): void => {
    const step = document.labels().undo.at(-1);
    pending.set(openDocument(), { plan, step, copyOf: copiedDocument() });
  };
  document.subscribe((plan) => {
    note(plan);
    report({ kind: 'waiting' });
    if (!document.inGesture()) soon();
  });
  document.onGestureEnd(() => {
    if (pending.size === 0) return;
    note(document.get());
    soon();
  });
  // A page that goes away may not come back: save at once.
  const leave = (): void => {
    if (pending.size > 0) write();
  };
  addEventListener('visibilitychange', () => {
    if (globalThis.document.visibilityState === 'hidden') leave();
  });
  addEventListener('pagehide', leave);
}

/** "saved 12 s ago". */
export function saveWords(state: SaveState, now: number): string {
  if (state.kind === 'failed') return say('Not saved');
  if (state.kind === 'waiting') return say('Saving…');
  if (state.kind === 'unchanged') return say('No changes');
  const seconds = Math.max(0, Math.round((now - state.at) / 1000));
  if (seconds < 60) return say('Saved {seconds} s ago', { seconds: wholeWords(seconds) });
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? say('Saved {minutes} min ago', { minutes: wholeWords(minutes) })
    : say('Saved {hours} h ago', { hours: wholeWords(minutes / 60) });
}
