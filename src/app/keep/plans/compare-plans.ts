import type { Plan } from '../../../plan/schema.ts';
import { planDifferences } from '../../../words/plan-differences.ts';
import { openDialog } from '../../parts/dialog.ts';
import { el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import { makeBoth } from '../../take/make.ts';
import { startMaking } from '../../take/making.ts';

/** A plan to be compared, and what it is called here. */
export interface Compared {
  readonly name: string;
  readonly plan: Plan;
}

/** The window with two plans beside each other: in words and units, and as pictures where they are wanted. */
export function openCompare(page: Page, [first, second]: readonly [Compared, Compared]): void {
  const making = startMaking(page);
  const differences = planDifferences(first.plan, second.plan);
  const pictures = el(
    'button',
    {
      class: 'primary',
      disabled: page.engine.rig === undefined,
      onClick: () =>
        making.run('Before and after of both', (going) =>
          makeBoth(page, [titled(first), titled(second)], going),
        ),
    },
    'Before and after of both, as pictures',
  );
  void openDialog(
    'Two plans compared',
    () => [
      differences.length === 0
        ? el('p', {}, `${first.name} and ${second.name} are the same plan.`)
        : el(
            'div',
            {
              class: 'plan-differences',
              role: 'region',
              'aria-label': 'Differences',
              tabindex: '0',
            },
            el(
              'table',
              {},
              el('caption', {}, `What differs: ${differences.length}`),
              el(
                'thead',
                {},
                el(
                  'tr',
                  {},
                  el('th', { scope: 'col' }, 'Part'),
                  el('th', { scope: 'col' }, first.name),
                  el('th', { scope: 'col' }, second.name),
                ),
              ),
              el(
                'tbody',
                {},
                ...differences.map(({ part, field, values }) =>
                  el(
                    'tr',
                    {},
                    el(
                      'th',
                      { scope: 'row' },
                      el('span', { class: field ? 'quiet' : '' }, part),
                      field && el('span', {}, field),
                    ),
                    el('td', {}, values[0]),
                    el('td', {}, values[1]),
                  ),
                ),
              ),
            ),
          ),
      el('div', { class: 'dialog-actions' }, pictures),
      making.element,
    ],
    'wide',
  ).then(making.close);
}

/** Called in the picture what it is called here: two states of one plan have the same title. */
function titled({ name, plan }: Compared): Plan {
  return { ...plan, title: name };
}
