import { say, sayAs } from '../../../base/language/say.ts';
import { el, freshId } from '../../parts/dom.ts';
import type { KeptState, PlanEntry } from '../../state/kept-states.ts';
import { MOST_LETTERS, timeWords } from './plan-acts.ts';
import { sizeWords } from './storage-note.ts';

/** Where a document is open at the moment. */
export type OpenWhere = 'here' | 'elsewhere' | undefined;

/** What a row asks for. */
export interface RowActs {
  states(): Promise<readonly KeptState[]>;
  /** The newest state, or the one named. */
  open(state?: KeptState): void;
  /** Sets an earlier state beside the newest one. */
  compareState(state: KeptState): void;
  rename(name: string): void;
  setClient(client: string): void;
  duplicate(): void;
  remove(): void;
  choose(isChosen: boolean): void;
}

/** How a row stands. */
interface RowState {
  readonly where: OpenWhere;
  /** Whether it is unfolded. */
  readonly isOpen: boolean;
  /** Of the list of clients' names. */
  readonly clientsId: string;
}

/** What a plan is called in the list. */
export function nameOf({ name }: Pick<PlanEntry, 'name'>): string {
  return name || say('Untitled plan');
}

/** One plan of the list: its name, when it was kept, and what can be done with it. */
export function planRow(
  entry: PlanEntry,
  { where, isOpen, clientsId }: RowState,
  acts: RowActs,
): HTMLElement {
  const name = nameOf(entry);
  const choose = el('input', {
    type: 'checkbox',
    'aria-label': say('Compare {name}', { name }),
    onChange: () => acts.choose(choose.checked),
  });
  const more = el(
    'details',
    {},
    el('summary', { 'aria-label': `${name}: ${moreWords(entry)}` }, moreWords(entry)),
  );
  const unfold = (): void => {
    if (more.children.length === 1)
      more.append(...fields(entry, where, clientsId, acts), stateList(name, acts));
  };
  more.addEventListener('toggle', () => more.open && unfold());
  if (isOpen) {
    more.open = true;
    unfold();
  }
  return el(
    'section',
    { class: 'kept-plan', 'aria-label': name, 'data-id': entry.id },
    el(
      'div',
      { class: 'kept-row' },
      el(
        'div',
        { class: 'kept-words' },
        el('strong', {}, name),
        el('p', { class: 'quiet' }, whereWords(timeWords(entry.savedAt), where)),
        entry.copyOf !== undefined && el('p', { class: 'quiet' }, say('Began as a copy.')),
      ),
      el('label', { class: 'check-row' }, choose, sayAs('verb', 'Compare')),
      el(
        'button',
        { 'aria-label': say('Open {name}', { name }), onClick: () => acts.open() },
        sayAs('verb', 'Open'),
      ),
    ),
    more,
  );
}

/** Fields and buttons that a row keeps folded away. */
function fields(
  entry: PlanEntry,
  where: OpenWhere,
  clientsId: string,
  acts: RowActs,
): HTMLElement[] {
  const isLocked = where === 'elsewhere';
  const field = (
    label: string,
    value: string,
    list: string | undefined,
    set: (to: string) => void,
  ) => {
    const id = freshId('kept');
    const input = el('input', {
      id,
      type: 'text',
      value,
      list,
      maxlength: String(MOST_LETTERS),
      autocomplete: 'off',
      disabled: isLocked,
      onChange: () => set(input.value.trim()),
    });
    return el('div', { class: 'kept-field' }, el('label', { for: id }, label), input);
  };
  return [
    el(
      'div',
      { class: 'kept-fields' },
      field(say('Client'), entry.client, clientsId, acts.setClient),
      field(say('Name of the plan'), entry.name, undefined, acts.rename),
    ),
    el(
      'div',
      { class: 'kept-actions' },
      el('button', { onClick: acts.duplicate }, sayAs('verb', 'Duplicate')),
      el('button', { class: 'risk', disabled: isLocked, onClick: acts.remove }, say('Delete')),
    ),
    ...(isLocked
      ? [
          el(
            'p',
            { class: 'quiet' },
            say('It is open in another tab: change its name, or delete it, there.'),
          ),
        ]
      : []),
  ];
}

function stateList(name: string, acts: RowActs): HTMLElement {
  const list = el('div', { class: 'kept-states', 'aria-busy': 'true' }, say('Looking…'));
  void acts.states().then(([, ...earlier]) => {
    list.removeAttribute('aria-busy');
    if (earlier.length === 0) {
      list.replaceChildren(el('p', { class: 'quiet' }, say('There is no earlier state yet.')));
      return;
    }
    list.replaceChildren(
      el('h4', {}, say('Earlier states')),
      ...earlier.map((state) => {
        const when = timeWords(state.savedAt);
        return el(
          'div',
          { class: 'kept-row' },
          el(
            'div',
            { class: 'kept-words' },
            el('span', {}, when),
            state.step !== undefined && el('p', { class: 'quiet' }, state.step),
          ),
          el(
            'button',
            {
              'aria-label': say('Compare {name} of {when} with now', { name, when }),
              onClick: () => acts.compareState(state),
            },
            sayAs('verb', 'Compare'),
          ),
          el(
            'button',
            {
              'aria-label': say('Open {name} of {when}', { name, when }),
              onClick: () => acts.open(state),
            },
            sayAs('verb', 'Open'),
          ),
        );
      }),
    );
  });
  return list;
}

function moreWords({ states, bytes }: PlanEntry): string {
  const size = sizeWords(bytes);
  if (states < 2) return say('More · {size}', { size });
  return say('More · {count, plural, one {# earlier state} other {# earlier states}} · {size}', {
    count: states - 1,
    size,
  });
}

function whereWords(when: string, where: OpenWhere): string {
  if (where === 'here') return say('{when} · open here', { when });
  return where === 'elsewhere' ? say('{when} · open in another tab', { when }) : when;
}
