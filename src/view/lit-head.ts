import { uniform, vec3 } from 'three/tsl';
import {
  HalfFloatType,
  NoColorSpace,
  type PerspectiveCamera,
  RenderTarget,
  type WebGPURenderer,
} from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';
import type { Head } from '../head/head.ts';
import { viewProjection } from './camera.ts';
import { HeadScene } from './scene/head-scene.ts';
import { rendererOn } from './three-device.ts';
import type { Look } from './view-api.ts';

/** Fine pixels along a side of each pixel of a draft's light. */
const DRAFT_STRIDE = 2;

/** How a head is lit as a camera sees it: pictures of a black one and of a white one, linear light. */
export interface Light {
  readonly dark: GPUTexture;
  readonly white: GPUTexture;
  /** Fine pixels along a side of each of theirs. */
  readonly stride: number;
}

/** A picture, how bright its head is, and what it shows and from where; undefined before the first. */
interface Shot {
  readonly target: RenderTarget;
  readonly level: number;
  of: string | undefined;
}

/** One size of pictures. */
interface Kept {
  /** Of a black head and of a white one. */
  readonly shots: readonly [Shot, Shot];
  readonly stride: number;
}

/**
 * Lets three.js light the head, and keeps what it did as long as camera, head and look stay: what the
 * skin gives back goes with its colour, so a change of dots alone needs no new light.
 */
export class LitHead {
  readonly #renderer: WebGPURenderer;
  readonly #level = uniform(0);
  readonly #scene = new HeadScene(vec3(this.#level));
  #kept: readonly Kept[] = [];
  /** Counts heads and looks. */
  #state = 0;

  private constructor(renderer: WebGPURenderer) {
    this.#renderer = renderer;
  }

  static async create(gpu: Gpu): Promise<LitHead> {
    return new LitHead(await rendererOn(gpu));
  }

  setHead(head: Head): void {
    this.#scene.setHead(head);
    this.#state++;
  }

  setLook({ shine, background }: Look): void {
    this.#scene.shine = shine;
    this.#scene.background = background;
    this.#state++;
  }

  /** Makes the pictures that large. */
  resize(widthPx: number, heightPx: number): void {
    this.#free();
    this.#kept = [1, DRAFT_STRIDE].map((stride) => {
      const size = [Math.ceil(widthPx / stride), Math.ceil(heightPx / stride)] as const;
      return { shots: [shot(...size, 0), shot(...size, 1)], stride };
    });
  }

  /** The light as the camera sees it; for a draft at half the resolution, if there is no better. */
  seenBy(camera: PerspectiveCamera, isDraft: boolean): Light {
    const [fine, draft] = this.#kept as [Kept, Kept];
    const of = this.#seen(camera);
    const { shots, stride } = isDraft && fine.shots.some((made) => made.of !== of) ? draft : fine;
    for (const made of shots) this.#bring(made, of, camera);
    const [dark, white] = shots.map(({ target }) => this.#textureOf(target)) as [
      GPUTexture,
      GPUTexture,
    ];
    return { dark, white, stride };
  }

  /** Half of the work of an exact {@link seenBy}, the first or the second. */
  prepare(camera: PerspectiveCamera, half: 0 | 1): void {
    this.#bring(this.#kept[0]!.shots[half], this.#seen(camera), camera);
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

  #bring(shot: Shot, of: string, camera: PerspectiveCamera): void {
    if (shot.of === of) return;
    this.#level.value = shot.level;
    this.#renderer.setRenderTarget(shot.target);
    this.#renderer.render(this.#scene.scene, camera);
    shot.of = of;
  }

  #textureOf({ texture }: RenderTarget): GPUTexture {
    return (this.#renderer.backend as unknown as TextureKeeper).get(texture).texture;
  }

  #free(): void {
    for (const { shots } of this.#kept) for (const { target } of shots) target.dispose();
  }
}

/** What three.js keeps of its textures on the GPU; it has no other way to them. */
interface TextureKeeper {
  get(texture: object): { readonly texture: GPUTexture };
}

function shot(width: number, height: number, level: number): Shot {
  const target = new RenderTarget(width, height, { type: HalfFloatType, samples: 4 });
  target.texture.colorSpace = NoColorSpace;
  return { target, level, of: undefined };
}
