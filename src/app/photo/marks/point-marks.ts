import { say } from '../../../base/language/say.ts';
import type { Pixel } from '../../../photo/question.ts';
import { el } from '../../parts/dom.ts';
import type { CanvasPlace } from '../../tools/tool.ts';
import type { PhotoDesk } from '../photo-desk.ts';
import type { StageGesture, StageWork } from '../stage/stage-gestures.ts';
import { Loupe } from './loupe.ts';
import { capital, type MarkId, markTitle } from './mark-words.ts';
import { marksOf, move, place, remove } from './marking.ts';
import { OUTLINE } from './point-order.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** How near a press must come to a mark, or to the rim, px. */
const NEAR_PX = { fine: 12, touch: 26 } as const;
/** A pointer that went farther drags. */
const DRAG_PX = 4;

const ARROWS: Readonly<Record<string, Pixel>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The points over the photograph: placed, dragged, moved by keys; and the head that they tell. */
export class PointMarks {
  readonly element = el('div', {
    class: 'photo-marks',
    role: 'group',
    'aria-label': say('Points on the photograph'),
    hidden: true,
  });
  readonly #svg = document.createElementNS(SVG, 'svg');
  readonly #rim = path('photo-rim');
  readonly #line = path('photo-hairline');
  readonly #misses = path('photo-misses');
  readonly #loupe = new Loupe();
  readonly #buttons = new Map<MarkId, HTMLButtonElement>();
  readonly #desk: PhotoDesk;

  constructor(desk: PhotoDesk) {
    this.#desk = desk;
    this.#svg.setAttribute('class', 'tool-overlay');
    this.#svg.setAttribute('aria-hidden', 'true');
    this.#svg.append(this.#rim, this.#line, this.#misses);
    this.element.append(this.#svg, this.#loupe.element);
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('focusin', () => desk.choose(this.#focused));
    desk.stage.overlays.add(() => this.draw());
    desk.listen(() => this.draw());
  }

  /** What a press on the photograph does. */
  readonly press: StageWork = (at, event) => {
    const isTouch = event.pointerType === 'touch';
    const reach = isTouch ? NEAR_PX.touch : NEAR_PX.fine;
    const id = this.#nearest(at, reach);
    if (id) return this.#drag(id, at, reach);
    this.#desk.choose(undefined);
    if (this.#isOnRim(at, isTouch ? 14 : 8)) return this.#pullRim(at);
    if (!this.#desk.asked) return undefined;
    return isTouch ? this.#byFinger(at) : this.#byMouse();
  };

  /** Enter: puts the point that is asked for at the middle of the picture. */
  pressMiddle(): void {
    const [width, height] = this.#desk.stage.sizePx;
    this.#put([width / 2, height / 2]);
  }

  draw(): void {
    const { album, stage, found, chosen } = this.#desk;
    const photo = album.shown;
    const isOn = photo !== undefined && album.get().work === 'points';
    this.element.hidden = !isOn;
    if (!isOn) return;
    const marks = marksOf(photo);
    const here = new Set(marks.map(([id]) => id));
    for (const [id, button] of this.#buttons) {
      if (here.has(id)) continue;
      this.#buttons.delete(id);
      button.remove();
    }
    const doubtful: readonly string[] = found?.fit.doubtful ?? [];
    for (const [id, at] of marks) {
      const button = this.#button(id);
      const [x, y] = stage.frame.toCanvas(at);
      button.style.translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
      button.dataset.found = String((photo.found as readonly string[])?.includes(id) ?? false);
      button.dataset.doubt = String(doubtful.includes(id));
      button.dataset.chosen = String(id === chosen);
    }
    this.#drawGhost(photo.points);
  }

  #drawGhost(points: Readonly<Record<string, Pixel>>): void {
    const { stage, found, hairline } = this.#desk;
    const { frame } = stage;
    const on = (at: Pixel) =>
      frame
        .toCanvas(at)
        .map((px) => px.toFixed(1))
        .join();
    const ghost = found?.ghost;
    this.#rim.setAttribute('d', ghost?.rim.length ? `M${ghost.rim.map(on).join('L')}` : '');
    this.#line.setAttribute('d', hairline.map((part) => `M${part.map(on).join('L')}`).join(''));
    const ways = Object.entries(ghost?.points ?? {}).map(([name, at]) => {
      const marked = points[name];
      const [x, y] = frame.toCanvas(at);
      const ring = `M${(x - 3).toFixed(1)} ${y.toFixed(1)}a3 3 0 1 0 6 0a3 3 0 1 0-6 0`;
      return marked ? `M${on(marked)}L${on(at)}${ring}` : ring;
    });
    this.#misses.setAttribute('d', ways.join(''));
  }

  #button(id: MarkId): HTMLButtonElement {
    const known = this.#buttons.get(id);
    if (known) return known;
    const made = el('button', { class: 'photo-mark', 'data-mark': id });
    made.ariaLabel = say('{point}. Arrow keys move it, Delete removes it.', {
      point: capital(markTitle(id)),
    });
    this.#buttons.set(id, made);
    this.element.append(made);
    return made;
  }

  get #focused(): MarkId | undefined {
    const active = document.activeElement;
    return [...this.#buttons].find(([, button]) => button === active)?.[0];
  }

  #focus(id: MarkId): void {
    this.draw();
    this.#buttons.get(id)?.focus({ preventScroll: true });
  }

  #nearest([x, y]: CanvasPlace, withinPx: number): MarkId | undefined {
    const { album, stage } = this.#desk;
    let best: MarkId | undefined;
    let bestPx = withinPx;
    for (const [id, at] of album.shown ? marksOf(album.shown) : []) {
      const [mx, my] = stage.frame.toCanvas(at);
      const px = Math.hypot(mx - x, my - y);
      if (px < bestPx) [best, bestPx] = [id, px];
    }
    return best;
  }

  /** Whether a place lies on the rim of the head that was found. */
  #isOnRim([x, y]: CanvasPlace, withinPx: number): boolean {
    const { stage, found } = this.#desk;
    const rim = found?.ghost.rim.map((at) => stage.frame.toCanvas(at)) ?? [];
    return rim.slice(1).some((b, i) => {
      const a = rim[i]!;
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const share = ((x - a[0]) * dx + (y - a[1]) * dy) / Math.max(1e-9, dx * dx + dy * dy);
      const t = Math.min(1, Math.max(0, share));
      return Math.hypot(a[0] + t * dx - x, a[1] + t * dy - y) < withinPx;
    });
  }

  #drag(id: MarkId, from: CanvasPlace, reachPx: number): StageGesture {
    const { album, stage } = this.#desk;
    this.#focus(id);
    const at = marksOf(album.shown!).find(([one]) => one === id)![1];
    const [x, y] = stage.frame.toCanvas(at);
    const grip: CanvasPlace = [x - from[0], y - from[1]];
    let isFirst = true;
    return {
      move: (to, farPx) => {
        if (farPx < DRAG_PX) return true;
        const aim: CanvasPlace = [to[0] + grip[0], to[1] + grip[1]];
        move(album, id, stage.frame.toPhoto(aim), isFirst);
        isFirst = false;
        this.#loupe.show(stage, aim);
        return true;
      },
      end: () => {
        this.#loupe.hide();
        // Beside a mark and not moved: another one is meant, close to it.
        if (isFirst && Math.hypot(...grip) > reachPx / 2 && this.#desk.asked) this.#put(from);
      },
      cancel: () => {
        this.#loupe.hide();
        if (!isFirst) album.undo();
      },
    };
  }

  /** The rim drawn where the head ends: what is pulled becomes a place of the outline. */
  #pullRim(from: CanvasPlace): StageGesture {
    const { album, stage } = this.#desk;
    let id: MarkId | undefined;
    return {
      move: (to, farPx) => {
        if (farPx < DRAG_PX) return true;
        const at = stage.frame.toPhoto(to);
        if (id) move(album, id, at, false);
        else id = place(album, album.shown!, OUTLINE, at);
        this.#loupe.show(stage, to);
        return true;
      },
      end: () => {
        this.#loupe.hide();
        if (id) this.#focus(id);
        else if (this.#desk.asked) this.#put(from);
      },
      cancel: () => {
        this.#loupe.hide();
        if (id) album.undo();
      },
    };
  }

  /** A click puts a point; what goes on from there moves the photograph. */
  #byMouse(): StageGesture {
    return { move: (_, farPx) => farPx < DRAG_PX, end: (at) => this.#put(at) };
  }

  /** Put where the finger is lifted, so that it can be slid to its place under the loupe. */
  #byFinger(from: CanvasPlace): StageGesture {
    const { stage } = this.#desk;
    this.#loupe.show(stage, from);
    return {
      move: (at) => {
        this.#loupe.show(stage, at);
        return true;
      },
      end: (at) => {
        this.#loupe.hide();
        this.#put(at);
      },
      cancel: () => this.#loupe.hide(),
    };
  }

  #put(at: CanvasPlace): void {
    const { album, stage, asked } = this.#desk;
    const [photo, pixel] = [album.shown, stage.frame.toPhoto(at)];
    if (!asked || !photo || !stage.frame.holds(pixel)) return;
    const id = place(album, photo, asked, pixel);
    this.#desk.choose(undefined);
    this.#desk.announce(`${capital(markTitle(id))} marked.`);
    this.draw();
  }

  #key(event: KeyboardEvent): void {
    const id = this.#focused;
    const { album } = this.#desk;
    if (!id || event.ctrlKey || event.metaKey || !album.shown) return;
    const way = ARROWS[event.key];
    if (way) {
      const at = marksOf(album.shown).find(([one]) => one === id)![1];
      const step = (event.shiftKey ? 10 : 1) / Math.min(1, this.#desk.stage.frame.scale);
      move(album, id, [at[0] + step * way[0], at[1] + step * way[1]], !event.repeat);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      remove(album, id);
      this.#desk.choose(undefined);
    } else if (event.key === 'Escape') {
      this.#buttons.get(id)?.blur();
      this.#desk.choose(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function path(className: string): SVGPathElement {
  const made = document.createElementNS(SVG, 'path');
  made.setAttribute('class', className);
  return made;
}
