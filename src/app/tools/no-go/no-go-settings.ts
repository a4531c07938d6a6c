import { say } from '../../../base/language/say.ts';
import { shortMm } from '../../../base/quantity-words.ts';
import { el, freshId } from '../../parts/dom.ts';
import { paintFill } from '../../parts/slider.ts';
import type { Page } from '../../state/page.ts';
import { type UiStore, watch } from '../../state/ui-state.ts';

/** Radii on the page, mm; a plan allows more. */
const RADIUS_MM = { min: 1, max: 15, step: 0.5 } as const;

/** How far around the next mark stays free. */
export function markRadius(ui: UiStore): HTMLElement {
  const id = freshId('mark');
  const output = el('output', { for: id, class: 'slider-value' });
  const input = el('input', { id, type: 'range', class: 'slider-input', ...RADIUS_MM });
  const show = () => {
    const { markRadiusMm } = ui.getState();
    input.value = String(markRadiusMm);
    paintFill(input);
    output.textContent = `${markRadiusMm} mm`;
    input.setAttribute('aria-valuetext', output.textContent);
  };
  input.addEventListener('input', () => ui.setState({ markRadiusMm: input.valueAsNumber }));
  watch(ui, ({ markRadiusMm }) => markRadiusMm, show);
  show();
  return el(
    'div',
    { class: 'slider' },
    el('div', { class: 'slider-head' }, el('label', { for: id }, say('Radius kept free')), output),
    input,
  );
}

/** The marks, each with a note and a way to take it off. */
export function markList(page: Page): HTMLElement {
  const list = el('ul', { class: 'mark-list', 'aria-label': say('Marks kept free') });
  let shown = -1;
  const show = (): void => {
    const { noGo } = page.document.get();
    // While somebody writes a note only its own field changes.
    if (noGo.length === shown && list.contains(document.activeElement)) return;
    shown = noGo.length;
    list.replaceChildren(...noGo.map((mark, i) => row(page, mark, i)));
  };
  page.document.subscribe((now, before) => now.noGo !== before.noGo && show());
  show();
  return list;
}

function row(page: Page, { radiusMm, note }: { radiusMm: number; note: string }, i: number) {
  const input = el('input', {
    type: 'text',
    maxlength: 200,
    value: note,
    placeholder: say('Note, e.g. mole'),
    'aria-label': say('Note of mark {number}', { number: i + 1 }),
  });
  input.addEventListener('change', () =>
    page.edit(say('Note of a mark'), ({ noGo }) => {
      noGo[i]!.note = input.value;
    }),
  );
  const off = el(
    'button',
    {
      'aria-label': say('Take mark {number} off', { number: i + 1 }),
      onClick: () =>
        page.edit(say('Take a mark off'), ({ noGo }) => {
          noGo.splice(i, 1);
        }),
    },
    say('Take off'),
  );
  return el('li', {}, el('span', {}, shortMm(radiusMm)), input, off);
}
