import { say } from '../../../base/language/say.ts';
import type { ScalpView } from '../../../view/scalp-view.ts';
import type { Page } from '../../state/page.ts';
import { watch } from '../../state/ui-state.ts';
import type { FaultExercise } from './fault-exercise.ts';

/** A press that moved less than this is a click, px; fingers are less still. */
const STILL_PX = 5;
const STILL_TOUCH_PX = 12;
const SVG = 'http://www.w3.org/2000/svg';

/** Marks of a student on the head, put by a click or at the middle; with the key once it is handed in. */
export function markOnHead(page: Page, exercise: FaultExercise) {
  const overlay = document.createElementNS(SVG, 'svg');
  overlay.setAttribute('class', 'tool-overlay fault-marks');
  overlay.setAttribute('aria-hidden', 'true');
  let viewport: HTMLElement | undefined;
  let shown: ScalpView | undefined;
  const isHere = (): boolean => exercise.isOn && page.ui.getState().mode === 'train';

  const draw = (): void => {
    const view = page.engine.rig?.view;
    overlay.toggleAttribute('hidden', !isHere() || !view);
    if (!view || !isHere()) return;
    const { eyeMm, fovDeg } = view.pose;
    const perRadian = view.sizePx[1] / (2 * Math.tan((fovDeg * Math.PI) / 360));
    const key = exercise.result ? exercise.made!.key.flatMap(({ places }) => places) : [];
    overlay.innerHTML = [
      exercise.result
        ? ''
        : `<path class="middle" d="M${view.sizePx[0] / 2 - 9} ${view.sizePx[1] / 2}h18m-9 -9v18"/>`,
      ...key.map(({ middleMm, radiusMm }) => {
        if (!view.sees(middleMm)) return '';
        const [x, y] = view.project(middleMm);
        const away = Math.hypot(...middleMm.map((mm, axis) => mm - eyeMm[axis]!));
        const r = Math.max(10, (perRadian * radiusMm) / away);
        return `<circle class="key" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}"/>`;
      }),
      ...exercise.marks.map(({ placeMm }, i) => {
        if (!placeMm || !view.sees(placeMm)) return '';
        const [x, y] = view.project(placeMm);
        const verdict = exercise.result?.marks[i]?.verdict ?? 'open';
        return `<g class="mark" data-verdict="${verdict}" transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"><circle r="11"/><text y="4">${i + 1}</text></g>`;
      }),
    ].join('');
  };
  const put = (x: number, y: number): void => {
    const hit = page.engine.rig?.view.pick(x, y);
    if (!hit?.onScalp) page.toast(say('That is not scalp.'));
    else if (exercise.add(hit.placeMm))
      page.announce(say('Mark {number} put.', { number: exercise.marks.length }));
  };
  const mount = (): void => {
    const found = document.querySelector<HTMLElement>('.viewport');
    if (viewport || !found) return;
    viewport = found;
    found.append(overlay);
    let from: { readonly x: number; readonly y: number; readonly id: number } | undefined;
    found.addEventListener('pointerdown', (event) => {
      // A second finger turns or zooms: nothing is put.
      from =
        !from && isHere() && event.button === 0
          ? { x: event.clientX, y: event.clientY, id: event.pointerId }
          : undefined;
    });
    found.addEventListener('pointercancel', () => {
      from = undefined;
    });
    found.addEventListener('pointerup', (event) => {
      const start = from;
      from = undefined;
      if (start?.id !== event.pointerId || !isHere() || exercise.result) return;
      const moved = Math.hypot(event.clientX - start.x, event.clientY - start.y);
      if (moved >= (event.pointerType === 'touch' ? STILL_TOUCH_PX : STILL_PX)) return;
      const { left, top } = found.getBoundingClientRect();
      put(event.clientX - left, event.clientY - top);
    });
  };
  const attach = (): void => {
    mount();
    const view = page.engine.rig?.view;
    if (view !== shown) {
      shown?.overlays.delete(draw);
      view?.overlays.add(draw);
      shown = view;
    }
    draw();
  };
  exercise.follow(attach);
  watch(page.ui, ({ mode }) => mode, attach);
  return {
    /** For the keyboard: where the cross is. */
    atMiddle: () => {
      const [width, height] = page.engine.rig?.view.sizePx ?? [0, 0];
      put(width / 2, height / 2);
    },
  };
}
