import { say } from '../../base/language/say.ts';
import { pickScan } from '../frame/plan-files.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import type { StandIn } from './scan-heads.ts';

/**
 * Told on the picture as long as it is not the plan's: a mean head stands in, or the plan cannot be
 * simulated as it is. It can be put aside, but a mark stays: a picture of another head must not pass
 * for the client's.
 */
export function makeScanNotice(page: Page): HTMLElement {
  const title = el('strong', {});
  const advice = el('span', { class: 'stand-in-advice' });
  const pick = el(
    'button',
    { class: 'primary', onClick: () => pickScan(page) },
    say('Choose the file'),
  );
  const take = el(
    'button',
    {
      class: 'primary',
      onClick: () => {
        const shown = page.engine.rig?.simulator.plan;
        if (shown) page.replace(say('Take what is shown'), () => shown);
      },
    },
    say('Take what is shown'),
  );
  const aside = el(
    'button',
    {
      class: 'icon-button',
      'aria-label': say('Put this notice aside'),
      onClick: () => foldByHand(true),
    },
    icon('close'),
  );
  const kind = el('span', {});
  const mark = el(
    'button',
    { class: 'stand-in-mark', onClick: () => foldByHand(false) },
    icon('warn'),
    kind,
  );
  const notice = el(
    'div',
    { class: 'scan-notice', role: 'status' },
    icon('warn'),
    el('p', {}, title, ' ', advice),
    pick,
    take,
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
  const show = (standIn: StandIn | undefined): void => {
    element.hidden = standIn === undefined;
    const words = standIn && `${standIn.title} ${standIn.advice}`;
    if (standIn && words !== shown) {
      title.textContent = standIn.title;
      advice.textContent = standIn.advice;
      kind.textContent = standIn.isOtherwise ? say('Not as planned') : say('Stand-in head');
      pick.hidden = !standIn.wantsFile;
      take.hidden = !standIn.isOtherwise;
      fold(false);
    }
    shown = words;
  };
  watch(page.ui, (state) => state.standIn, show);
  show(page.ui.getState().standIn);
  return element;
}
