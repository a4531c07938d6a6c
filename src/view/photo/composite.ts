import type { Vec3 } from '../../base/vec3.ts';
import { Buffers, stageKernel } from '../../engine/host.ts';
import type { Simulator } from '../../engine/simulator.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import type { Head } from '../../head/head.ts';
import { clipOf, type PhotoCamera } from '../../photo/camera.ts';
import { whitening } from '../../photo/light/white.ts';
import type { Photograph } from '../../photo/photograph.ts';
import { type SkinAround, skinAround } from '../../photo/skin-around.ts';
import { SkinPass } from '../skin/skin-pass.ts';
import { cut, isSamePart, type Part, partsOf, paste, scalpIn, widened } from './photo-part.ts';
import { PhotoSpec } from './photo-spec.ts';

/** How dots are put into a photograph. */
export interface CompositeOptions {
  /** Where dots may show, a byte a pixel of the photograph, 0 nowhere to 255; everywhere if left out. */
  readonly mask?: Uint8Array;
  /** Blur of the photograph's own lens and sensor, pixels as a standard deviation. */
  readonly blurPx: number;
  /** Colour of the lamps in the photograph, linear RGB of luminance one. White if left out. */
  readonly lampColour?: Vec3;
  /** What {@link skinAround} found with the same lamps, where it is known already. */
  readonly skin?: SkinAround;
  /** Dots are put in up to here behind the front hairline, mm; all of them if left out. */
  readonly revealMm?: number;
  /** The light that dots leave is worked out coarsely, in a sixteenth of the time: a tone, no dots. */
  readonly isDraft?: boolean;
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

/** The part of a photograph that dots may change, four bytes a pixel; the rest is as it was. */
export interface PhotoPatch extends Part {
  readonly rgba: Uint8Array<ArrayBuffer>;
  /** How much of its light each of its pixels keeps; see {@link Composite}. */
  readonly ratio: Uint8Array<ArrayBuffer> | undefined;
}

const WHITE: Vec3 = [1, 1, 1];

/** Blurs reach this many standard deviations. */
const REACH = 3;

/** Shares of the skin's luminance between which a pixel turns from hair to skin. Assumed. */
const HAIR_BELOW = 0.4;
const SKIN_ABOVE = 0.65;

const WORKGROUP = 64;
const TEXEL_BYTES = 8;
const ROW_BYTES = 256;

/**
 * Puts the simulator's dots into a photograph, once: at every pixel the light that pigment leaves, by
 * the skin pass that draws the head, times what the photograph shows. What pigment would not change
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

/**
 * The same again and again, for a page. What did not change is kept: kernels and textures; the
 * skin's light, the triangles seen, photograph and mask on the device, as long as `photo`, `camera`
 * and `options.mask` are the same objects. So a slider is
 *
 *     const composer = await PhotoComposer.create(gpu);
 *     const small = smallerPhoto(photo, 1600);
 *     const seen = scaledCamera(fit.camera, small);
 *     await simulator.update(plan);
 *     const patch = await composer.patch(simulator, small, seen, { blurPx });
 *     const { rgba, width, height, left, top } = patch;
 *     context.putImageData(new ImageData(new Uint8ClampedArray(rgba.buffer), width, height), left, top);
 *
 * over a canvas that shows the photograph. One at a time: await one before the next.
 */
export class PhotoComposer {
  readonly #gpu: Gpu;
  readonly #skin: SkinPass;
  readonly #across: Kernel;
  readonly #composite: Kernel;
  readonly #buffers: Buffers;
  #around: { readonly of: readonly unknown[]; readonly skin: SkinAround } | undefined;
  #laid: { readonly photo: Photograph; readonly mask: unknown; readonly part: Part } | undefined;

  private constructor(gpu: Gpu, skin: SkinPass, across: Kernel, composite: Kernel) {
    this.#gpu = gpu;
    this.#skin = skin;
    this.#across = across;
    this.#composite = composite;
    this.#buffers = new Buffers(gpu);
  }

  static create(gpu: Gpu): Promise<PhotoComposer> {
    return gpu.checked('compiling the photograph', async () => {
      const context = { gpu, workgroup: WORKGROUP };
      const [skin, across, composite] = await Promise.all([
        SkinPass.create(gpu),
        stageKernel(context, 'photo/ratio-across'),
        stageKernel(context, 'photo/composite'),
      ]);
      return new PhotoComposer(gpu, skin, across, composite);
    });
  }

  /** See {@link compositePhoto}; undefined where `options.isOver` put an end to it. */
  async compose(
    simulator: Simulator,
    photo: Photograph,
    camera: PhotoCamera,
    options: CompositeOptions,
  ): Promise<Composite | undefined> {
    const patch = await this.patch(simulator, photo, camera, { ...options, ratio: true });
    if (!patch) return undefined;
    const { widthPx, heightPx } = photo;
    const after = photo.rgba.slice();
    const ratio = new Uint8Array(photo.rgba.length).fill(255);
    paste(patch.rgba, patch, after, widthPx);
    paste(patch.ratio!, patch, ratio, widthPx);
    return {
      after: { widthPx, heightPx, rgba: after },
      ratio: { widthPx, heightPx, rgba: ratio },
    };
  }

  /**
   * The photograph where dots may lie in it alone; undefined where `options.isOver` put an end to it.
   * Throws where the simulator's plan changes before all parts are done.
   */
  async patch(
    simulator: Simulator,
    photo: Photograph,
    camera: PhotoCamera,
    options: CompositeOptions & { readonly ratio?: boolean },
  ): Promise<PhotoPatch | undefined> {
    const patch = await this.#gpu.checked('the photograph', () =>
      this.#inParts(simulator, photo, camera, options),
    );
    this.#gpu.assertHealthy('the photograph');
    return patch;
  }

  destroy(): void {
    this.#skin.destroy();
    this.#buffers.destroy();
  }

  async #inParts(
    simulator: Simulator,
    photo: Photograph,
    camera: PhotoCamera,
    options: CompositeOptions & { readonly ratio?: boolean },
  ): Promise<PhotoPatch | undefined> {
    const { head, generation } = simulator;
    const around = this.#skinAround(photo, camera, head, options);
    const whole = scalpIn(camera, head);
    const rgba = new Uint8Array(4 * whole.width * whole.height);
    const ratio = options.ratio ? new Uint8Array(rgba.length) : undefined;
    const parts = partsOf(whole, photo, options.partPx);
    for (const [i, part] of parts.entries()) {
      if (options.isOver?.()) return undefined;
      if (simulator.generation !== generation) {
        throw new Error('The plan changed while its dots were put into a photograph.');
      }
      this.#skin.bind(simulator.scene());
      const made = this.#record(photo, camera, around, part, options);
      const bytes = 4 * part.width * part.height;
      const [out, light] = await Promise.all([
        this.#gpu.read(made.out, bytes),
        ratio && this.#gpu.read(made.ratios, bytes),
      ]);
      paste(new Uint8Array(out), part, rgba, whole.width, whole);
      if (light) paste(new Uint8Array(light), part, ratio!, whole.width, whole);
      options.onProgress?.((i + 1) / parts.length);
    }
    return { ...whole, rgba, ratio };
  }

  /** It is asked of all pixels, and the same as long as photograph, camera and head are. */
  #skinAround(
    photo: Photograph,
    camera: PhotoCamera,
    head: Head,
    { lampColour = WHITE, skin: given }: CompositeOptions,
  ): SkinAround {
    const of = [photo.rgba, camera, head, ...lampColour, given];
    if (!this.#around?.of.every((one, i) => one === of[i])) {
      this.#around = { of, skin: given ?? skinAround(photo, camera, head, lampColour) };
      this.#buffers.filled('photo.skin', this.#around.skin.luminance);
    }
    return this.#around.skin;
  }

  #record(
    photo: Photograph,
    camera: PhotoCamera,
    around: SkinAround,
    part: Part,
    { blurPx, lampColour = WHITE, revealMm = Infinity, mask, isDraft = false }: CompositeOptions,
  ) {
    const reachPx = Math.ceil(REACH * blurPx);
    const drawn = widened(part, reachPx, photo);
    const { before, after, ...texels } = this.#drawBoth(camera, drawn, { revealMm, isDraft });
    const spec = this.#buffers.uniform(
      'photo.spec',
      PhotoSpec.pack({
        skinColour: [...around.colour, 0],
        lampColour: [...lampColour, 0],
        ...whitening(lampColour),
        reachPx,
        fall: blurPx > 0 ? 0.5 / blurPx ** 2 : 0,
        ...{ hairBelow: HAIR_BELOW, skinAbove: SKIN_ABOVE },
        ...{ skinStep: around.step, skinWidth: around.width, skinHeight: around.height },
        ...part,
        ...{ marginX: part.left - drawn.left, marginY: part.top - drawn.top },
        ...{ drawnWidth: drawn.width, drawnHeight: drawn.height, ...texels },
      }),
    );
    const count = part.width * part.height;
    const across = this.#buffers.sized('photo.across', 16 * drawn.width * drawn.height);
    const out = this.#buffers.sized('photo.out', 4 * count);
    const ratios = this.#buffers.sized('photo.ratios', 4 * count);
    const skin = this.#buffers.sized('photo.skin', around.luminance.byteLength);
    const laid = this.#lay(photo, mask, part);
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'photo' });
    const run = (kernel: Kernel, bindings: Readonly<Record<string, GPUBuffer>>, items: number) => {
      const pass = encoder.beginComputePass({ label: kernel.name });
      kernel.dispatch(pass, kernel.bind(bindings), items);
      pass.end();
    };
    run(this.#across, { spec, before, after, across }, drawn.width * drawn.height);
    run(this.#composite, { spec, across, out, ratios, skin, ...laid }, count);
    this.#gpu.device.queue.submit([encoder.finish()]);
    return { out, ratios };
  }

  /** Photograph and mask of a part, on the device. */
  #lay(photo: Photograph, mask: Uint8Array | undefined, part: Part) {
    const count = part.width * part.height;
    const known = this.#laid;
    const isSame = known?.photo === photo && isSamePart(known.part, part);
    const colours = this.#buffers.sized('photo.bytes', 4 * count);
    const allowed = this.#buffers.sized('photo.mask', 4 * Math.ceil(count / 4));
    if (!isSame) this.#gpu.write(colours, cut(photo.rgba, photo.widthPx, part, 4));
    if (!isSame || known.mask !== mask) {
      const everywhere = () => new Uint8Array(4 * Math.ceil(count / 4)).fill(255);
      this.#gpu.write(allowed, mask ? cut(mask, photo.widthPx, part, 1) : everywhere());
    }
    this.#laid = { photo, mask, part };
    return { photo: colours, mask: allowed };
  }

  /** The skin of a part without and with its dots, four halves a pixel. */
  #drawBoth(
    camera: PhotoCamera,
    { left, top, width, height }: Part,
    { revealMm, isDraft }: { readonly revealMm: number; readonly isDraft: boolean },
  ) {
    this.#skin.resize(width, height);
    let [bytesPerRow, stride] = [0, 1];
    const viewProjection = clipOf(camera, {
      ...{ xPx: left, yPx: top, widthPx: width, heightPx: height },
    });
    const [before, after] = [width, 0].map((dividerPx) => {
      const name = dividerPx > 0 ? 'photo.before' : 'photo.after';
      const frame = { viewProjection, dividerPx, revealMm, mottling: 0, seed: 0 };
      const drawn = isDraft ? this.#skin.drawDraft(frame) : this.#skin.draw(frame);
      const { texture } = drawn;
      stride = drawn.stride;
      bytesPerRow = ROW_BYTES * Math.ceil((TEXEL_BYTES * texture.width) / ROW_BYTES);
      const buffer = this.#buffers.sized(name, bytesPerRow * texture.height);
      const encoder = this.#gpu.device.createCommandEncoder({ label: name });
      const size = [texture.width, texture.height];
      encoder.copyTextureToBuffer({ texture }, { buffer, bytesPerRow }, size);
      this.#gpu.device.queue.submit([encoder.finish()]);
      return buffer;
    }) as [GPUBuffer, GPUBuffer];
    return { before, after, rowTexels: bytesPerRow / TEXEL_BYTES, stride };
  }
}
