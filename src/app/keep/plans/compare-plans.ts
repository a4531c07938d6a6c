import { say, sayAs } from '../../../base/language/say.ts';
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
        making.run(say('Before and after of both'), (going) =>
          makeBoth(page, [titled(first), titled(second)], going),
        ),
    },
    say('Before and after of both, as pictures'),
  );
  void openDialog(
    say('Two plans compared'),
    () => [
      differences.length === 0
        ? el(
            'p',
            {},
            say('{first} and {second} are the same plan.', {
              first: first.name,
              second: second.name,
            }),
          )
        : el(
            'div',
            {
              class: 'plan-differences',
              role: 'region',
              'aria-label': say('Differences'),
              tabindex: '0',
            },
            el(
              'table',
              {},
              el('caption', {}, say('What differs: {count}', { count: differences.length })),
              el(
                'thead',
                {},
                el(
                  'tr',
                  {},
                  el('th', { scope: 'col' }, sayAs('of a plan', 'Part')),
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
