/** What a tab remembers of the document in it; a copy of the tab starts with the same. */
const TAB_KEY = 'dotwork-document';

/** What other tabs see of the documents that are open. */
const lockOf = (id: string): string => `dotwork-document-${id}`;

let current = freshDocument();
let copied: string | undefined;
let letGo: (() => void) | undefined;

/** The document in this tab. */
export function openDocument(): string {
  return current;
}

/** The document that the one in this tab is a copy of, where it is one that another tab has open. */
export function copiedDocument(): string | undefined {
  return copied;
}

/** The document this tab had open when it was last here. */
export function lastDocument(): string | undefined {
  try {
    return sessionStorage.getItem(TAB_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** From now on what is kept is kept as another document. */
export function startDocument(): void {
  enter(freshDocument());
}

/** From now on what is kept is kept as a copy of the document in this tab, beside it. */
export function copyDocument(): void {
  const before = current;
  enter(freshDocument());
  copied = before;
}

/**
 * Goes on with a document that was kept. Where another tab has it open, this one goes on with a copy:
 * what either does is kept, and neither is in the other's way.
 */
export async function continueDocument(id: string): Promise<void> {
  const isCopy = await isElsewhere(id);
  enter(isCopy ? freshDocument() : id);
  copied = isCopy ? id : undefined;
}

/** Whether another tab has a document open; unknown is no. */
export async function isElsewhere(id: string): Promise<boolean> {
  if (id === current) return false;
  const held = await navigator.locks?.query().catch(() => undefined);
  return held?.held?.some(({ name }) => name === lockOf(id)) ?? false;
}

function enter(id: string): void {
  letGo?.();
  copied = undefined;
  current = id;
  try {
    sessionStorage.setItem(TAB_KEY, id);
  } catch {
    // A tab without a memory of its own: what it keeps is kept all the same.
  }
  // Held as long as the tab has it open; the browser lets go of it with the tab.
  void navigator.locks
    ?.request(
      lockOf(id),
      { ifAvailable: true },
      () =>
        new Promise<void>((resolve) => {
          letGo = resolve;
        }),
    )
    .catch(() => undefined);
}

/** An id that no document has. */
export function freshDocument(): string {
  return crypto.randomUUID?.() ?? `${Date.now()}-${performance.now()}`;
}
