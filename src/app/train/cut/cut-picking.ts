import { say } from '../../../base/language/say.ts';
import type { Vec3 } from '../../../base/vec3.ts';
import type { ScalpView } from '../../../view/scalp-view.ts';
import type { Page } from '../../state/page.ts';
import { watch } from '../../state/ui-state.ts';
import type { CutDesk } from './cut-desk.ts';

/** A press that moved less than this is a click, px. */
const STILL_PX = 5;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Clicks and lines on the head while Train is shown: a click cuts at a dot; once `arm` was called the
 * next drag cuts along a line.
 */
export function pickOnHead(page: Page, desk: CutDesk) {
  let viewport: HTMLElement | undefined;
  const overlay = document.createElementNS(SVG, 'svg');
  overlay.setAttribute('class', 'tool-overlay cut-overlay');
  overlay.setAttribute('aria-hidden', 'true');
  const line = overlay.appendChild(document.createElementNS(SVG, 'path'));
  line.setAttribute('class', 'tape-line');
  let armed = false;
  let from: { readonly x: number; readonly y: number; readonly id: number } | undefined;
  let to: readonly [number, number] | undefined;
  let shown: ScalpView | undefined;

  const isHere = (): boolean => {
    const { mode, tool, findsFaults } = page.ui.getState();
    return mode === 'train' && tool === undefined && !findsFaults;
  };
  const inside = ({
    clientX,
    clientY,
  }: Pick<MouseEvent, 'clientX' | 'clientY'>): readonly [number, number] => {
    const { left, top } = viewport!.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const draw = (): void => {
    const cut = desk.line;
    const view = page.engine.rig?.view;
    overlay.toggleAttribute('hidden', !isHere() || !cut || !view);
    if (!cut || !view || !isHere()) return;
    if (armed && from && to) {
      line.setAttribute(
        'd',
        `M${inside({ clientX: from.x, clientY: from.y }).join()}L${to.join()}`,
      );
      return;
    }
    const end = (side: number): Vec3 =>
      [0, 1, 2].map(
        (k) => cut.middleMm[k]! + (side * cut.lengthMm * cut.along[k]!) / 2,
      ) as unknown as Vec3;
    // Behind the head it is not drawn.
    const d = view.sees(cut.middleMm)
      ? `M${view.project(end(-1)).join()}L${view.project(end(1)).join()}`
      : '';
    line.setAttribute('d', d);
  };
  const attach = (): void => {
    const view = page.engine.rig?.view;
    if (view !== shown) {
      shown?.overlays.delete(draw);
      view?.overlays.add(draw);
      shown = view;
    }
    draw();
  };
  const arm = (on: boolean): void => {
    armed = on;
    from = to = undefined;
    const view = page.engine.rig?.view;
    if (view && page.ui.getState().tool === undefined) view.hasTool = on;
    viewport?.classList.toggle('draws-cut', on);
    draw();
  };
  /** The picture is in the page only after the panel is made. */
  const mount = (): void => {
    const found = document.querySelector<HTMLElement>('.viewport');
    if (viewport || !found) return;
    viewport = found;
    found.append(overlay);
    found.addEventListener('pointerdown', (event) => {
      if (!isHere() || event.button !== 0 || from) return;
      from = { x: event.clientX, y: event.clientY, id: event.pointerId };
    });
    found.addEventListener('pointermove', (event) => {
      if (!armed || from?.id !== event.pointerId) return;
      to = inside(event);
      draw();
    });
    found.addEventListener('pointercancel', () => {
      from = to = undefined;
    });
    found.addEventListener('pointerup', (event) => {
      const start = from;
      from = undefined;
      const view = page.engine.rig?.view;
      if (!start || start.id !== event.pointerId || !isHere() || !view) return;
      const isClick = Math.hypot(event.clientX - start.x, event.clientY - start.y) < STILL_PX;
      const last = view.pick(...inside(event));
      if (isClick) {
        if (armed) arm(false);
        if (last?.onScalp) void cutThere(last.placeMm);
        return;
      }
      if (!armed) return;
      const first = view.pick(...inside({ clientX: start.x, clientY: start.y }));
      arm(false);
      if (first?.onScalp && last?.onScalp) desk.cutAlong(first.placeMm, last.placeMm);
      else page.toast('A cut begins and ends on the scalp.');
    });
  };
  const cutThere = async (placeMm: Vec3): Promise<void> => {
    const found = await desk.cutAt(placeMm);
    page.announce(found ? say('Cut through a dot.') : say('Cut through skin without a dot.'));
  };
  desk.listen(() => {
    mount();
    attach();
  });
  watch(
    page.ui,
    ({ mode }) => mode,
    () => {
      if (armed) arm(false);
      attach();
    },
  );
  return {
    arm: () => {
      arm(true);
      page.toast(say('Drag a line over the scalp.'));
    },
    /** For the keyboard: at the middle of the picture. */
    atMiddle: () => {
      const view = page.engine.rig?.view;
      const [width, height] = view?.sizePx ?? [0, 0];
      const hit = view?.pick(width / 2, height / 2);
      if (hit?.onScalp) void cutThere(hit.placeMm);
      else page.toast(say('That is not scalp.'));
    },
  };
}
