import { say } from '../../base/language/say.ts';
import { distance } from '../../base/vec3.ts';
import type { HeadHit } from '../../view/head-picker.ts';
import type { Shortcut } from '../parts/shortcuts.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import { PointedDots } from './dots/pointed-dot.ts';
import type { HeadView } from './head-view.ts';
import type { CanvasPlace, Gesture, MountedTool, Tool } from './tool.ts';
import { ToolNotes } from './tool-notes.ts';
import { type Marks, ToolOverlay } from './tool-overlay.ts';
import { TOOLS, toolNamed } from './tools.ts';

/** How near a pointer must come to a dot, px: a fingertip is less exact. */
const NEAR_PX = { fine: 12, touch: 24 } as const;

/**
 * Lends the tools the head: gives the pointer's main button or one finger to the tool in hand, and
 * leaves all other ways of moving the head as they are.
 */
export class ToolDesk {
  readonly notes: ToolNotes;
  readonly #overlay = new ToolOverlay();
  readonly #page: Page;
  readonly #viewport: HTMLElement;
  readonly #seen: () => HeadView | undefined;
  readonly #dots: PointedDots;
  readonly #mounted: ReadonlyMap<Tool, MountedTool>;
  readonly #pointers = new Set<number>();
  readonly #redraw = () => this.#draw();
  #view: HeadView | undefined;
  #gesture: Gesture | undefined;
  /** Where the pointer is; undefined for the keyboard, which aims at the middle. */
  #at: CanvasPlace | undefined;
  #touch = false;
  #byKeyboard = false;
  #paused = false;

  /** @param seen - The picture of the head that tools work on; undefined where there is none. */
  constructor(page: Page, viewport: HTMLElement, seen: () => HeadView | undefined) {
    this.#seen = seen;
    this.#page = page;
    this.#viewport = viewport;
    this.#dots = new PointedDots(page.engine);
    const bench = { dots: this.#dots, redraw: this.#redraw };
    this.#mounted = new Map(TOOLS.map((tool) => [tool, tool.mount(page, bench)]));
    this.notes = new ToolNotes(...this.#each(({ notes }) => notes));
    viewport.dataset.aim = 'pointer';
    viewport.addEventListener('pointerdown', (event) => this.#down(event));
    viewport.addEventListener('pointermove', (event) => this.#move(event));
    viewport.addEventListener('pointerup', (event) => this.#up(event));
    viewport.addEventListener('pointercancel', (event) => this.#lost(event));
    viewport.addEventListener('pointerleave', () => this.#aim(undefined));
    viewport.addEventListener('dblclick', (event) => {
      const press = { reachPx: this.#reachPx, turned: event.altKey };
      this.#inHand?.pressTwice?.(this.#place(event), press);
    });
    viewport.addEventListener('focus', () => {
      if (this.#pointers.size === 0) this.#useKeyboard(viewport.matches(':focus-visible'));
    });
    viewport.addEventListener('blur', () => this.#useKeyboard(false));
    viewport.addEventListener('keydown', ({ key }) => {
      if (/^(Arrow|Page|Enter)/.test(key)) this.#useKeyboard(true);
    });
    watch(
      page.ui,
      ({ tool }) => tool,
      () => {
        const { tool } = this;
        this.notes.show(tool);
        this.#changed();
        page.announce(tool ? `${tool.name}. ${tool.about}` : say('Tool put away.'));
      },
    );
    watch(
      page.ui,
      ({ mode }) => mode,
      (mode) => mode !== 'plan' && this.choose(undefined),
    );
  }

  /** What lies over the picture for the tools. */
  get over(): readonly Element[] {
    return [...this.#each(({ over }) => over), this.#overlay.element];
  }

  /** Keys that single tools have. */
  get ownShortcuts(): readonly Shortcut[] {
    return [...this.#mounted].flatMap(([tool, { shortcuts = [] }]) =>
      shortcuts.map((shortcut) => ({ ...shortcut, when: () => this.tool === tool })),
    );
  }

  /** Takes a tool, or puts it away. Tools work on the time after: the split would hide half of it. */
  choose(tool: Tool | undefined): void {
    this.#page.ui.setState(tool ? { tool: tool.id, compare: false } : { tool });
  }

  /** The tool in hand. */
  get tool(): Tool | undefined {
    return toolNamed(this.#page.ui.getState().tool);
  }

  /** The picture shows another plan, or is another one. */
  refresh(): void {
    this.#dots.forget();
    for (const mounted of this.#mounted.values()) mounted.refresh?.();
    this.#changed();
  }

  /** Gives the pointer back to the head for as long as a key is held. */
  pause(on: boolean): void {
    if (!this.tool || this.#gesture) return;
    this.#paused = on;
    this.#changed();
  }

  /** Escape: gives up what is under way, else clears what lies there, else puts the tool away. */
  escape(): void {
    if (this.#gesture) this.#drop();
    else if (this.#inHand?.clear?.()) this.#draw();
    else this.choose(undefined);
  }

  /** Enter: works at the middle of the picture. A thing to carry is taken up first, then put down. */
  async press(): Promise<void> {
    const inHand = this.#inHand;
    if (!inHand) return;
    if (inHand.enter) return inHand.enter();
    this.#useKeyboard(true);
    if (inHand.ready) await inHand.ready();
    const hit = this.#hit();
    if (this.#gesture) {
      this.#finish(hit);
    } else if (hit) {
      const takenUp = this.#begin(hit, false)?.takenUp;
      if (takenUp) this.#page.announce(takenUp);
      else this.#finish(hit);
    }
    this.#draw();
  }

  get #inHand(): MountedTool | undefined {
    const { tool } = this;
    return tool && this.#mounted.get(tool);
  }

  #each<T>(part: (mounted: MountedTool) => T | undefined): T[] {
    return [...this.#mounted.values()].flatMap((mounted) => part(mounted) ?? []);
  }

  #changed(): void {
    const { tool } = this;
    const inHand = this.#inHand;
    this.#view?.overlays.delete(this.#redraw);
    if (this.#view) this.#view.hasTool = false;
    this.#view = this.#seen();
    if (!tool) {
      this.#drop();
      this.#paused = false;
    }
    for (const mounted of this.#mounted.values()) if (mounted !== inHand) mounted.putAway?.();
    inHand?.show?.(this.#view);
    if (this.#view) {
      this.#view.hasTool = tool !== undefined && !this.#paused;
      if (tool) this.#view.overlays.add(this.#redraw);
    }
    this.#viewport.dataset.tool = tool && !this.#paused ? tool.id : 'none';
    void inHand?.ready?.().then(this.#redraw);
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
    this.#viewport.focus({ preventScroll: true });
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
      this.#gesture.move?.(hits);
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

  #begin(hit: HeadHit, turned: boolean): Gesture | undefined {
    const inHand = this.#inHand!;
    this.notes.tried();
    if (!hit.onScalp && !inHand.isForWholeHead) {
      this.#page.toast(say('That is not scalp.'));
      return undefined;
    }
    const press = { hit, reachMm: this.#reachMm(hit), reachPx: this.#reachPx, turned };
    this.#gesture = inHand.press(press);
    return this.#gesture;
  }

  #finish(hit: HeadHit | undefined): void {
    const gesture = this.#gesture;
    this.#gesture = undefined;
    gesture?.end(hit);
    this.#draw();
  }

  #drop(): void {
    const gesture = this.#gesture;
    this.#gesture = undefined;
    gesture?.cancel?.();
    this.#draw();
  }

  /** Whether tools aim at the middle of the picture, with a frame round it that says so. */
  #useKeyboard(on: boolean): void {
    if (on === this.#byKeyboard) return;
    this.#byKeyboard = on;
    if (on) this.#at = undefined;
    this.#viewport.dataset.aim = on ? 'middle' : 'pointer';
    this.#draw();
  }

  #aim(event: PointerEvent | undefined): void {
    this.#at = event && this.#place(event);
    this.#draw();
  }

  #place({ clientX, clientY }: MouseEvent): CanvasPlace {
    const { left, top } = this.#viewport.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** The place on the head that the tool is at. */
  #hit(): HeadHit | undefined {
    const view = this.#view;
    if (!view) return undefined;
    const [width, height] = view.sizePx;
    return view.pick(...(this.#at ?? ([width / 2, height / 2] as const)));
  }

  #reachMm({ placeMm }: HeadHit): number {
    const { eyeMm, fovDeg } = this.#view!.pose;
    const high = 2 * distance(placeMm, eyeMm) * Math.tan((fovDeg * Math.PI) / 360);
    return (this.#reachPx * high) / this.#view!.sizePx[1];
  }

  get #reachPx(): number {
    return this.#touch ? NEAR_PX.touch : NEAR_PX.fine;
  }

  #draw(): void {
    if (!this.#view) return;
    const inHand = this.#inHand;
    inHand?.draw?.(this.#at, this.#reachPx);
    this.#overlay.draw(this.#view, { ...this.#marks(inHand), ...inHand?.laid?.() });
    this.#clearWords(inHand);
  }

  /** What is worked on is not to lie under words. */
  #clearWords(inHand: MountedTool | undefined): void {
    const worked = this.#gesture && this.#at ? [this.#at] : [];
    const { left, top } = this.#viewport.getBoundingClientRect();
    const onPage = [...worked, ...(inHand?.inHandPx?.() ?? [])].map(
      ([x, y]) => [left + x, top + y] as const,
    );
    this.notes.keepClearOf(onPage, this.#gesture !== undefined);
  }

  /** What the pointer is over. */
  #marks(inHand: MountedTool | undefined): Marks {
    if (!inHand?.marks || this.#paused || !(this.#at || this.#byKeyboard)) return {};
    const hit = this.#hit();
    const meant = hit?.onScalp || inHand.isForWholeHead ? hit : undefined;
    return inHand.marks(meant, (at) => this.#reachMm(at));
  }
}
