import { movedWords } from '../../plan/hairline-remarks.ts';
import { manualWords } from '../../plan/summary.ts';
import { el, freshId } from '../dom.ts';
import { paintFill } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';
import { type BrushState, watch } from '../state/ui-state.ts';
import { hasManual } from './manual-edits.ts';
import { BRUSH_RADIUS_MM } from './skin-tools.ts';
import { navigationWords, TOOL_WORDS } from './tool-words.ts';

/** What the tool in hand does, how it is set, and what was done by hand so far. */
export function makeToolCard(page: Page): HTMLElement {
  const { ui } = page;
  const about = el('p', { class: 'tool-about' });
  const help = el('p', { class: 'quiet' });
  const brush = el('div', { class: 'tool-settings' }, ...brushSettings(page));
  const session = el('div', { class: 'tool-settings' }, sessionChoice(page));
  const hairline = el('div', { class: 'tool-settings' }, ...hairlineSettings(page));
  const done = el('p', { class: 'quiet' });
  const clear = el(
    'button',
    {
      onClick: () =>
        page.edit('Remove all work by hand', (draft) => {
          draft.manual = { strokes: [], erased: [], added: [], moved: [] };
        }),
    },
    'Remove all work by hand',
  );
  const dots = el('div', { class: 'tool-done' }, done, clear);
  const card = el(
    'div',
    { class: 'card tool-card' },
    el('h2', {}, 'By hand'),
    about,
    brush,
    session,
    hairline,
    help,
    dots,
  );
  const showTool = (): void => {
    const { tool } = ui.getState();
    about.textContent = tool
      ? TOOL_WORDS[tool].about
      : 'Shape the hairline, brush, erase, add or move dots with the tools at the left of the picture, or measure along the skin.';
    const touch = matchMedia('(pointer: coarse)').matches;
    help.textContent = tool ? navigationWords(tool, touch) : '';
    help.hidden = !tool;
    brush.hidden = tool !== 'brush';
    session.hidden = tool !== 'add';
    hairline.hidden = tool !== 'hairline';
    dots.hidden = tool === 'hairline';
    if (tool) card.scrollIntoView({ block: 'nearest' });
  };
  const showDone = (): void => {
    const { manual } = page.document.get();
    done.textContent = manualWords(manual) ?? 'Nothing was done by hand yet.';
    clear.hidden = !hasManual(manual);
  };
  watch(ui, ({ tool }) => tool, showTool);
  page.document.subscribe((now, before) => now.manual !== before.manual && showDone());
  showTool();
  showDone();
  return card;
}

function brushSettings({ ui }: Page): HTMLElement[] {
  const set = (part: Partial<BrushState>) =>
    ui.setState({ brush: { ...ui.getState().brush, ...part } });
  const way = (raises: boolean, label: string) => {
    const made = el('button', { onClick: () => set({ raises }) }, label);
    const show = () =>
      made.setAttribute('aria-pressed', String(ui.getState().brush.raises === raises));
    watch(ui, ({ brush }) => brush, show);
    show();
    return made;
  };
  const slider = (
    label: string,
    [min, max, step]: readonly [number, number, number],
    get: (brush: BrushState) => number,
    put: (value: number) => Partial<BrushState>,
    words: (value: number, brush: BrushState) => string,
  ) => {
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
    input.addEventListener('input', () => set(put(input.valueAsNumber)));
    watch(ui, ({ brush }) => brush, show);
    show();
    return el(
      'div',
      { class: 'slider' },
      el('div', { class: 'slider-head' }, el('label', { for: id }, label), output),
      input,
    );
  };
  return [
    el(
      'div',
      { class: 'brush-way', role: 'group', 'aria-label': 'What the brush does' },
      way(true, 'Raise'),
      way(false, 'Lower'),
    ),
    slider(
      'Strength',
      [5, 100, 5],
      ({ strength }) => Math.round(100 * strength),
      (percent) => ({ strength: percent / 100 }),
      (percent, { raises }) =>
        raises ? `+${percent} %` : percent === 100 ? 'clears' : `−${percent} %`,
    ),
    slider(
      'Radius',
      [BRUSH_RADIUS_MM.min, BRUSH_RADIUS_MM.max, 0.5],
      ({ radiusMm }) => radiusMm,
      (radiusMm) => ({ radiusMm }),
      (mm) => `${mm} mm`,
    ),
    slider(
      'Soft edge',
      [0, 100, 5],
      ({ softness }) => Math.round(100 * softness),
      (percent) => ({ softness: percent / 100 }),
      (percent) => `${percent} % of the radius`,
    ),
  ];
}

function hairlineSettings(page: Page): HTMLElement[] {
  const { ui, document: plan } = page;
  const mirror = el('input', { type: 'checkbox' });
  mirror.addEventListener('change', () => ui.setState({ mirror: mirror.checked }));
  const showMirror = (): void => {
    mirror.checked = ui.getState().mirror;
  };
  watch(ui, (state) => state.mirror, showMirror);
  showMirror();

  const moved = el('p', { class: 'quiet' });
  const back = el(
    'button',
    {
      onClick: () =>
        page.edit('Put the hairline back to its rules', ({ hairline }) => {
          delete hairline.moved;
        }),
    },
    'Put all points back',
  );
  const showMoved = (): void => {
    const words = movedWords(plan.get().hairline);
    moved.textContent = words ?? 'Every point is where the rules put it.';
    back.hidden = !words;
  };
  plan.subscribe((now, before) => now.hairline !== before.hairline && showMoved());
  showMoved();
  return [
    el('label', { class: 'check-row' }, mirror, 'Move both sides alike'),
    el('div', { class: 'tool-done' }, moved, back),
  ];
}

function sessionChoice({ ui, document: plan }: Page): HTMLElement {
  const id = freshId('session');
  const select = el('select', { id });
  const show = (): void => {
    const { length } = plan.get().sessions;
    select.replaceChildren(
      ...Array.from({ length }, (_, i) => el('option', { value: i + 1 }, `Session ${i + 1}`)),
    );
    select.value = String(Math.min(length, ui.getState().addSession));
  };
  select.addEventListener('change', () => ui.setState({ addSession: Number(select.value) }));
  plan.subscribe((now, before) => now.sessions.length !== before.sessions.length && show());
  show();
  return el(
    'div',
    { class: 'field-row' },
    el('label', { for: id }, 'Added dots belong to'),
    select,
  );
}
