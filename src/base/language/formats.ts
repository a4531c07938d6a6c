import { language, onLanguage } from './say.ts';

// Numbers, money, dates and lists as the language of the moment writes them.

let made = new Map<string, unknown>();
onLanguage(() => {
  made = new Map();
});

function kept<T>(key: string, make: () => T): T {
  const before = made.get(key);
  if (before !== undefined) return before as T;
  const now = make();
  made.set(key, now);
  return now;
}

/** A number with so many decimals, grouped: "1,234.50", "1.234,50". */
export function numberWords(value: number, decimals: number): string {
  const format = kept(`number ${decimals}`, () => {
    return new Intl.NumberFormat(language().locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  });
  return format.format(value);
}

/** A number with at most so many decimals, and no zero at its end: "0.4", "0,4". */
export function shortNumber(value: number, decimals = 2): string {
  const format = kept(`short ${decimals}`, () => {
    return new Intl.NumberFormat(language().locale, { maximumFractionDigits: decimals });
  });
  // Never "-0".
  return format.format(Number(value.toFixed(decimals)) + 0);
}

/** A share as a whole percentage: "12%", "12 %". */
export function percentWords(share: number, decimals = 0): string {
  const format = kept(`percent ${decimals}`, () => {
    return new Intl.NumberFormat(language().locale, {
      style: 'percent',
      maximumFractionDigits: decimals,
    });
  });
  return format.format(share);
}

/** An amount in its currency: "€1,234.50", "1.234,50 €". */
export function moneyWords(amount: number, currency: string): string {
  const format = kept(`money ${currency}`, () => {
    return new Intl.NumberFormat(language().locale, { style: 'currency', currency });
  });
  return format.format(amount);
}

/** A day, written out: "3 March 2027". Taken as the calendar of UTC has it, as plans hold days. */
export function dateWords(isoDay: string): string {
  const format = kept('day', () => {
    const locale = language().code === 'en' ? 'en-GB' : language().locale;
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  });
  return format.format(Date.parse(isoDay));
}

/** "a, b and c" of things that all hold, or "a, b or c". */
export function listWords(parts: readonly string[], type: 'and' | 'or' = 'and'): string {
  const format = kept(`list ${type}`, () => {
    const locale = language().code === 'en' ? 'en-GB' : language().locale;
    return new Intl.ListFormat(locale, { type: type === 'and' ? 'conjunction' : 'disjunction' });
  });
  return format.format(parts);
}
