import type { ScalpView } from '../../view/scalp-view.ts';
import type { SkinHit } from '../../view/skin-picker.ts';

type Place = SkinHit['placeMm'];

/** What is drawn over the picture for a tool. Places in mm; sizes as said. */
export interface Marks {
  /** A ring lying on the skin, and one within it where the effect begins to fade. */
  readonly brush?: { hit: SkinHit; radiusMm: number; coreMm: number };
  /** A dot pointed at. */
  readonly dot?: Place;
  /** Where a dot would be put. */
  readonly ghost?: Place;
}

const SVG = 'http://www.w3.org/2000/svg';
const RING_POINTS = 48;

/** Lines over the picture: the brush on the skin, the dot under the pointer, the dot to come. */
export class ToolOverlay {
  readonly element = make('svg', 'tool-overlay');
  readonly #rim = make('path', 'brush-rim');
  readonly #core = make('path', 'brush-core');
  readonly #way = make('path', 'dot-way');
  readonly #dot = make('circle', 'dot-mark');
  readonly #ghost = make('circle', 'dot-ghost');

  constructor() {
    this.element.setAttribute('aria-hidden', 'true');
    this.#dot.setAttribute('r', '9');
    this.#ghost.setAttribute('r', '5');
    this.element.append(this.#rim, this.#core, this.#way, this.#dot, this.#ghost);
  }

  draw(view: ScalpView, { brush, dot, ghost }: Marks): void {
    const ring = (radiusMm: number) =>
      brush && radiusMm > 0 ? outline(view, view.skin.ring(brush.hit, radiusMm, RING_POINTS)) : '';
    this.#rim.setAttribute('d', ring(brush?.radiusMm ?? 0));
    this.#core.setAttribute('d', ring(brush?.coreMm ?? 0));
    put(this.#dot, dot && view.project(dot));
    put(this.#ghost, ghost && view.project(ghost));
    const way = dot && ghost ? `M${view.project(dot).join()}L${view.project(ghost).join()}` : '';
    this.#way.setAttribute('d', way);
  }
}

function outline(view: ScalpView, ring: readonly Place[]): string {
  const points = ring.map((place) =>
    view
      .project(place)
      .map((px) => px.toFixed(1))
      .join(),
  );
  return `M${points.join('L')}Z`;
}

function put(circle: SVGElement, at: readonly [number, number] | undefined): void {
  circle.setAttribute('visibility', at ? 'visible' : 'hidden');
  if (!at) return;
  circle.setAttribute('cx', at[0].toFixed(1));
  circle.setAttribute('cy', at[1].toFixed(1));
}

function make(tag: string, className: string): SVGElement {
  const made = document.createElementNS(SVG, tag) as SVGElement;
  made.setAttribute('class', className);
  return made;
}
