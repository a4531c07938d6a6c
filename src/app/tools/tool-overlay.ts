import type { HeadHit } from '../../view/head-picker.ts';
import type { HeadView } from './head-view.ts';

type Place = HeadHit['placeMm'];

/** What is drawn over the picture for a tool. Places in mm; sizes as said. */
export interface Marks {
  /** A ring lying on the skin, and one within it where the effect begins to fade. */
  readonly brush?: { hit: HeadHit; radiusMm: number; coreMm: number };
  /** A dot pointed at. */
  readonly dot?: Place | undefined;
  /** Where a dot would be put. */
  readonly ghost?: Place | undefined;
  /** Places kept free, each as a ring on the skin. */
  readonly rings?: readonly { readonly hit: HeadHit; readonly radiusMm: number }[];
  /** A tape on the skin: none, where it begins, or all of it. */
  readonly tape?: readonly Place[];
}

const SVG = 'http://www.w3.org/2000/svg';
const RING_POINTS = 48;

/** Lines over the picture: the brush on the skin, the dot under the pointer, the dot to come. */
export class ToolOverlay {
  readonly element = make('svg', 'tool-overlay');
  readonly #rim = make('path', 'brush-rim');
  readonly #core = make('path', 'brush-core');
  readonly #rings = make('path', 'kept-free');
  readonly #tape = make('path', 'tape-line');
  readonly #behind = make('path', 'tape-behind');
  readonly #ends = [make('circle', 'tape-end'), make('circle', 'tape-end')] as const;
  readonly #way = make('path', 'dot-way');
  readonly #dot = make('circle', 'dot-mark');
  readonly #ghost = make('circle', 'dot-ghost');

  constructor() {
    this.element.setAttribute('aria-hidden', 'true');
    this.#dot.setAttribute('r', '9');
    this.#ghost.setAttribute('r', '5');
    for (const end of this.#ends) end.setAttribute('r', '4');
    this.element.append(this.#rings, this.#rim, this.#core, this.#behind, this.#tape);
    this.element.append(this.#way, this.#dot, this.#ghost, ...this.#ends);
  }

  draw(view: HeadView, { brush, dot, ghost, rings = [], tape = [] }: Marks): void {
    const ring = (radiusMm: number) =>
      brush && radiusMm > 0
        ? outline(view, view.picker.ring(brush.hit, radiusMm, RING_POINTS))
        : '';
    this.#rim.setAttribute('d', ring(brush?.radiusMm ?? 0));
    this.#core.setAttribute('d', ring(brush?.coreMm ?? 0));
    const seen = rings.filter(({ hit }) => view.sees(hit.placeMm));
    const rounds = seen.map(({ hit, radiusMm }) =>
      outline(view, view.picker.ring(hit, radiusMm, RING_POINTS)),
    );
    this.#rings.setAttribute('d', rounds.join(''));
    put(this.#dot, dot && view.project(dot));
    put(this.#ghost, ghost && view.project(ghost));
    const start = dot ?? (tape.length === 1 ? tape[0] : undefined);
    const way =
      start && ghost ? `M${view.project(start).join()}L${view.project(ghost).join()}` : '';
    this.#way.setAttribute('d', way);
    this.#lay(view, tape);
  }

  /** A tape round the head goes on behind it, and is drawn fainter there. */
  #lay(view: HeadView, tape: readonly Place[]): void {
    const seen = tape.map((place) => view.sees(place));
    const at = tape.map((place) => pixels(view, place));
    const stretches = (front: boolean) =>
      at
        .slice(1)
        .map((to, i) => ((seen[i]! && seen[i + 1]!) === front ? `M${at[i]}L${to}` : ''))
        .join('');
    this.#tape.setAttribute('d', stretches(true));
    this.#behind.setAttribute('d', stretches(false));
    for (const [k, end] of this.#ends.entries()) {
      const i = k === 0 ? 0 : tape.length - 1;
      put(end, seen[i] ? view.project(tape[i]!) : undefined);
    }
  }
}

function outline(view: HeadView, ring: readonly Place[]): string {
  return `M${ring.map((place) => pixels(view, place)).join('L')}Z`;
}

function pixels(view: HeadView, place: Place): string {
  return view
    .project(place)
    .map((px) => px.toFixed(1))
    .join();
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
