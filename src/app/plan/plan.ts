import { say, sayAs } from '../../base/language/say.ts';
import { makeExportButton } from '../export/export-dialog.ts';
import { makeHeadCard } from '../head/head-card.ts';
import { el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { makeToolCard } from '../tools/tool-card.ts';
import { makeGui } from './gui.ts';
import { makeHeadline, makeNumbers } from './numbers.ts';
import { makeQuoteCard } from './quote/quote-card.ts';
import { makeZoneCard } from './zone-card.ts';

/** Numbers and every setting, for the person who does the work. */
export function makePlanPanel(
  page: Page,
  map: HTMLElement,
  light: HTMLElement,
  remarks: HTMLElement,
  photos: HTMLElement,
): HTMLElement {
  return el(
    'section',
    { class: 'panel-mode plan', 'aria-label': sayAs('mode', 'Plan') },
    el(
      'div',
      { class: 'plan-side' },
      makeToolCard(page),
      photos,
      el('div', { class: 'card' }, el('h2', {}, say('Numbers')), makeHeadline(page), remarks),
      map,
      makeHeadCard(page),
      makeZoneCard(page),
      el('div', { class: 'card details-card' }, makeNumbers(page), makeExportButton(page), light),
      makeQuoteCard(page),
    ),
    el('div', { class: 'card gui-card' }, makeGui(page)),
  );
}
