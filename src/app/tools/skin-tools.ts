import type { ScalpView } from '../../view/scalp-view.ts';
import type { SkinHit } from '../../view/skin-picker.ts';
import type { Page } from '../state/page.ts';
import { type Tool, watch } from '../state/ui-state.ts';
import { beginGesture, type Gesture } from './gestures.ts';
import { HairlineTool } from './hairline-tool.ts';
import { PointedDots } from './pointed-dot.ts';
import { TapeMeasure } from './tape-measure.ts';
import { ToolNotes } from './tool-notes.ts';
import { type Marks, ToolOverlay } from './tool-overlay.ts';
import { TOOL_WORDS } from './tool-words.ts';

/** How near a pointer must come to a dot, px: a fingertip is less exact. */
const NEAR_PX = { fine: 12, touch: 24 } as const;

/** Sizes the brush may have in the app, mm; a plan allows more. */
export const BRUSH_RADIUS_MM = { min: 3, max: 40 } as const;

/**
 * Tools that work on the skin: takes the pointer's main button or one finger while a tool is on, and
 * leaves all other ways of moving the head as they are.
 */
export class SkinTools {
  readonly overlay = new ToolOverlay();
  readonly tape: TapeMeasure;
  readonly hairline: HairlineTool;
  readonly notes: ToolNotes;
  readonly #page: Page;
  readonly #stage: HTMLElement;
  readonly #dots: PointedDots;
  readonly #pointers = new Set<number>();
  readonly #redraw = () => this.#draw();
  #view: ScalpView | undefined;
  #gesture: Gesture | undefined;
  /** Where the pointer is over the picture, px; undefined for the keyboard, which aims at the middle. */
  #at: readonly [number, number] | undefined;
  #touch = false;
  #byKeyboard = false;
  #paused = false;

  constructor(page: Page, stage: HTMLElement) {
    this.#page = page;
    this.#stage = stage;
    this.#dots = new PointedDots(page.engine);
    this.tape = new TapeMeasure(page);
    this.hairline = new HairlineTool(page);
    this.notes = new ToolNotes(this.tape.element, this.hairline.words);
    stage.dataset.aim = 'pointer';
    stage.addEventListener('pointerdown', (event) => this.#down(event));
    stage.addEventListener('pointermove', (event) => this.#move(event));
    stage.addEventListener('pointerup', (event) => this.#up(event));
    stage.addEventListener('pointercancel', (event) => this.#lost(event));
    stage.addEventListener('pointerleave', () => this.#aim(undefined));
    stage.addEventListener('dblclick', (event) => {
      if (this.tool !== 'hairline') return;
      const name = this.hairline.handles.nearest(this.#place(event), this.#reachPx);
      if (name) this.hairline.putBack(event.altKey, name);
    });
    stage.addEventListener('focus', () => {
      if (this.#pointers.size === 0) this.#useKeyboard(stage.matches(':focus-visible'));
    });
    stage.addEventListener('blur', () => this.#useKeyboard(false));
    stage.addEventListener('keydown', ({ key }) => {
      if (/^(Arrow|Page|Enter)/.test(key)) this.#useKeyboard(true);
    });
    watch(
      page.ui,
      ({ tool }) => tool,
      (tool) => {
        this.notes.show(tool);
        this.#changed();
        page.announce(
          tool ? `${TOOL_WORDS[tool].name}. ${TOOL_WORDS[tool].about}` : 'Tool put away.',
        );
      },
    );
    watch(page.ui, ({ brush }) => brush, this.#redraw);
    watch(
      page.ui,
      ({ mode }) => mode,
      (mode) => mode !== 'plan' && this.choose(undefined),
    );
  }

  /** Takes a tool, or puts it away. Tools work on the time after: the split would hide half of it. */
  choose(tool: Tool | undefined): void {
    this.#page.ui.setState(tool ? { tool, compare: false } : { tool });
  }

  get tool(): Tool | undefined {
    return this.#page.ui.getState().tool;
  }

  /** The picture shows another plan, or is another one. */
  refresh(): void {
    this.#dots.forget();
    this.tape.keepFor(this.#page.engine.rig?.simulator.head);
    this.#changed();
  }

  /** Gives the pointer back to the head for as long as a key is held. */
  pause(on: boolean): void {
    if (!this.tool || this.#gesture) return;
    this.#paused = on;
    this.#changed();
  }

  /** Escape: gives up what is under way, else takes up the tape, else puts the tool away. */
  escape(): void {
    if (this.#gesture) this.#drop();
    else if (this.tape.path.length > 0) this.#clearTape();
    else this.choose(undefined);
  }

  /** Enter: works at the middle of the picture. A dot to move is taken up first, then put down. */
  async press(): Promise<void> {
    const { tool } = this;
    if (!tool) return;
    if (tool === 'hairline') return this.hairline.handles.focus();
    this.#useKeyboard(true);
    if (tool === 'erase' || tool === 'move') await this.#dots.ready();
    const hit = this.#hit();
    if (this.#gesture) {
      this.#finish(hit);
    } else if (hit) {
      this.#begin(hit, false);
      if (tool !== 'move') this.#finish(hit);
      else if (this.#gesture) this.#page.announce('Dot taken up. Aim and press Enter.');
    }
    this.#draw();
  }

  /** Makes the brush larger or smaller. */
  resize(factor: number): void {
    const { brush } = this.#page.ui.getState();
    const { min, max } = BRUSH_RADIUS_MM;
    const radiusMm = Math.min(max, Math.max(min, Math.round(2 * brush.radiusMm * factor) / 2));
    this.#page.ui.setState({ brush: { ...brush, radiusMm } });
  }

  #changed(): void {
    const { tool } = this;
    this.#view?.overlays.delete(this.#redraw);
    this.#view = this.#page.engine.rig?.view;
    if (!tool) {
      this.#drop();
      this.#paused = false;
    }
    if (tool !== 'measure') this.tape.clear();
    this.hairline.show(tool === 'hairline' ? this.#page.engine.rig?.view : undefined);
    if (this.#view) {
      this.#view.hasTool = tool !== undefined && !this.#paused;
      if (tool) this.#view.overlays.add(this.#redraw);
    }
    this.#stage.dataset.tool = tool && !this.#paused ? tool : 'none';
    if (tool === 'erase' || tool === 'move') void this.#dots.ready().then(this.#redraw);
    this.#draw();
  }

  #clearTape(): void {
    this.tape.clear();
    this.#draw();
  }

  #down(event: PointerEvent): void {
    this.#pointers.add(event.pointerId);
    if (this.#pointers.size > 1) {
      // A second finger turns the head: what the first began was not meant.
      this.#drop();
      return;
    }
    if (!this.tool || this.#paused || event.button !== 0 || event.ctrlKey) return;
    // Keeps the focus from going to the canvas, and the page from selecting text.
    event.preventDefault();
    this.#useKeyboard(false);
    this.#stage.focus({ preventScroll: true });
    this.#touch = event.pointerType === 'touch';
    this.#aim(event);
    const hit = this.#hit();
    if (hit) this.#begin(hit, event.altKey);
    this.#draw();
  }

  #move(event: PointerEvent): void {
    if (!this.tool) return;
    this.#useKeyboard(false);
    if (this.#gesture) {
      const passed = event.getCoalescedEvents?.() ?? [];
      const hits = (passed.length > 0 ? passed : [event]).flatMap((one) => {
        const [x, y] = this.#place(one);
        return this.#view?.pick(x, y) ?? [];
      });
      this.#gesture.move(hits);
    }
    this.#aim(event);
  }

  #up(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    if (!this.#gesture) return;
    this.#aim(event);
    this.#finish(this.#hit());
    if (event.pointerType === 'touch') this.#aim(undefined);
  }

  #lost(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#drop();
  }

  #begin(hit: SkinHit, turned: boolean): void {
    this.notes.tried();
    const instruments = { dots: this.#dots, tape: this.tape, hairline: this.hairline };
    const press = { hit, reachMm: this.#reachMm(hit), reachPx: this.#reachPx, turned };
    this.#gesture = beginGesture(this.#page, instruments, this.tool!, press);
  }

  #finish(hit: SkinHit | undefined): void {
    const gesture = this.#gesture;
    this.#gesture = undefined;
    gesture?.end(hit);
    this.#draw();
  }

  #drop(): void {
    const gesture = this.#gesture;
    this.#gesture = undefined;
    gesture?.cancel();
    this.#draw();
  }

  /** Whether tools aim at the middle of the picture, with a frame round it that says so. */
  #useKeyboard(on: boolean): void {
    if (on === this.#byKeyboard) return;
    this.#byKeyboard = on;
    if (on) this.#at = undefined;
    this.#stage.dataset.aim = on ? 'middle' : 'pointer';
    this.#draw();
  }

  #aim(event: PointerEvent | undefined): void {
    this.#at = event && this.#place(event);
    this.#draw();
  }

  #place({ clientX, clientY }: MouseEvent): readonly [number, number] {
    const { left, top } = this.#stage.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** The skin the tool is at. */
  #hit(): SkinHit | undefined {
    const view = this.#view;
    if (!view) return undefined;
    const [width, height] = view.sizePx;
    return view.pick(...(this.#at ?? ([width / 2, height / 2] as const)));
  }

  #reachMm({ placeMm }: SkinHit): number {
    const { eyeMm, fovDeg } = this.#view!.pose;
    const distance = Math.hypot(...placeMm.map((mm, axis) => mm - eyeMm[axis]!));
    const high = 2 * distance * Math.tan((fovDeg * Math.PI) / 360);
    return (this.#reachPx * high) / this.#view!.sizePx[1];
  }

  get #reachPx(): number {
    return this.#touch ? NEAR_PX.touch : NEAR_PX.fine;
  }

  #draw(): void {
    if (this.#view) {
      if (this.tool === 'hairline') this.#drawHairline();
      this.overlay.draw(this.#view, { ...this.#marks(), tape: this.tape.path });
      this.#clearWords();
    }
  }

  /** What is worked on is not to lie under words. */
  #clearWords(): void {
    const worked = this.#gesture && this.#at ? [this.#at] : [];
    const shaped = this.tool === 'hairline' ? this.hairline.inHandPx : [];
    const { left, top } = this.#stage.getBoundingClientRect();
    const onPage = [...worked, ...shaped].map(([x, y]) => [left + x, top + y] as const);
    this.notes.keepClearOf(onPage, this.#gesture !== undefined);
  }

  /** Handles are marked by pointer where there is one; a touch that ended points nowhere. */
  #drawHairline(): void {
    this.hairline.hover(this.#gesture ? undefined : this.#at, this.#reachPx);
    this.hairline.draw();
  }

  /** What the pointer is over. */
  #marks(): Marks {
    const { tool } = this;
    if (!tool || tool === 'hairline' || this.#paused || !(this.#at || this.#byKeyboard)) return {};
    const hit = this.#hit();
    if (tool === 'measure') return hit ? { ghost: hit.placeMm } : {};
    const { carried } = this.#gesture ?? {};
    if (!hit?.onScalp) return carried ? { dot: carried.placeMm } : {};
    if (tool === 'brush') {
      const { radiusMm, softness } = this.#page.ui.getState().brush;
      return { brush: { hit, radiusMm, coreMm: radiusMm * (1 - softness) } };
    }
    if (tool === 'add') return { ghost: hit.placeMm };
    if (carried) return { dot: carried.placeMm, ghost: hit.placeMm };
    const dot = this.#dots.nearest(hit, this.#reachMm(hit));
    return dot ? { dot: dot.placeMm } : {};
  }
}
