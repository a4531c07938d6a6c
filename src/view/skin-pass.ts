import { BAND_WEIGHTS } from '../color/band-weights.ts';
import { xyzToLinear } from '../color/srgb.ts';
import type { SceneBuffers } from '../engine/scene-buffers.ts';
// The structs that the shader reads of the engine's buffers.
import '../engine/structs.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { struct } from '../gpu/layout.ts';
import { linkShader } from '../gpu/link.ts';

const SkinSpec = struct('SkinSpec', {
  viewProjection: 'mat4x4f',
  bandRgb: ['vec4f', 6], // linear RGB of each band's light, bare reflectance included; w what a scar adds
  bucketMask: 'u32',
  dividerPx: 'f32', // left of it the head is shown before treatment
  revealMm: 'f32', // dots further behind the front hairline are not yet shown
  mottling: 'f32', // natural unevenness of skin, 0 for none
  seed: 'u32',
  hairSlot: 'u32', // response that all hairs share
  scarMask: 'u32', // buckets of the scars' own grid, less one; 0 where there is no scar
  vertexCount: 'u32', // shares of scar that stand before that grid
});

const COLOUR_FORMAT = 'rgba16float';
const DEPTH_FORMAT = 'depth32float';
const BYTES_PER_PIXEL = 12;

/** Frame-by-frame settings of the pass. */
export interface SkinFrame {
  readonly viewProjection: ArrayLike<number>;
  readonly dividerPx: number;
  readonly revealMm: number;
  readonly mottling: number;
  readonly seed: number;
}

/**
 * Draws the colour of the skin into a texture straight from the engine's buffers; the lit material
 * then reads that texture pixel for pixel. Raw WGSL, because a three.js material cannot hold it.
 */
export class SkinPass {
  readonly #gpu: Gpu;
  readonly #pipeline: GPURenderPipeline;
  readonly #spec: GPUBuffer;
  readonly #bytes = new ArrayBuffer(SkinSpec.bytes);
  readonly #floats = new Float32Array(this.#bytes);
  readonly #words = new Uint32Array(this.#bytes);
  #group: GPUBindGroup | undefined;
  #corners = 0;
  #size: readonly [number, number] = [0, 0];
  #colour: GPUTexture | undefined;
  #depth: GPUTexture | undefined;
  #colourView: GPUTextureView | undefined;
  #depthView: GPUTextureView | undefined;
  #bare: GPUColorDict = { r: 0, g: 0, b: 0, a: 1 };

  private constructor(gpu: Gpu, pipeline: GPURenderPipeline) {
    this.#gpu = gpu;
    this.#pipeline = pipeline;
    this.#spec = gpu.buffer('view.skinSpec', SkinSpec.bytes, GPUBufferUsage.UNIFORM);
  }

  /** Compiles the pass; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<SkinPass> {
    const { device } = gpu;
    const module = device.createShaderModule({
      label: 'view/skin-albedo',
      code: await linkShader('view/skin-albedo'),
    });
    const vertex = GPUShaderStage.VERTEX;
    const fragment = GPUShaderStage.FRAGMENT;
    const visibility = [
      vertex | fragment,
      vertex,
      vertex,
      vertex,
      fragment,
      fragment,
      fragment,
      fragment,
      vertex | fragment,
    ];
    const layout = device.createBindGroupLayout({
      label: 'view/skin-albedo',
      entries: visibility.map((stages, binding) => ({
        binding,
        visibility: stages,
        buffer: { type: binding === 0 ? 'uniform' : 'read-only-storage' },
      })),
    });
    const pipeline = await device.createRenderPipelineAsync({
      label: 'view/skin-albedo',
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      vertex: { module, entryPoint: 'corner' },
      fragment: { module, entryPoint: 'shade', targets: [{ format: COLOUR_FORMAT }] },
      primitive: { topology: 'triangle-list', cullMode: 'back' },
      depthStencil: { format: DEPTH_FORMAT, depthWriteEnabled: true, depthCompare: 'less' },
    });
    return new SkinPass(gpu, pipeline);
  }

  /** The colour texture, linear RGB; replaced by {@link resize}. */
  get texture(): GPUTexture {
    if (!this.#colour) throw new Error('SkinPass.resize() must come first.');
    return this.#colour;
  }

  /** Takes over the engine's buffers; call after the simulator replaced them. */
  bind(scene: SceneBuffers): void {
    const { positions, triangles, looks, marks, responses, starts, order } = scene;
    this.#corners = triangles.size / 4;
    this.#group = this.#gpu.device.createBindGroup({
      label: 'view/skin-albedo',
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [
        this.#spec,
        positions,
        triangles,
        looks,
        marks,
        responses,
        starts,
        order,
        scene.scars.buffer,
      ].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    const at = SkinSpec.offsets.bandRgb / 4;
    const bare = [0, 0, 0];
    BAND_WEIGHTS.forEach((xyz, band) => {
      const rgb = xyzToLinear(xyz).map((value) => value * scene.bareReflectance[band]!);
      this.#floats.set([...rgb, scene.scarLift[band]!], at + 4 * band);
      rgb.forEach((value, i) => {
        bare[i]! += value;
      });
    });
    this.#bare = { r: bare[0]!, g: bare[1]!, b: bare[2]!, a: 1 };
    this.#words[SkinSpec.offsets.bucketMask / 4] = scene.bucketMask;
    this.#words[SkinSpec.offsets.hairSlot / 4] = scene.count;
    this.#words[SkinSpec.offsets.scarMask / 4] = scene.scars.bucketMask;
    this.#words[SkinSpec.offsets.vertexCount / 4] = scene.scars.vertexCount;
  }

  /** Makes the textures that large. */
  resize(widthPx: number, heightPx: number): void {
    if (widthPx === this.#size[0] && heightPx === this.#size[1]) return;
    this.#freeTextures();
    this.#size = [widthPx, heightPx];
    const make = (label: string, format: GPUTextureFormat, usage: GPUTextureUsageFlags) =>
      this.#gpu.device.createTexture({
        label,
        format,
        size: { width: widthPx, height: heightPx },
        usage: usage | GPUTextureUsage.RENDER_ATTACHMENT,
      });
    this.#colour = make(
      'view.skinColour',
      COLOUR_FORMAT,
      GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_SRC,
    );
    this.#depth = make('view.skinDepth', DEPTH_FORMAT, 0);
    this.#colourView = this.#colour.createView();
    this.#depthView = this.#depth.createView();
    this.#gpu.ledger.add('view.textures', BYTES_PER_PIXEL * widthPx * heightPx);
  }

  /** Draws one frame and submits it. Allocates nothing that outlives the frame. */
  draw(frame: SkinFrame): void {
    const { offsets } = SkinSpec;
    this.#floats.set(frame.viewProjection, offsets.viewProjection / 4);
    this.#floats[offsets.dividerPx / 4] = frame.dividerPx;
    // Shaders need not know infinity.
    this.#floats[offsets.revealMm / 4] = Math.min(frame.revealMm, 1e5);
    this.#floats[offsets.mottling / 4] = frame.mottling;
    this.#words[offsets.seed / 4] = frame.seed;
    const { device } = this.#gpu;
    device.queue.writeBuffer(this.#spec, 0, this.#bytes);
    const encoder = device.createCommandEncoder({ label: 'view.skin' });
    const pass = encoder.beginRenderPass({
      label: 'view.skin',
      colorAttachments: [
        // Edges of the head blend into skin, never into black.
        {
          view: this.#colourView!,
          clearValue: this.#bare,
          loadOp: 'clear',
          storeOp: 'store',
        },
      ],
      depthStencilAttachment: {
        view: this.#depthView!,
        depthClearValue: 1,
        depthLoadOp: 'clear',
        depthStoreOp: 'discard',
      },
    });
    if (this.#group) {
      pass.setPipeline(this.#pipeline);
      pass.setBindGroup(0, this.#group);
      pass.draw(this.#corners);
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    this.#freeTextures();
    this.#gpu.free(this.#spec);
  }

  #freeTextures(): void {
    if (!this.#colour) return;
    this.#colour.destroy();
    this.#depth?.destroy();
    this.#colour = undefined;
    this.#gpu.ledger.remove('view.textures', BYTES_PER_PIXEL * this.#size[0] * this.#size[1]);
  }
}
