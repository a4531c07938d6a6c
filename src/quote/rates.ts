import * as z from 'zod';
import { DotworkError } from '../base/errors.ts';
import { say, toSay } from '../base/language/say.ts';
import { parseJson } from '../plan/reading/json-text.ts';
import { nearest, quoted } from '../plan/words.ts';

/** Dearest single rate, in units of the currency: room for those with many noughts. */
const MOST = 1e9;

const amount = (what: string) => z.number().min(0).max(MOST).default(0).describe(what);
const share = (most: number, what: string) => z.number().min(0).max(most).default(0).describe(what);

/** What a clinic charges. Kept beside plans, never in one. */
export const ratesSchema = z.strictObject({
  format: z.literal('dotwork-rates'),
  version: z.literal(1),
  name: z.string().max(80).default('').describe(toSay('Whose rates these are')),
  currency: z
    .string()
    .refine(isCurrency, toSay('must be a currency of ISO 4217 such as EUR, GBP or USD'))
    .describe(toSay('ISO 4217, such as EUR')),
  fixedFee: amount(toSay('Once, for consultation and drawing')),
  perSession: amount(toSay('For each visit')),
  perHour: amount(toSay('For each hour of needle time')),
  perThousandDots: amount(toSay('For each 1,000 dots')),
  perCm2: amount(toSay('For each cm² of treated skin')),
  taxShare: share(0.5, toSay('Tax on the price, 0.2 for 20 %')),
  taxIncluded: z.boolean().default(true).describe(toSay('Whether the rates hold the tax already')),
  depositShare: share(1, toSay('Share of the price that is paid beforehand')),
});

/** What a clinic charges: rates of which any may be 0. */
export type Rates = Readonly<z.infer<typeof ratesSchema>>;

/** The rates that add up to a price. */
export const RATE_NAMES = [
  'fixedFee',
  'perSession',
  'perHour',
  'perThousandDots',
  'perCm2',
] as const satisfies readonly (keyof Rates)[];
export type RateName = (typeof RATE_NAMES)[number];

/** Rates that charge nothing yet. */
export function noRates(currency: string): Rates {
  return ratesSchema.parse({ format: 'dotwork-rates', version: 1, currency });
}

function fix(): string {
  return say(
    'Rates have currency, {rates}, taxShare, taxIncluded and depositShare; see docs/plan.md.',
    { rates: RATE_NAMES.join(', ') },
  );
}

/** Reads the text of a file of rates. Throws a `usage` error that names the field and what it needs. */
export function parseRates(text: string): Rates {
  if (text.trim() === '')
    throw new DotworkError('usage', say('The file of rates is empty.'), fix());
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (cause) {
    const said = (cause as Error).message.replace(/\bplan\b/g, say('file of rates'));
    throw new DotworkError('usage', said, undefined, cause);
  }
  return checkRates(json);
}

/** Rates as they may come from a file or storage. Throws as {@link parseRates}. */
export function checkRates(json: unknown): Rates {
  const read = ratesSchema.safeParse(json);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const near = nearest(key, Object.keys(ratesSchema.shape));
    throw new DotworkError(
      'usage',
      say('Rates have no field {key}.', { key: quoted(key) }),
      near ? say('Did you mean {near}?', { near: quoted(near) }) : fix(),
    );
  }
  const at = issue.path.join('.');
  const what = at === '' ? say('The rates are') : say('The rates’ {at} is', { at });
  throw new DotworkError('usage', `${what} wrong: ${plain(issue.message)}.`, fix());
}

function plain(message: string): string {
  return message.replace(/^Invalid input: /, '').replace(/\.$/, '');
}

function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && CURRENCIES.includes(code);
}

/** Those this machine can write; each is three letters. */
const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency');
