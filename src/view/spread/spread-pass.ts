import type { PerspectiveCamera } from 'three/webgpu';
import type { Gpu } from '../../gpu/gpu.ts';
import { struct } from '../../gpu/layout.ts';
import { linkShader } from '../../gpu/link.ts';
import type { IlluminationSpread } from '../../light/spread/illumination-spread.ts';
import type { Light } from '../light/lit-head.ts';

const SpreadSpec = struct('SpreadSpec', {
  along: 'vec4f', // across or down, its first two
  sigmaMm: 'f32', // of this blur
  texelAtOne: 'f32', // width of a fine pixel, mm, for each mm ahead of the camera
  originMm: 'f32', // ahead of the camera: from where depth is told
  stride: 'u32', // fine pixels along a side of each of these
});

const FORMAT = 'rgba16float';
const BYTES_PER_PIXEL = 8;
const MOST_STRIDE = 16;
/** A Gaussian narrower than this, coarse pixels, is what gathering does by itself. */
const LEAST_SIGMA_PX = 0.7;
/** Made, across and down of each of two Gaussians. */
const STEPS = 5;

/** The diffuse light once it has spread, near and far. */
export interface Spread {
  readonly near: GPUTexture;
  readonly far: GPUTexture;
  readonly of: IlluminationSpread;
}

/** Light that enters skin comes back beside where it got in: shadows lose their hard edge, red first. */
export class SpreadPass {
  readonly #gpu: Gpu;
  readonly #gather: GPURenderPipeline;
  readonly #blur: GPURenderPipeline;
  readonly #between: GPUSampler;
  readonly #specs: readonly GPUBuffer[];
  #textures: readonly GPUTexture[] = [];
  #made: { readonly spread: Spread; readonly key: string } | undefined;

  private constructor(gpu: Gpu, gather: GPURenderPipeline, blur: GPURenderPipeline) {
    this.#gpu = gpu;
    this.#gather = gather;
    this.#blur = blur;
    this.#between = gpu.device.createSampler({ magFilter: 'linear', minFilter: 'linear' });
    this.#specs = Array.from({ length: STEPS }, () =>
      gpu.buffer('view.spreadSpec', SpreadSpec.bytes, GPUBufferUsage.UNIFORM),
    );
  }

  /** Compiles; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<SpreadPass> {
    const { device } = gpu;
    const label = 'view/spread';
    const module = device.createShaderModule({ label, code: await linkShader(label) });
    const [gather, blur] = await Promise.all(
      ['gather', 'blur'].map((entryPoint) =>
        device.createRenderPipelineAsync({
          ...{ label: `${label}.${entryPoint}`, layout: 'auto' },
          vertex: { module, entryPoint: 'whole' },
          fragment: { module, entryPoint, targets: [{ format: FORMAT }] },
        }),
      ),
    );
    return new SpreadPass(gpu, gather!, blur!);
  }

  /** The light spread as in that skin; kept as long as light and skin stay. */
  of(light: Light, camera: PerspectiveCamera, skin: IlluminationSpread): Spread {
    const key = `${light.of} ${light.stride} ${skin.sigmasMm}`;
    if (this.#made?.key === key && this.#made.spread.of === skin) return this.#made.spread;
    const { width, height } = light.diffuse;
    const texelAtOne = (2 * Math.tan((camera.fov * Math.PI) / 360)) / height;
    const stride = strideFor(skin, texelAtOne * light.originMm);
    this.#resize(Math.ceil(width / stride), Math.ceil(height / stride));
    const [a, b, c] = this.#textures as [GPUTexture, GPUTexture, GPUTexture];
    const [nearMm, farMm] = skin.sigmasMm;
    const least = LEAST_SIGMA_PX * stride * texelAtOne * light.originMm;
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'view.spread' });
    const common = { texelAtOne, originMm: light.originMm, stride };
    let step = 0;
    const spec = ([x, y]: readonly [number, number], sigmaMm: number) => {
      const along = [x, y, 0, 0];
      const buffer = this.#specs[step++]!;
      this.#gpu.write(buffer, SpreadSpec.packAll([{ ...common, along, sigmaMm }]));
      return buffer;
    };
    this.#pass(encoder, this.#gather, [spec([0, 0], 1), light.diffuse, light.gloss], a);
    const blur = (sigmaMm: number, from: GPUTexture, over: GPUTexture, to: GPUTexture) => {
      this.#pass(encoder, this.#blur, [spec([1, 0], sigmaMm), from], over);
      this.#pass(encoder, this.#blur, [spec([0, 1], sigmaMm), over], to);
    };
    if (nearMm > least) blur(nearMm, a, b, a);
    // Its start has spread as far as the near one.
    const rest = Math.sqrt(Math.max(least ** 2, farMm ** 2 - nearMm ** 2));
    blur(rest, a, b, c);
    this.#gpu.device.queue.submit([encoder.finish()]);
    const spread = { near: a, far: c, of: skin };
    this.#made = { spread, key };
    return spread;
  }

  /** Lets go of textures; what is asked for next is made anew. */
  forget(): void {
    for (const texture of this.#textures) {
      texture.destroy();
      this.#gpu.ledger.remove('view.spread', BYTES_PER_PIXEL * texture.width * texture.height);
    }
    this.#textures = [];
    this.#made = undefined;
  }

  destroy(): void {
    this.forget();
    for (const spec of this.#specs) this.#gpu.free(spec);
  }

  #resize(width: number, height: number): void {
    const [first] = this.#textures;
    if (first?.width === width && first.height === height) return;
    this.forget();
    this.#textures = ['near', 'across', 'far'].map((label) => {
      this.#gpu.ledger.add('view.spread', BYTES_PER_PIXEL * width * height);
      return this.#gpu.device.createTexture({
        label: `view.spread.${label}`,
        format: FORMAT,
        size: { width, height },
        usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.RENDER_ATTACHMENT,
      });
    });
  }

  #pass(
    encoder: GPUCommandEncoder,
    pipeline: GPURenderPipeline,
    [spec, ...textures]: readonly [GPUBuffer, ...GPUTexture[]],
    to: GPUTexture,
  ): void {
    const views = textures.map((texture) => texture.createView());
    const isBlur = pipeline === this.#blur;
    const entries: GPUBindGroupEntry[] = [
      { binding: 0, resource: { buffer: spec } },
      ...views.map((resource, i) => ({ binding: 1 + i, resource })),
      ...(isBlur ? [{ binding: 3, resource: this.#between }] : []),
    ];
    const pass = encoder.beginRenderPass({
      label: 'view.spread',
      colorAttachments: [{ view: to.createView(), loadOp: 'clear', storeOp: 'store' }],
    });
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      this.#gpu.device.createBindGroup({
        label: 'view/spread',
        layout: pipeline.getBindGroupLayout(0),
        entries,
      }),
    );
    pass.draw(3);
    pass.end();
  }
}

/** Fine pixels along a side of each coarse one: Gaussians want no more than a few pixels. */
function strideFor({ sigmasMm: [nearMm, farMm] }: IlluminationSpread, pixelMm: number): number {
  const wish = Math.max(nearMm / LEAST_SIGMA_PX, Math.min(farMm / 1.2, 2 * pixelMm)) / pixelMm;
  return Math.min(MOST_STRIDE, 2 ** Math.max(0, Math.floor(Math.log2(wish))));
}
