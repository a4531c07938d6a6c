import { shortNumber } from '../../base/language/formats.ts';
import { say, sayAs } from '../../base/language/say.ts';
import { withinSentence } from '../../base/language/within-sentence.ts';
import type { Plan } from '../../plan/schema.ts';
import { fieldShape } from '../../plan/shape.ts';
import type { NumberField as TypedNumber } from '../../words/typed-number.ts';
import { el, freshId } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import { TypedField } from '../parts/typed-field.ts';
import type { Page } from '../state/page.ts';
import { REGION_NAMES, ZONE_PLACES } from './zone-places.ts';

type Zone = Plan['zones'][number];

interface NumberField {
  /** Without its unit, which the label has. */
  readonly name: string;
  readonly label: string;
  readonly step: number;
  readonly min: number;
  readonly max: number;
  readonly unit: NonNullable<TypedNumber['unit']>;
  get(zone: Zone): number;
  set(zone: Zone, value: number): void;
}

/** What the schema says of a number of a zone, so many times as large in the card's own unit. */
function entry(name: string, sign: string, unit: NonNullable<TypedNumber['unit']>, times = 1) {
  const { label = '', step, minimum, maximum } = fieldShape(`zones.0.${name}`);
  return {
    name: say(label),
    label: `${say(label)}, ${sign}`,
    step: times * step!,
    min: times * minimum!,
    max: times * maximum!,
    unit,
  };
}

const NUMBERS: readonly NumberField[] = [
  {
    ...entry('densityScale', '%', 'percent', 100),
    get: ({ densityScale }) => Math.round(1000 * densityScale) / 10,
    set: (zone, percent) => {
      zone.densityScale = percent / 100;
    },
  },
  {
    ...entry('depthOffsetMm', '± mm', 'mm'),
    get: ({ depthOffsetMm }) => depthOffsetMm,
    set: (zone, mm) => {
      zone.depthOffsetMm = mm;
    },
  },
  tone('melaninScale'),
  tone('bloodScale'),
];

/** A factor that may be left out. */
function tone(field: 'melaninScale' | 'bloodScale'): NumberField {
  return {
    ...entry(field, '%', 'percent', 100),
    get: (zone) => Math.round(1000 * (zone[field] ?? 1)) / 10,
    set: (zone, percent) => {
      zone[field] = percent / 100;
    },
  };
}

/** Where densities and depths differ from the rest of the plan; each entry is one step. */
export function makeZoneCard(page: Page): HTMLElement {
  const count = el('span', { class: 'quiet' });
  const list = el('ul', { class: 'zone-list' });
  const id = freshId('zone');
  const add = el(
    'select',
    { id },
    el('option', { value: '' }, say('Choose…')),
    ...Object.keys(ZONE_PLACES).map((name) => el('option', { value: name }, name)),
  );
  add.addEventListener('change', () => {
    const name = add.value;
    add.value = '';
    page.edit(say('Add zone: {name}', { name }), ({ zones }) => {
      zones.push({ name, shape: { ...ZONE_PLACES[name]! }, densityScale: 1, depthOffsetMm: 0 });
    });
  });
  let rows: ReturnType<typeof zoneRow>[] = [];
  const show = (): void => {
    const { zones } = page.document.get();
    count.textContent = zones.length === 0 ? sayAs('zones', 'none') : String(zones.length);
    add.disabled = zones.length >= fieldShape('zones').maxItems!;
    if (rows.length !== zones.length) {
      rows = zones.map((_, i) => zoneRow(page, i));
      list.replaceChildren(...rows.map(({ element }) => element));
    }
    for (const [i, row] of rows.entries()) row.show(zones[i]!);
  };
  page.document.subscribe((now, before) => now.zones !== before.zones && show());
  show();
  return el(
    'details',
    { class: 'card fold-card' },
    el('summary', {}, el('h2', {}, say('Zones')), count),
    el(
      'p',
      { class: 'quiet' },
      say('Parts of the scalp with a density, depth or skin tone of their own.'),
    ),
    list,
    el('div', { class: 'field-row' }, el('label', { for: id }, say('Add a zone')), add),
  );
}

function zoneRow(page: Page, i: number) {
  const edit = (what: string, change: (zone: Zone) => void): void => {
    const { name } = page.document.get().zones[i]!;
    page.edit(say('Zone {name}: {what}', { name, what }), ({ zones }) => change(zones[i]!));
  };
  const name = el('input', {
    class: 'zone-name',
    'aria-label': say('Name of the zone'),
    maxlength: fieldShape('zones.0.name').maxLength,
  });
  name.addEventListener('change', () => {
    const text = name.value.trim();
    if (text) {
      edit(say('name'), (zone) => {
        zone.name = text;
      });
    }
    show(page.document.get().zones[i]!);
  });
  const where = el('p', { class: 'quiet zone-where' });
  const numbers = NUMBERS.map((field) => {
    const { name, label, min, max, step, unit } = field;
    const input = el('input', {});
    const typed = new TypedField(input, {
      label: name,
      field: () => ({ range: [min, max], unit }),
      get: () => field.get(page.document.get().zones[i]!),
      set: (value) => edit(withinSentence(name), (zone) => field.set(zone, value)),
      tell: (words) => page.toast(words, 'error'),
    });
    input.addEventListener('change', () => {
      typed.finish();
      show(page.document.get().zones[i]!);
    });
    input.addEventListener('keydown', (event) => {
      const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (way === undefined) return;
      event.preventDefault();
      typed.step(way * step);
    });
    return { input, field, element: el('label', { class: 'tape-entry' }, label, input) };
  });
  const remove = el(
    'button',
    {
      class: 'icon-button',
      'aria-label': say('Remove the zone'),
      onClick: () => {
        const { name } = page.document.get().zones[i]!;
        page.edit(say('Remove zone: {name}', { name }), ({ zones }) => {
          zones.splice(i, 1);
        });
      },
    },
    icon('close'),
  );
  const show = (zone: Zone): void => {
    name.value = zone.name;
    where.textContent = shapeWords(zone.shape);
    for (const { input, field } of numbers) input.value = String(field.get(zone));
  };
  return {
    show,
    element: el(
      'li',
      { class: 'zone' },
      name,
      remove,
      where,
      el('div', { class: 'zone-numbers' }, ...numbers.map(({ element }) => element)),
    ),
  };
}

function shapeWords(shape: Zone['shape']): string {
  if (shape.kind === 'region')
    return say('{region}, the region', { region: REGION_NAMES[shape.region] });
  if (shape.kind === 'disc')
    return say('Disc of {mm} mm about the {place}', {
      mm: shortNumber(shape.radiusMm, 3),
      place: say(shape.at),
    });
  return say('Band {fromMm} to {toMm} mm behind the front hairline', {
    fromMm: shortNumber(shape.fromMm, 3),
    toMm: shortNumber(shape.toMm, 3),
  });
}
