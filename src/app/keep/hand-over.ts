import { say } from '../../base/language/say.ts';
import { el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';

/** A file made here for the person to keep. */
export interface MadeFile {
  readonly name: string;
  readonly content: BlobPart;
  readonly type: string;
  /** What is in it, where its name does not tell. */
  readonly words?: string;
}

/**
 * Gives a file to the person: by the share sheet on machines worked with fingers that have one, where
 * a download is hard to find again, else to the browser, which does with it what it is set to do.
 * Tells no more than is known: a browser does not say whether it wrote a file.
 */
export async function handOver(page: Page, { name, content, type }: MadeFile): Promise<void> {
  const file = new File([content], name, { type });
  if (mayShare(file)) {
    try {
      await navigator.share({ files: [file] });
      page.toast(say('{name} was shared.', { name }));
      return;
    } catch (error) {
      // Put away by hand: nothing more is wanted. Refused, as after a long wait: the other way goes.
      if (error instanceof DOMException && error.name === 'AbortError') {
        page.toast(say('{name} was not saved: the share sheet was closed.', { name }));
        return;
      }
    }
  }
  const url = URL.createObjectURL(file);
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  page.toast(say('{name} was handed to the browser. Look for it among its downloads.', { name }));
}

function mayShare(file: File): boolean {
  if (!matchMedia('(pointer: coarse)').matches || !navigator.share) return false;
  try {
    return navigator.canShare?.({ files: [file] }) ?? false;
  } catch {
    return false;
  }
}
