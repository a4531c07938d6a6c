import { Buffers, stageKernel } from '../../engine/host.ts';
import type { Simulator } from '../../engine/simulator.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import type { Head } from '../../head/head.ts';
import { clipOf, type PhotoCamera } from '../../photo/camera.ts';
import { type Photograph, type SkinAround, skinAround } from '../../photo/skin-around.ts';
import { SkinPass } from '../skin/skin-pass.ts';
import { cut, type Part, padded, partsOf, paste, scalpIn } from './photo-part.ts';

const PhotoSpec = struct('PhotoSpec', {
  skinColour: 'vec4f', // linear RGB of luminance one
  lampColour: 'vec4f',
  photoWidth: 'f32', // pixels, the whole photograph
  photoHeight: 'f32',
  left: 'u32', // of the part, pixels of the photograph
  top: 'u32',
  width: 'u32', // of the part
  height: 'u32',
  marginX: 'u32', // pixels drawn left of the part and above it
  marginY: 'u32',
  drawnWidth: 'u32', // of part and margins
  drawnHeight: 'u32',
  rowTexels: 'u32', // from one drawn row to the next as read back
  reachPx: 'u32', // of the blur
  fall: 'f32', // weights of the blur are exp(-fall * distance^2)
  hairBelow: 'f32', // share of the skin's luminance below which a pixel is none
  skinAbove: 'f32', // and from which it is all skin
  skinWidth: 'u32', // of the coarse picture
  skinHeight: 'u32',
});

/** How dots are put into a photograph. */
export interface CompositeOptions {
  /** Where dots may show, a byte a pixel of the photograph, 0 nowhere to 255; everywhere if left out. */
  readonly mask?: Uint8Array;
  /** Blur of the photograph's own lens and sensor, pixels as a standard deviation. */
  readonly blurPx: number;
  /** Colour of the lamps in the photograph, linear RGB of luminance one. White if left out. */
  readonly lampColour?: readonly [number, number, number];
  /** Dots are put in up to here behind the front hairline, mm; all of them if left out. */
  readonly revealMm?: number;
  /** Longer side of the parts it is done in, pixels: smaller ones leave the GPU free sooner. */
  readonly partPx?: number;
  /** Asked before each part whether it is not wanted any more. */
  isOver?(): boolean;
  /** Told after each part how much of the photograph is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** A photograph with dots, and how much of its light each pixel keeps (255 all of it, sRGB bytes). */
export interface Composite {
  readonly after: Photograph;
  readonly ratio: Photograph;
}

/** Longer side of a part, pixels: memory stays the same however large the photograph is. */
const PART_PX = 1024;

/** Blurs reach this many standard deviations. */
const REACH = 3;

/** Shares of the skin's luminance between which a pixel turns from hair to skin. Assumed. */
const HAIR_BELOW = 0.4;
const SKIN_ABOVE = 0.65;

const WORKGROUP = 64;
const TEXEL_BYTES = 8;
const ROW_BYTES = 256;

/**
 * Puts the simulator's dots into a photograph: at every pixel the light that pigment leaves, by the
 * skin pass that draws the head, times what the photograph shows. What pigment would not change
 * (hair before the skin, highlights, all that is not scalp) keeps its bytes.
 */
export async function compositePhoto(
  simulator: Simulator,
  photo: Photograph,
  camera: PhotoCamera,
  options: CompositeOptions,
): Promise<Composite> {
  const composer = await PhotoComposer.create(simulator.gpu);
  try {
    return (await composer.compose(simulator, photo, camera, options))!;
  } finally {
    composer.destroy();
  }
}

/** The same again and again, for a page: what is compiled, allocated and known of the skin stays. */
export class PhotoComposer {
  readonly #gpu: Gpu;
  readonly #tools: Tools;
  #around: { readonly of: readonly unknown[]; readonly skin: SkinAround } | undefined;

  private constructor(gpu: Gpu, tools: Tools) {
    this.#gpu = gpu;
    this.#tools = tools;
  }

  static async create(gpu: Gpu): Promise<PhotoComposer> {
    const skin = await gpu.checked('compiling the photograph', () => SkinPass.create(gpu));
    const context = { gpu, workgroup: WORKGROUP };
    const [across, composite] = await gpu.checked('compiling the photograph', () =>
      Promise.all([
        stageKernel(context, 'photo/ratio-across'),
        stageKernel(context, 'photo/composite'),
      ]),
    );
    return new PhotoComposer(gpu, { gpu, buffers: new Buffers(gpu), skin, across, composite });
  }

  /** See {@link compositePhoto}; undefined where `options.isOver` put an end to it. */
  async compose(
    simulator: Simulator,
    photo: Photograph,
    camera: PhotoCamera,
    options: CompositeOptions,
  ): Promise<Composite | undefined> {
    const answer = await this.#gpu.checked('the photograph', () => {
      const around = this.#skinAround(photo, camera, simulator.head);
      return inParts(this.#tools, simulator, { photo, around }, camera, options);
    });
    this.#gpu.assertHealthy('the photograph');
    return answer;
  }

  destroy(): void {
    this.#tools.skin.destroy();
    this.#tools.buffers.destroy();
  }

  /** It is asked of all pixels, and the same as long as photograph, camera and head are. */
  #skinAround(photo: Photograph, camera: PhotoCamera, head: Head): SkinAround {
    const of = [photo.rgba, camera, head];
    if (!this.#around?.of.every((one, i) => one === of[i])) {
      this.#around = { of, skin: skinAround(photo, camera, head) };
    }
    return this.#around.skin;
  }
}

interface Tools {
  readonly gpu: Gpu;
  readonly buffers: Buffers;
  readonly skin: SkinPass;
  readonly across: Kernel;
  readonly composite: Kernel;
}

async function inParts(
  tools: Tools,
  simulator: Simulator,
  { photo, around }: { readonly photo: Photograph; readonly around: SkinAround },
  camera: PhotoCamera,
  options: CompositeOptions,
): Promise<Composite | undefined> {
  const { buffers, skin } = tools;
  const { widthPx, heightPx } = photo;
  const reachPx = Math.ceil(REACH * options.blurPx);
  const coarse = buffers.filled('photo.skin', around.luminance);
  const common = {
    skinColour: [...around.colour, 0],
    lampColour: [...(options.lampColour ?? [1, 1, 1]), 0],
    ...{ photoWidth: widthPx, photoHeight: heightPx, reachPx },
    fall: options.blurPx > 0 ? 0.5 / options.blurPx ** 2 : 0,
    ...{ hairBelow: HAIR_BELOW, skinAbove: SKIN_ABOVE },
    ...{ skinWidth: around.width, skinHeight: around.height },
  };
  const after = photo.rgba.slice();
  const ratio = new Uint8Array(photo.rgba.length).fill(255);
  skin.bind(simulator.scene());
  const whole = scalpIn(camera, simulator.head);
  const parts = partsOf(whole, photo, options.partPx ?? PART_PX);
  for (const [i, part] of parts.entries()) {
    if (options.isOver?.()) return undefined;
    const drawn = {
      left: Math.max(0, part.left - reachPx),
      top: Math.max(0, part.top - reachPx),
      width: 0,
      height: 0,
    };
    drawn.width = Math.min(widthPx, part.left + part.width + reachPx) - drawn.left;
    drawn.height = Math.min(heightPx, part.top + part.height + reachPx) - drawn.top;
    const seen = drawBoth(tools, camera, drawn, options.revealMm ?? Infinity);
    const count = part.width * part.height;
    const spec = buffers.uniform(
      'photo.spec',
      PhotoSpec.pack({
        ...common,
        ...part,
        ...{ marginX: part.left - drawn.left, marginY: part.top - drawn.top },
        ...{ drawnWidth: drawn.width, drawnHeight: drawn.height, rowTexels: seen.rowTexels },
      }),
    );
    const across = buffers.sized('photo.across', 16 * drawn.width * drawn.height);
    const out = buffers.sized('photo.out', 4 * count);
    const ratios = buffers.sized('photo.ratios', 4 * count);
    const bytes = new Uint32Array(cut(photo.rgba, widthPx, part, 4).buffer);
    const allowed = options.mask
      ? padded(cut(options.mask, widthPx, part, 1))
      : new Uint8Array(4 * Math.ceil(count / 4)).fill(255);
    const before = seen.before;
    record(tools.gpu, [
      [tools.across, { spec, before, after: seen.after, across }, drawn.width * drawn.height],
      [
        tools.composite,
        {
          ...{ spec, across, out, ratios, skin: coarse },
          photo: buffers.filled('photo.bytes', bytes),
          mask: buffers.filled('photo.mask', allowed),
        },
        count,
      ],
    ]);
    paste(new Uint8Array(await tools.gpu.read(out, 4 * count)), after, widthPx, part);
    paste(new Uint8Array(await tools.gpu.read(ratios, 4 * count)), ratio, widthPx, part);
    options.onProgress?.((i + 1) / parts.length);
  }
  return {
    after: { widthPx, heightPx, rgba: after },
    ratio: { widthPx, heightPx, rgba: ratio },
  };
}

/** The skin of a part without and with its dots, four halves a pixel. */
function drawBoth(
  { gpu, buffers, skin }: Tools,
  camera: PhotoCamera,
  part: Part,
  revealMm: number,
) {
  const { width, height } = part;
  skin.resize(width, height);
  const bytesPerRow = ROW_BYTES * Math.ceil((TEXEL_BYTES * width) / ROW_BYTES);
  const viewProjection = clipOf(camera, {
    ...{ xPx: part.left, yPx: part.top, widthPx: width, heightPx: height },
  });
  const [before, after] = [width, 0].map((dividerPx) => {
    const name = dividerPx > 0 ? 'photo.before' : 'photo.after';
    const buffer = buffers.sized(name, bytesPerRow * height);
    skin.draw({ viewProjection, dividerPx, revealMm, mottling: 0, seed: 0 });
    const encoder = gpu.device.createCommandEncoder({ label: name });
    encoder.copyTextureToBuffer({ texture: skin.texture }, { buffer, bytesPerRow }, [
      width,
      height,
    ]);
    gpu.device.queue.submit([encoder.finish()]);
    return buffer;
  }) as [GPUBuffer, GPUBuffer];
  return { before, after, rowTexels: bytesPerRow / TEXEL_BYTES };
}

function record(
  gpu: Gpu,
  steps: readonly (readonly [Kernel, Readonly<Record<string, GPUBuffer>>, number])[],
): void {
  const encoder = gpu.device.createCommandEncoder({ label: 'photo' });
  for (const [kernel, buffers, items] of steps) {
    const pass = encoder.beginComputePass({ label: kernel.name });
    kernel.dispatch(pass, kernel.bind(buffers), items);
    pass.end();
  }
  gpu.device.queue.submit([encoder.finish()]);
}
