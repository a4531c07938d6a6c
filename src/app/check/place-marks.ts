import type { Place } from '../../check/finding.ts';
import type { HeadView } from '../tools/head-view.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** A ring smaller than this is lost on a screen, px. */
const LEAST_PX = 14;
/** One round most of the scalp says nothing, mm. */
const MOST_MM = 60;

/** Rings over the picture where a finding is, until it is left. */
export class PlaceMarks {
  readonly element = document.createElementNS(SVG, 'svg') as SVGSVGElement;
  readonly #seen: () => HeadView | undefined;
  readonly #draw = () => this.#redraw();
  #places: readonly Place[] = [];
  #view: HeadView | undefined;

  /** @param seen - The picture of the head they lie on; undefined where there is none. */
  constructor(seen: () => HeadView | undefined) {
    this.#seen = seen;
    this.element.setAttribute('class', 'tool-overlay place-marks');
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** Shows these, in place of those before. */
  show(places: readonly Place[]): void {
    this.#places = places.filter(({ radiusMm }) => radiusMm <= MOST_MM);
    this.#view?.overlays.delete(this.#draw);
    this.#view = this.#seen();
    if (this.#places.length > 0) this.#view?.overlays.add(this.#draw);
    this.element.replaceChildren(
      ...this.#places.map(() => document.createElementNS(SVG, 'circle')),
    );
    this.#redraw();
  }

  #redraw(): void {
    const view = this.#view;
    if (!view) return;
    const { eyeMm, fovDeg } = view.pose;
    const [, high] = view.sizePx;
    const perRadian = high / (2 * Math.tan((fovDeg * Math.PI) / 360));
    for (const [i, { middleMm, radiusMm }] of this.#places.entries()) {
      const circle = this.element.children[i]!;
      const away = Math.hypot(...middleMm.map((mm, axis) => mm - eyeMm[axis]!));
      const [x, y] = view.project(middleMm);
      circle.setAttribute('visibility', view.sees(middleMm) ? 'visible' : 'hidden');
      circle.setAttribute('cx', x.toFixed(1));
      circle.setAttribute('cy', y.toFixed(1));
      circle.setAttribute('r', Math.max(LEAST_PX, (perRadian * radiusMm) / away).toFixed(1));
    }
  }
}
