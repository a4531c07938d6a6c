import { latticeSpacingMm } from '../../../base/spacing.ts';
import { DotStrip } from '../../../engine/dot/dot-strip.ts';
import {
  LADDER_DEPTHS_MM,
  ladderKey,
  ladderPlan,
  reachedMm,
} from '../../../engine/dot/ladder-plan.ts';
import { skinOfPlan } from '../../../engine/plan-skin.ts';
import type { Gpu } from '../../../gpu/gpu.ts';
import {
  bareSkin,
  CELL_MM,
  CELL_PX,
  lookedAt,
  measureLook,
} from '../../../lesson/claims/measure-look.ts';
import { dotFootprint } from '../../../light/dot/footprint.ts';
import { flushedDark } from '../../../light/redness.ts';
import type { Plan } from '../../../plan/schema.ts';
import { StripPicture } from '../../../view/strip-picture.ts';
import { LADDER_AGES, type LadderLook } from '../../../words/ladder.ts';
import { painted } from '../../parts/dom.ts';

/** One picture of a ladder, and what was measured of it. */
export interface LadderCell extends LadderLook {
  readonly picture: ImageData;
}

/** A plan's pictures as far as they are drawn: by age, then by depth. */
export interface Ladder {
  readonly plan: Plan;
  readonly cells: readonly (LadderCell | undefined)[][];
}

/** Ladders that are kept; the one asked for longest ago goes. */
const MOST_KEPT = 6;

/** Draws ladders picture by picture, and keeps them: a skin and a pigment seen before are there at once. */
export class LadderPictures {
  readonly #kept = new Map<string, Ladder>();
  #turn = 0;
  #running: Promise<void> = Promise.resolve();
  #made: { readonly gpu: Gpu; readonly key: string; readonly strip: DotStrip } | undefined;
  #camera: { readonly gpu: Gpu; readonly camera: Promise<StripPicture> } | undefined;

  /** The pictures of a plan as far as there are any. */
  of(plan: Plan): Ladder {
    const key = ladderKey(plan);
    const ladder = this.#kept.get(key) ?? { plan, cells: LADDER_AGES.map(() => rungs()) };
    this.#kept.delete(key);
    this.#kept.set(key, ladder);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest!);
    return ladder;
  }

  /**
   * Draws what is missing, until it is called again or told to stop.
   *
   * @param cameOne - Called with each picture.
   * @param goesOn - Asked before each picture.
   */
  draw(
    gpu: Gpu,
    ladders: readonly Ladder[],
    cameOne: () => void,
    goesOn: () => boolean,
  ): Promise<void> {
    const turn = ++this.#turn;
    const isMine = () => turn === this.#turn && goesOn();
    const drawn = this.#running.then(async () => {
      for (const ladder of ladders) await this.#fill(gpu, ladder, cameOne, isMine);
    });
    this.#running = drawn.catch(() => undefined);
    return drawn;
  }

  async #fill(gpu: Gpu, { plan, cells }: Ladder, cameOne: () => void, goesOn: () => boolean) {
    if (cells.every((row) => row.every(Boolean)) || !goesOn()) return;
    const [strip, camera] = [await this.#strip(gpu, plan), await this.#view(gpu)];
    const skin = skinOfPlan(plan.skin);
    const [footprint, flushed] = [dotFootprint(skin), flushedDark(skin)];
    const spacingMm = latticeSpacingMm(plan.density.dotsPerCm2);
    for (const [age, { days }] of LADDER_AGES.entries()) {
      const row = cells[age]!;
      if (row.every(Boolean)) continue;
      if (!goesOn()) return;
      strip.update(ladderPlan(plan, days), footprint, flushed);
      camera.bind(strip);
      const bare = await bareSkin(camera, strip);
      for (const [depth, cell] of strip.cells.entries()) {
        // Frames of the head come first.
        await painted();
        if (!goesOn()) return;
        const rgba = await camera.draw(cell, CELL_MM);
        const seen = lookedAt(rgba, bare);
        const widthMm = measureLook(seen, 'width');
        row[depth] = {
          picture: new ImageData(new Uint8ClampedArray(rgba), CELL_PX, CELL_PX),
          contrast: measureLook(seen, 'contrast'),
          widthMm: widthMm < spacingMm ? widthMm : undefined,
        };
        cameOne();
      }
    }
  }

  async #strip(gpu: Gpu, plan: Plan): Promise<DotStrip> {
    const { dotsPerCm2 } = plan.density;
    const depthsMm = reachedMm(LADDER_DEPTHS_MM, plan);
    const key = JSON.stringify([dotsPerCm2, depthsMm]);
    if (this.#made?.gpu === gpu && this.#made.key === key) return this.#made.strip;
    if (this.#made?.gpu === gpu) this.#made.strip.destroy();
    const options = { depthsMm, cellMm: CELL_MM, dotsPerCm2 };
    const strip = await gpu.checked('a depth ladder', () => DotStrip.create(gpu, options));
    this.#made = { gpu, key, strip };
    return strip;
  }

  #view(gpu: Gpu): Promise<StripPicture> {
    if (this.#camera?.gpu !== gpu) {
      const made = gpu.checked('a depth ladder', () => StripPicture.create(gpu, CELL_PX, 1));
      this.#camera = { gpu, camera: made };
    }
    return this.#camera.camera;
  }
}

function rungs(): (LadderCell | undefined)[] {
  return LADDER_DEPTHS_MM.map(() => undefined);
}
