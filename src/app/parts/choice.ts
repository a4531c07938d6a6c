import { say } from '../../base/language/say.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Page } from '../state/page.ts';
import type { UiState } from '../state/ui-state.ts';
import { el, freshId } from './dom.ts';

/** One of a few, each with a face of its own. */
export interface ChoiceSpec<T extends string, State = Plan> {
  readonly legend: string;
  readonly options: readonly { value: T; label: string; face?: Node; about?: string }[];
  /** Which option the plan, or the page, stands for, if any. */
  get(state: State): T | undefined;
  choose(value: T): void;
  readonly className?: string;
  readonly note?: Node;
}

/** A choice that changes the plan. */
export function planChoice<T extends string>(page: Page, spec: ChoiceSpec<T>): HTMLElement {
  const { document } = page;
  return choice(
    spec,
    () => document.get(),
    (show) => document.subscribe(show),
  );
}

/** A choice that changes what the page shows beside the plan. */
export function uiChoice<T extends string>(page: Page, spec: ChoiceSpec<T, UiState>): HTMLElement {
  const { ui } = page;
  return choice(spec, ui.getState, (show) => ui.subscribe(show));
}

/** A group of radio buttons drawn as a row of segments, swatches or cards. */
function choice<T extends string, State>(
  spec: ChoiceSpec<T, State>,
  get: () => State,
  subscribe: (show: (state: State) => void) => void,
): HTMLElement {
  const name = freshId('choice');
  const inputs = spec.options.map(({ value, label, face, about }) => {
    const input = el('input', {
      type: 'radio',
      name,
      value,
      'aria-label': about ? say('{label}: {about}', { label, about }) : label,
    });
    input.addEventListener('change', () => {
      if (input.checked) spec.choose(value);
    });
    const tile = el('label', { class: 'tile', title: about }, input, face ?? el('span', {}, label));
    return { value, input, tile };
  });
  const show = (state: State): void => {
    const now = spec.get(state);
    for (const { value, input } of inputs) input.checked = value === now;
  };
  subscribe(show);
  show(get());
  return el(
    'fieldset',
    { class: `choice ${spec.className ?? ''}` },
    el('legend', {}, spec.legend, spec.note),
    el('div', { class: 'tiles' }, ...inputs.map(({ tile }) => tile)),
  );
}
