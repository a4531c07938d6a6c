import { KINDS, rampColour } from '../../color/ramps.ts';
import { decodeSrgb, type Rgb } from '../../color/srgb.ts';
import type { HeadMap } from '../../engine/maps/head-maps.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { linkShader } from '../../gpu/link.ts';
import type { MapScale } from '../../words/maps/map-scale.ts';
import { MAP_WORDS } from '../../words/maps/map-words.ts';
// The struct that the shader reads of the skin's pass.
import '../skin/skin-spec.ts';
import { MapPaintSpec, RAMP_COLOURS } from './map-spec.ts';

/** NO_VALUE of `shaders/view/map-colour.wgsl`: shaders need not know NaN. */
const NO_VALUE = -1e30;

/** Width of contour lines, pixels of the picture shown. */
const LINE_PX = 1.4;

/** What the pass shares with the skin's: the same camera, mesh and triangles found. */
export interface MapGround {
  readonly spec: GPUBuffer;
  readonly positions: GPUBuffer;
  readonly triangles: GPUBuffer;
  readonly shown: GPUTexture;
}

/** Colours of a quantity in the place of the skin's own; `SkinPass` draws with it. */
export class MapPaint {
  readonly pipeline: GPURenderPipeline;
  readonly #gpu: Gpu;
  readonly #spec: GPUBuffer;
  readonly #ramp: GPUBuffer;
  #values: GPUBuffer | undefined;
  #bound: { readonly ground: MapGround; readonly group: GPUBindGroup } | undefined;

  private constructor(gpu: Gpu, pipeline: GPURenderPipeline) {
    this.#gpu = gpu;
    this.pipeline = pipeline;
    this.#spec = gpu.buffer('view.mapSpec', MapPaintSpec.bytes, GPUBufferUsage.UNIFORM);
    this.#ramp = gpu.buffer('view.mapRamp', 16 * RAMP_COLOURS);
  }

  /** Compiles it; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<MapPaint> {
    const { device } = gpu;
    const label = 'view/map-colour';
    const module = device.createShaderModule({ label, code: await linkShader(label) });
    const pipeline = await device.createRenderPipelineAsync({
      ...{ label, layout: 'auto', vertex: { module, entryPoint: 'whole' } },
      fragment: { module, entryPoint: 'shade', targets: [{ format: 'rgba16float' }] },
    });
    return new MapPaint(gpu, pipeline);
  }

  /**
   * Takes over a map.
   *
   * @param pixelRatio - Pixels drawn along a side of each pixel shown: lines are as wide as shown.
   */
  set({ name, values, edge }: HeadMap, scale: MapScale, pixelRatio: number): void {
    const { low, high, lines } = scale;
    const { ramp } = MAP_WORDS[name];
    const isKind = ramp === 'kinds';
    const colours = isKind
      ? [...KINDS]
      : Array.from({ length: RAMP_COLOURS }, (_, i) => rampColour(ramp, i / (RAMP_COLOURS - 1)));
    this.#gpu.write(this.#ramp, linear(colours));
    this.#gpu.write(
      this.#spec,
      MapPaintSpec.pack({
        low,
        high,
        level: lines.first,
        step: isKind ? 0 : lines.step,
        linePx: LINE_PX * pixelRatio,
        isKind: isKind ? 1 : 0,
        colours: colours.length,
      }),
    );
    const given = new Float32Array(2 * values.length);
    values.forEach((value, v) => {
      given[2 * v] = Number.isNaN(value) ? NO_VALUE : value;
      given[2 * v + 1] = edge[v]!;
    });
    if (this.#values?.size !== given.byteLength) {
      this.#gpu.free(this.#values);
      this.#values = this.#gpu.buffer('view.mapValues', given.byteLength);
      this.#bound = undefined;
    }
    this.#gpu.write(this.#values!, given);
  }

  /** Its bindings on a ground, kept as long as that is the same. */
  groupOn(ground: MapGround): GPUBindGroup {
    const { spec, positions, triangles, shown } = ground;
    const last = this.#bound?.ground;
    const isSame =
      last?.spec === spec &&
      last.positions === positions &&
      last.triangles === triangles &&
      last.shown === shown;
    if (!this.#values) throw new Error('MapPaint.set() must come first.');
    if (!isSame || !this.#bound) {
      const buffers = [spec, positions, triangles, this.#spec, this.#values, this.#ramp];
      const group = this.#gpu.device.createBindGroup({
        label: 'view/map-colour',
        layout: this.pipeline.getBindGroupLayout(0),
        entries: [
          ...buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
          { binding: buffers.length, resource: shown.createView() },
        ],
      });
      this.#bound = { ground, group };
    }
    return this.#bound.group;
  }

  destroy(): void {
    for (const buffer of [this.#spec, this.#ramp, this.#values]) this.#gpu.free(buffer);
  }
}

function linear(colours: readonly Rgb[]): Float32Array {
  return Float32Array.from(colours.flatMap((colour) => [...decodeSrgb(colour), 1]));
}
