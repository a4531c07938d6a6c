import { say } from '../../base/language/say.ts';
import type { SheetDetails } from '../../sheet/details.ts';
import { el, freshId } from '../parts/dom.ts';
import { deviceStore } from '../state/device-store.ts';

/** What is asked for; the client's name is not kept, the clinic's words are. */
const FIELDS = {
  client: { label: say('Client'), most: 80, isKept: false },
  clinic: { label: say('Clinic'), most: 120, isKept: true },
  technician: { label: say('Technician'), most: 80, isKept: true },
  contact: { label: say('Reach us at'), most: 160, isKept: true },
} as const;

type Name = keyof typeof FIELDS;

const store = deviceStore<unknown>('dotwork-clinic', 'words');
const KEY = 'sheet';

/** Who a sheet is for and by, as fields, with what this device remembers of the clinic. */
export function sheetFields(): {
  readonly rows: readonly HTMLElement[];
  readonly details: () => SheetDetails;
} {
  const names = Object.keys(FIELDS) as Name[];
  const inputs = Object.fromEntries(
    names.map((name) => {
      const maxlength = String(FIELDS[name].most);
      const input = el('input', { id: freshId('sheet'), type: 'text', maxlength, onChange: keep });
      return [name, input];
    }),
  ) as Record<Name, HTMLInputElement>;
  function keep(): void {
    const kept = names.filter((name) => FIELDS[name].isKept);
    const words = Object.fromEntries(kept.map((name) => [name, inputs[name].value.trim()]));
    store.put(KEY, words).catch((error: unknown) => console.info('Not kept:', error));
  }
  store.get(KEY).then(
    (kept) => {
      for (const name of names) {
        const value = (kept as Partial<Record<Name, unknown>> | undefined)?.[name];
        if (typeof value === 'string' && inputs[name].value === '') inputs[name].value = value;
      }
    },
    (error: unknown) => console.info('Nothing of the clinic is kept:', error),
  );
  return {
    rows: names.map((name) =>
      el(
        'div',
        { class: 'take-choice' },
        el('label', { for: inputs[name].id }, FIELDS[name].label),
        inputs[name],
      ),
    ),
    details() {
      const told = names.map((name) => [name, inputs[name].value.trim()] as const);
      return Object.fromEntries(told.filter(([, value]) => value !== ''));
    },
  };
}
