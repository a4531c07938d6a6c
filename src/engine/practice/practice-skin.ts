import type { Gpu } from '../../gpu/gpu.ts';
import { DEFAULT_BOUNDS } from '../../ink/kinetics.ts';
import { type DotFootprint, dotFootprint } from '../../light/dot/footprint.ts';
import { flushedDark } from '../../light/redness.ts';
import type { Plan } from '../../plan/schema.ts';
import type { PracticeDot } from '../../practice/hand.ts';
import { columnOf, practicePlan } from '../../practice/patch-subject.ts';
import type { PracticeTask } from '../../practice/task.ts';
import { FLAT_BASE_MM, FlatSkin, flatDot } from '../dot/flat-skin.ts';
import { skinOfPlan } from '../plan-skin.ts';
import type { SceneBuffers } from '../scene-buffers.ts';
import { onFlat, PRACTICE_SQUARE } from './practice-square.ts';

/** Most dots a patch takes: far more than any exercise asks for. */
export const MOST_PRACTICE_DOTS = 1500;

/** A patch of flat skin with the dots a student placed, healed and lit as those of a head are. */
export class PracticeSkin {
  readonly #flat: FlatSkin;
  #light: { key: string; footprint: DotFootprint; flushed: ArrayLike<number> } | undefined;

  private constructor(flat: FlatSkin) {
    this.#flat = flat;
  }

  /** Compiles the kernels; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<PracticeSkin> {
    return new PracticeSkin(await FlatSkin.byHand(gpu, PRACTICE_SQUARE, MOST_PRACTICE_DOTS));
  }

  /**
   * Puts the first {@link MOST_PRACTICE_DOTS} of the dots into the skin of a plan, so many days ago.
   *
   * @param plan - Whose skin, ink and needle.
   */
  update(plan: Plan, task: PracticeTask, dots: readonly PracticeDot[], ageDays: number): void {
    const placed = dots.slice(0, MOST_PRACTICE_DOTS);
    const own = practicePlan(task, placed, plan);
    const places = placed.map((dot) => flatDot(PRACTICE_SQUARE, 0, ...onFlat(dot)));
    this.#flat.setDots(
      places,
      placed.map((dot, i) => ({
        kind: 1,
        x: places[i]!.x / 1000,
        y: places[i]!.y / 1000,
        z: 0,
        depthMm: dot.depthMm,
        ...columnOf(own, dot),
        epidermisMm: DEFAULT_BOUNDS.epidermisMm,
        papillaryMm: DEFAULT_BOUNDS.papillaryMm,
        skinBaseMm: FLAT_BASE_MM,
        scar: 0,
      })),
    );
    const { footprint, flushed } = this.#lightOf(plan);
    this.#flat.update({ ...own, healing: { ...own.healing, ageDays } }, footprint, flushed);
  }

  /** Buffers for a picture of the patch, which lies in the plane z = 0 and faces +z, its front down. */
  scene(): SceneBuffers {
    return this.#flat.scene();
  }

  destroy(): void {
    this.#flat.destroy();
  }

  #lightOf(plan: Plan) {
    const skin = skinOfPlan(plan.skin);
    const key = JSON.stringify(skin);
    if (this.#light?.key !== key) {
      this.#light = { key, footprint: dotFootprint(skin), flushed: flushedDark(skin) };
    }
    return this.#light;
  }
}
