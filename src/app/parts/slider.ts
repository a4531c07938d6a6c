import type { Plan } from '../../plan/schema.ts';
import { fieldShape, putAt, valueAt } from '../../plan/shape.ts';
import { sliderRange } from '../../plan/words.ts';
import type { Page } from '../state/page.ts';
import { assumedMark } from './assumed.ts';
import { el, freshId } from './dom.ts';

/** One number of the plan as a slider. */
export interface SliderSpec {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Where the plan stands, in the slider's own scale. */
  get(plan: Plan): number;
  /** Writes a position of the slider into the plan. */
  set(draft: Plan, position: number): void;
  /** The plan's value with its unit. */
  words(plan: Plan): string;
  /** Words at both ends, for sliders without numbers. */
  readonly ends?: readonly [string, string];
  /** Why the figure is an assumption, where it is one. */
  readonly assumed?: string;
}

/** The part of a slider that the schema knows of a field: name, range, step, and how it is bound. */
export function sliderOf(path: string) {
  const { label = '', step = 0, ...shape } = fieldShape(path);
  const [min, max] = sliderRange(shape);
  return {
    label,
    min,
    max,
    step,
    get: (plan: Plan) => Number(valueAt(plan, path)),
    set: (draft: Plan, value: number) => putAt(draft, path, value),
  } satisfies Partial<SliderSpec>;
}

/** A slider bound to the plan: a drag is one step of the history. */
export function planSlider(page: Page, spec: SliderSpec): HTMLElement {
  const id = freshId('slider');
  const output = el('output', { for: id, class: 'slider-value' });
  const input = el('input', {
    id,
    type: 'range',
    min: spec.min,
    max: spec.max,
    step: spec.step,
    class: 'slider-input',
  });
  let dragging = false;
  const show = (plan: Plan): void => {
    const at = spec.get(plan);
    if (!dragging) input.value = String(at);
    paintFill(input);
    output.textContent = spec.words(plan);
    input.setAttribute('aria-valuetext', spec.words(plan));
  };
  const finish = (): void => {
    if (!dragging) return;
    dragging = false;
    page.document.endGesture();
    show(page.document.get());
  };
  input.addEventListener('input', () => {
    if (!dragging) page.document.beginGesture(spec.label);
    dragging = true;
    page.edit(spec.label, (draft) => spec.set(draft, input.valueAsNumber));
  });
  input.addEventListener('change', finish);
  input.addEventListener('pointercancel', finish);
  input.addEventListener('blur', finish);
  page.document.subscribe(show);
  show(page.document.get());
  return el(
    'div',
    { class: 'slider' },
    el(
      'div',
      { class: 'slider-head' },
      el('label', { for: id }, spec.label),
      spec.assumed ? assumedMark(spec.assumed) : undefined,
      output,
    ),
    input,
    spec.ends &&
      el(
        'div',
        { class: 'slider-ends', 'aria-hidden': 'true' },
        el('span', {}, spec.ends[0]),
        el('span', {}, spec.ends[1]),
      ),
  );
}

/** Tells the style sheet how far a range input is filled. */
export function paintFill(input: HTMLInputElement): void {
  const [min, max] = [Number(input.min), Number(input.max)];
  input.style.setProperty('--fill', `${(100 * (input.valueAsNumber - min)) / (max - min)}%`);
}
