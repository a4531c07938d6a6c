import { say } from '../../../base/language/say.ts';
import { el, freshId } from '../../parts/dom.ts';
import { paintFill } from '../../parts/slider.ts';
import type { PhotoDesk } from '../photo-desk.ts';
import { BRUSH_PX, type MaskBrush } from './mask-brush.ts';

/** Over the photograph, as long as its mask is painted: what the brush does, how large it is, and undo. */
export function makeMaskControls(desk: PhotoDesk, brush: MaskBrush): HTMLElement {
  const ways = (['keep-out', 'add'] as const).map((kind) => {
    const label = kind === 'add' ? say('Dots may show') : say('Keep out');
    const button = el('button', {}, label);
    button.addEventListener('click', () => {
      brush.setting = { ...brush.setting, kind };
      show();
    });
    return { kind, button };
  });
  const id = freshId('mask-size');
  const size = el('input', { id, type: 'range', ...BRUSH_PX, step: 1, class: 'slider-input' });
  size.value = String(brush.setting.radiusPx);
  size.addEventListener('input', () => {
    brush.setting = { ...brush.setting, radiusPx: size.valueAsNumber };
    paintFill(size);
  });
  const undo = el('button', { onClick: () => void desk.album.undo() }, say('Undo'));
  const done = el(
    'button',
    { class: 'primary', onClick: () => desk.album.set({ work: 'dots' }) },
    say('Done'),
  );
  const element = el(
    'div',
    { class: 'photo-guide mask-controls', role: 'group', 'aria-label': say('Mask'), hidden: true },
    el('div', { class: 'mask-ways' }, ...ways.map(({ button }) => button)),
    el('div', { class: 'slider' }, el('label', { for: id, class: 'quiet' }, say('Brush')), size),
    el('div', { class: 'guide-buttons' }, undo, done),
  );
  const show = (): void => {
    element.hidden = !desk.isShown || desk.album.get().work !== 'mask';
    for (const { kind, button } of ways) {
      button.setAttribute('aria-pressed', String(kind === brush.setting.kind));
    }
    undo.disabled = !desk.album.canUndo();
  };
  paintFill(size);
  desk.listen(show);
  show();
  return element;
}
