import type GUI from 'lil-gui';
import { say, sayAs } from '../../base/language/say.ts';
import { withinSentence } from '../../base/language/within-sentence.ts';
import { NEW_GRAFTS, OLD_WORK, TEST_PATCH } from '../../plan/parts.ts';
import type { Plan } from '../../plan/schema.ts';
import { fieldShape, putAt, shapeAt, valueAt } from '../../plan/shape.ts';
import { labelOf } from '../../plan/words.ts';
import type { Binder } from './binder.ts';
import { needleOptions, pigmentOptions } from './known-options.ts';
import { ZONE_PLACES } from './zone-places.ts';

/** The label of a field of an item. */
type Labelled = (field: string) => string;

type Place = Plan['zones'][number]['shape'];

/** One of the lists of other work: how an item begins, and what is asked of it. */
interface Listed {
  readonly path: 'earlier' | 'grafts';
  readonly title: string;
  /** The button that adds one, and the step of it. */
  readonly add: string;
  readonly added: string;
  item(number: number): string;
  remove(number: number): string;
  readonly about: string;
  /** Before the number of an item, in its labels and in the history. */
  readonly word: string;
  readonly part: Plan['earlier'][number] | Plan['grafts'][number];
  readonly fields: readonly string[];
}

const LISTS: readonly Listed[] = [
  {
    path: 'earlier',
    title: say('Earlier work'),
    add: say('Add: earlier work'),
    added: say('Add earlier work'),
    item: (number) => say('Earlier work {number}', { number }),
    remove: (number) => say('Remove earlier work {number}', { number }),
    about: say('Dots that somebody put in before; new ones stand between them'),
    word: sayAs('earlier work', 'Old'),
    part: OLD_WORK,
    fields: [
      'dotsPerCm2',
      'ageYears',
      'depositDepthMm',
      'pigment',
      'stockShare',
      'dilution',
      'needle',
      'countedShare',
    ],
  },
  {
    path: 'grafts',
    title: say('Grafts'),
    add: say('Add: grafts'),
    added: say('Add grafts'),
    item: (number) => say('Grafts {number}', { number }),
    remove: (number) => say('Remove grafts {number}', { number }),
    about: say('Hair that is or will be transplanted; below 0 months surgery comes later'),
    word: say('Grafts'),
    part: NEW_GRAFTS,
    fields: ['unitsPerCm2', 'method', 'months'],
  },
];

const METHODS = { [say('FUE, single punches')]: 'fue', [say('FUT, strip')]: 'fut' };

/** What is in the skin before the first session: earlier work, grafts and a test patch. */
export function otherWork(binder: Binder, gui: GUI): void {
  for (const one of LISTS) listed(binder, gui, one);
  testPatch(binder, gui);
}

/** A folder of items. It is built anew when their number changes, which undo does too. */
function listed(
  binder: Binder,
  gui: GUI,
  { path, title, word, part, fields, ...words }: Listed,
): void {
  const { page } = binder;
  const folder = gui.addFolder(title).close();
  const items = folder.addFolder(say('Items'));
  const most = fieldShape(path).maxItems!;
  const edit = (label: string, change: (list: unknown[]) => void): void =>
    page.edit(label, (draft) => change(draft[path]));
  const add = button(folder, words.add, () =>
    edit(words.added, (list) => {
      list.push({ ...part, shape: { ...part.shape } });
    }),
  );
  add.domElement.title = words.about;
  let extents: (() => void)[] = [];
  const fill = (): void => {
    binder.forget(items);
    extents = [];
    const list = page.document.get()[path];
    items
      .show(list.length > 0)
      .title(say('{count} of at most {most}', { count: list.length, most }));
    add.enable(list.length < most);
    for (const i of list.keys()) {
      const item = items.addFolder(words.item(i + 1));
      const at = `${path}.${i}`;
      const labelled = (field: string): string => `${word} ${i + 1}: ${field}`;
      nameField(binder, item, at, labelled(say('name')));
      extents.push(place(binder, item, `${at}.shape`, labelled));
      for (const name of fields) numbered(binder, item, at, name, labelled);
      button(item, words.remove(i + 1), () =>
        edit(words.remove(i + 1), (all) => {
          all.splice(i, 1);
        }),
      );
    }
  };
  page.document.subscribe((now, before) => {
    if (now[path].length !== before[path].length) fill();
    else if (now[path] !== before[path]) for (const show of extents) show();
  });
  fill();
}

function numbered(binder: Binder, folder: GUI, at: string, name: string, labelled: Labelled): void {
  const path = `${at}.${name}`;
  const own = String(valueAt(binder.page.document.get(), path));
  const options =
    name === 'pigment'
      ? pigmentOptions()
      : name === 'needle'
        ? needleOptions([own])
        : name === 'method'
          ? METHODS
          : undefined;
  binder.field(folder, path, {
    label: labelled(withinSentence(labelOf(fieldShape(path)))),
    ...(options && { options }),
  });
}

/** A name is never empty: until something stands there the old one does. */
function nameField(binder: Binder, folder: GUI, at: string, label: string): void {
  const most = fieldShape(`${at}.name`).maxLength!;
  binder.bind<string>(folder, label, {
    get: (plan) => String(valueAt(plan, `${at}.name`) ?? ''),
    set: (draft, value) => {
      const name = value.trim().slice(0, most);
      if (name) putAt(draft, `${at}.name`, name);
    },
  });
}

/** Where it lies: a place by name, and the numbers that place has. Returns what shows them anew. */
function place(binder: Binder, folder: GUI, path: string, labelled: Labelled): () => void {
  const { document } = binder.page;
  const shapeIn = (plan: Plan) => valueAt(plan, path) as Place | undefined;
  const nameOf = (plan: Plan): string => {
    const shape = shapeIn(plan);
    const isSame = (one: Place): boolean =>
      one.kind === 'region'
        ? shape?.kind === 'region' && one.region === shape.region
        : one.kind === shape?.kind;
    return Object.keys(ZONE_PLACES).find((name) => isSame(ZONE_PLACES[name]!)) ?? '';
  };
  binder.bind<string>(
    folder,
    labelled(say('where')),
    {
      get: nameOf,
      set: (draft, name) => putAt(draft, path, { ...ZONE_PLACES[name]! }),
    },
    Object.keys(ZONE_PLACES),
  );
  const extent = folder.addFolder(say('Extent'));
  let kind: string | undefined;
  const fill = (): void => {
    const shape = shapeIn(document.get());
    if (!shape || shape.kind === kind) return;
    kind = shape.kind;
    binder.forget(extent);
    const names = Object.keys(shape).filter((name) => !['kind', 'region'].includes(name));
    for (const name of names) {
      const label =
        name === 'at'
          ? sayAs('place', 'about')
          : withinSentence(labelOf(shapeAt([...path.split('.'), name], document.get())!));
      binder.field(extent, `${path}.${name}`, { label: labelled(label) });
    }
    extent.show(names.length > 0);
  };
  fill();
  return fill;
}

function testPatch(binder: Binder, gui: GUI): void {
  const { page } = binder;
  const folder = gui.addFolder(say('Test patch')).close();
  const items = folder.addFolder(say('A few dots tried before the first session'));
  const add = button(folder, say('Add test patch'), () =>
    page.edit(say('Add test patch'), (draft) => {
      draft.testPatch = { ...TEST_PATCH };
    }),
  );
  const remove = button(folder, say('Remove test patch'), () =>
    page.edit(say('Remove test patch'), (draft) => {
      delete draft.testPatch;
    }),
  );
  const fill = (): void => {
    binder.forget(items);
    const { testPatch } = page.document.get();
    add.show(!testPatch);
    remove.show(testPatch !== undefined);
    items.show(testPatch !== undefined);
    if (!testPatch) return;
    const labelled = (field: string): string => say('Test: {field}', { field });
    binder.field(items, 'testPatch.at', { label: labelled(sayAs('place', 'about')) });
    for (const name of ['radiusMm', 'dotsPerCm2', 'beforeDays']) {
      numbered(binder, items, 'testPatch', name, labelled);
    }
  };
  page.document.subscribe((now, before) => !now.testPatch !== !before.testPatch && fill());
  fill();
}

function button(folder: GUI, name: string, press: () => void) {
  return folder.add({ press }, 'press').name(name);
}
