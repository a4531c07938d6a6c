import { say } from '../../../base/language/say.ts';
import type { Cut } from '../../../engine/cut/cut.ts';
import { CutLight, type CutLightResult } from '../../../engine/cut/cut-light.ts';
import { type LightPath, lightPaths } from '../../../engine/cut/light-paths.ts';
import type { Gpu } from '../../../gpu/gpu.ts';
import type { CutFrame } from '../../../view/cut/cut-frame.ts';
import { fluenceShapes, pathShapes } from '../../../view/cut/light-shapes.ts';
import type { Shape } from '../../../view/cut/shape.ts';
import { LIGHT_ABOUT, lightRows, lightSentence } from '../../../words/cut-light.ts';
import { el, painted } from '../../parts/dom.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import { watch } from '../../state/ui-state.ts';
import type { CutDesk } from './cut-desk.ts';
import { makeLightProfile } from './light-profile-canvas.ts';

/** Walked on the CPU for their paths, at each wavelength. */
const PATHS_TRIED = 40;
/** Enough: half a percent of what comes back. */
const MOST_PHOTONS = 40_000;
/** Dispatches between two looks at what came of them. */
const BETWEEN_LOOKS = 3;

/** Light through the cut, live: a switch, a table, and shapes for whoever draws the cut. */
export class LightInCut {
  readonly element: HTMLElement;
  readonly #page: Page;
  readonly #desk: CutDesk;
  readonly #changed = new Set<() => void>();
  readonly #table = el('table', { class: 'cut-light-table' });
  readonly #words = el('p', { role: 'status' });
  readonly #profile = makeLightProfile();
  readonly #switch: HTMLButtonElement;
  readonly #body: HTMLElement;
  #isOn = false;
  #turn = 0;
  #paths: readonly LightPath[] = [];
  #results: readonly CutLightResult[] = [];
  #made: { readonly gpu: Gpu; readonly light: Promise<CutLight> } | undefined;

  constructor(page: Page, desk: CutDesk) {
    this.#page = page;
    this.#desk = desk;
    this.#switch = el(
      'button',
      { type: 'button', 'aria-pressed': 'false', onClick: () => this.#set(!this.#isOn) },
      say('Where the light goes'),
    );
    this.#body = el(
      'div',
      { class: 'cut-light', hidden: true },
      this.#words,
      this.#profile.element,
      this.#table,
      el('p', { class: 'quiet' }, say(LIGHT_ABOUT)),
    );
    this.element = el('div', {}, this.#switch, this.#body);
    desk.listen(() => this.#restart());
    watch(
      page.ui,
      ({ mode }) => mode,
      () => this.#restart(),
    );
  }

  /** Calls back when there is more to draw. */
  listen(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => void this.#changed.delete(listener);
  }

  /** What lies over the cut. */
  readonly shapes = (_: Cut, frame: CutFrame): readonly Shape[] =>
    this.#isOn ? [...pathShapes(this.#paths, frame), ...fluenceShapes(this.#results, frame)] : [];

  #set(on: boolean): void {
    this.#isOn = on;
    this.#switch.setAttribute('aria-pressed', String(on));
    this.#body.hidden = !on;
    this.#restart();
  }

  /** Other skin, another dot, or nobody looks: what was under way ends at its next dispatch. */
  #restart(): void {
    const turn = ++this.#turn;
    this.#paths = [];
    this.#results = [];
    if (this.#isOn && this.#page.ui.getState().mode === 'train') void this.#walk(turn);
    else this.#tell();
  }

  async #walk(turn: number): Promise<void> {
    const { engine } = this.#page;
    const { rig } = engine;
    const { cut, dot } = this.#desk;
    if (!rig || !cut || !dot) return;
    // A drag comes first.
    await painted();
    if (turn !== this.#turn) return;
    try {
      if (this.#made?.gpu !== rig.gpu) {
        this.#made = { gpu: rig.gpu, light: CutLight.create(rig.gpu) };
      }
      this.#paths = lightPaths(cut, dot, PATHS_TRIED);
      this.#tell();
      const light = await this.#made.light;
      if (turn !== this.#turn) return;
      light.begin(cut, dot);
      while (light.photons < MOST_PHOTONS) {
        for (let k = 0; k < BETWEEN_LOOKS; k++) {
          await light.more();
          if (turn !== this.#turn) return;
          await painted();
          if (turn !== this.#turn) return;
        }
        const results = await light.results();
        if (turn !== this.#turn) return;
        this.#results = results;
        this.#tell();
      }
    } catch (error) {
      const brokenOff = error instanceof DOMException && error.name === 'AbortError';
      if (engine.rig !== rig || brokenOff || turn !== this.#turn) return;
      this.#page.toast(errorWords(error), 'error');
    }
  }

  #tell(): void {
    if (this.#isOn) {
      this.#words.textContent = lightSentence(this.#results);
      this.#profile.show(this.#results, this.#desk.dot);
      this.#table.replaceChildren(...rowsOf(this.#results));
    }
    for (const listener of this.#changed) listener();
  }
}

function rowsOf(results: readonly CutLightResult[]): HTMLElement[] {
  const rows = lightRows(results);
  const line = (name: string, value: (row: (typeof rows)[number]) => string) =>
    el('tr', {}, el('th', { scope: 'row' }, name), ...rows.map((row) => el('td', {}, value(row))));
  if (rows.length === 0) return [];
  return [
    el('tr', {}, el('td', {}), ...rows.map(({ name }) => el('th', { scope: 'col' }, name))),
    line(say('Comes back'), ({ back }) => back),
    line(say('Without pigment'), ({ bare }) => bare),
    line(say('Taken by pigment'), ({ pigment }) => pigment),
    line(say('Mean depth seen'), ({ meanDepth }) => meanDepth),
    line(say('Deepest, mean'), ({ deepest }) => deepest),
  ];
}
