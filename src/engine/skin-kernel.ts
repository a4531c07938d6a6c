import type { Plan } from '../plan/schema.ts';
import type { DotKernel } from '../skin/dot-kernel.ts';
import type { LiveBake, LiveBakeOptions } from '../skin/live-bake.ts';
import { flushedDark } from '../skin/redness.ts';
import { scarLift } from '../skin/scar.ts';
import { skinOfPlan } from './plan-skin.ts';

type PlanSkin = Plan['skin'];

/** What light does in the plan's skin: the best kernel at hand, renewed only when it changes. */
export class SkinKernel {
  readonly #bake: LiveBake;
  #made:
    | {
        key: string;
        kernel: DotKernel;
        flushedDark: ArrayLike<number>;
        scarLift: ArrayLike<number>;
      }
    | undefined;

  constructor(bake: LiveBake) {
    this.#bake = bake;
  }

  get kernel(): DotKernel {
    return this.#made!.kernel;
  }

  /** Loss of light in skin that is flushed around fresh dots, by band. */
  get flushedDark(): ArrayLike<number> {
    return this.#made!.flushedDark;
  }

  /** How much more light a scar gives back than this skin, by band. */
  get scarLift(): ArrayLike<number> {
    return this.#made!.scarLift;
  }

  /** Whether another skin is in force, or this one has been baked since. */
  isStale(skin: PlanSkin): boolean {
    return this.#made?.key !== this.#keyOf(skin);
  }

  setSkin(skin: PlanSkin): void {
    if (!this.isStale(skin)) return;
    const layered = skinOfPlan(skin);
    const kernel = this.#bake.kernelOf(layered);
    this.#made = {
      key: this.#keyOf(skin),
      kernel,
      flushedDark: flushedDark(layered, kernel.bareReflectance),
      scarLift: scarLift(layered, kernel.bareReflectance),
    };
  }

  /** Bakes the skin's own kernel; in force with the next `setSkin`. */
  async refine(skin: PlanSkin, options?: LiveBakeOptions): Promise<void> {
    await this.#bake.refine(skinOfPlan(skin), options);
  }

  #keyOf(skin: PlanSkin): string {
    return JSON.stringify([skin, this.#bake.has(skinOfPlan(skin))]);
  }
}
