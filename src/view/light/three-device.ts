import { PCFShadowMap, WebGPURenderer } from 'three/webgpu';
import type { Gpu } from '../../gpu/gpu.ts';

/** A canvas that takes part in no page: what three needs to start where there is no DOM. */
function standIn(): HTMLCanvasElement {
  const canvas = {
    width: 1,
    height: 1,
    style: {},
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    getContext: () => ({
      configure: () => undefined,
      unconfigure: () => undefined,
      getCurrentTexture: () => {
        throw new Error('This renderer draws into render targets only.');
      },
    }),
  };
  return canvas as unknown as HTMLCanvasElement;
}

/** Globals three reads at start-up and Node lacks. */
function shimGlobals(): void {
  const scope = globalThis as Record<string, unknown>;
  scope.self ??= globalThis;
  scope.requestAnimationFrame ??= () => 0;
  scope.cancelAnimationFrame ??= () => undefined;
}

/** A three.js renderer, with what it keeps of its textures on the GPU: it has no other way to them. */
export type Renderer = WebGPURenderer & {
  readonly backend: { get(texture: object): { readonly texture: GPUTexture } };
};

/**
 * A three.js renderer on our own device, so that its draws and our kernels share buffers and one
 * queue. Left to itself three would ask for a second device with other limits.
 */
export async function rendererOn(gpu: Gpu): Promise<Renderer> {
  shimGlobals();
  const renderer = new WebGPURenderer({
    canvas: standIn(),
    device: gpu.device,
    antialias: true,
  });
  await renderer.init();
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  // Where there is no head there is no light: the background is put in by whoever shows the picture.
  renderer.setClearColor(0, 0);
  return renderer as unknown as Renderer;
}

/**
 * To be called before each picture: three.js looks at its lamps and shadows once an animation frame, and
 * takes pictures between two of those, or where there are none, with the lamps of before.
 */
export function beginFrame(renderer: Renderer): void {
  (renderer as unknown as { _nodes: { nodeFrame: { update(): void } } })._nodes.nodeFrame.update();
}
