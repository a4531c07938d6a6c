import { BAND_WEIGHTS } from '../../color/band-weights.ts';
import { xyzToLinear } from '../../color/srgb.ts';
import type { SceneBuffers } from '../../engine/scene-buffers.ts';
// The structs that the shader reads of the engine's buffers.
import '../../engine/structs.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { linkShader } from '../../gpu/link.ts';
import type { MapPaint } from '../map/map-paint.ts';
import { SkinSpec } from './skin-spec.ts';
import { SkinWhere } from './skin-where.ts';

const COLOUR_FORMAT = 'rgba16float';
const BYTES_PER_PIXEL = 8;

/** Fine pixels along a side of each pixel of a draft, where nothing else is asked for. */
const DRAFT_STRIDE = 4;

/** Frame-by-frame settings of the pass. */
export interface SkinFrame {
  readonly viewProjection: ArrayLike<number>;
  readonly dividerPx: number;
  readonly revealMm: number;
  readonly mottling: number;
  readonly seed: number;
  /** Colours of a map in the place of the skin's own. */
  readonly map?: MapPaint | undefined;
}

/** A picture of the skin's colour, linear RGB, and how many fine pixels a side of its pixels covers. */
export interface SkinColour {
  readonly texture: GPUTexture;
  readonly stride: number;
}

/**
 * Draws the colour of the skin into a texture straight from the engine's buffers; the lit material
 * then reads that texture pixel for pixel. First it finds the triangle that each pixel shows, which
 * is kept as long as the camera and the mesh stay, then it works out the colour of each pixel once.
 * Raw WGSL, because a three.js material cannot hold it.
 */
export class SkinPass {
  readonly #gpu: Gpu;
  readonly #where: SkinWhere;
  readonly #pipeline: GPURenderPipeline;
  readonly #spec: GPUBuffer;
  readonly #bytes = new ArrayBuffer(SkinSpec.bytes);
  readonly #floats = new Float32Array(this.#bytes);
  readonly #words = new Uint32Array(this.#bytes);
  #scene: SceneBuffers | undefined;
  #group: GPUBindGroup | undefined;
  #size: readonly [number, number] = [0, 0];
  #fine: SkinColour | undefined;
  #draft: SkinColour | undefined;
  /** What the triangles found are seen through; undefined when they must be found again. */
  #foundFrom: Float32Array | undefined;

  private constructor(gpu: Gpu, where: SkinWhere, pipeline: GPURenderPipeline) {
    this.#gpu = gpu;
    this.#where = where;
    this.#pipeline = pipeline;
    this.#spec = gpu.buffer('view.skinSpec', SkinSpec.bytes, GPUBufferUsage.UNIFORM);
  }

  /** Compiles the pass, once a device; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<SkinPass> {
    const [where, pipeline] = await Promise.all([SkinWhere.create(gpu), compiledOnce(gpu)]);
    return new SkinPass(gpu, where, pipeline);
  }

  /** The colour texture, linear RGB; replaced by {@link resize}. */
  get texture(): GPUTexture {
    return this.colour.texture;
  }

  /** Depth of the head as last seen by {@link draw}; replaced by {@link resize}. */
  get headDepth(): GPUTexture {
    return this.#where.depth;
  }

  /** What {@link draw}, or all of {@link drawPart}, drew last. */
  get colour(): SkinColour {
    if (!this.#fine) throw new Error('SkinPass.resize() must come first.');
    return this.#fine;
  }

  /** Takes over the engine's buffers; call after the simulator replaced them. */
  bind(scene: SceneBuffers): void {
    const { positions, triangles } = scene;
    if (this.#scene?.positions !== positions || this.#scene.triangles !== triangles) {
      this.#where.bind(this.#spec, positions, triangles);
      this.#foundFrom = undefined;
    }
    this.#scene = scene;
    this.#group = undefined;
    const at = SkinSpec.offsets.bandRgb / 4;
    BAND_WEIGHTS.forEach((xyz, band) => {
      const rgb = xyzToLinear(xyz).map((value) => value * scene.bareReflectance[band]!);
      this.#floats.set([...rgb, scene.scarLift[band]!], at + 4 * band);
      const { melanin, blood } = scene.tone;
      const bends = [melanin[band]!, blood[band]!].flatMap(({ slope, bend }) => [slope, bend]);
      this.#floats.set(bends, SkinSpec.offsets.bandTone / 4 + 4 * band);
    });
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
    this.#where.resize(widthPx, heightPx);
    this.#foundFrom = undefined;
    this.#group = undefined;
    this.#floats[SkinSpec.offsets.widthPx / 4] = widthPx;
    this.#floats[SkinSpec.offsets.heightPx / 4] = heightPx;
    this.#fine = this.#colour(1);
  }

  /** Draws one frame and submits it. Allocates nothing that outlives the frame. */
  draw(frame: SkinFrame): SkinColour {
    return this.#draw(frame, this.#fine!);
  }

  /** One of `parts` strips of the same, from the top; all of them in turn draw all. */
  drawPart(frame: SkinFrame, part: number, parts: number): SkinColour {
    return this.#draw(frame, this.#fine!, part, parts);
  }

  /** The same, a pixel for each block of fine ones, as wide as the block sees it. */
  drawDraft(frame: SkinFrame, stride = DRAFT_STRIDE): SkinColour {
    if (this.#draft?.stride !== stride) {
      this.#freeColour(this.#draft);
      this.#draft = this.#colour(stride);
    }
    return this.#draw(frame, this.#draft);
  }

  destroy(): void {
    this.#freeTextures();
    this.#where.destroy();
    this.#gpu.free(this.#spec);
  }

  #draw(frame: SkinFrame, to: SkinColour, part = 0, parts = 1): SkinColour {
    const { offsets } = SkinSpec;
    this.#floats.set(frame.viewProjection, offsets.viewProjection / 4);
    this.#floats[offsets.dividerPx / 4] = frame.dividerPx;
    // Shaders need not know infinity.
    this.#floats[offsets.revealMm / 4] = Math.min(frame.revealMm, 1e5);
    this.#floats[offsets.mottling / 4] = frame.mottling;
    this.#words[offsets.seed / 4] = frame.seed;
    this.#words[offsets.stride / 4] = to.stride;
    const { device } = this.#gpu;
    device.queue.writeBuffer(this.#spec, 0, this.#bytes);
    const encoder = device.createCommandEncoder({ label: 'view.skin' });
    const seenFrom = this.#floats.subarray(
      offsets.viewProjection / 4,
      offsets.viewProjection / 4 + 16,
    );
    if (!this.#foundFrom?.every((value, i) => value === seenFrom[i])) {
      this.#foundFrom = seenFrom.slice();
      this.#where.record(encoder);
    }
    const loadOp = part === 0 ? 'clear' : 'load';
    const pass = encoder.beginRenderPass({
      label: 'view.skin',
      colorAttachments: [{ view: to.texture.createView(), loadOp, storeOp: 'store' }],
    });
    const { width, height } = to.texture;
    const [top, bottom] = [part, part + 1].map((end) => Math.floor((height * end) / parts));
    if (this.#scene && bottom! > top!) {
      pass.setScissorRect(0, top!, width, bottom! - top!);
      this.#paint(pass, this.#scene, frame.map);
      pass.draw(3);
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    return to;
  }

  #paint(pass: GPURenderPassEncoder, scene: SceneBuffers, map: MapPaint | undefined): void {
    if (map) {
      const { positions, triangles } = scene;
      const ground = { spec: this.#spec, positions, triangles, shown: this.#where.marks };
      pass.setPipeline(map.pipeline);
      pass.setBindGroup(0, map.groupOn(ground));
      return;
    }
    this.#group ??= this.#bound(scene);
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, this.#group);
  }

  #bound(scene: SceneBuffers): GPUBindGroup {
    const { positions, triangles, looks, marks, responses, starts, order, scars } = scene;
    const buffers = [this.#spec, positions, triangles, looks, marks, responses, starts, order];
    return this.#gpu.device.createBindGroup({
      label: 'view/skin-albedo',
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [
        ...[...buffers, scars.buffer].map((buffer, binding) => ({ binding, resource: { buffer } })),
        { binding: buffers.length + 1, resource: this.#where.marks.createView() },
      ],
    });
  }

  #colour(stride: number): SkinColour {
    const [width, height] = this.#size.map((px) => Math.ceil(px / stride)) as [number, number];
    const texture = this.#gpu.device.createTexture({
      label: 'view.skinColour',
      format: COLOUR_FORMAT,
      size: { width, height },
      usage:
        GPUTextureUsage.TEXTURE_BINDING |
        GPUTextureUsage.COPY_SRC |
        GPUTextureUsage.RENDER_ATTACHMENT,
    });
    this.#gpu.ledger.add('view.skinColour', BYTES_PER_PIXEL * width * height);
    return { texture, stride };
  }

  #freeTextures(): void {
    this.#freeColour(this.#fine);
    this.#freeColour(this.#draft);
    this.#fine = this.#draft = undefined;
  }

  #freeColour(made: SkinColour | undefined): void {
    if (!made) return;
    const { width, height } = made.texture;
    made.texture.destroy();
    this.#gpu.ledger.remove('view.skinColour', BYTES_PER_PIXEL * width * height);
  }
}

/** A software GPU takes seconds for it, more than for many a picture. */
const compiled = new WeakMap<Gpu, Promise<GPURenderPipeline>>();

function compiledOnce(gpu: Gpu): Promise<GPURenderPipeline> {
  const known = compiled.get(gpu);
  if (known) return known;
  const fresh = compile(gpu);
  compiled.set(gpu, fresh);
  // What failed is tried again.
  fresh.catch(() => compiled.delete(gpu));
  return fresh;
}

async function compile({ device }: Gpu): Promise<GPURenderPipeline> {
  const label = 'view/skin-albedo';
  const module = device.createShaderModule({ label, code: await linkShader(label) });
  return device.createRenderPipelineAsync({
    label,
    layout: 'auto',
    vertex: { module, entryPoint: 'whole' },
    fragment: { module, entryPoint: 'shade', targets: [{ format: COLOUR_FORMAT }] },
  });
}
