import { say } from '../../../base/language/say.ts';
import { el, freshId } from '../../parts/dom.ts';
import { paintFill } from '../../parts/slider.ts';
import { type BrushState, type UiStore, watch } from '../../state/ui-state.ts';

/** Sizes the brush may have on the page, mm; a plan allows more. */
const RADIUS_MM = { min: 3, max: 40 } as const;

/** Whether the brush makes denser or sparser. */
export function brushWay(ui: UiStore): HTMLElement {
  const way = (raises: boolean, label: string) => {
    const made = el('button', { onClick: () => setBrush(ui, { raises }) }, label);
    const show = () =>
      made.setAttribute('aria-pressed', String(ui.getState().brush.raises === raises));
    watch(ui, ({ brush }) => brush, show);
    show();
    return made;
  };
  return el(
    'div',
    { class: 'brush-way', role: 'group', 'aria-label': say('What the brush does') },
    way(true, say('Raise')),
    way(false, say('Lower')),
  );
}

/** How much one stroke changes. */
export function brushStrength(ui: UiStore): HTMLElement {
  return brushSlider(ui, {
    label: say('Strength'),
    range: [5, 100, 5],
    get: ({ strength }) => Math.round(100 * strength),
    put: (percent) => ({ strength: percent / 100 }),
    words: (percent, { raises }) =>
      raises ? `+${percent} %` : percent === 100 ? 'clears' : `−${percent} %`,
  });
}

/** How wide the brush is. */
export function brushRadius(ui: UiStore): HTMLElement {
  return brushSlider(ui, {
    label: say('Radius'),
    range: [RADIUS_MM.min, RADIUS_MM.max, 0.5],
    get: ({ radiusMm }) => radiusMm,
    put: (radiusMm) => ({ radiusMm }),
    words: (mm) => `${mm} mm`,
  });
}

/** Over how much of its radius the brush fades. */
export function brushSoftness(ui: UiStore): HTMLElement {
  return brushSlider(ui, {
    label: say('Soft edge'),
    range: [0, 100, 5],
    get: ({ softness }) => Math.round(100 * softness),
    put: (percent) => ({ softness: percent / 100 }),
    words: (percent) => say('{percent} % of the radius', { percent }),
  });
}

/** Makes the brush larger or smaller, to half millimetres. */
export function resizeBrush(ui: UiStore, factor: number): void {
  const { min, max } = RADIUS_MM;
  const radiusMm = Math.round(2 * ui.getState().brush.radiusMm * factor) / 2;
  setBrush(ui, { radiusMm: Math.min(max, Math.max(min, radiusMm)) });
}

interface BrushSlider {
  readonly label: string;
  readonly range: readonly [min: number, max: number, step: number];
  get(brush: BrushState): number;
  put(value: number): Partial<BrushState>;
  words(value: number, brush: BrushState): string;
}

function brushSlider(ui: UiStore, { label, range, get, put, words }: BrushSlider): HTMLElement {
  const [min, max, step] = range;
  const id = freshId('brush');
  const output = el('output', { for: id, class: 'slider-value' });
  const input = el('input', { id, type: 'range', min, max, step, class: 'slider-input' });
  const show = () => {
    const { brush } = ui.getState();
    input.value = String(get(brush));
    paintFill(input);
    output.textContent = words(get(brush), brush);
    input.setAttribute('aria-valuetext', output.textContent);
  };
  input.addEventListener('input', () => setBrush(ui, put(input.valueAsNumber)));
  watch(ui, ({ brush }) => brush, show);
  show();
  return el(
    'div',
    { class: 'slider' },
    el('div', { class: 'slider-head' }, el('label', { for: id }, label), output),
    input,
  );
}

function setBrush(ui: UiStore, part: Partial<BrushState>): void {
  ui.setState({ brush: { ...ui.getState().brush, ...part } });
}
