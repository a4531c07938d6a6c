import { moneyWords } from '../../base/language/formats.ts';
import { say, toSay } from '../../base/language/say.ts';
import { cm2Words, hoursWords, tenthsWords, wholeWords } from '../../base/quantity-words.ts';
import type { Quote, QuoteLine } from '../../quote/quote.ts';
import type { RateName } from '../../quote/rates.ts';
import type { ReportRow } from '../report-words.ts';

/** How each rate is named where it is asked for. */
export const RATE_WORDS: Readonly<Record<RateName, string>> = {
  fixedFee: toSay('Fixed fee'),
  perSession: toSay('Per session'),
  perHour: toSay('Per hour of needle time'),
  perThousandDots: toSay('Per 1,000 dots'),
  perCm2: toSay('Per cm² of treated skin'),
};

/** A quote line by line: what is charged, tax, price and its range, deposit, what is left. */
export function quoteRows(quote: Quote): ReportRow[] {
  const { currency, lines, taxShare, tax, price, depositShare, deposit, left } = quote;
  const money = (amount: number) => moneyWords(amount, currency);
  const isRange = price.p10 !== price.p90;
  return [
    ...lines.map((line) => ({
      name: lineWords(line, money),
      value: money(line.amount),
    })),
    ...(taxShare > 0 ? [{ name: taxWords(quote), value: money(tax) }] : []),
    { name: say('Price'), value: money(price.planned), isSum: true },
    ...(isRange
      ? [
          {
            name: say('Eight in ten between'),
            value: `${money(price.p10)} – ${money(price.p90)}`,
            assumed: say('the range of the pace is a judgement; nobody measured it'),
          },
        ]
      : []),
    ...(deposit > 0
      ? [
          {
            name: say('Deposit, {share}', { share: percent(depositShare) }),
            value: money(deposit),
          },
          { name: say('Left to pay'), value: money(left.planned) },
        ]
      : []),
  ];
}

function lineWords({ rate, count, each }: QuoteLine, money: (amount: number) => string): string {
  switch (rate) {
    case 'fixedFee':
      return say('Fixed fee');
    case 'perSession':
      return say('{count, plural, one {# session} other {# sessions}} at {each}', {
        count,
        each: money(each),
      });
    case 'perHour':
      return say('{count} at {each} an hour', { count: hoursWords(60 * count), each: money(each) });
    case 'perThousandDots':
      return say('{count} dots at {each} per 1,000', {
        count: wholeWords(1000 * count),
        each: money(each),
      });
    case 'perCm2':
      return say('{area} at {each} each', { area: cm2Words(count), each: money(each) });
  }
}

function taxWords({ taxShare, taxIncluded }: Quote): string {
  return taxIncluded
    ? say('Tax in it, {taxShare}', { taxShare: percent(taxShare) })
    : say('Tax on it, {taxShare}', { taxShare: percent(taxShare) });
}

/** How far off a quote may be, and why, in sentences. */
export function marginWords({ price, hangsOn, marginShare, sizeConfirmed }: Quote): string[] {
  if (price.planned === 0) return [say('No rate is set yet.')];
  const open = sizeConfirmed
    ? []
    : [
        say(
          'How large the head is was not confirmed: dots and skin are open, and the price with them.',
        ),
      ];
  if (hangsOn.length === 0) {
    return [
      say('Nothing in this price hangs on the pace of the work: it is as sure as the plan.'),
      ...open,
    ];
  }
  const both = hangsOn.length === 2;
  const what = both
    ? say('The needle time and the number of sessions')
    : hangsOn[0] === 'perHour'
      ? say('The needle time')
      : say('The number of sessions');
  return [
    say(
      '{what} {isBoth, select, yes {hang} other {hangs}} on the pace, which nobody knows before the day: the price may be off by about {marginShare}.',
      { what, isBoth: both ? 'yes' : 'no', marginShare: percent(marginShare) },
    ),
    ...open,
  ];
}

function percent(share: number): string {
  const value = 100 * share;
  return `${Number.isInteger(Number(value.toFixed(6))) ? wholeWords(value) : tenthsWords(value)} %`;
}
