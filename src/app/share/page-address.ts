import { pageOf } from '../../share/link.ts';

const KEY = 'dotwork-page-address';

/** Whether a page is served for this machine alone. */
export function isOwnMachine(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'file:' || /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/.test(hostname);
}

let entered: string | undefined;

/** The page that links lead to: this one, or, where this one is of this machine, the one that was entered. */
export function pageAddress(): string {
  const here = pageOf(location.href);
  return isOwnMachine(here) ? (entered ?? kept() ?? here) : here;
}

/** Keeps the address of the clinic's page for this time and the next; an empty one is forgotten. */
export function keepPageAddress(address: string): void {
  entered = address.trim() || undefined;
  try {
    if (entered === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, entered);
  } catch {
    // Storage that is forbidden keeps it until the page is left.
  }
}

function kept(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
