import { DotworkError } from '../base/errors.ts';
import type { Plan } from '../plan/schema.ts';
import { packShared, type Shared, unpackShared } from './shared.ts';

/** Longest link: what chat and mail programs keep whole. */
export const MOST_LINK_CHARS = 2000;

/** Where `npm start` serves the page: links to it open on this machine only. */
export const OWN_MACHINE_URL = 'http://127.0.0.1:4173/';

/** Name of the plan in the hash of an address. */
const NAME = 'plan';

/** Signs that programs take into a link though they belong to the sentence around it. */
const AFTER_LINK = /[\s.,;:!?)\]}>'"\u2019\u201d\u00bb]+$/;

/**
 * A link that opens the page at `baseUrl` with a plan and, where it is given, a camera. All of it stands
 * behind the `#`, which browsers send to nobody. The same plan and camera, the same link.
 *
 * Throws a `plan` error where it would be longer than {@link MOST_LINK_CHARS}, and a `usage` error
 * where `baseUrl` is no address of a page.
 */
export function shareLink(baseUrl: string, shared: Shared): string {
  const link = `${pageOf(baseUrl)}#${NAME}=${packShared(shared)}`;
  if (link.length <= MOST_LINK_CHARS) return link;
  throw new DotworkError(
    'plan',
    `The link would have ${link.length} characters; chat and mail programs keep ${MOST_LINK_CHARS}.`,
    'Give the plan as a file instead.',
  );
}

/** The same; undefined where the link would be too long. */
export function linkIfShort(baseUrl: string, shared: Shared): string | undefined {
  try {
    return shareLink(baseUrl, shared);
  } catch (error) {
    // A wrong address is a `usage` error.
    if (error instanceof DotworkError && error.code === 'plan') return undefined;
    throw error;
  }
}

/** What of a plan stays behind when it goes as a link; undefined where nothing does. */
export function leftBehind({ head }: Plan): string | undefined {
  return head.scan.kind === 'file'
    ? 'The scan of the head is no part of the link: whoever opens it sees a head by measures until the scan is opened there, too.'
    : undefined;
}

/** Whether a text is meant as a link with a plan, sound or not. */
export function isLink(text: string): boolean {
  return packedIn(text) !== undefined;
}

/**
 * Reads a link, or its part from the `#` on. Throws a `plan` error where it is cut, damaged, of a
 * newer Dotwork or of something else.
 */
export function readLink(link: string): Shared {
  return unpackShared(packedIn(link) ?? '');
}

/** What stands behind `plan=`. */
function packedIn(text: string): string | undefined {
  const hash = text.slice(text.indexOf('#') + 1);
  if (!text.includes('#') && !text.startsWith(`${NAME}=`)) return undefined;
  const part = hash.split('&').find((one) => one.startsWith(`${NAME}=`));
  return part?.slice(NAME.length + 1).replace(AFTER_LINK, '');
}

/** The address of a page without what stands behind its `#`; a `usage` error where it is none. */
export function pageOf(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url && /^(https?|file):$/.test(url.protocol)) return url.href.split('#')[0]!;
  throw new DotworkError(
    'usage',
    `${JSON.stringify(baseUrl.slice(0, 80))} is no address of a page.`,
    'Give one such as https://example.com/dotwork/.',
  );
}
