import { el } from '../../parts/dom.ts';
import type { CanvasPlace } from '../../tools/tool.ts';
import type { PhotoStage } from '../stage/photo-stage.ts';

const SIDE_PX = 132;
const TIMES = 3;
/** How far it stands from what a fingertip covers, px. */
const OFF_PX = 104;

/** What lies under a finger, larger, beside it. */
export class Loupe {
  readonly #canvas = el('canvas', {});
  readonly element = el(
    'div',
    { class: 'photo-loupe', hidden: true, 'aria-hidden': 'true' },
    this.#canvas,
  );

  show(stage: PhotoStage, place: CanvasPlace): void {
    this.#canvas.width = this.#canvas.height = Math.round(SIDE_PX * devicePixelRatio);
    stage.magnify(place, this.#canvas, TIMES);
    const [width] = stage.sizePx;
    const [x, y] = place;
    const isHigh = y < OFF_PX + SIDE_PX / 2 + 8;
    const side = x > width / 2 ? -1 : 1;
    const at = isHigh ? [x + side * OFF_PX, y] : [x, y - OFF_PX];
    const left = Math.min(width - SIDE_PX - 6, Math.max(6, at[0]! - SIDE_PX / 2));
    const top = Math.max(6, at[1]! - SIDE_PX / 2);
    this.element.style.translate = `${left}px ${top}px`;
    this.element.hidden = false;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
