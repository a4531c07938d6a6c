import type { Gpu } from '../../gpu/gpu.ts';
import { GrownHair, type HairSource } from './grown-hair.ts';
import type { HairBatch } from './hair-batch.ts';
import type { HairLayer } from './hair-layer.ts';
import { type HairLamp, type HairLight, MOST_LAMPS } from './hair-light.ts';
import {
  DEPTH_FORMAT,
  type HairPipelines,
  hairPipelines,
  LAYER_FORMAT,
  SHADE_FORMAT,
} from './hair-pipelines.ts';
import { HairView } from './hair-structs.ts';

/** Bytes of a pixel: layer and depth, and a quarter of a byte of shade. */
const BYTES_PER_PIXEL = 12.25;

/** Single hairs are seen where a pixel is that narrow on the head, mm. */
const NEAR_MM_PER_PX = 0.14;
/** Of long hair from farther away: fewer of its strands end in sight, and wide ones read as wire. */
const LONG_NEAR_MM_PER_PX = 0.26;
/** About how far the scalp lies from the head's centre, mm. */
const HEAD_MM = 95;

/** How hair is seen. */
export interface HairFrame {
  readonly viewProjection: ArrayLike<number>;
  readonly eyeMm: readonly [number, number, number];
  readonly fovDeg: number;
  readonly nearMm: number;
  readonly farMm: number;
  /** Of the head alone, in the size of the layer. */
  readonly headDepth: GPUTexture;
  readonly light: HairLight;
  /** Days since the cut. */
  readonly grownDays: number;
}

/** One size of the layer, and what it shows. */
interface Made extends HairLayer {
  readonly depth: GPUTexture;
  of: readonly unknown[];
}

/** Fine pixels along a side of each pixel of a draft. */
const DRAFT_STRIDE = 3;

/** Draws hair that stands on the head into a layer of its own. */
export class HairPass {
  readonly #gpu: Gpu;
  readonly #hair: GrownHair;
  readonly #pipelines: HairPipelines;
  readonly #views: readonly [scalp: GPUBuffer, face: GPUBuffer, beard: GPUBuffer];
  #size: readonly [number, number] = [0, 0];
  #made = new Map<number, Made>();

  private constructor(gpu: Gpu, hair: GrownHair, pipelines: HairPipelines) {
    this.#gpu = gpu;
    this.#hair = hair;
    this.#pipelines = pipelines;
    const view = (name: string) =>
      gpu.buffer(`hair.${name}View`, HairView.bytes, GPUBufferUsage.UNIFORM);
    this.#views = [view('scalp'), view('face'), view('beard')];
  }

  /** Compiles the pass; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<HairPass> {
    const [hair, pipelines] = await Promise.all([GrownHair.create(gpu), hairPipelines(gpu)]);
    return new HairPass(gpu, hair, pipelines);
  }

  /** Shows the hair of a plan; call after the simulator took it. */
  bind(source: HairSource): void {
    this.#hair.source = source;
  }

  /** Makes layers for pictures of that many fine pixels. */
  resize(width: number, height: number): void {
    if (width === this.#size[0] && height === this.#size[1]) return;
    this.#freeTextures();
    this.#size = [width, height];
  }

  /**
   * Draws the layer and submits it, if it does not show that yet.
   *
   * @returns undefined where there is no plan.
   */
  draw(frame: HairFrame, isDraft = false): HairLayer | undefined {
    const made = this.#sized(isDraft ? DRAFT_STRIDE : 1);
    const pxPerMm = made.layer.height / (2 * Math.tan((frame.fovDeg * Math.PI) / 360));
    const offMm = Math.hypot(...frame.eyeMm.map((mm, i) => mm - this.#hair.centre[i]!)) - HEAD_MM;
    const grown = this.#hair.grow(
      frame.grownDays,
      offMm / (made.stride * pxPerMm) < (this.#hair.isLong ? LONG_NEAR_MM_PER_PX : NEAR_MM_PER_PX),
    );
    if (!grown) return undefined;
    const of = [grown, Array.from(frame.viewProjection).join(), JSON.stringify(frame.light)];
    if (of.some((part, i) => part !== made.of[i])) this.#draw(frame, made, pxPerMm);
    made.of = of;
    return made;
  }

  #draw(frame: HairFrame, { layer, shade, depth, stride }: Made, pxPerMm: number): void {
    const { scalp, face, beard, isLong, isShaved, isClean } = this.#hair;
    const [scalpView, faceView, beardView] = this.#views;
    const seen: readonly (readonly [HairBatch, GPUBuffer])[] = [
      ...(isShaved ? [] : [[scalp, scalpView] as const]),
      [face, faceView],
      ...(isClean ? [] : [[beard, beardView] as const]),
    ];
    const shared = { pxPerMm, stride };
    // What hair shades the skin by is told even where the scalp has none.
    for (const [batch, buffer] of [[scalp, scalpView] as const, ...seen]) {
      const own = { segments: batch.segments, isLong: batch === scalp && isLong };
      this.#gpu.write(buffer, this.#view(frame, layer, { ...shared, ...own }));
    }
    const { device } = this.#gpu;
    const encoder = device.createCommandEncoder({ label: 'hair' });
    for (const [batch, buffer] of seen) batch.see(encoder, buffer);
    const pass = encoder.beginRenderPass({
      label: 'hair',
      colorAttachments: [
        {
          view: layer.createView(),
          clearValue: { r: 0, g: 0, b: 0, a: 0 },
          loadOp: 'clear',
          storeOp: 'store',
        },
      ],
      depthStencilAttachment: {
        view: depth.createView(),
        depthClearValue: 1,
        depthLoadOp: 'clear',
        depthStoreOp: 'discard',
      },
    });
    const { head, strand, core } = this.#pipelines;
    pass.setPipeline(head);
    pass.setBindGroup(0, this.#bound(head, scalpView, frame.headDepth));
    pass.draw(3);
    // Of long hair first what hides other hair, then the soft edges; it lies over the face.
    for (const [batch, buffer] of seen.filter(([batch]) => batch !== scalp)) {
      this.#record(pass, batch, buffer, [strand]);
    }
    if (!isShaved) this.#record(pass, scalp, scalpView, isLong ? [core, strand] : [strand]);
    pass.end();
    const shading = encoder.beginRenderPass({
      label: 'hair.shade',
      colorAttachments: [{ view: shade.createView(), loadOp: 'clear', storeOp: 'store' }],
    });
    shading.setPipeline(this.#pipelines.shade);
    shading.setBindGroup(0, this.#bound(this.#pipelines.shade, scalpView, layer));
    shading.draw(3);
    shading.end();
    device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    this.#freeTextures();
    this.#hair.destroy();
    for (const view of this.#views) this.#gpu.free(view);
  }

  #view(
    frame: HairFrame,
    { width: widthPx, height: heightPx }: GPUTexture,
    { isLong, ...own }: { pxPerMm: number; stride: number; segments: number; isLong: boolean },
  ) {
    const { lamps, sky, ground } = frame.light;
    const [eyeX, eyeY, eyeZ] = frame.eyeMm;
    const [centreX, centreY, centreZ] = this.#hair.centre;
    const perLamp = (of: (lamp: HairLamp) => readonly number[]) =>
      Array.from({ length: MOST_LAMPS }, (_, i) =>
        lamps[i] ? [...of(lamps[i]), 0] : NO_LAMP,
      ).flat();
    return HairView.pack({
      viewProjection: frame.viewProjection,
      lampDirections: perLamp(({ direction }) => direction),
      lampLights: perLamp(({ light }) => light),
      sky: [...sky, 0],
      ground: [...ground, 0],
      ...{ eyeX, eyeY, eyeZ, centreX, centreY, centreZ, widthPx, heightPx, ...own },
      nearMm: frame.nearMm,
      farMm: frame.farMm,
      isLong: isLong ? 1 : 0,
      lampCount: Math.min(MOST_LAMPS, lamps.length),
    });
  }

  #record(
    pass: GPURenderPassEncoder,
    batch: HairBatch,
    view: GPUBuffer,
    pipelines: readonly GPURenderPipeline[],
  ): void {
    const { seen, lights, indices, args } = batch.drawn;
    const group = this.#gpu.device.createBindGroup({
      label: 'hair/draw-strands',
      layout: this.#pipelines.strand.getBindGroupLayout(0),
      entries: [view, seen, lights].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    pass.setIndexBuffer(indices, 'uint32');
    pass.setBindGroup(0, group);
    for (const pipeline of pipelines) {
      pass.setPipeline(pipeline);
      pass.drawIndexedIndirect(args, 0);
    }
  }

  #bound(pipeline: GPURenderPipeline, view: GPUBuffer, picture: GPUTexture): GPUBindGroup {
    return this.#gpu.device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: { buffer: view } },
        { binding: 1, resource: picture.createView() },
      ],
    });
  }

  #sized(stride: number): Made {
    const known = this.#made.get(stride);
    if (known) return known;
    if (this.#size[0] === 0) throw new Error('HairPass.resize() must come first.');
    const size = this.#size.map((px) => Math.ceil(px / stride));
    const make = (label: string, format: GPUTextureFormat, of: number[], usage = 0) =>
      this.#gpu.device.createTexture({
        ...{ label, format, size: of },
        usage: usage | GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.TEXTURE_BINDING,
      });
    const half = size.map((px) => Math.ceil(px / 2));
    const fresh: Made = {
      layer: make('hair.layer', LAYER_FORMAT, size, GPUTextureUsage.COPY_SRC),
      shade: make('hair.shade', SHADE_FORMAT, half, GPUTextureUsage.COPY_SRC),
      depth: make('hair.depth', DEPTH_FORMAT, size),
      ...{ stride, of: [] },
    };
    this.#gpu.ledger.add('hair.layer', bytesOf(fresh));
    this.#made.set(stride, fresh);
    return fresh;
  }

  #freeTextures(): void {
    for (const made of this.#made.values()) {
      this.#gpu.ledger.remove('hair.layer', bytesOf(made));
      for (const texture of [made.layer, made.shade, made.depth]) texture.destroy();
    }
    this.#made.clear();
  }
}

function bytesOf({ layer }: HairLayer): number {
  return BYTES_PER_PIXEL * layer.width * layer.height;
}

const NO_LAMP = [0, 0, 0, 0];
