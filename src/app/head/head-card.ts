import { say } from '../../base/language/say.ts';
import {
  FREE_MEASURES,
  measureAtPercentile,
  percentileWords,
} from '../../head/measure-percentile.ts';
import {
  type MeasureName,
  type Measures,
  measureLabel,
  measureRangeMm,
} from '../../head/measures.ts';
import { measureHead } from '../../head/parametric-head.ts';
import { headWords } from '../../plan/remarks/scene-words.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Finding } from '../../scan/findings.ts';
import { BASE_WORDS, readMm, TAPED } from '../../words/head-measures.ts';
import { debounced, el, freshId } from '../parts/dom.ts';
import { findingList } from '../scan/finding-list.ts';
import { scanFindings } from '../scan/scan-heads.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import { MeasureDraft } from './measure-draft.ts';
import { makeTapeDrawing } from './tape-drawing.ts';

/** A number that stands this long is taken without Enter, ms. */
const PAUSE_MS = 1200;

/** The client's head as a tape reads it: fields for what was measured, the mean for the rest. */
export function makeHeadCard(page: Page): HTMLElement {
  const drawing = makeTapeDrawing();
  const where = el('p', { class: 'quiet tape-where' });
  const note = el('p', { class: 'quiet' });
  const summary = el('span', { class: 'quiet' });
  const drop = el(
    'button',
    {
      onClick: () =>
        page.edit(say('Without the scan'), ({ head }) => {
          head.scan = { kind: 'none' };
        }),
    },
    say('Use a head by measures instead'),
  );
  const draft = new MeasureDraft(page, () => show());
  const base = baseField(page, draft);

  const point = (at: MeasureName | undefined): void => {
    drawing.point(at);
    const taped = TAPED.find(({ name }) => name === at);
    where.textContent = taped
      ? say(taped.where)
      : say('Millimetres; 57.4 cm and 22.6 in are read too. An empty field takes the mean.');
  };
  const fields = TAPED.map(({ name, label }) => measureField(page, draft, name, say(label), point));

  const percentile = (percent: number): HTMLElement =>
    el(
      'button',
      {
        onClick: () => {
          const { base: people } = page.document.get().head;
          draft.replace(
            say(
              'Head: {percent, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} percentile',
              { percent },
            ),
            Object.fromEntries(
              FREE_MEASURES.map((name) => [name, measureAtPercentile(name, people, percent)]),
            ),
          );
        },
        title: say(
          'Calliper measures and the neck; what a tape reads over the head follows from them',
        ),
      },
      say('{percent, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { percent }),
    );
  const presets = el(
    'div',
    { class: 'tape-presets', role: 'group', 'aria-label': say('Measures of a percentile') },
    el('span', { class: 'quiet' }, say('Percentile')),
    ...[5, 50, 95].map(percentile),
    el(
      'button',
      { onClick: () => draft.replace(say('Head: all measures at the mean'), {}) },
      say('Reset to mean'),
    ),
  );
  const entries = el(
    'fieldset',
    { class: 'tape-fields', 'aria-label': say('Head measures') },
    ...fields.map((field) => field.element),
    presets,
  );
  const foundWords = el('summary', {});
  const foundList = el('div', {});
  const found = el('details', { class: 'scan-found', hidden: true }, foundWords, foundList);
  const card = el(
    'details',
    { class: 'card fold-card head-card' },
    el('summary', {}, el('h2', {}, say('Head')), summary),
    base.element,
    note,
    found,
    drop,
    drawing.element,
    where,
    entries,
  );

  let listed: readonly Finding[] | undefined;
  /** What was told before the scan was taken stays to be read; without a scan there is nothing. */
  const showFound = (): void => {
    const { base: people, scan } = page.document.get().head;
    const findings = scan.kind === 'file' ? scanFindings(scan, people) : undefined;
    found.hidden = findings === undefined;
    if (findings === listed) return;
    listed = findings;
    const looks = findings?.filter(({ weight }) => weight === 'look').length ?? 0;
    foundWords.textContent =
      looks > 0
        ? say('Found in the scan: {looks} to look at', { looks })
        : say('Found and repaired in the scan');
    foundList.replaceChildren(...(findings ? [findingList(findings)] : []));
  };
  const show = (): void => {
    const { head } = page.document.get();
    const { standIn } = page.ui.getState();
    const isShown = !standIn || standIn.keepsHead === true;
    summary.textContent = isShown
      ? headWords(head)
      : say('not shown: {head}', { head: headWords(head) });
    entries.disabled = head.scan.kind === 'file';
    note.hidden = drop.hidden = head.scan.kind !== 'file';
    if (head.scan.kind === 'file') {
      note.textContent = isShown
        ? say(
            'The head is the scan "{name}" and has its own measures. Those here count only without it.',
            { name: head.scan.name },
          )
        : say('The plan names the scan "{name}". The picture shows another head in its place.', {
            name: head.scan.name,
          });
    }
    showFound();
    base.show();
    for (const field of fields) field.show();
  };
  const showDrawn = drawnMeasures(page, (drawn) => {
    for (const field of fields) field.showDrawn(drawn);
  });
  card.addEventListener('toggle', () => card.open && showDrawn());
  page.onReport(() => {
    showFound();
    if (card.open) showDrawn();
  });
  watch(page.ui, (state) => state.standIn, show);
  point(undefined);
  show();
  return card;
}

function baseField(page: Page, draft: MeasureDraft) {
  const id = freshId('base');
  const refusal = el('p', { class: 'field-refusal', role: 'alert', hidden: true });
  const select = el(
    'select',
    { id },
    ...Object.entries(BASE_WORDS).map(([value, word]) => el('option', { value }, say(word))),
  );
  select.addEventListener('change', () => void draft.setBase(select.value as Plan['head']['base']));
  return {
    element: el(
      'div',
      {},
      el('div', { class: 'field-row' }, el('label', { for: id }, say('Base head')), select),
      refusal,
    ),
    show(): void {
      select.value = page.document.get().head.base;
      refuse(refusal, draft.refusal('base'));
    },
  };
}

function measureField(
  page: Page,
  draft: MeasureDraft,
  name: MeasureName,
  label: string,
  point: (at: MeasureName | undefined) => void,
) {
  const id = freshId('measure');
  const people = el('span', { class: 'tape-people', id: `${id}-people` });
  const refusal = el('p', { class: 'field-refusal', id: `${id}-why`, role: 'alert', hidden: true });
  const input = el('input', {
    id,
    inputmode: 'decimal',
    autocomplete: 'off',
    'aria-describedby': `${id}-people ${id}-why`,
    title: say(measureLabel(name)),
  });
  const kept = (): number | undefined => page.document.get().head.measuresMm[name];
  let entered: string | undefined;

  const enter = (): void => {
    if (input.value === entered) return;
    entered = input.value;
    if (input.value.trim() === '') return void draft.enter(name, undefined);
    const mm = readMm(input.value);
    if (Number.isFinite(mm)) return void draft.enter(name, mm);
    draft.refuse(
      name,
      say('Write a length: 574, 57.4 cm or 22.6 in. Leave it empty for the mean.'),
    );
  };
  // A number half typed is no measure yet: before Enter only what a head may measure is taken.
  const rest = debounced(PAUSE_MS, () => {
    const [min, max] = measureRangeMm(name);
    const mm = readMm(input.value);
    if (mm >= min && mm <= max) enter();
  });
  input.addEventListener('input', rest);
  input.addEventListener('change', enter);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') enter();
    if (event.key === 'Escape' && draft.refusal(name)) {
      event.stopPropagation();
      input.value = String(kept() ?? '');
      enter();
    }
  });
  input.addEventListener('focus', () => point(name));
  input.addEventListener('blur', () => {
    point(undefined);
    show();
  });

  const show = (): void => {
    const mm = kept();
    const { base } = page.document.get().head;
    const why = draft.refusal(name);
    refuse(refusal, why);
    input.setAttribute('aria-invalid', String(why !== undefined));
    people.textContent = mm === undefined || why ? '' : percentileWords(name, base, mm);
    if (why || document.activeElement === input) return;
    input.value = mm === undefined ? '' : String(mm);
    entered = input.value;
  };
  const element = el(
    'div',
    { class: 'tape-field' },
    el('label', { for: id }, label),
    el('div', { class: 'tape-entry' }, input, el('span', { class: 'quiet' }, 'mm')),
    people,
    refusal,
  );
  element.addEventListener('pointerenter', () => {
    if (!(document.activeElement instanceof HTMLInputElement)) point(name);
  });
  return {
    element,
    show,
    /** What the drawn head measures here stands in the empty field. */
    showDrawn(drawn: Measures): void {
      input.placeholder = drawn[name].toFixed(0);
    },
  };
}

function refuse(refusal: HTMLElement, why: string | undefined): void {
  refusal.hidden = why === undefined;
  refusal.textContent = why ?? '';
}

/** Reads the drawn head's tapes, once a head. */
function drawnMeasures(page: Page, told: (drawn: Measures) => void): () => void {
  let read: unknown;
  return () => {
    const head = page.engine.rig?.simulator.head;
    if (!head || head === read || page.document.get().head.scan.kind === 'file') return;
    read = head;
    void measureHead(head).then(told);
  };
}
