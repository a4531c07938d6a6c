import { say } from '../../../base/language/say.ts';
import { pointAt } from '../../../base/vec3.ts';
import type { Hairline } from '../../../scalp/hairline/hairline.ts';
import { FRONT_POINTS, type FrontPoint } from '../../../scalp/hairline/hairline-moves.ts';
import { pointWords } from '../../../words/hairline.ts';
import { el } from '../../parts/dom.ts';
import type { HeadView } from '../head-view.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** The line is drawn through every so many of its points, which are 1 mm apart. */
const EVERY = 3;

/**
 * The hairline over the picture and a handle on each of its points. Handles are buttons that the
 * pointer passes through: it belongs to the tool, they are there for the keyboard.
 */
export class HairlineHandles {
  readonly element = el('div', {
    class: 'hairline-handles',
    role: 'group',
    'aria-label': say('Points of the hairline'),
    hidden: true,
  });
  readonly #svg = document.createElementNS(SVG, 'svg');
  readonly #path = document.createElementNS(SVG, 'path');
  readonly #buttons: ReadonlyMap<FrontPoint, HTMLButtonElement>;
  #places = new Map<FrontPoint, readonly [number, number]>();

  constructor() {
    this.#svg.setAttribute('class', 'tool-overlay');
    this.#svg.setAttribute('aria-hidden', 'true');
    this.#path.setAttribute('class', 'hairline-line');
    this.#svg.append(this.#path);
    this.#buttons = new Map(
      FRONT_POINTS.map((name) => [name, el('button', { class: 'hairline-handle' })]),
    );
    this.element.append(this.#svg, ...this.#buttons.values());
  }

  /** Draws the line and its handles as the camera sees them. */
  draw(
    view: HeadView,
    line: Hairline,
    look: { readonly moved: object; readonly chosen: FrontPoint | undefined },
  ): void {
    this.element.hidden = false;
    this.#path.setAttribute('d', front(view, line));
    this.#places = new Map();
    for (const { name, positionMm } of line.controlPoints) {
      if (this.#buttons.has(name as FrontPoint) && view.sees(positionMm)) {
        this.#places.set(name as FrontPoint, view.project(positionMm));
      }
    }
    for (const [name, button] of this.#buttons) {
      const place = this.#places.get(name);
      button.hidden = !place;
      if (!place) continue;
      button.style.translate = `${place[0].toFixed(1)}px ${place[1].toFixed(1)}px`;
      button.ariaLabel = say('{point}. Arrow keys move it, Delete puts it back.', {
        point: capital(pointWords(name)),
      });
      button.dataset.point = name;
      button.dataset.moved = String(Object.hasOwn(look.moved, name));
      button.dataset.chosen = String(name === look.chosen);
    }
  }

  hide(): void {
    this.element.hidden = true;
    this.#places.clear();
  }

  /** The handle in sight nearest to a place on the canvas, at most so many px away. */
  nearest([x, y]: readonly [number, number], withinPx: number): FrontPoint | undefined {
    let best: FrontPoint | undefined;
    let bestPx = withinPx;
    for (const [name, [hx, hy]] of this.#places) {
      const px = Math.hypot(hx - x, hy - y);
      if (px > bestPx) continue;
      best = name;
      bestPx = px;
    }
    return best;
  }

  /** Where handles in sight are on the canvas, px: the named one, or all of them. */
  places(name?: FrontPoint): readonly (readonly [number, number])[] {
    const one = name && this.#places.get(name);
    return one ? [one] : [...this.#places.values()];
  }

  /** The handle that has the keyboard. */
  get focused(): FrontPoint | undefined {
    const active = document.activeElement;
    return [...this.#buttons].find(([, button]) => button === active)?.[0];
  }

  /** Gives the keyboard to a handle; to the first in sight where none is named. */
  focus(name = this.#places.keys().next().value): void {
    if (name) this.#buttons.get(name)?.focus({ preventScroll: true });
  }
}

/** The front as a path, broken where the head hides it. */
function front(view: HeadView, { boundary, frontCount }: Hairline): string {
  let path = '';
  let before = false;
  for (let i = 0; i < frontCount; i += EVERY) {
    const place = pointAt(boundary, i);
    const seen = view.sees(place);
    if (seen) path += `${before ? 'L' : 'M'}${view.project(place).map((px) => px.toFixed(1))}`;
    before = seen;
  }
  return path;
}

function capital(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}
