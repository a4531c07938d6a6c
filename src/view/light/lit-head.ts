import { HalfFloatType, NoColorSpace, type PerspectiveCamera, RenderTarget } from 'three/webgpu';
import type { Vec3 } from '../../base/vec3.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Head } from '../../head/head.ts';
import { viewProjection } from '../camera.ts';
import { type HairLight, hairLight } from '../hair/hair-light.ts';
import { LIGHTS } from '../lamps/light-table.ts';
import type { Look } from '../view-api.ts';
import { HeadScene } from './head-scene.ts';
import type { SkinTone } from './skin-tone.ts';
import { beginFrame, type Renderer, rendererOn } from './three-device.ts';

/** How a head is lit as a camera sees it, linear light; nothing where there is no head. */
export interface Light {
  /** What its surface mirrors, and whether the middle of the pixel is head, 1 or 0. */
  readonly gloss: GPUTexture;
  /** What comes back from under the surface of a head that is white, and how far behind `originMm` it is, mm. */
  readonly diffuse: GPUTexture;
  /** Fine pixels along a side of each of theirs. */
  readonly stride: number;
  /** Ahead of the camera, mm. */
  readonly originMm: number;
  /** What it shows and from where, as a key. */
  readonly of: string;
}

/** One size of pictures, and what they show and from where; undefined before the first. */
interface Kept {
  readonly target: RenderTarget;
  readonly stride: number;
  of: string | undefined;
}

/**
 * Lets three.js light the head, and keeps what it did as long as camera, head and look stay: what the
 * skin gives back goes with its colour, so a change of dots alone needs no new light.
 */
export class LitHead {
  readonly #renderer: Renderer;
  readonly #scene = new HeadScene();
  #size: readonly [number, number] = [1, 1];
  #fine: Kept | undefined;
  #draft: Kept | undefined;
  /** Counts heads and looks. */
  #state = 0;

  private constructor(renderer: Renderer) {
    this.#renderer = renderer;
  }

  static async create(gpu: Gpu): Promise<LitHead> {
    return new LitHead(await rendererOn(gpu));
  }

  setHead(head: Head): void {
    this.#scene.setHead(head);
    this.#state++;
  }

  setLook({ shine, light, balance }: Look): void {
    this.#scene.skin.shine = shine;
    this.#scene.lamps.set(LIGHTS[light], balance);
    this.#state++;
  }

  setSkin(skin: SkinTone): void {
    this.#scene.skin.skin = skin;
    this.#state++;
  }

  /** Makes the pictures that large. */
  resize(widthPx: number, heightPx: number): void {
    this.#free();
    this.#size = [widthPx, heightPx];
    this.#fine = kept(this.#size, 1);
  }

  /**
   * The light as the camera sees it.
   *
   * @param stride - Fine pixels along a side of each of its pixels; less where better is there already.
   */
  seenBy(camera: PerspectiveCamera, stride: number): Light {
    const of = this.#seen(camera);
    const fine = this.#fine!;
    const made = stride > 1 && fine.of !== of ? this.#draftOf(stride) : fine;
    if (made.of !== of) {
      this.#scene.lamps.follow(camera);
      this.#scene.skin.originMm = originMm(camera);
      beginFrame(this.#renderer);
      this.#renderer.setRenderTarget(made.target);
      this.#renderer.render(this.#scene.scene, camera);
      made.of = of;
    }
    const [gloss, diffuse] = made.target.textures.map((texture) =>
      this.#renderer.backend.get(texture),
    );
    return {
      gloss: gloss!.texture,
      diffuse: diffuse!.texture,
      stride: made.stride,
      originMm: originMm(camera),
      of,
    };
  }

  /** The light at a place, mm, as hair there is lit by it. */
  hairLight(atMm: Vec3): HairLight {
    return hairLight(this.#scene.lamps.all, atMm);
  }

  destroy(): void {
    this.#free();
    this.#scene.destroy();
    this.#renderer.dispose();
  }

  /** All that the light depends on. */
  #seen(camera: PerspectiveCamera): string {
    return `${this.#state} ${[...viewProjection(camera)].join(' ')}`;
  }

  #draftOf(stride: number): Kept {
    if (this.#draft?.stride !== stride) {
      this.#draft?.target.dispose();
      this.#draft = kept(this.#size, stride);
    }
    return this.#draft;
  }

  #free(): void {
    this.#fine?.target.dispose();
    this.#draft?.target.dispose();
    this.#fine = this.#draft = undefined;
  }
}

/** How far ahead of the camera the head's own origin is, mm. */
function originMm(camera: PerspectiveCamera): number {
  return -camera.matrixWorldInverse.elements[14]!;
}

function kept(size: readonly [number, number], stride: number): Kept {
  const [width, height] = size.map((px) => Math.ceil(px / stride)) as [number, number];
  const target = new RenderTarget(width, height, { type: HalfFloatType, count: 2 });
  // The names are those of the outputs of the scene's material.
  target.textures.forEach((texture, i) => {
    texture.colorSpace = NoColorSpace;
    texture.name = ['gloss', 'diffuse'][i]!;
  });
  return { target, stride, of: undefined };
}
