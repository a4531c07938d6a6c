import { say } from '../../../base/language/say.ts';
import { RATE_NAMES, type Rates, ratesSchema } from '../../../quote/rates.ts';
import { RATE_WORDS } from '../../../words/work/quote-words.ts';
import { el, freshId } from '../../parts/dom.ts';
import { TypedField } from '../../parts/typed-field.ts';

/** What the fields change. */
export interface RatesTarget {
  get(): Rates;
  set(rates: Rates): void;
  /** Says what was not understood. */
  tell(words: string): void;
}

interface RateField {
  readonly name: (typeof RATE_NAMES)[number] | 'taxShare' | 'depositShare';
  readonly label: string;
  /** So many times as large in the field's own unit. */
  readonly times: number;
}

const FIELDS: readonly RateField[] = [
  ...RATE_NAMES.map((name) => ({ name, label: say(RATE_WORDS[name]), times: 1 })),
  { name: 'taxShare', label: say('Tax, %'), times: 100 },
  { name: 'depositShare', label: say('Deposit, %'), times: 100 },
];

/** A field for each rate, and a way to show what they are. */
export function ratesFields(target: RatesTarget): { elements: HTMLElement[]; show(): void } {
  const change = (part: Partial<Rates>): void => target.set({ ...target.get(), ...part });
  const id = freshId('currency');
  const currency = el(
    'select',
    { id },
    ...Intl.supportedValuesOf('currency').map((code) => el('option', { value: code }, code)),
  );
  currency.addEventListener('change', () => change({ currency: currency.value }));
  const included = el('input', { type: 'checkbox' });
  included.addEventListener('change', () => change({ taxIncluded: included.checked }));
  const numbers = FIELDS.map((field) => numberField(field, target, change));
  return {
    elements: [
      el('div', { class: 'field-row' }, el('label', { for: id }, say('Currency')), currency),
      ...numbers.map(({ element }) => element),
      el('label', { class: 'check-row' }, included, say('The rates hold the tax already')),
    ],
    show() {
      const rates = target.get();
      currency.value = rates.currency;
      included.checked = rates.taxIncluded;
      for (const { show } of numbers) show(rates);
    },
  };
}

function numberField(
  { name, label, times }: RateField,
  { get, tell }: RatesTarget,
  change: (part: Partial<Rates>) => void,
) {
  const most = ratesSchema.shape[name].unwrap().maxValue ?? Number.POSITIVE_INFINITY;
  const input = el('input', {});
  const shownOf = (rates: Rates) => Number((times * rates[name]).toFixed(4));
  const show = (rates: Rates): void => {
    input.value = String(shownOf(rates));
  };
  const typed = new TypedField(input, {
    label,
    field: () => ({ range: [0, times * most], unit: times === 1 ? 'other' : 'percent' }),
    get: () => shownOf(get()),
    set: (value) => change({ [name]: value / times }),
    tell,
  });
  input.addEventListener('change', () => {
    typed.finish();
    show(get());
  });
  const id = freshId('rate');
  input.id = id;
  return {
    show,
    element: el('div', { class: 'field-row' }, el('label', { for: id }, label), input),
  };
}
