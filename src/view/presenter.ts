import type { Gpu } from '../gpu/gpu.ts';
import { struct } from '../gpu/layout.ts';
import { linkShader } from '../gpu/link.ts';
import type { Light } from './lit-head.ts';
import type { SkinColour } from './skin-pass.ts';

const PresentSpec = struct('PresentSpec', {
  colourStride: 'f32', // pixels of the canvas along a side of each pixel of the colour
  lightStride: 'f32', // the same of the light
});

/** Puts colour and light together on a canvas. */
export class Presenter {
  readonly #gpu: Gpu;
  readonly #context: GPUCanvasContext;
  readonly #pipeline: GPURenderPipeline;
  readonly #between: GPUSampler;
  readonly #spec: GPUBuffer;

  private constructor(gpu: Gpu, context: GPUCanvasContext, pipeline: GPURenderPipeline) {
    this.#gpu = gpu;
    this.#context = context;
    this.#pipeline = pipeline;
    this.#between = gpu.device.createSampler({ magFilter: 'linear', minFilter: 'linear' });
    this.#spec = gpu.buffer('view.presentSpec', PresentSpec.bytes, GPUBufferUsage.UNIFORM);
  }

  /** Takes the canvas, for good; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, canvas: HTMLCanvasElement): Promise<Presenter> {
    const { device } = gpu;
    const format = navigator.gpu.getPreferredCanvasFormat();
    const context = canvas.getContext('webgpu') as GPUCanvasContext;
    context.configure({ device, format, alphaMode: 'opaque' });
    const label = 'view/present';
    const module = device.createShaderModule({ label, code: await linkShader(label) });
    const pipeline = await device.createRenderPipelineAsync({
      ...{ label, layout: 'auto', vertex: { module, entryPoint: 'whole' } },
      fragment: { module, entryPoint: 'present', targets: [{ format }] },
    });
    return new Presenter(gpu, context, pipeline);
  }

  draw(colour: SkinColour, light: Light): void {
    const { device } = this.#gpu;
    this.#gpu.write(
      this.#spec,
      PresentSpec.packAll([{ colourStride: colour.stride, lightStride: light.stride }]),
    );
    const encoder = device.createCommandEncoder({ label: 'view.present' });
    const pass = encoder.beginRenderPass({
      label: 'view.present',
      colorAttachments: [
        {
          view: this.#context.getCurrentTexture().createView(),
          loadOp: 'clear',
          storeOp: 'store',
        },
      ],
    });
    const views = [colour.texture, light.dark, light.white].map((texture) => texture.createView());
    const resources = [{ buffer: this.#spec }, ...views, this.#between];
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({
        label: 'view/present',
        layout: this.#pipeline.getBindGroupLayout(0),
        entries: resources.map((resource, binding) => ({ binding, resource })),
      }),
    );
    pass.draw(3);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    this.#gpu.free(this.#spec);
    this.#context.unconfigure();
  }
}
