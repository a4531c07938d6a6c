import { say } from '../base/language/say.ts';
import type { Range } from '../base/range.ts';

/** What a number field takes. */
export interface NumberField {
  readonly range: Range;
  /** Whole numbers alone. */
  readonly whole?: boolean;
  /** The unit its number is in: a sign it may be typed with. Lengths take other lengths too. */
  readonly unit?: 'mm' | 'um' | 'share' | 'percent' | 'days' | 'other';
}

/** What a person typed: a number in the field's unit, nothing, or a text that is no such number. */
export type Typed =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'blank' }
  | { readonly kind: 'refused'; readonly why: string };

/** How many of a field's unit one of another is. */
const LENGTHS_MM: Readonly<Record<string, number>> = {
  mm: 1,
  cm: 10,
  m: 1000,
  in: 25.4,
  '"': 25.4,
  inch: 25.4,
  um: 0.001,
  '\u03bcm': 0.001,
};

const OF_UNIT: Readonly<
  Record<NonNullable<NumberField['unit']>, Readonly<Record<string, number>>>
> = {
  mm: LENGTHS_MM,
  um: Object.fromEntries(Object.entries(LENGTHS_MM).map(([sign, mm]) => [sign, 1000 * mm])),
  share: { '%': 0.01 },
  percent: { '%': 1 },
  days: { d: 1, day: 1, days: 1, week: 7, weeks: 7 },
  other: {},
};

/** Signs that say no more than the label beside the field does. */
const IDLE_SIGNS = /^(?:\u00b0|\u00d7|x|\/cm\u00b2|\/cm2|1\/cm\u00b2|per cm\u00b2|years?|:\s*1)$/i;

/**
 * Reads a number as people everywhere type it: `0,4` and `0.4` are the same, thousands may be parted
 * by blanks, apostrophes, dots or commas, digits may be those of another script, and the field's own
 * unit, or another length, may stand behind it. Where a text can mean two numbers the field decides
 * between them by its range; where it cannot, nothing is guessed.
 *
 * The number may lie outside the field's range: it was understood.
 */
export function readTyped(text: string, field: NumberField): Typed {
  const plain = western(text).trim();
  if (plain === '') return { kind: 'blank' };
  const [, sign = '', digits, unit = ''] =
    /^([+-]?)\s*(\d[\d.,' ]*(?:e[+-]?\d+)?|[.,]\d+)\s*(.*)$/i.exec(plain) ?? [];
  const times = timesOf(unit.trim(), field);
  if (digits === undefined || times === undefined) return refused(text, field);
  const readings = readingsOf(digits.trim()).map((value) =>
    tidy((sign === '-' ? -value : value) * times),
  );
  if (readings.length === 0) return refused(text, field);
  const [first, ...others] = readings;
  if (others.length === 0) return taken(first!, text, field);
  const [low, high] = field.range;
  const fitting = readings.filter(
    (value) => value >= low && value <= high && (!field.whole || Number.isInteger(value)),
  );
  if (fitting.length === 1) return taken(fitting[0]!, text, field);
  // As fields show their own numbers, so that what is shown can be typed again.
  if (!digits.includes(',') && digits.includes('.')) return taken(first!, text, field);
  return {
    kind: 'refused',
    why: say('"{text}" can mean {readings}. Write it without parting thousands.', {
      text: text.trim(),
      readings: readings.join(' or '),
    }),
  };
}

function taken(value: number, text: string, field: NumberField): Typed {
  if (field.whole && !Number.isInteger(value)) return refused(text, field);
  return { kind: 'number', value };
}

function refused(text: string, { range: [low, high], whole }: NumberField): Typed {
  const what = whole ? say('a whole number') : say('a number');
  const short = text.trim().slice(0, 30);
  return {
    kind: 'refused',
    why: say('"{short}" is not {what} from {low} to {high}.', { short, what, low, high }),
  };
}

/** Zeros of the decimal digits that keyboards type, and the signs that go with them. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/** The same text with the digits and signs of a western keyboard. */
function western(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0)!;
      const zero = ZEROS.find((start) => code >= start && code < start + 10);
      return zero === undefined ? digit : String(code - zero);
    })
    .replace(/\u066b/g, ',')
    .replace(/[\u066c\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u2212\u2013\u2010\u2011]/g, '-')
    .replace(/[\u2033\u201d\u201c]/g, '"')
    .replace(/[\s\u200e\u200f\u061c]+/gu, ' ');
}

/** How many of the field's unit one of the unit typed is; nothing for another kind of thing. */
function timesOf(unit: string, field: NumberField): number | undefined {
  const kind = field.unit ?? 'other';
  if (unit === '' || (kind === 'other' && IDLE_SIGNS.test(unit))) return 1;
  const known = OF_UNIT[kind];
  const name = unit.toLowerCase().replace(/\.$/, '');
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

/** Every number some digits can mean: with a decimal sign first, then with parted thousands. */
function readingsOf(digits: string): number[] {
  const power = /e[+-]?\d+$/i.exec(digits)?.[0] ?? '';
  const body = digits.slice(0, digits.length - power.length);
  if (/[ ']/.test(body)) {
    const parts = /^(\d{1,3}(?:[ ']\d{3})+)(?:[.,](\d*))?$/.exec(body);
    return parts ? [Number(`${parts[1]!.replace(/[ ']/g, '')}.${parts[2] || 0}${power}`)] : [];
  }
  const signs = body.match(/[.,]/g) ?? [];
  if (signs.length === 0) return [Number(body + power)];
  if (signs.length === 1) {
    const decimal = Number(body.replace(',', '.') + power);
    const parted = /^[1-9]\d{0,2}[.,]\d{3}$/.test(body) && power === '';
    return parted ? [decimal, Number(body.replace(/[.,]/, ''))] : [decimal];
  }
  // Two kinds: the last is the decimal sign, the others part thousands. One kind: all of them do.
  const last = signs.at(-1)!;
  const mixed = signs.some((one) => one !== last);
  const [whole, rest] = mixed
    ? [body.slice(0, body.lastIndexOf(last)), body.slice(body.lastIndexOf(last) + 1)]
    : [body, '0'];
  if (!/^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(whole)) return [];
  return [Number(`${whole.replace(/[.,]/g, '')}.${rest || 0}${power}`)];
}

/** Without the last digits that a change of unit adds. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
