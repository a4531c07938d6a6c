import type { Plan } from '../../plan/schema.ts';
import type { Page } from '../state/page.ts';
import { el, freshId } from './dom.ts';

/** One of a few, each with a face of its own. */
export interface ChoiceSpec<T extends string> {
  readonly legend: string;
  readonly options: readonly { value: T; label: string; face?: Node; about?: string }[];
  /** Which option the plan stands for, if any. */
  get(plan: Plan): T | undefined;
  choose(value: T): void;
  readonly className?: string;
  readonly note?: Node;
}

/** A group of radio buttons drawn as a row of segments, swatches or cards. */
export function planChoice<T extends string>(page: Page, spec: ChoiceSpec<T>): HTMLElement {
  const name = freshId('choice');
  const inputs = spec.options.map(({ value, label, face, about }) => {
    const input = el('input', {
      type: 'radio',
      name,
      value,
      'aria-label': about ? `${label}: ${about}` : label,
    });
    input.addEventListener('change', () => {
      if (input.checked) spec.choose(value);
    });
    const tile = el('label', { class: 'tile', title: about }, input, face ?? el('span', {}, label));
    return { value, input, tile };
  });
  const show = (plan: Plan): void => {
    const now = spec.get(plan);
    for (const { value, input } of inputs) input.checked = value === now;
  };
  page.document.subscribe(show);
  show(page.document.get());
  return el(
    'fieldset',
    { class: `choice ${spec.className ?? ''}` },
    el('legend', {}, spec.legend, spec.note),
    el('div', { class: 'tiles' }, ...inputs.map(({ tile }) => tile)),
  );
}
