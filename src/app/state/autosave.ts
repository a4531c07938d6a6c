import type { PlanDocument } from '../../plan/history.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Snapshots } from './snapshots.ts';

/** Where the automatic saving stands. */
export type SaveState =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Changes rest this long before they are saved, so that no drag ever waits for the disk. */
const REST_MS = 1500;

/** Keeps each settled change in the browser and tells how it went. */
export function startAutosave(
  document: PlanDocument,
  snapshots: Snapshots,
  report: (state: SaveState) => void,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = false;
  const save = async (plan: Plan): Promise<void> => {
    timer = undefined;
    try {
      // Asked after the first edit, when the browser can see that the page is in use.
      if (!asked) await navigator.storage?.persist?.().catch(() => false);
      asked = true;
      const at = Date.now();
      await snapshots.keep(plan, at);
      report({ kind: 'saved', at });
    } catch (error) {
      report({ kind: 'failed', error });
    }
  };
  document.subscribe((plan) => {
    clearTimeout(timer);
    report({ kind: 'waiting' });
    timer = setTimeout(() => void save(plan), REST_MS);
  });
  // A page that goes away may not come back: save at once.
  addEventListener('visibilitychange', () => {
    if (globalThis.document.visibilityState !== 'hidden' || timer === undefined) return;
    clearTimeout(timer);
    void save(document.get());
  });
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
