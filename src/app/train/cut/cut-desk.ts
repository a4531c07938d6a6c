import { scale, type Vec3 } from '../../../base/vec3.ts';
import type { Cut, CutDot } from '../../../engine/cut/cut.ts';
import { type CutLine, cutBetween, cutThrough } from '../../../engine/cut/cut-line.ts';
import { nearestDot, readCut } from '../../../engine/cut/read-cut.ts';
import type { CutFrame } from '../../../view/cut/cut-frame.ts';
import { chosenDot } from '../../../view/cut/cut-shapes.ts';
import { MacroPicture } from '../../../view/cut/macro-picture.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import type { Rig } from '../../state/rig.ts';
import { watch } from '../../state/ui-state.ts';

/** A dot that far from where someone pointed is the one meant, mm. */
const MEANT_MM = 4;
/** The first cut goes through the dot nearest to the middle of the picture, however far. */
const FIRST_MM = 60;
/** Heights in the picture at which scalp is looked for, from its top. */
const LOOKED_AT = [0.5, 0.42, 0.35, 0.28, 0.22] as const;

/** Keeps one cut in line with the plan on screen, for all who draw it. */
export class CutDesk {
  readonly #page: Page;
  readonly #listeners = new Set<() => void>();
  #line: CutLine | undefined;
  #dotId: number | undefined;
  #cut: Cut | undefined;
  #rig: Rig | undefined;
  #macro: Promise<MacroPicture> | undefined;
  #reading: Promise<void> | undefined;
  #isStale = true;
  #isQuarter = false;

  constructor(page: Page) {
    this.#page = page;
    page.onReport(() => this.renew());
    watch(
      page.ui,
      ({ mode }) => mode,
      () => this.#follow(),
    );
    page.document.subscribe(() => this.#attach());
    page.document.onGestureEnd(() => this.renew());
  }

  /** What is cut open now; undefined until there is a picture. */
  get cut(): Cut | undefined {
    return this.#cut;
  }

  /** The dot that is looked at, as the buffers have it. */
  get dot(): CutDot | undefined {
    return this.#cut && chosenDot(this.#cut, this.#dotId);
  }

  get line(): CutLine | undefined {
    return this.#line;
  }

  /** Calls back whenever there is another cut; returns the way to stop. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#cut) listener();
    return () => void this.#listeners.delete(listener);
  }

  /** Reads the cut again, once the picture shows what was asked for. */
  renew(): void {
    this.#isStale = true;
    this.#attach();
    this.#follow();
  }

  /** Cuts through the dot nearest to a place. Says whether there was one. */
  async cutAt(placeMm: Vec3, withinMm = MEANT_MM): Promise<boolean> {
    const { rig } = this.#page.engine;
    if (!rig || rig.simulator.isPreview) return false;
    const dot = await nearestDot(rig.simulator, placeMm, withinMm);
    this.#isQuarter = false;
    this.#dotId = dot?.id;
    this.#line = cutThrough(rig.simulator.head, dot?.placeMm ?? placeMm);
    this.renew();
    return dot !== undefined;
  }

  /** Cuts along a line between two places of the head. */
  cutAlong(fromMm: Vec3, toMm: Vec3): void {
    const { rig } = this.#page.engine;
    if (!rig) return;
    this.#isQuarter = false;
    this.#dotId = undefined;
    this.#line = cutBetween(rig.simulator.head, fromMm, toMm);
    this.renew();
  }

  /** Turns the cut a quarter about its middle. */
  turn(): void {
    const { rig } = this.#page.engine;
    if (!rig || !this.#line) return;
    const { middleMm, across, lengthMm } = this.#line;
    // Twice turned is as before, not upside down.
    const towards = this.#isQuarter ? scale(across, -1) : across;
    this.#isQuarter = !this.#isQuarter;
    this.#line = cutThrough(rig.simulator.head, middleMm, { towards, lengthMm });
    this.renew();
  }

  /** Looks at the next dot of the cut to the right (1) or left (-1). */
  step(by: 1 | -1): void {
    const there = this.#cut?.dots.filter(({ isThere }) => isThere) ?? [];
    if (there.length === 0) return;
    const at = there.findIndex(({ id }) => id === this.dot?.id);
    this.#dotId = there[(at + by + there.length) % there.length]!.id;
    this.#tell();
  }

  /** The skin from above, as large as the frame has room for it; undefined where it cannot be drawn. */
  async macro(frame: CutFrame): Promise<Uint8Array | undefined> {
    const { rig } = this.#page.engine;
    const cut = this.#cut;
    if (!rig || !cut || rig.simulator.isPreview) return undefined;
    try {
      this.#macro ??= rig.gpu.checked('compiling the view', () => MacroPicture.create(rig.gpu));
      const picture = await this.#macro;
      return await picture.draw(rig.simulator, cut.line, frame);
    } catch (error) {
      if (this.#page.engine.rig === rig) console.info('While drawing from above:', error);
      return undefined;
    }
  }

  /** The cut follows each drawn frame, so that a drag shows as it goes. */
  readonly #onFrame = (): void => {
    const { rig } = this.#page.engine;
    if (!rig || rig.simulator.isPreview || rig.simulator.generation === undefined) return;
    if (this.#cut && this.#cut.plan !== rig.simulator.plan) this.#isStale = true;
    this.#follow();
  };

  #attach(): void {
    const { rig } = this.#page.engine;
    if (this.#rig === rig) return;
    this.#rig?.view.overlays.delete(this.#onFrame);
    this.#rig = rig;
    this.#macro = undefined;
    rig?.view.overlays.add(this.#onFrame);
  }

  #follow(): void {
    if (this.#page.ui.getState().mode !== 'train' || !this.#isStale || this.#reading) return;
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined;
      // What came meanwhile.
      if (this.#isStale && this.#cut) queueMicrotask(() => this.#follow());
    });
  }

  async #read(): Promise<void> {
    const { engine } = this.#page;
    const { rig } = engine;
    if (!rig || rig.simulator.isPreview) return;
    this.#isStale = false;
    try {
      if (!this.#line) await this.#first(rig);
      if (!this.#line) return;
      const cut = await readCut(rig.simulator, this.#line);
      if (engine.rig !== rig) return;
      this.#cut = cut;
      this.#tell();
    } catch (error) {
      // A device lost while reading is being replaced; the cut is read again then.
      const brokenOff = error instanceof DOMException && error.name === 'AbortError';
      if (engine.rig !== rig || brokenOff || rig.simulator.isPreview) return;
      this.#page.toast(errorWords(error), 'error');
    }
  }

  /** Before anyone pointed: on the scalp in sight nearest to the middle of the picture, else at the crown. */
  async #first({ simulator, view }: Rig): Promise<void> {
    const [width, height] = view.sizePx;
    const hits = LOOKED_AT.map((share) => view.pick(width / 2, share * height));
    const placeMm = hits.find((hit) => hit?.onScalp)?.placeMm ?? simulator.head.landmarks.vertex;
    const dot = await nearestDot(simulator, placeMm, FIRST_MM);
    this.#dotId = dot?.id;
    this.#line = cutThrough(simulator.head, dot?.placeMm ?? placeMm);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
