import type { Gpu } from '../../gpu/gpu.ts';
import { linkShader } from '../../gpu/link.ts';
// The struct that the shader reads.
import './skin-spec.ts';

const MARK_FORMAT = 'r32uint';
const DEPTH_FORMAT = 'depth32float';
const BYTES_PER_PIXEL = 8;

/** Finds which triangle of a mesh each pixel shows. */
export class SkinWhere {
  readonly #gpu: Gpu;
  readonly #pipeline: GPURenderPipeline;
  #group: GPUBindGroup | undefined;
  #corners = 0;
  #size: readonly [number, number] = [0, 0];
  #marks: GPUTexture | undefined;
  #depth: GPUTexture | undefined;

  private constructor(gpu: Gpu, pipeline: GPURenderPipeline) {
    this.#gpu = gpu;
    this.#pipeline = pipeline;
  }

  /** Compiles the pass; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<SkinWhere> {
    const { device } = gpu;
    const label = 'view/skin-where';
    const module = device.createShaderModule({ label, code: await linkShader(label) });
    const pipeline = await device.createRenderPipelineAsync({
      label,
      layout: 'auto',
      vertex: { module, entryPoint: 'corner' },
      fragment: { module, entryPoint: 'mark', targets: [{ format: MARK_FORMAT }] },
      primitive: { topology: 'triangle-list', cullMode: 'back' },
      depthStencil: { format: DEPTH_FORMAT, depthWriteEnabled: true, depthCompare: 'less' },
    });
    return new SkinWhere(gpu, pipeline);
  }

  /** Numbers of triangles plus 1, 0 where there is none; replaced by {@link resize}. */
  get marks(): GPUTexture {
    if (!this.#marks) throw new Error('SkinWhere.resize() must come first.');
    return this.#marks;
  }

  /** How far the head is at each pixel, as the camera's depth; replaced by {@link resize}. */
  get depth(): GPUTexture {
    if (!this.#depth) throw new Error('SkinWhere.resize() must come first.');
    return this.#depth;
  }

  bind(spec: GPUBuffer, positions: GPUBuffer, triangles: GPUBuffer): void {
    this.#corners = triangles.size / 4;
    this.#group = this.#gpu.device.createBindGroup({
      label: 'view/skin-where',
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [spec, positions, triangles].map((buffer, binding) => ({
        binding,
        resource: { buffer },
      })),
    });
  }

  /** Makes the textures that large. */
  resize(width: number, height: number): void {
    this.destroy();
    this.#size = [width, height];
    const make = (label: string, format: GPUTextureFormat, usage: GPUTextureUsageFlags) =>
      this.#gpu.device.createTexture({
        ...{ label, format, size: { width, height } },
        usage: usage | GPUTextureUsage.RENDER_ATTACHMENT,
      });
    this.#marks = make('view.skinMarks', MARK_FORMAT, GPUTextureUsage.TEXTURE_BINDING);
    this.#depth = make('view.skinDepth', DEPTH_FORMAT, GPUTextureUsage.TEXTURE_BINDING);
    this.#gpu.ledger.add('view.where', BYTES_PER_PIXEL * width * height);
  }

  record(encoder: GPUCommandEncoder): void {
    const pass = encoder.beginRenderPass({
      label: 'view.skinWhere',
      colorAttachments: [
        {
          view: this.marks.createView(),
          clearValue: { r: 0, g: 0, b: 0, a: 0 },
          loadOp: 'clear',
          storeOp: 'store',
        },
      ],
      depthStencilAttachment: {
        view: this.#depth!.createView(),
        depthClearValue: 1,
        depthLoadOp: 'clear',
        depthStoreOp: 'store',
      },
    });
    if (this.#group) {
      pass.setPipeline(this.#pipeline);
      pass.setBindGroup(0, this.#group);
      pass.draw(this.#corners);
    }
    pass.end();
  }

  /** Frees the textures. */
  destroy(): void {
    if (!this.#marks) return;
    this.#marks.destroy();
    this.#depth?.destroy();
    this.#marks = undefined;
    this.#gpu.ledger.remove('view.where', BYTES_PER_PIXEL * this.#size[0] * this.#size[1]);
  }
}
