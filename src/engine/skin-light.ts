import type { DotFootprint } from '../light/dot/footprint.ts';
import type { LiveBake, LiveBakeOptions } from '../light/dot/live-bake.ts';
import { type LocalTone, localTone } from '../light/local-tone.ts';
import { flushedDark } from '../light/redness.ts';
import { scarLift } from '../light/scar.ts';
import type { Plan } from '../plan/schema.ts';
import { skinOfPlan } from './plan-skin.ts';

type PlanSkin = Plan['skin'];

/** What light does in the plan's skin: the best footprint at hand, renewed only when it changes. */
export class SkinLight {
  readonly #bake: LiveBake;
  #made:
    | {
        key: string;
        footprint: DotFootprint;
        flushedDark: ArrayLike<number>;
        scarLift: ArrayLike<number>;
        tone: LocalTone;
      }
    | undefined;

  constructor(bake: LiveBake) {
    this.#bake = bake;
  }

  get footprint(): DotFootprint {
    return this.#made!.footprint;
  }

  /** Loss of light in skin that is flushed around fresh dots, by band. */
  get flushedDark(): ArrayLike<number> {
    return this.#made!.flushedDark;
  }

  /** How much more light a scar gives back than this skin, by band. */
  get scarLift(): ArrayLike<number> {
    return this.#made!.scarLift;
  }

  /** How places with more or less melanin or blood differ from this skin. */
  get tone(): LocalTone {
    return this.#made!.tone;
  }

  /** Whether another skin is in force, or this one has been baked since. */
  isStale(skin: PlanSkin): boolean {
    return this.#made?.key !== this.#keyOf(skin);
  }

  setSkin(skin: PlanSkin): void {
    if (!this.isStale(skin)) return;
    const layered = skinOfPlan(skin);
    const footprint = this.#bake.footprintOf(layered);
    this.#made = {
      key: this.#keyOf(skin),
      footprint,
      flushedDark: flushedDark(layered, footprint.bareReflectance),
      scarLift: scarLift(layered, footprint.bareReflectance),
      tone: localTone(layered, footprint.bareReflectance),
    };
  }

  /** Bakes the skin's own footprint; in force with the next `setSkin`. */
  async refine(skin: PlanSkin, options?: LiveBakeOptions): Promise<void> {
    await this.#bake.refine(skinOfPlan(skin), options);
  }

  #keyOf(skin: PlanSkin): string {
    return JSON.stringify([skin, this.#bake.has(skinOfPlan(skin))]);
  }
}
