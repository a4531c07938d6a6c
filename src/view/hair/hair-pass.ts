import type { Gpu } from '../../gpu/gpu.ts';
import { GrownHair, type HairSource } from './grown-hair.ts';
import type { HairBatch } from './hair-batch.ts';
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
}

/** The hair in a picture. */
export interface HairLayer {
  /** Premultiplied linear RGB. */
  readonly layer: GPUTexture;
  /** Share of light left to the skin, of half the size. */
  readonly shade: GPUTexture;
}

/** Draws hair that stands on the head into a layer of its own. */
export class HairPass {
  readonly #gpu: Gpu;
  readonly #hair: GrownHair;
  readonly #pipelines: HairPipelines;
  readonly #views: readonly [scalp: GPUBuffer, face: GPUBuffer];
  #made: (HairLayer & { readonly depth: GPUTexture }) | undefined;

  private constructor(gpu: Gpu, hair: GrownHair, pipelines: HairPipelines) {
    this.#gpu = gpu;
    this.#hair = hair;
    this.#pipelines = pipelines;
    const view = (name: string) =>
      gpu.buffer(`hair.${name}View`, HairView.bytes, GPUBufferUsage.UNIFORM);
    this.#views = [view('scalp'), view('face')];
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

  /** Makes the layer that large. */
  resize(width: number, height: number): void {
    if (this.#made?.layer.width === width && this.#made.layer.height === height) return;
    this.#freeTextures();
    const make = (label: string, format: GPUTextureFormat, size: readonly number[], usage = 0) =>
      this.#gpu.device.createTexture({
        ...{ label, format, size },
        usage: usage | GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.TEXTURE_BINDING,
      });
    const half = [width, height].map((px) => Math.ceil(px / 2));
    this.#made = {
      layer: make('hair.layer', LAYER_FORMAT, [width, height], GPUTextureUsage.COPY_SRC),
      shade: make('hair.shade', SHADE_FORMAT, half, GPUTextureUsage.COPY_SRC),
      depth: make('hair.depth', DEPTH_FORMAT, [width, height]),
    };
    this.#gpu.ledger.add('hair.layer', BYTES_PER_PIXEL * width * height);
  }

  /** Draws the layer and submits it; undefined where no hair can be drawn. */
  draw(frame: HairFrame): HairLayer | undefined {
    if (!this.#made) throw new Error('HairPass.resize() must come first.');
    const { layer, shade, depth } = this.#made;
    const pxPerMm = layer.height / (2 * Math.tan((frame.fovDeg * Math.PI) / 360));
    const offMm = Math.hypot(...frame.eyeMm.map((mm, i) => mm - this.#hair.centre[i]!)) - HEAD_MM;
    if (!this.#hair.grow(offMm / pxPerMm < NEAR_MM_PER_PX)) return undefined;
    const { scalp, face, isLong } = this.#hair;
    const [scalpView, faceView] = this.#views;
    this.#gpu.write(scalpView, this.#view(frame, pxPerMm, scalp.segments, isLong));
    this.#gpu.write(faceView, this.#view(frame, pxPerMm, face.segments, false));
    const { device } = this.#gpu;
    const encoder = device.createCommandEncoder({ label: 'hair' });
    scalp.see(encoder, scalpView);
    face.see(encoder, faceView);
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
    this.#record(pass, face, faceView, [strand]);
    // Of long hair first what hides other hair, then the soft edges.
    this.#record(pass, scalp, scalpView, isLong ? [core, strand] : [strand]);
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
    return this.#made;
  }

  destroy(): void {
    this.#freeTextures();
    this.#hair.destroy();
    for (const view of this.#views) this.#gpu.free(view);
  }

  #view(frame: HairFrame, pxPerMm: number, segments: number, isLong: boolean) {
    const { width: widthPx, height: heightPx } = this.#made!.layer;
    const { lamps, sky, ground } = frame.light;
    const [eyeX, eyeY, eyeZ] = frame.eyeMm;
    const [centreX, centreY, centreZ] = this.#hair.centre;
    const perLamp = (of: (lamp: HairLamp) => readonly number[]) =>
      Array.from({ length: MOST_LAMPS }, (_, i) => (lamps[i] ? [...of(lamps[i]), 0] : NO_LAMP)).flat();
    return HairView.pack({
      viewProjection: frame.viewProjection,
      lampDirections: perLamp(({ direction }) => direction),
      lampLights: perLamp(({ light }) => light),
      sky: [...sky, 0],
      ground: [...ground, 0],
      ...{ eyeX, eyeY, eyeZ, centreX, centreY, centreZ, widthPx, heightPx, pxPerMm, segments },
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

  #freeTextures(): void {
    if (!this.#made) return;
    const { layer, shade, depth } = this.#made;
    this.#gpu.ledger.remove('hair.layer', BYTES_PER_PIXEL * layer.width * layer.height);
    for (const texture of [layer, shade, depth]) texture.destroy();
    this.#made = undefined;
  }
}

const NO_LAMP = [0, 0, 0, 0];
