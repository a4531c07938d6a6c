import { say } from '../../../base/language/say.ts';
import type { SimulationReport } from '../../../engine/report/report.ts';
import { quoteOf } from '../../../quote/quote.ts';
import { noRates, parseRates, type Rates } from '../../../quote/rates.ts';
import { marginWords, quoteRows } from '../../../words/work/quote-words.ts';
import { handOver } from '../../keep/hand-over.ts';
import { el } from '../../parts/dom.ts';
import { byEnding, JSON_FILES, pickFiles } from '../../parts/pick-files.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import { rowList } from '../row-list.ts';
import { keepRates, keptRates } from './kept-rates.ts';
import { ratesFields } from './rates-fields.ts';

/** What the plan costs by the clinic's own rates, which stay on this device and in no plan. */
export function makeQuoteCard(page: Page): HTMLElement {
  let rates = noRates('EUR');
  let report: SimulationReport | undefined;
  const quote = el('div', { class: 'quote', role: 'status' });
  const draw = (): void => {
    if (!report) return;
    const made = quoteOf(report, rates);
    quote.replaceChildren(
      ...(made.price.planned > 0 ? [rowList(quoteRows(made))] : []),
      ...marginWords(made).map((text) => el('p', { class: 'quiet' }, text)),
    );
  };
  const fields = ratesFields({
    get: () => rates,
    set: (next) => {
      rates = next;
      draw();
      keepRates(rates).catch((error: unknown) => page.toast(errorWords(error), 'error'));
    },
    tell: (words) => page.toast(words, 'error'),
  });
  const take = (next: Rates): void => {
    rates = next;
    fields.show();
    draw();
  };
  void keptRates().then(take);
  page.onReport((next) => {
    report = next;
    draw();
  });
  const open = (text: string): void => {
    take(parseRates(text));
    void keepRates(rates);
  };
  return el(
    'details',
    { class: 'card fold-card quote-card' },
    el('summary', {}, el('h2', {}, say('Quote'))),
    el(
      'p',
      { class: 'quiet' },
      say('Your own rates. They stay on this device and are in no plan, link or project.'),
    ),
    el('div', { class: 'rates' }, ...fields.elements),
    quote,
    el(
      'div',
      { class: 'quote-files' },
      el('button', { onClick: () => void save(page, rates) }, say('Save the rates as a file')),
      el('button', { onClick: () => choose(page, open) }, say('Open a file of rates')),
    ),
  );
}

async function save(page: Page, rates: Rates): Promise<void> {
  try {
    const content = `${JSON.stringify(rates, null, 2)}\n`;
    await handOver(page, { name: 'rates.json', content, type: 'application/json' });
  } catch (error) {
    page.toast(errorWords(error), 'error');
  }
}

function choose(page: Page, open: (text: string) => void): void {
  pickFiles({ accept: byEnding(JSON_FILES) }, ([file]) => {
    void file!
      .text()
      .then(open)
      .catch((error: unknown) => page.toast(`${file!.name}: ${errorWords(error)}`, 'error'));
  });
}
