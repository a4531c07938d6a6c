import { pickScan } from '../frame/plan-files.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import type { Page } from '../state/page.ts';
import type { StandIn } from './scan-heads.ts';

/**
 * Told on the picture as long as a mean head stands in for a plan's own. It can be put aside, but
 * a mark stays: a picture of another head must not pass for the client's.
 */
export function makeScanNotice(page: Page): {
  readonly element: HTMLElement;
  show(standIn: StandIn | undefined): void;
} {
  const title = el('strong', {});
  const advice = el('span', { class: 'stand-in-advice' });
  const pick = el('button', { class: 'primary', onClick: () => pickScan(page) }, 'Choose the file');
  const aside = el(
    'button',
    {
      class: 'icon-button',
      'aria-label': 'Put this notice aside',
      onClick: () => foldByHand(true),
    },
    icon('close'),
  );
  const mark = el(
    'button',
    { class: 'stand-in-mark', onClick: () => foldByHand(false) },
    icon('warn'),
    'Stand-in head',
  );
  const notice = el(
    'div',
    { class: 'scan-notice', role: 'status' },
    icon('warn'),
    el('p', {}, title, ' ', advice),
    pick,
    aside,
  );
  const element = el('div', { class: 'stand-in', hidden: true }, notice, mark);
  const fold = (away: boolean): void => {
    notice.hidden = away;
    mark.hidden = !away;
  };
  const foldByHand = (away: boolean): void => {
    fold(away);
    (away ? mark : aside).focus();
  };
  fold(false);
  let shown: string | undefined;
  return {
    element,
    show(standIn) {
      element.hidden = standIn === undefined;
      if (standIn && standIn.title !== shown) {
        title.textContent = standIn.title;
        advice.textContent = standIn.advice;
        pick.hidden = !standIn.wantsFile;
        fold(false);
      }
      shown = standIn?.title;
    },
  };
}
