import type { PerspectiveCamera } from 'three/webgpu';
import type { SceneBuffers } from '../../engine/scene-buffers.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { struct } from '../../gpu/layout.ts';
import { linkShader } from '../../gpu/link.ts';
import { viewProjection } from '../camera.ts';
import type { Light } from '../light/lit-head.ts';

const EdgeSpec = struct('EdgeSpec', {
  viewProjection: 'mat4x4f',
});

const FORMAT = 'depth32float';
const SAMPLES = 4;
const BYTES_PER_PIXEL = 4 * SAMPLES;

/** Depths within a pixel that differ by more than this, mm, are an edge. */
const LEAST_STEP_MM = 2.5;
/** The same in widths of a pixel: skin that turns away by 80 degrees is no edge. */
const LEAST_STEP_PX = 6;

/** How far the head is at four places of every pixel. */
export interface Edges {
  readonly depth: GPUTexture;
  /** Nearest and farthest that the depth tells, mm ahead of the camera. */
  readonly nearMm: number;
  readonly farMm: number;
  /** Depths that differ by more are an edge, mm. */
  readonly stepMm: number;
}

/**
 * Finds where a pixel shows two things, one behind the other, or the head and what is not head. Light and
 * colour are worked out once a pixel; there `present.wgsl` puts a pixel together from those beside it that
 * show the same, four places each (after Chajdas, McGuire, Luebke 2011, "Subpixel reconstruction
 * antialiasing"). Four samples of the light itself took more time than the light.
 */
export class HeadEdges {
  readonly #gpu: Gpu;
  readonly #pipeline: GPURenderPipeline;
  readonly #spec: GPUBuffer;
  readonly #floats = new Float32Array(EdgeSpec.bytes / 4);
  #scene: Pick<SceneBuffers, 'positions' | 'triangles'> | undefined;
  #group: GPUBindGroup | undefined;
  #depth: GPUTexture | undefined;
  #made: (Edges & { readonly of: string }) | undefined;

  private constructor(gpu: Gpu, pipeline: GPURenderPipeline) {
    this.#gpu = gpu;
    this.#pipeline = pipeline;
    this.#spec = gpu.buffer('view.edgeSpec', EdgeSpec.bytes, GPUBufferUsage.UNIFORM);
  }

  /** Compiles; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<HeadEdges> {
    const { device } = gpu;
    const label = 'view/head-edges';
    const module = device.createShaderModule({ label, code: await linkShader(label) });
    const pipeline = await device.createRenderPipelineAsync({
      label,
      layout: 'auto',
      vertex: { module, entryPoint: 'corner' },
      primitive: { topology: 'triangle-list', cullMode: 'back' },
      depthStencil: { format: FORMAT, depthWriteEnabled: true, depthCompare: 'less' },
      multisample: { count: SAMPLES },
    });
    return new HeadEdges(gpu, pipeline);
  }

  /** Takes over the head of the engine's buffers. */
  bind({ positions, triangles }: Pick<SceneBuffers, 'positions' | 'triangles'>): void {
    const before = this.#scene;
    if (before?.positions === positions && before.triangles === triangles) return;
    this.#scene = { positions, triangles };
    this.#made = undefined;
    this.#group = this.#gpu.device.createBindGroup({
      label: 'view/head-edges',
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [this.#spec, positions, triangles].map((buffer, binding) => ({
        binding,
        resource: { buffer },
      })),
    });
  }

  /** Those of the head in that light; kept as long as the light stays. */
  of({ of, diffuse, originMm }: Light, camera: PerspectiveCamera): Edges {
    if (this.#made?.of === of) return this.#made;
    const { width, height } = diffuse;
    const depth = this.#sized(width, height);
    this.#floats.set(viewProjection(camera));
    this.#gpu.write(this.#spec, this.#floats);
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'view.edges' });
    const pass = encoder.beginRenderPass({
      label: 'view.edges',
      colorAttachments: [],
      depthStencilAttachment: {
        view: depth.createView(),
        depthClearValue: 1,
        depthLoadOp: 'clear',
        depthStoreOp: 'store',
      },
    });
    if (this.#group && this.#scene) {
      pass.setPipeline(this.#pipeline);
      pass.setBindGroup(0, this.#group);
      pass.draw(this.#scene.triangles.size / 4);
    }
    pass.end();
    this.#gpu.device.queue.submit([encoder.finish()]);
    const pixelMm = (2 * Math.tan((camera.fov * Math.PI) / 360) * originMm) / height;
    const stepMm = Math.max(LEAST_STEP_MM, LEAST_STEP_PX * pixelMm);
    this.#made = { depth, nearMm: camera.near, farMm: camera.far, stepMm, of };
    return this.#made;
  }

  /** Lets go of what takes memory by the pixel. */
  forget(): void {
    this.#made = undefined;
    if (!this.#depth) return;
    const { width, height } = this.#depth;
    this.#depth.destroy();
    this.#depth = undefined;
    this.#gpu.ledger.remove('view.edges', BYTES_PER_PIXEL * width * height);
  }

  destroy(): void {
    this.forget();
    this.#gpu.free(this.#spec);
  }

  #sized(width: number, height: number): GPUTexture {
    const known = this.#depth;
    if (known?.width === width && known.height === height) return known;
    this.forget();
    this.#gpu.ledger.add('view.edges', BYTES_PER_PIXEL * width * height);
    this.#depth = edgeTexture(this.#gpu, width, height);
    return this.#depth;
  }
}

/** What {@link Edges} are read from; nowhere near a head where nothing was drawn. */
export function edgeTexture({ device }: Gpu, width: number, height: number): GPUTexture {
  return device.createTexture({
    ...{ label: 'view.edges', format: FORMAT, size: { width, height }, sampleCount: SAMPLES },
    usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.RENDER_ATTACHMENT,
  });
}
