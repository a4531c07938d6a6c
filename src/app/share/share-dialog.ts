import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { MOST_LINK_CHARS, shareLink } from '../../share/link.ts';
import type { Shared } from '../../share/shared.ts';
import { savePlan } from '../frame/plan-files.ts';
import { openDialog } from '../parts/dialog.ts';
import { el, freshId } from '../parts/dom.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from '../state/page.ts';
import { makeLinkCode } from './link-code.ts';
import { isOwnMachine, keepPageAddress, pageAddress } from './page-address.ts';

/** Shows the plan and the camera of the moment as a link: to copy, to hand on, to scan. */
export function openShare(page: Page): void {
  const plan = page.document.get();
  const camera = page.engine.rig?.view.pose;
  const shared: Shared = { plan, ...(camera && { camera }) };
  const made = el('div', { class: 'share-made' });
  const renew = (): void => made.replaceChildren(...linkParts(page, shared, pageAddress()));
  renew();
  void openDialog(say('Share the plan'), () =>
    [
      el(
        'p',
        {},
        say(
          'Whoever opens the link sees this plan from where you see it now. Their own work stays in their list of plans.',
        ),
      ),
      isOwnMachine(location.href) && addressField(renew),
      made,
      el('h3', {}, say('What is in the link')),
      el(
        'ul',
        { class: 'change-list' },
        el(
          'li',
          {},
          say('The plan with its title and its notes: whoever has the link reads them.'),
        ),
        shared.camera && el('li', {}, say('Where the camera stands.')),
        el('li', {}, say('No photograph, and no name from the list of clients.')),
        plan.head.scan.kind === 'file' &&
          el(
            'li',
            {},
            say(
              'No scan: a head by measures is seen until the scan is opened there, too. Its file name, its fingerprint and the marks set on it are in the link.',
            ),
          ),
        el(
          'li',
          {},
          say(
            'Nothing is uploaded: all of it stands in the link itself, behind the #, which browsers send to nobody.',
          ),
        ),
      ),
    ].filter((part) => part !== false),
  );
}

/** Where the page is served on this machine alone: for which page the link is made. */
function addressField(renew: () => void): HTMLElement {
  const id = freshId('page-address');
  const note = el('p', { class: 'quiet', id: `${id}-note` });
  const show = (): void => {
    note.textContent = isOwnMachine(pageAddress())
      ? say(
          'This page runs on this machine, so its link opens on this machine only. Enter the address of your clinic’s page to send it.',
        )
      : say('The link opens at this address. It is kept for the next time.');
  };
  const input = el('input', {
    type: 'url',
    id,
    value: pageAddress(),
    'aria-describedby': note.id,
    onChange: () => {
      keepPageAddress(input.value);
      if (input.value.trim() === '') input.value = pageAddress();
      show();
      renew();
    },
  });
  show();
  return el(
    'div',
    { class: 'share-address' },
    el('label', { for: id }, say('Address of the page')),
    input,
    note,
  );
}

/** The link and what to do with it, or why there is none and the file instead. */
function linkParts(page: Page, shared: Shared, address: string): readonly HTMLElement[] {
  let link: string;
  try {
    link = shareLink(address, shared);
  } catch (error) {
    const isLong = error instanceof DotworkError && error.code === 'plan';
    return [
      el(
        'p',
        { role: 'alert' },
        isLong
          ? say(
              'This plan is too long for a link: chat and mail programs cut links after {count, plural, one {# character} other {# characters}}. Send its file instead; who gets it opens it with “Open a plan”.',
              { count: MOST_LINK_CHARS },
            )
          : errorWords(error),
      ),
      el(
        'div',
        { class: 'dialog-actions' },
        el(
          'button',
          { class: 'primary', onClick: () => savePlan(page) },
          say('Save the plan file'),
        ),
      ),
    ];
  }
  const id = freshId('link');
  const status = el('p', { class: 'quiet', role: 'status' }, lengthWords(link));
  const text = el('textarea', { id, readonly: true, rows: '3', spellcheck: 'false', dir: 'ltr' });
  text.value = link;
  text.addEventListener('focus', () => text.select());
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      status.textContent = say('The link is copied.');
    } catch {
      // No clipboard without https, or none allowed.
      text.focus();
      text.select();
      status.textContent = say(
        'The browser does not let the page copy. The link is selected: copy it from there.',
      );
    }
  };
  const hand = async (): Promise<void> => {
    try {
      await navigator.share({ url: link, title: shared.plan.title });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return;
      status.textContent = say('The system did not take the link. Copy it instead.');
    }
  };
  const buttons = [
    el('button', { class: 'primary', onClick: () => void copy() }, say('Copy the link')),
    // Missing in some browsers, and wherever the page has no https.
    'share' in navigator && el('button', { onClick: () => void hand() }, say('Share by…')),
  ];
  // A phone that scans a code of this machine finds nothing.
  const codes = isOwnMachine(address) ? [] : [makeLinkCode(link)];
  return [
    el('label', { for: id }, say('Link')),
    text,
    status,
    el('div', { class: 'dialog-actions' }, ...buttons),
    ...codes,
  ];
}

function lengthWords(link: string): string {
  return say('{count, plural, one {# character} other {# characters}} of at most {most, number}.', {
    count: link.length,
    most: MOST_LINK_CHARS,
  });
}
