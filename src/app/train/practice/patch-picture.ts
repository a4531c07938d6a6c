import { MOST_PRACTICE_DOTS, PracticeSkin } from '../../../engine/practice/practice-skin.ts';
import type { Gpu } from '../../../gpu/gpu.ts';
import type { Plan } from '../../../plan/schema.ts';
import type { PracticeDot } from '../../../practice/hand.ts';
import { PATCH_MM, type PracticeTask } from '../../../practice/task.ts';
import { StripPicture } from '../../../view/strip-picture.ts';

/** Pixels along a side: the patch as large as most screens show it. */
export const PICTURE_PX = 560;

/** A square of the patch that is looked at, mm. */
export interface PatchWindow {
  readonly middleMm: readonly [x: number, y: number];
  readonly sideMm: number;
}

/** The field of an exercise with some skin around it. */
export function windowOf({ fromMm, toMm }: PracticeTask): PatchWindow {
  const side = Math.max(toMm[0] - fromMm[0], toMm[1] - fromMm[1]) + 2;
  return {
    middleMm: [(fromMm[0] + toMm[0]) / 2, (fromMm[1] + toMm[1]) / 2],
    sideMm: Math.min(side, PATCH_MM + 2),
  };
}

/** What is to be drawn. */
export interface PatchScene {
  readonly plan: Plan;
  readonly task: PracticeTask;
  readonly dots: readonly PracticeDot[];
  readonly ageDays: number;
  readonly window: PatchWindow;
}

/** Draws patches into canvases, one at a time, each through the engine and the skin pass. */
export class PatchPicture {
  readonly #skin: PracticeSkin;
  readonly #camera: StripPicture;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(skin: PracticeSkin, camera: StripPicture) {
    this.#skin = skin;
    this.#camera = camera;
  }

  static create(gpu: Gpu): Promise<PatchPicture> {
    return gpu.checked('practice', async () => {
      const [skin, camera] = await Promise.all([
        PracticeSkin.create(gpu),
        StripPicture.create(gpu, PICTURE_PX, 1),
      ]);
      return new PatchPicture(skin, camera);
    });
  }

  /** Draws a scene; resolves once the canvas shows it. */
  draw(canvas: HTMLCanvasElement, scene: PatchScene): Promise<void> {
    const drawn = this.#turn.then(() => this.#draw(canvas, scene));
    this.#turn = drawn.catch(() => undefined);
    return drawn;
  }

  /** Frees it once what is under way is drawn. */
  destroy(): void {
    void this.#turn.then(() => {
      this.#skin.destroy();
      this.#camera.destroy();
    });
  }

  async #draw(canvas: HTMLCanvasElement, scene: PatchScene): Promise<void> {
    const { plan, task, dots, ageDays, window } = scene;
    this.#skin.update(plan, task, dots.slice(0, MOST_PRACTICE_DOTS), ageDays);
    this.#camera.bind(this.#skin);
    const [x, y] = window.middleMm;
    const place = { xMm: x - PATCH_MM / 2, yMm: y - PATCH_MM / 2 };
    const rgba = await this.#camera.draw(place, window.sideMm);
    canvas.width = PICTURE_PX;
    canvas.height = PICTURE_PX;
    const pixels = new ImageData(new Uint8ClampedArray(rgba), PICTURE_PX, PICTURE_PX);
    canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  }
}
