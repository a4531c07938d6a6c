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
import { HeadScene } from './head-scene.ts';
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

/** One size of pictures, and what is in them. */
interface Kept {
  readonly dark: RenderTarget;
  readonly white: RenderTarget;
  readonly stride: number;
  /** What they show, and from where; undefined before the first. */
  of: string | undefined;
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
      const [width, height] = [Math.ceil(widthPx / stride), Math.ceil(heightPx / stride)];
      return { dark: target(width, height), white: target(width, height), stride, of: undefined };
    });
  }

  /** The light as the camera sees it; for a draft at half the resolution, if there is no better. */
  seenBy(camera: PerspectiveCamera, isDraft: boolean): Light {
    const [fine, draft] = this.#kept as [Kept, Kept];
    const of = `${this.#state} ${[...viewProjection(camera)].join(' ')}`;
    const kept = isDraft && fine.of !== of ? draft : fine;
    if (kept.of !== of) {
      this.#draw(kept.dark, 0, camera);
      this.#draw(kept.white, 1, camera);
      kept.of = of;
    }
    return {
      dark: this.#textureOf(kept.dark),
      white: this.#textureOf(kept.white),
      stride: kept.stride,
    };
  }

  destroy(): void {
    this.#free();
    this.#scene.destroy();
    this.#renderer.dispose();
  }

  #draw(into: RenderTarget, level: number, camera: PerspectiveCamera): void {
    this.#level.value = level;
    this.#renderer.setRenderTarget(into);
    this.#renderer.render(this.#scene.scene, camera);
  }

  #textureOf({ texture }: RenderTarget): GPUTexture {
    return (this.#renderer.backend as unknown as TextureKeeper).get(texture).texture;
  }

  #free(): void {
    for (const { dark, white } of this.#kept) for (const made of [dark, white]) made.dispose();
  }
}

/** What three.js keeps of its textures on the GPU; it has no other way to them. */
interface TextureKeeper {
  get(texture: object): { readonly texture: GPUTexture };
}

function target(width: number, height: number): RenderTarget {
  const made = new RenderTarget(width, height, { type: HalfFloatType, samples: 4 });
  made.texture.colorSpace = NoColorSpace;
  return made;
}
