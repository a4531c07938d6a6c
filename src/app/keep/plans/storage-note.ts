import { shortNumber } from '../../../base/language/formats.ts';
import { say } from '../../../base/language/say.ts';
import { el } from '../../parts/dom.ts';

/** What a browser says of the storage of this page. */
export interface StorageFacts {
  /** Whether it promised to keep what is there; undefined where it does not say. */
  readonly persisted: boolean | undefined;
  readonly usedBytes: number | undefined;
  readonly quotaBytes: number | undefined;
}

/** Nearer to its limit than this share of it, storage is called nearly full. */
const NEARLY_FULL = 0.9;

/** Where plans are kept, and how safe they are there. */
export function storageWords({ persisted, usedBytes, quotaBytes }: StorageFacts): string {
  const where =
    usedBytes === undefined
      ? say('Kept in this browser only.')
      : quotaBytes === undefined
        ? say('Kept in this browser only, {used}.', { used: sizeWords(usedBytes) })
        : say('Kept in this browser only, {used} of {quota}.', {
            used: sizeWords(usedBytes),
            quota: sizeWords(quotaBytes),
          });
  const isFull = usedBytes !== undefined && quotaBytes && usedBytes > NEARLY_FULL * quotaBytes;
  const full = isFull
    ? say('It is nearly full: export, then delete what is no longer needed.')
    : undefined;
  return [where, full, persisted ? LASTING : PASSING].filter(Boolean).join(' ');
}

const LASTING = say(
  'The browser promised not to clear it by itself. Other devices have none of it.',
);
const PASSING = say(
  'The browser may clear it when room runs short or after a time without a visit: export what matters.',
);

/** Bytes as people read them: "12 MB". */
export function sizeWords(bytes: number): string {
  const [size, unit] =
    bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${shortNumber(size, size < 10 ? 1 : 0)} ${unit}`;
}

/** Tells where plans are kept; where the browser has not promised to keep them, it can be asked to. */
export function makeStorageNote(): HTMLElement {
  const words = el('p', { class: 'quiet', role: 'status' });
  const ask = el('button', { hidden: true }, say('Ask the browser to keep it'));
  const show = async (): Promise<void> => {
    const facts = await storageFacts();
    words.textContent = storageWords(facts);
    ask.hidden = facts.persisted !== false;
  };
  ask.addEventListener('click', async () => {
    const granted = await navigator.storage.persist().catch(() => false);
    await show();
    if (granted) return;
    const refused = say(
      'It did not promise it now; browsers do so for pages that are installed or often used.',
    );
    words.textContent += ` ${refused}`;
    ask.hidden = true;
  });
  void show();
  return el('div', { class: 'storage-note' }, words, ask);
}

async function storageFacts(): Promise<StorageFacts> {
  const { storage } = navigator;
  const [persisted, estimate] = await Promise.all([
    storage?.persisted?.().catch(() => undefined),
    storage?.estimate?.().catch(() => undefined),
  ]);
  return { persisted, usedBytes: estimate?.usage, quotaBytes: estimate?.quota };
}
