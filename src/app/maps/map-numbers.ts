import { type LineNumber, lineNumbers } from '../../view/map/line-numbers.ts';
import { inkOn } from '../../view/map/number-picture.ts';
import type { ScalpView } from '../../view/scalp-view.ts';
import { el } from '../parts/dom.ts';
import type { Maps } from './maps.ts';

/** Height of the type, px. */
const LETTER_PX = 12;

/** Numbers come back this long after the picture stands still, ms: they cost more than a frame may. */
const REST_MS = 150;

/** The numbers of a map's contour lines over the picture; none while it moves. */
export class MapNumbers {
  readonly element = el('div', { class: 'map-numbers', 'aria-hidden': 'true' });
  readonly #maps: Maps;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(maps: Maps) {
    this.#maps = maps;
  }

  /** Keeps them on the picture of another view. */
  follow(view: ScalpView): void {
    view.overlays.add(() => {
      this.element.replaceChildren();
      clearTimeout(this.#timer);
      if (!this.#maps.shown || view.isDraft || view.isBare) return;
      this.#timer = setTimeout(() => this.#place(view), REST_MS);
    });
  }

  #place(view: ScalpView): void {
    const { shown } = this.#maps;
    if (!shown) return;
    const sight = {
      eyeMm: view.pose.eyeMm,
      sizePx: view.sizePx,
      project: view.project.bind(view),
      sees: view.sees.bind(view),
    };
    this.element.replaceChildren(
      ...lineNumbers(shown, view.picker.head, sight, LETTER_PX).map(numberOn),
    );
  }
}

function numberOn({ xPx, yPx, text, colour }: LineNumber): HTMLElement {
  const style = `left: ${xPx}px; top: ${yPx}px; background: ${colour}; color: ${inkOn(colour)}`;
  return el('span', { style }, text);
}
