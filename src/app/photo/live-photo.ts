import type { Vec3 } from '../../base/vec3.ts';
import type { PhotoCamera } from '../../photo/camera.ts';
import type { Photograph } from '../../photo/photograph.ts';
import type { SkinAround } from '../../photo/skin-around.ts';
import { scaledCamera, smallerPhoto } from '../../photo/smaller.ts';
import { PhotoComposer, type PhotoPatch } from '../../view/photo/composite.ts';
import type { Engine } from '../state/engine.ts';
import type { Rig } from '../state/rig.ts';

/** What is to be seen: a photograph, the camera that sees the simulator's head as it does, and how much. */
export interface PhotoScene {
  readonly photo: Photograph;
  readonly camera: PhotoCamera;
  readonly revealMm: number;
  /** Where dots may show, a byte a pixel of the photograph. */
  readonly mask: Uint8Array;
  readonly skin: SkinAround;
  /** Blur of lens and sensor, pixels as a standard deviation. */
  readonly blurPx: number;
  /** Of the lamps, linear RGB of luminance one, where it is known. */
  readonly lampColour: Vec3 | undefined;
}

/** The part of a photograph that dots may change, with them. */
export interface ShownPatch {
  readonly patch: PhotoPatch;
  /** Pixels of the photograph for one of the patch. */
  readonly times: number;
}

/** Longer side of what follows a slider, px; a software GPU shows a tone there and no dots. */
const DRAFT_SIDE = { quick: 1600, slow: 640 } as const;

/** On a software GPU the exact picture comes in parts of this side, so that it can be given up. */
const SLOW_PART_PX = 384;

/** Nothing moves once nothing has for this long, ms. */
const REST_MS = 250;

/** Keeps the dots in a photograph in line with the plan: small first, in full once all is at rest. */
export class LivePhoto {
  readonly #engine: Engine;
  readonly #scene: () => PhotoScene | undefined;
  readonly #show: (shown: ShownPatch | undefined) => void;
  readonly #failed: (error: unknown) => void;
  #made: { readonly rig: Rig; readonly composer: Promise<PhotoComposer> } | undefined;
  #small: { readonly of: readonly unknown[]; readonly scene: PhotoScene } | undefined;
  #asked = false;
  #wake: () => void = () => undefined;
  #running: Promise<void> | undefined;
  /** Grows with each exact picture. */
  exactCount = 0;

  constructor(
    engine: Engine,
    scene: () => PhotoScene | undefined,
    show: (shown: ShownPatch | undefined) => void,
    failed: (error: unknown) => void,
  ) {
    this.#engine = engine;
    this.#scene = scene;
    this.#show = show;
    this.#failed = failed;
  }

  /** Something changed. */
  ask(): void {
    this.#asked = true;
    this.#wake();
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves when the picture is exact, or cannot be. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** The composer of the device in use. */
  composer(rig: Rig): Promise<PhotoComposer> {
    if (this.#made?.rig !== rig) {
      // What the device before had went with it.
      this.#made = { rig, composer: PhotoComposer.create(rig.gpu) };
    }
    return this.#made.composer;
  }

  async #run(): Promise<void> {
    while (this.#asked) {
      this.#asked = false;
      const [scene, { rig }] = [this.#scene(), this.#engine];
      if (!scene || !rig) {
        this.#show(undefined);
        continue;
      }
      const { generation } = rig.simulator;
      try {
        await this.#follow(rig, scene);
      } catch (error) {
        // Another plan, or another device, is on its way and asks again.
        if (rig === this.#engine.rig && generation === rig.simulator.generation) {
          this.#failed(error);
        }
      }
    }
  }

  async #follow(rig: Rig, scene: PhotoScene): Promise<void> {
    const { simulator, gpu } = rig;
    const isSlow = gpu.adapter.software;
    const composer = await this.composer(rig);
    const small = this.#smaller(scene, DRAFT_SIDE[isSlow ? 'slow' : 'quick']);
    const times = scene.photo.widthPx / small.photo.widthPx;
    const draft = await composer.patch(simulator, small.photo, small.camera, {
      ...{ isDraft: isSlow, revealMm: scene.revealMm, mask: small.mask },
      blurPx: isSlow ? 0 : scene.blurPx / times,
      ...litBy(scene),
    });
    if (draft) this.#show({ patch: draft, times });
    await this.#rest();
    if (this.#asked) return;
    await this.#engine.idle();
    // A hairline in hand is looked at; letting it go asks again.
    if (this.#asked || rig !== this.#engine.rig || simulator.isPreview) return;
    const exact = await composer.patch(simulator, scene.photo, scene.camera, {
      ...{ blurPx: scene.blurPx, revealMm: scene.revealMm, mask: scene.mask, skin: scene.skin },
      ...litBy(scene),
      ...(isSlow && { partPx: SLOW_PART_PX }),
      isOver: () => this.#asked,
    });
    if (!exact) return;
    this.#show({ patch: exact, times: 1 });
    this.exactCount++;
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, REST_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The same objects for the same photograph, camera and mask: the composer keeps what it knows of them. */
  #smaller(scene: PhotoScene, side: number): PhotoScene {
    const { photo, camera, mask } = scene;
    const of = [photo, camera, mask, side];
    if (!this.#small?.of.every((one, i) => one === of[i])) {
      const known = this.#small;
      const isSame = known?.of[0] === photo && known.of[3] === side;
      const small = isSame ? known.scene.photo : smallerPhoto(photo, side);
      this.#small = {
        of,
        scene: {
          ...scene,
          photo: small,
          camera: scaledCamera(camera, small),
          mask: smallerMask(mask, photo, small),
        },
      };
    }
    return this.#small.scene;
  }
}

/** The lamps of a scene as the composer takes them. */
export function litBy({ lampColour }: PhotoScene): { readonly lampColour?: Vec3 } {
  return lampColour ? { lampColour } : {};
}

/** The nearest pixel of the mask for each of a smaller photograph. */
function smallerMask(mask: Uint8Array, from: Photograph, to: Photograph): Uint8Array {
  if (from.widthPx === to.widthPx) return mask;
  const out = new Uint8Array(to.widthPx * to.heightPx);
  for (let y = 0; y < to.heightPx; y++) {
    const row = Math.floor(((y + 0.5) * from.heightPx) / to.heightPx) * from.widthPx;
    for (let x = 0; x < to.widthPx; x++) {
      out[y * to.widthPx + x] = mask[row + Math.floor(((x + 0.5) * from.widthPx) / to.widthPx)]!;
    }
  }
  return out;
}
