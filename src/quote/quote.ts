import { recordOf } from '../base/records.ts';
import type { Sure } from '../engine/needs/plan-needs.ts';
import type { SimulationReport } from '../engine/report/report.ts';
import { RATE_NAMES, type RateName, type Rates } from './rates.ts';

/** One part of a price. */
export interface QuoteLine {
  readonly rate: RateName;
  /** How much of it: visits, hours, thousands of dots, cm²; 1 for a fee. */
  readonly count: number;
  /** In units of the currency, each of them. */
  readonly each: number;
  readonly amount: number;
}

/** A price from a clinic's own rates, in units of its currency, rounded to its smallest coin. */
export interface Quote {
  readonly name: string;
  readonly currency: string;
  /** What is charged at all, as planned. */
  readonly lines: readonly QuoteLine[];
  readonly taxShare: number;
  readonly taxIncluded: boolean;
  /** Of the planned price. */
  readonly tax: number;
  /** What the client pays in all, tax and all. */
  readonly price: Sure;
  readonly depositShare: number;
  readonly deposit: number;
  /** After the deposit. */
  readonly left: Sure;
  /** Half of p10 to p90 over the planned price; 0 where the price hangs on nothing unknown. */
  readonly marginShare: number;
  /** Rates through which the price hangs on what nobody knows before the day. */
  readonly hangsOn: readonly RateName[];
  /** Whether anything says how large the head is; else dots and areas are open, and the price with them. */
  readonly sizeConfirmed: boolean;
}

/** What a quote reads of a report. */
export type Quoted = Pick<SimulationReport, 'dots' | 'treatedAreaCm2' | 'needs' | 'sizeConfirmed'>;

/**
 * What a plan costs by a clinic's own rates. Visits and hours rise and fall together, both with the
 * pace alone, so a quantile of their sum is the sum of their quantiles: p10 and p90 are exact.
 */
export function quoteOf(report: Quoted, rates: Rates): Quote {
  const { currency, taxShare, taxIncluded, depositShare } = rates;
  const { hours, visits } = report.needs.total;
  const coins = 10 ** digitsOf(currency);
  const money = (value: number) => Math.round(value * coins) / coins;
  const linesAt = (which: keyof Sure): QuoteLine[] => {
    const counts: Readonly<Record<RateName, number>> = {
      fixedFee: 1,
      perSession: visits[which],
      perHour: hours[which],
      perThousandDots: report.dots / 1000,
      perCm2: report.treatedAreaCm2,
    };
    return RATE_NAMES.filter((rate) => rates[rate] > 0).map((rate) => ({
      rate,
      count: counts[rate],
      each: rates[rate],
      amount: money(rates[rate] * counts[rate]),
    }));
  };
  const sumAt = (which: keyof Sure) =>
    money(linesAt(which).reduce((sum, { amount }) => sum + amount, 0));
  const taxOf = (sum: number) => money(taxIncluded ? sum - sum / (1 + taxShare) : sum * taxShare);
  const priceAt = (which: keyof Sure) => {
    const sum = sumAt(which);
    return taxIncluded ? sum : money(sum + taxOf(sum));
  };
  const price = recordOf(['planned', 'p10', 'p50', 'p90'], priceAt);
  const deposit = money(depositShare * price.planned);
  return {
    name: rates.name,
    currency,
    lines: linesAt('planned'),
    taxShare,
    taxIncluded,
    tax: taxOf(sumAt('planned')),
    price,
    depositShare,
    deposit,
    left: recordOf(['planned', 'p10', 'p50', 'p90'], (which) =>
      Math.max(0, money(price[which] - deposit)),
    ),
    marginShare: price.planned > 0 ? (price.p90 - price.p10) / 2 / price.planned : 0,
    hangsOn: (['perHour', 'perSession'] as const).filter((rate) => {
      const of = rate === 'perHour' ? hours : visits;
      return rates[rate] > 0 && of.p90 > of.p10;
    }),
    sizeConfirmed: report.sizeConfirmed,
  };
}

/** Digits after the point of a currency's smallest coin: 2 of euros, 0 of yen. */
function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
