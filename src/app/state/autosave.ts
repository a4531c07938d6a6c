import type { PlanDocument } from '../../plan/history.ts';
import { openDocument } from './open-document.ts';
import { snapshots } from './snapshots.ts';

/** Where the automatic saving stands. */
export type SaveState =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Keeps each settled change in the browser and tells how it went. A drag is settled when it ends, and
 * no drag waits for the disk. A change is written at once, or when the one before it has been; so a page
 * that is killed loses no more than what was in hand.
 */
export function startAutosave(document: PlanDocument, report: (state: SaveState) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = false;
  let isDue = false;
  let isWriting = false;
  const save = async (): Promise<void> => {
    isDue = false;
    try {
      // Asked after the first edit, when the browser can see that the page is in use.
      if (!asked) void navigator.storage?.persist?.().catch(() => false);
      asked = true;
      const at = Date.now();
      await snapshots.keep(document.get(), at, openDocument());
      if (!isDue) report({ kind: 'saved', at });
    } catch (error) {
      report({ kind: 'failed', error });
    }
  };
  /** One at a time; what changed meanwhile is written after it. */
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (isWriting) return;
    isWriting = true;
    void save().finally(() => {
      isWriting = false;
      if (isDue && timer === undefined && !document.inGesture()) write();
    });
  };
  const soon = (): void => {
    clearTimeout(timer);
    // What else belongs to the same step comes along.
    timer = setTimeout(write);
  };
  document.subscribe(() => {
    isDue = true;
    report({ kind: 'waiting' });
    if (!document.inGesture()) soon();
  });
  document.onGestureEnd(() => {
    if (isDue) soon();
  });
  // A page that goes away may not come back: save at once.
  const leave = (): void => {
    if (isDue) write();
  };
  addEventListener('visibilitychange', () => {
    if (globalThis.document.visibilityState === 'hidden') leave();
  });
  addEventListener('pagehide', leave);
}

/** "saved 12 s ago". */
export function saveWords(state: SaveState, now: number): string {
  if (state.kind === 'failed') return 'Not saved';
  if (state.kind === 'waiting') return 'Saving…';
  if (state.kind === 'unchanged') return 'No changes';
  const seconds = Math.max(0, Math.round((now - state.at) / 1000));
  if (seconds < 60) return `Saved ${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `Saved ${minutes} min ago` : `Saved ${Math.round(minutes / 60)} h ago`;
}
