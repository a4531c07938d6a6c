import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Quoted, quoteOf } from '../../../src/quote/quote.ts';
import { noRates, parseRates, type Rates } from '../../../src/quote/rates.ts';
import { marginWords, quoteRows } from '../../../src/words/work/quote-words.ts';

const sure = (planned: number, p10: number, p90: number) => ({
  ...{ planned, p10, p50: planned, p90 },
});

const report = {
  dots: 12_345,
  treatedAreaCm2: 150.5,
  sizeConfirmed: true,
  needs: { total: { hours: sure(4, 3.25, 5), visits: sure(3, 3, 4) } },
} as unknown as Quoted;

const rates = (change: Partial<Rates>): Rates => ({ ...noRates('EUR'), ...change });

test('a price is the sum of its lines, with the tax in it or on it', () => {
  const all = {
    ...{ fixedFee: 100, perSession: 150, perHour: 180, perThousandDots: 40, perCm2: 2 },
    taxShare: 0.2,
  };
  const net = 100 + 450 + 720 + 493.8 + 301;
  const within = quoteOf(report, rates({ ...all, taxIncluded: true }));
  expect(within.lines.map(({ amount }) => amount)).toEqual([100, 450, 720, 493.8, 301]);
  expect(within.price.planned).toBeCloseTo(net, 9);
  expect(within.tax).toBeCloseTo(net - net / 1.2, 2);
  const on = quoteOf(report, rates({ ...all, taxIncluded: false }));
  expect(on.tax).toBeCloseTo(0.2 * net, 2);
  expect(on.price.planned).toBeCloseTo(1.2 * net, 2);
});

test('the range is that of hours and sessions, and dots and skin have none', () => {
  const { price, marginShare, hangsOn } = quoteOf(report, rates({ perHour: 100, perSession: 50 }));
  expect(price).toEqual({ planned: 550, p10: 475, p50: 550, p90: 700 });
  expect(marginShare).toBeCloseTo(225 / 2 / 550, 9);
  expect(hangsOn).toEqual(['perHour', 'perSession']);
  const firm = quoteOf(report, rates({ perThousandDots: 40, perCm2: 1 }));
  expect([firm.price.p10, firm.price.p90]).toEqual([firm.price.planned, firm.price.planned]);
  expect([firm.marginShare, firm.hangsOn]).toEqual([0, []]);
  expect(quoteRows(firm).some(({ name }) => name.startsWith('Eight'))).toBe(false);
});

test('deposit and rest make the price to the coin, in any currency', () => {
  for (const currency of ['EUR', 'JPY', 'KWD']) {
    const quote = quoteOf(
      report,
      rates({ currency, perHour: 99.99, perThousandDots: 7.77, depositShare: 1 / 3 }),
    );
    expect(quote.deposit + quote.left.planned).toBeCloseTo(quote.price.planned, 9);
  }
  expect(quoteOf(report, rates({ currency: 'JPY', perHour: 99.99 })).price.planned).toBe(400);
  expect(quoteOf(report, rates({ currency: 'KWD', perHour: 1.0004 })).price.planned).toBe(4.002);
});

test('in words: lines, range, deposit, and why it may be off', () => {
  const quote = quoteOf(
    report,
    rates({ perHour: 100, perSession: 50, taxShare: 0.055, depositShare: 0.3 }),
  );
  expect(quoteRows(quote).map(({ name, value }) => [name, value])).toEqual([
    ['3 sessions at €50.00', '€150.00'],
    ['4:00 h at €100.00 an hour', '€400.00'],
    ['Tax in it, 5.5 %', '€28.67'],
    ['Price', '€550.00'],
    ['Eight in ten between', '€475.00 – €700.00'],
    ['Deposit, 30 %', '€165.00'],
    ['Left to pay', '€385.00'],
  ]);
  expect(marginWords(quote)).toEqual([
    'The needle time and the number of sessions hang on the pace, which nobody knows before the day: the price may be off by about 20.5 %.',
  ]);
  const open = { ...report, sizeConfirmed: false };
  expect(marginWords(quoteOf(open, rates({ perCm2: 1 }))).join(' ')).toMatch(
    /as sure as the plan.*not confirmed/,
  );
  expect(marginWords(quoteOf(report, noRates('USD')))).toEqual(['No rate is set yet.']);
});

test('rates are read from a small file, and what is wrong in one is named', () => {
  const text = readFileSync('presets/rates/example.json', 'utf8');
  expect(parseRates(text)).toMatchObject({ currency: 'EUR', perHour: 180, depositShare: 0.3 });
  const small = parseRates('{"format":"dotwork-rates","version":1,"currency":"GBP"}');
  expect(small).toEqual(noRates('GBP'));
  const of = (change: object) =>
    JSON.stringify({ format: 'dotwork-rates', version: 1, currency: 'EUR', ...change });
  expect(() => parseRates(of({ perHuor: 3 }))).toThrow('Did you mean "perHour"?');
  expect(() => parseRates(of({ perHour: -1 }))).toThrow('perHour is wrong');
  expect(() => parseRates(of({ perHour: '100' }))).toThrow('perHour is wrong');
  expect(() => parseRates(of({ taxShare: 20 }))).toThrow('taxShare is wrong');
  expect(() => parseRates(of({ currency: 'EURO' }))).toThrow('ISO 4217');
  expect(() => parseRates(of({ currency: 'ZZZ' }))).toThrow('ISO 4217');
  expect(() => parseRates('{"format":"dotwork-plan","version":1}')).toThrow('format is wrong');
  expect(() => parseRates('{"currency":')).toThrow('file of rates is not JSON');
  expect(() => parseRates('')).toThrow('empty');
  expect(() => parseRates('[]')).toThrow('The rates are wrong');
});
