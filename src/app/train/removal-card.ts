import { say } from '../../base/language/say.ts';
import { depthWords } from '../../base/quantity-words.ts';
import { planFootprint, removalCourses } from '../../engine/ensemble/removal-course.ts';
import type { Plan } from '../../plan/schema.ts';
import { passesWords, removalWarnings, WAY_WORDS } from '../../words/uncertainty/removal-words.ts';
import { assumedMark } from '../parts/assumed.ts';
import { debounced, el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';

/** Depths the price is told for beside the plan's own, mm. */
const BESIDE_MM = [0.4, 1.2] as const;

/** Enough for a card: whole passes. */
const ROWS = 16;

const REST_MS = 400;

const REMOVAL_ASSUMED = say(
  'one study of four scalps; how passes fall with depth was not measured',
);

/** What it would take to take the dots out again: the price of too deep. Worked out once it is opened. */
export function makeRemovalCard(page: Page): HTMLElement {
  const body = el('div', { class: 'removal' });
  const fold = el(
    'details',
    { class: 'sure-card' },
    el('summary', {}, say('The price of too deep')),
    body,
  );
  let shown = '';
  const show = debounced(REST_MS, () => {
    if (!fold.open) return;
    const plan = page.document.get();
    const key = JSON.stringify([
      plan.skin,
      plan.pigment,
      plan.needle,
      plan.technique,
      plan.sessions,
    ]);
    if (key === shown) return;
    shown = key;
    body.replaceChildren(...priceOf(plan));
  });
  fold.addEventListener('toggle', show);
  page.document.subscribe(show);
  return fold;
}

function priceOf(plan: Plan): HTMLElement[] {
  const own = plan.technique.depositDepthMm;
  const healed: Plan = { ...plan, healing: { ...plan.healing, ageDays: 365 } };
  const depths = [...new Set([own, ...BESIDE_MM])].sort((a, b) => a - b);
  const footprint = planFootprint(plan);
  const columns = depths.map((depthMm) =>
    removalCourses(healed, { depthMm, rows: ROWS, footprint }),
  );
  const table = el(
    'table',
    { class: 'removal-table' },
    el('caption', {}, say('Passes until dots are gone, a year on '), assumedMark(REMOVAL_ASSUMED)),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, ''),
        ...depths.map((depthMm) =>
          el(
            'th',
            { scope: 'col' },
            depthMm === own
              ? say('{depth}, yours', { depth: depthWords(depthMm) })
              : depthWords(depthMm),
          ),
        ),
      ),
    ),
    el(
      'tbody',
      {},
      ...columns[0]!.map(({ way }, row) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, say(WAY_WORDS[way])),
          ...columns.map((courses) => el('td', {}, passesWords(courses[row]!))),
        ),
      ),
    ),
  );
  const warnings = removalWarnings(columns.flat()).map((text) => el('p', { class: 'quiet' }, text));
  return [table, ...warnings];
}
