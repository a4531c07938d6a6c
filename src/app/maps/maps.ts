import { HeadMaps } from '../../engine/maps/head-maps.ts';
import type { MapName } from '../../engine/maps/map-names.ts';
import { mapSpread } from '../../engine/maps/spread.ts';
import { valueAt } from '../../engine/maps/value-at.ts';
import type { Anchor } from '../../surface/anchor.ts';
import { type ShownMap, shownMap } from '../../words/maps/map-legend.ts';
import { debounced } from '../parts/dom.ts';
import type { Engine } from '../state/engine.ts';
import { type UiStore, watch } from '../state/ui-state.ts';

/** Maps are read back this long after the last change, never while a slider moves. */
const REST_MS = 250;

/** What is told to whoever shows a map. */
export interface MapNews {
  /** The map on the head; undefined where there is none. */
  readonly shown: ShownMap | undefined;
  /** Another is being worked out. */
  readonly isBusy: boolean;
}

/** Keeps the map on the head in line with the plan and with what was chosen. */
export class Maps {
  readonly #ui: UiStore;
  readonly #engine: () => Engine;
  readonly #failed: (error: unknown) => void;
  readonly #listeners: ((news: MapNews) => void)[] = [];
  readonly #pointed: ((value: number | undefined) => void)[] = [];
  #read: HeadMaps | undefined;
  #news: MapNews = { shown: undefined, isBusy: false };
  #turn = 0;

  /** @param failed - Told why a map could not be read. */
  constructor(ui: UiStore, engine: () => Engine, failed: (error: unknown) => void) {
    this.#ui = ui;
    this.#engine = engine;
    this.#failed = failed;
    watch(ui, ({ mode }) => mode, this.#soon);
    watch(ui, ({ map }) => map, this.#soon);
    watch(ui, ({ areaUnit }) => areaUnit, this.#soon);
  }

  /** The map chosen, where the mode shows maps: clients are shown skin. */
  get chosen(): MapName | undefined {
    const { mode, map } = this.#ui.getState();
    return mode === 'consult' ? undefined : map;
  }

  get shown(): ShownMap | undefined {
    return this.#news.shown;
  }

  /** The picture shows another plan, or is another one. */
  renew(): void {
    this.#read = undefined;
    if (this.chosen) this.#soon();
  }

  listen(listener: (news: MapNews) => void): void {
    this.#listeners.push(listener);
    listener(this.#news);
  }

  /** Calls back with the value that is pointed at, for a mark in the legend. */
  onPointed(listener: (value: number | undefined) => void): void {
    this.#pointed.push(listener);
  }

  /** The value at a place on the head; undefined beside it, and where the map has none. */
  point(place: Anchor | undefined): number | undefined {
    const { rig } = this.#engine();
    const { shown } = this.#news;
    const value =
      place && shown && rig
        ? valueAt(shown.map, rig.simulator.head.mesh.triangles, place)
        : undefined;
    for (const listener of this.#pointed) listener(value);
    return value;
  }

  readonly #soon = (): void => {
    if (this.chosen) this.#tell({ ...this.#news, isBusy: true });
    this.#settled();
  };

  readonly #settled = debounced(REST_MS, () => void this.#show());

  async #show(): Promise<void> {
    const engine = this.#engine();
    const { rig } = engine;
    const turn = ++this.#turn;
    if (!rig) return;
    try {
      const name = this.chosen;
      if (!name) {
        await rig.view.showMap(undefined);
        this.#tell({ shown: undefined, isBusy: false });
        return;
      }
      await engine.idle();
      // A new map follows once the line is let go.
      if (rig.simulator.isPreview || turn !== this.#turn) return;
      const read = this.#read ?? (await HeadMaps.read(rig.simulator));
      if (turn !== this.#turn) return;
      this.#read = read;
      const map = read.map(name);
      const { areaUnit } = this.#ui.getState();
      const shown = shownMap(map, read.skin, mapSpread(map, read.skin), read.plan, areaUnit);
      await rig.view.showMap(shown);
      if (turn === this.#turn) this.#tell({ shown, isBusy: false });
    } catch (error) {
      // A device lost while reading is being replaced; a new map follows then.
      const brokenOff = error instanceof DOMException && error.name === 'AbortError';
      if (engine.rig !== rig || brokenOff || rig.simulator.isPreview) return;
      this.#tell({ shown: undefined, isBusy: false });
      this.#failed(error);
    }
  }

  #tell(news: MapNews): void {
    this.#news = news;
    for (const listener of this.#listeners) listener(news);
  }
}
