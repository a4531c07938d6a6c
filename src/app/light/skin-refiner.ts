import { skinOfPlan } from '../../engine/plan-skin.ts';
import { TABLES_HASH } from '../../light/dot/baked-shapes.ts';
import type { LateralShape } from '../../light/dot/footprint.ts';
import { LiveBake, skinKey } from '../../light/dot/live-bake.ts';
import type { Skin } from '../../light/layers.ts';
import { SKIN_TYPES, skinOfType } from '../../light/skin-types.ts';
import type { Plan } from '../../plan/schema.ts';
import { deviceStore } from '../state/device-store.ts';
import { WorkerLine } from '../workers/worker-line.ts';
import type { BakeSkills } from './bake-worker.ts';

/** How the light in the plan's skin was worked out, so far. */
export type LightState =
  | { readonly kind: 'of-the-tables' | 'mixed' | 'refined' | 'failed' }
  | { readonly kind: 'refining'; readonly share: number };

/** A skin must rest this long before its bake starts, ms: a slider on its way is not baked. */
const REST_MS = 1000;

const shapes = deviceStore<LateralShape>('dotwork-skins', 'shapes');
const ofTables = new Set(SKIN_TYPES.map((type) => skinKey(skinOfType(type))));

/**
 * Bakes the dot response of a plan's skin where the tables have none of its own: in a worker, once
 * the skin rests. Another skin stops it; what was baked is kept on this device.
 */
export class SkinRefiner {
  /** What the simulators of this page look footprints up in. */
  readonly bake = new LiveBake();
  /** Per band. 60000 leave about 2.4 percent of noise at the axis of a dot; the tables have 1.2. */
  photons = 60_000;
  readonly #line = new WorkerLine<BakeSkills>(
    'The bake',
    () => new Worker(new URL('./bake-worker.ts', import.meta.url), { type: 'module' }),
  );
  readonly #show: (state: LightState) => void;
  readonly #baked: () => Promise<void>;
  #state: LightState = { kind: 'mixed' };
  #key = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param show - Hears of every change of state.
   * @param baked - Brings a new footprint on screen.
   */
  constructor(show: (state: LightState) => void, baked: () => Promise<void>) {
    this.#show = show;
    this.#baked = baked;
  }

  get state(): LightState {
    return this.#state;
  }

  /** To be told of every plan; the same skin again changes nothing. */
  follow(planSkin: Plan['skin']): void {
    const skin = skinOfPlan(planSkin);
    const key = skinKey(skin);
    if (key === this.#key) return;
    this.#key = key;
    this.#stop();
    if (ofTables.has(key)) this.#set({ kind: 'of-the-tables' });
    else if (this.bake.has(skin)) this.#set({ kind: 'refined' });
    else {
      this.#set({ kind: 'mixed' });
      this.#timer = setTimeout(() => void this.#refine(skin, key), REST_MS);
    }
  }

  async #refine(skin: Skin, key: string): Promise<void> {
    try {
      const place = `${key} ${this.photons} ${TABLES_HASH}`;
      // A browser that keeps nothing bakes on every visit.
      const kept = await shapes.get(place).catch(() => undefined);
      if (key !== this.#key) return;
      const shape = kept ?? (await this.#baking(skin));
      this.bake.keep(skin, shape);
      if (!kept) void shapes.put(place, shape).catch(() => undefined);
      if (key !== this.#key) return;
      await this.#baked();
      if (key === this.#key) this.#set({ kind: 'refined' });
    } catch (error) {
      console.info('While refining the light of a skin:', error);
      if (key === this.#key) this.#set({ kind: 'failed' });
    }
  }

  /** Never settles when it is stopped. */
  #baking(skin: Skin): Promise<LateralShape> {
    this.#set({ kind: 'refining', share: 0 });
    return this.#line
      .ask('bake', { skin, photons: this.photons }, (share) => {
        this.#set({ kind: 'refining', share });
      })
      .finally(() => this.#line.stop());
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#line.stop();
  }

  #set(state: LightState): void {
    this.#state = state;
    this.#show(state);
  }
}
