import type { Gpu } from '../gpu/gpu.ts';
import { struct } from '../gpu/layout.ts';
import { linkShader } from '../gpu/link.ts';
import { type Edges, edgeTexture } from './edges/head-edges.ts';
import type { HairLayer } from './hair/hair-layer.ts';
import type { Light } from './light/lit-head.ts';
import type { PictureTarget } from './picture-target.ts';
import type { SkinColour } from './skin/skin-pass.ts';
import type { Spread } from './spread/spread-pass.ts';
import type { Look } from './view-api.ts';

const PresentSpec = struct('PresentSpec', {
  background: 'vec4f', // linear light where there is no head
  nearShare: 'vec4f', // of red, green and blue that spreads a little in the skin
  farShare: 'vec4f', // and farther
  colourStride: 'f32', // fine pixels along a side of each pixel of the colour
  lightStride: 'f32', // the same of the light
  hairStride: 'f32', // the same of the hair
  samples: 'u32', // fine pixels along a side of each pixel of the target
  isMap: 'u32', // the colour stands for a quantity and is to be read
  nearMm: 'f32', // nearest and farthest that the depth of edges tells
  farMm: 'f32',
  originMm: 'f32', // ahead of the camera: from where the light's depth is told
  edgeStepMm: 'f32', // more than this is an edge; 0 where there are none
});

/** What a picture is put together from. */
export interface Layers {
  readonly colour: SkinColour;
  readonly light: Light;
  /** Hair that stands on it, if any. */
  readonly hair?: HairLayer | undefined;
  /** Where a pixel shows more than one thing; where they are left out edges are rough. */
  readonly edges?: Edges | undefined;
  /** The light as it spreads in the skin; where it is left out it does not. */
  readonly spread?: Spread | undefined;
}

/** What was bound for some layers; they come again until a resize makes new ones. */
interface Bound extends Layers {
  readonly group: GPUBindGroup;
}

const NO_SHARES = [
  [0, 0, 0],
  [0, 0, 0],
] as const;

/** Most sets of layers that take turns: exact and draft of colour and light, bare skin. */
const MOST_BOUND = 8;

/** Puts colour and light together in a target, be it a canvas or a texture that is read back. */
export class Presenter {
  readonly #gpu: Gpu;
  readonly #module: GPUShaderModule;
  readonly #layout: GPUBindGroupLayout;
  readonly #pipelines = new Map<GPUTextureFormat, GPURenderPipeline>();
  readonly #between: GPUSampler;
  readonly #spec: GPUBuffer;
  readonly #bytes = new ArrayBuffer(PresentSpec.bytes);
  readonly #floats = new Float32Array(this.#bytes);
  readonly #words = new Uint32Array(this.#bytes);
  /** No hair: a clear pixel, and one that shades nothing. */
  readonly #bald: HairLayer;
  /** Bound where no edges are told. */
  readonly #edgeless: GPUTexture;
  #bound: Bound[] = [];

  private constructor(gpu: Gpu, module: GPUShaderModule) {
    this.#gpu = gpu;
    this.#module = module;
    this.#layout = layoutOn(gpu);
    this.#between = gpu.device.createSampler({ magFilter: 'linear', minFilter: 'linear' });
    this.#bald = {
      layer: pixel(gpu, 0),
      shade: pixel(gpu, 255),
      stride: 1,
    };
    this.#edgeless = edgeTexture(gpu, 1, 1);
    this.#spec = gpu.buffer('view.presentSpec', PresentSpec.bytes, GPUBufferUsage.UNIFORM);
  }

  /** Compiles for targets of one format; others are compiled when they come. Call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, format: GPUTextureFormat): Promise<Presenter> {
    const label = 'view/present';
    const code = await linkShader(label);
    const presenter = new Presenter(gpu, gpu.device.createShaderModule({ label, code }));
    await presenter.prepare(format);
    return presenter;
  }

  /** Compiles for targets of another format. */
  async prepare(format: GPUTextureFormat): Promise<void> {
    if (this.#pipelines.has(format)) return;
    const { device } = this.#gpu;
    const module = this.#module;
    const pipeline = await device.createRenderPipelineAsync({
      label: 'view/present',
      layout: device.createPipelineLayout({ bindGroupLayouts: [this.#layout] }),
      vertex: { module, entryPoint: 'whole' },
      fragment: { module, entryPoint: 'present', targets: [{ format }] },
    });
    this.#pipelines.set(format, pipeline);
  }

  /**
   * Draws and submits.
   *
   * @param isMap - The colour stands for a quantity: it is shaded little, and shines not at all.
   */
  draw(layers: Layers, { background }: Look, to: PictureTarget, isMap = false): void {
    const pipeline = this.#pipelines.get(to.format);
    if (!pipeline) throw new Error(`Presenter.prepare('${to.format}') must come first.`);
    const { offsets } = PresentSpec;
    this.#floats.set(background, offsets.background / 4);
    const [near, far] = layers.spread?.of.shares ?? NO_SHARES;
    this.#floats.set(near, offsets.nearShare / 4);
    this.#floats.set(far, offsets.farShare / 4);
    this.#floats[offsets.colourStride / 4] = layers.colour.stride;
    this.#floats[offsets.lightStride / 4] = layers.light.stride;
    this.#floats[offsets.hairStride / 4] = layers.hair?.stride ?? 1;
    this.#words[offsets.samples / 4] = to.samples;
    this.#words[offsets.isMap / 4] = isMap ? 1 : 0;
    this.#floats[offsets.nearMm / 4] = layers.edges?.nearMm ?? 1;
    this.#floats[offsets.farMm / 4] = layers.edges?.farMm ?? 2;
    this.#floats[offsets.originMm / 4] = layers.light.originMm;
    this.#floats[offsets.edgeStepMm / 4] = layers.edges?.stepMm ?? 0;
    const { device } = this.#gpu;
    device.queue.writeBuffer(this.#spec, 0, this.#bytes);
    const encoder = device.createCommandEncoder({ label: 'view.present' });
    const pass = encoder.beginRenderPass({
      label: 'view.present',
      colorAttachments: [{ view: to.view(), loadOp: 'clear', storeOp: 'store' }],
    });
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, this.#groupOf(layers));
    pass.draw(3);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  /** Lets go of the layers known so far; call when their textures are made anew. */
  forget(): void {
    this.#bound = [];
  }

  destroy(): void {
    this.#gpu.free(this.#spec);
    this.#bald.layer.destroy();
    this.#bald.shade.destroy();
    this.#edgeless.destroy();
  }

  #groupOf({ colour, light, hair = this.#bald, spread, edges }: Layers): GPUBindGroup {
    for (const bound of this.#bound) {
      if (
        bound.colour.texture === colour.texture &&
        bound.light.gloss === light.gloss &&
        bound.spread?.far === spread?.far &&
        bound.edges?.depth === edges?.depth &&
        bound.hair?.layer === hair.layer
      ) {
        return bound.group;
      }
    }
    const { gloss, diffuse } = light;
    const views = [colour.texture, gloss, diffuse].map((made) => made.createView());
    // Where light does not spread something must be bound none the less.
    const others = [hair.layer, hair.shade, spread?.near ?? diffuse, spread?.far ?? diffuse];
    const more = [...others, edges?.depth ?? this.#edgeless].map((made) => made.createView());
    const resources = [{ buffer: this.#spec }, ...views, this.#between, ...more];
    const group = this.#gpu.device.createBindGroup({
      label: 'view/present',
      layout: this.#layout,
      entries: resources.map((resource, binding) => ({ binding, resource })),
    });
    this.#bound = [
      ...this.#bound.slice(-MOST_BOUND + 1),
      { colour, light, hair, spread, edges, group },
    ];
    return group;
  }
}

/** One layout for the pipelines of all formats, so that what is bound serves each. */
function layoutOn({ device }: Gpu): GPUBindGroupLayout {
  const visibility = GPUShaderStage.FRAGMENT;
  const picture: GPUBindGroupLayoutEntry = { binding: 0, visibility, texture: {} };
  return device.createBindGroupLayout({
    label: 'view/present',
    entries: [
      { binding: 0, visibility, buffer: { type: 'uniform' } },
      ...[1, 2, 3].map((binding) => ({ ...picture, binding })),
      { binding: 4, visibility, sampler: {} },
      ...[5, 6, 7, 8].map((binding) => ({ ...picture, binding })),
      { binding: 9, visibility, texture: { sampleType: 'depth', multisampled: true } },
    ],
  });
}

function pixel({ device }: Gpu, value: number): GPUTexture {
  const { TEXTURE_BINDING, COPY_DST } = GPUTextureUsage;
  const usage = TEXTURE_BINDING | COPY_DST;
  const texture = device.createTexture({
    label: 'view.bald',
    format: 'rgba8unorm',
    size: [1, 1],
    usage,
  });
  device.queue.writeTexture({ texture }, new Uint8Array(4).fill(value), {}, [1, 1]);
  return texture;
}
