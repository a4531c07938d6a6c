import { say } from '../../base/language/say.ts';
import type { Plan } from '../../plan/schema.ts';
import { fieldShape, putAt, valueAt } from '../../plan/shape.ts';
import { sliderRange } from '../../plan/words.ts';
import type { Page } from '../state/page.ts';
import type { UiState } from '../state/ui-state.ts';
import { assumedMark } from './assumed.ts';
import { el, freshId } from './dom.ts';

/** What a slider looks like, and how it says what the state holds. */
interface SliderFace<State> {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Where the state stands, in the slider's own scale. */
  get(state: State): number;
  /** The state's value with its unit. */
  words(state: State): string;
  /** Words at both ends, for sliders without numbers. */
  readonly ends?: readonly [string, string];
  /** Why the figure is an assumption, where it is one. */
  readonly assumed?: string;
}

/** One number of the plan as a slider. */
export interface SliderSpec extends SliderFace<Plan> {
  /** Writes a position of the slider into the plan. */
  set(draft: Plan, position: number): void;
}

/** One number of what the page shows beside the plan as a slider. */
export interface UiSliderSpec extends SliderFace<UiState> {
  /** What a position of the slider makes of the page's state. */
  set(position: number): Partial<UiState>;
}

/** The part of a slider that the schema knows of a field: name, range, step, and how it is bound. */
export function sliderOf(path: string) {
  const { label = '', step = 0, ...shape } = fieldShape(path);
  const [min, max] = sliderRange(shape);
  return {
    label: say(label),
    min,
    max,
    step,
    get: (plan: Plan) => Number(valueAt(plan, path)),
    set: (draft: Plan, value: number) => putAt(draft, path, value),
  } satisfies Partial<SliderSpec>;
}

/** A slider bound to the plan: a drag is one step of the history. */
export function planSlider(page: Page, spec: SliderSpec): HTMLElement {
  const { element, input, show } = sliderFace(spec);
  let dragging = false;
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
  page.document.subscribe((plan) => show(plan, !dragging));
  show(page.document.get());
  return element;
}

/** A slider of what the picture alone shows: the plan, and so its history, stays as it is. */
export function uiSlider({ ui }: Page, spec: UiSliderSpec): HTMLElement {
  const { element, input, show } = sliderFace(spec);
  input.addEventListener('input', () => ui.setState(spec.set(input.valueAsNumber)));
  ui.subscribe((now, before) => {
    if (spec.get(now) !== spec.get(before)) show(now);
  });
  show(ui.getState());
  return element;
}

function sliderFace<State>(spec: SliderFace<State>) {
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
  /** Follows the state; a knob in hand stays where the hand holds it. */
  const show = (state: State, isFree = true): void => {
    if (isFree) input.value = String(spec.get(state));
    paintFill(input);
    output.textContent = spec.words(state);
    input.setAttribute('aria-valuetext', spec.words(state));
  };
  const element = el(
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
  return { element, input, show };
}

/** Tells the style sheet how far a range input is filled. */
export function paintFill(input: HTMLInputElement): void {
  const [min, max] = [Number(input.min), Number(input.max)];
  input.style.setProperty('--fill', `${(100 * (input.valueAsNumber - min)) / (max - min)}%`);
}
