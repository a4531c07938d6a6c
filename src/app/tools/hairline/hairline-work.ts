import { DotworkError } from '../../../base/errors.ts';
import { say } from '../../../base/language/say.ts';
import type { Vec3 } from '../../../base/vec3.ts';
import { add, distance, sub } from '../../../base/vec3.ts';
import { planHairline } from '../../../engine/plan-scalp.ts';
import type { Head } from '../../../head/head.ts';
import { hairlineRemarks } from '../../../plan/remarks/hairline-remarks.ts';
import { worstFirst } from '../../../plan/remarks/summary.ts';
import type { Plan } from '../../../plan/schema.ts';
import type { Hairline } from '../../../scalp/hairline/hairline.ts';
import { type FrontPoint, type SkinOffset, ways } from '../../../scalp/hairline/hairline-moves.ts';
import { type HairlineMeasures, measureHairline } from '../../../scalp/hairline/hairline-rules.ts';
import { lineWords, pointWords, wayWords } from '../../../words/hairline.ts';
import { makeRemarks } from '../../check/remark-list.ts';
import { byTouch, el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import type { HeadView } from '../head-view.ts';
import type { CanvasPlace, Gesture, MountedTool, Press } from '../tool.ts';
import { HairlineHandles } from './hairline-handles.ts';
import { movedTo, placesOf, putBack, startOf, wayTo } from './hairline-moves.ts';

/** The line of a plan on the head in the picture, and what a tape reads on it. */
interface Laid {
  readonly key: string;
  readonly head: Head;
  readonly line: Hairline;
  readonly measures: HairlineMeasures;
}

const KNOT = say('Not further: the line would cross itself.');

/** Remarks shown beside the line while it is shaped; the panel has all of them. */
const TOLD = 2;

/** A pointer that went this share of its reach from where it was pressed drags. */
const BEGIN_SHARE = 0.25;

const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Moves the named points of the hairline: by pointer, or by the arrow keys of a focused handle. */
export class HairlineWork implements MountedTool {
  readonly isForWholeHead = true;
  /** Measures and remarks of the line in hand. */
  readonly notes = el('div', { class: 'hairline-words', hidden: true });
  readonly shortcuts: NonNullable<MountedTool['shortcuts']> = [
    {
      keys: ['Delete', 'Backspace'],
      what: say('Put the point of the hairline back to its rule'),
      run: () => this.#putBack(this.#chosen, false),
    },
  ];
  readonly #handles = new HairlineHandles();
  readonly #page: Page;
  #view: HeadView | undefined;
  #laid: Laid | undefined;
  #hovered: FrontPoint | undefined;
  #dragged: FrontPoint | undefined;
  /** Whether the last move was refused because the line would have crossed itself. */
  #knotted = false;
  #told = '';

  constructor(page: Page) {
    this.#page = page;
    const { element } = this.#handles;
    element.addEventListener('keydown', (event) => this.#key(event));
    element.addEventListener('keyup', ({ key }) => key in ARROWS && page.document.endGesture());
    element.addEventListener('focusin', () => {
      // The keyboard speaks last, wherever a pointer was left lying.
      this.#hovered = undefined;
      this.#redraw();
    });
    element.addEventListener('focusout', () => {
      page.document.endGesture();
      this.#redraw();
    });
    page.document.subscribe(() => this.#redraw());
  }

  get over(): HTMLElement {
    return this.#handles.element;
  }

  show(view: HeadView | undefined): void {
    this.#view = view;
    if (!view) this.putAway();
  }

  putAway(): void {
    this.#view = undefined;
    this.#handles.hide();
    this.notes.hidden = true;
  }

  /** The handle under the pointer is marked; a touch that ended points nowhere. */
  draw(at: CanvasPlace | undefined, reachPx: number): void {
    this.#hovered = at && !this.#dragged ? this.#handles.nearest(at, reachPx) : undefined;
    this.#redraw();
  }

  /** Takes up the handle nearest to a press; nothing where none is near. */
  press({ hit, reachMm, reachPx, turned }: Press): Gesture | undefined {
    const at = this.#view?.project(hit.placeMm);
    const name = at && this.#handles.nearest(at, reachPx);
    const laid = this.#lay(this.#page.document.get());
    if (!name || !laid) return undefined;
    const mirror = this.#mirror !== turned;
    const start = startOf(laid.head, laid.line, name, mirror);
    const grip = sub(placesOf(laid.line, name)!.shown, hit.placeMm);
    const document = this.#page.document;
    // A press alone, as in a double click, moves nothing.
    let begun = false;
    this.#dragged = name;
    document.beginGesture(moveLabel(name));
    return {
      move: (hits) => {
        const to = hits.at(-1)?.placeMm;
        begun ||= to !== undefined && distance(to, hit.placeMm) > reachMm * BEGIN_SHARE;
        if (to && begun) this.#moveTo(name, add(to, grip), start, mirror);
      },
      end: () => {
        this.#dragged = undefined;
        this.#knotted = false;
        document.endGesture();
        this.#handles.focus(name);
        if (begun) this.#announce(name);
      },
      cancel: () => {
        this.#dragged = undefined;
        document.cancelGesture();
      },
    };
  }

  /** Puts the point pressed twice back to its rule. */
  pressTwice(at: CanvasPlace, { reachPx, turned }: Pick<Press, 'reachPx' | 'turned'>): void {
    this.#putBack(this.#handles.nearest(at, reachPx), turned);
  }

  /** Gives the keyboard to the handles. */
  enter(): void {
    this.#handles.focus();
  }

  /** Where the dragged point is on the canvas, or, as long as none is, all that may be. */
  inHandPx(): readonly CanvasPlace[] {
    return this.#handles.places(this.#dragged);
  }

  /** Draws the line of the newest plan, which the dots may not have caught up with. */
  #redraw(): void {
    if (!this.#view) return;
    const laid = this.#lay(this.#page.document.get());
    if (!laid) return;
    this.#handles.draw(this.#view, laid.line, {
      moved: this.#moved ?? {},
      chosen: this.#chosen,
    });
    this.#tell(laid);
  }

  #putBack(name: FrontPoint | undefined, turned: boolean): void {
    const { moved } = this.#page.document.get().hairline;
    const next = name && putBack(moved, name, this.#mirror !== turned);
    if (!name || next === moved) return;
    this.#page.document.endGesture();
    this.#set(`Put back the ${pointWords(name)}`, next);
    this.#announce(name);
  }

  get #mirror(): boolean {
    return this.#page.ui.getState().mirror;
  }

  get #moved(): Plan['hairline']['moved'] {
    return this.#page.document.get().hairline.moved;
  }

  /** The point meant: the one being dragged, under the pointer, or with the keyboard. */
  get #chosen(): FrontPoint | undefined {
    return this.#dragged ?? this.#hovered ?? this.#handles.focused;
  }

  #key(event: KeyboardEvent): void {
    const name = this.#handles.focused;
    if (!name || event.ctrlKey || event.metaKey) return;
    if (!(event.key in ARROWS)) return;
    event.preventDefault();
    this.#hovered = undefined;
    this.#step(name, event);
  }

  /** One press of an arrow; as long as it is held, all of its steps are one. */
  #step(name: FrontPoint, { key, shiftKey, altKey, repeat }: KeyboardEvent): void {
    const laid = this.#lay(this.#page.document.get());
    const places = laid && placesOf(laid.line, name);
    if (!laid || !places || !this.#view) return;
    const mirror = this.#mirror !== altKey;
    const start = startOf(laid.head, laid.line, name, mirror);
    const here = start.get(name)!;
    const [way, sign] = this.#axis(laid.head, name, places.shown, ARROWS[key]!);
    const to = { ...here, [way]: here[way] + sign * (shiftKey ? 5 : 1) };
    if (!repeat) this.#page.document.beginGesture(moveLabel(name));
    this.#change(name, movedTo(this.#moved, start, name, to, mirror), laid.head);
    this.#announce(name);
  }

  /** Which way over the skin an arrow means, as the camera sees it: whole steps along one axis. */
  #axis(
    head: Head,
    name: FrontPoint,
    at: Vec3,
    [right, down]: readonly [number, number],
  ): readonly [keyof SkinOffset, 1 | -1] {
    const { back, out } = ways(head, name, at);
    const from = this.#view!.project(at);
    const seen = (way: Vec3) => sub2(this.#view!.project(add(at, way)), from);
    const [b, o] = [seen(back), seen(out)];
    const upright = (way: readonly [number, number]) => Math.abs(way[1]) / Math.hypot(...way);
    const backIsUpright = upright(b) >= upright(o);
    const takesBack = (down !== 0) === backIsUpright;
    const way = takesBack ? b : o;
    return [takesBack ? 'backMm' : 'outMm', way[0] * right + way[1] * down >= 0 ? 1 : -1];
  }

  #moveTo(
    name: FrontPoint,
    place: Vec3,
    start: ReadonlyMap<FrontPoint, SkinOffset>,
    mirror: boolean,
  ): void {
    const laid = this.#lay(this.#page.document.get());
    const to = laid && wayTo(laid.head, laid.line, name, place);
    if (to) this.#change(name, movedTo(this.#moved, start, name, to, mirror), laid.head);
  }

  /** Takes over moved points, unless the line then ran over itself. */
  #change(name: FrontPoint, moved: Plan['hairline']['moved'], head: Head): void {
    const plan = this.#page.document.get();
    const next = this.#lay({ ...plan, hairline: { ...plan.hairline, moved } });
    this.#knotted = next?.measures.crossesItself === true;
    if (next && next.head === head && !this.#knotted) this.#set(moveLabel(name), moved);
    else this.#redraw();
  }

  #set(label: string, moved: Plan['hairline']['moved']): void {
    this.#page.edit(label, ({ hairline }) => {
      if (moved) hairline.moved = moved;
      else delete hairline.moved;
    });
  }

  #lay(plan: Plan): Laid | undefined {
    const { rig } = this.#page.engine;
    if (!rig) return undefined;
    const { head } = rig.simulator;
    const key = JSON.stringify([plan.hairline, plan.head.base, plan.seed]);
    if (this.#laid?.key === key && this.#laid.head === head) return this.#laid;
    try {
      const line = planHairline(plan, head);
      this.#laid = { key, head, line, measures: measureHairline(head, line) };
      return this.#laid;
    } catch (error) {
      // Numbers that no line fits: the engine tells why, and shows the plan before.
      if (error instanceof DotworkError) return undefined;
      throw error;
    }
  }

  #tell({ key, head, measures }: Laid): void {
    const chosen = this.#chosen;
    const told = `${key} ${chosen} ${head.landmarks.vertex} ${this.#knotted}`;
    this.notes.hidden = false;
    if (told === this.#told) return;
    this.#told = told;
    const remarks = worstFirst(hairlineRemarks(this.#page.document.get(), measures));
    const faults = remarks.filter(({ severity }) => severity !== 'note').slice(0, TOLD);
    this.notes.replaceChildren(
      el('p', { class: 'hairline-point' }, chosen ? this.#pointWords(chosen) : invitation()),
      el('p', {}, this.#knotted ? KNOT : lineWords(measures)),
      ...(faults.length > 0 ? [makeRemarks(faults)] : []),
    );
  }

  #pointWords(name: FrontPoint): string {
    const words = `${pointWords(name)}: ${wayWords(name, this.#moved?.[name])}`;
    return words[0]!.toUpperCase() + words.slice(1);
  }

  #announce(name: FrontPoint): void {
    const laid = this.#lay(this.#page.document.get());
    this.#page.announce(`${this.#pointWords(name)}. ${laid ? lineWords(laid.measures) : ''}.`);
  }
}

function invitation(): string {
  return byTouch()
    ? say('Drag a point. Two fingers turn the head.')
    : say('Drag a point. The right button turns the head.');
}

function moveLabel(name: FrontPoint): string {
  return say('Move the {point}', { point: pointWords(name) });
}

function sub2(a: readonly [number, number], b: readonly [number, number]): [number, number] {
  return [a[0] - b[0], a[1] - b[1]];
}
