import type { Vec3 } from '../../base/vec3.ts';
import { Buffers, stageKernel } from '../../engine/host.ts';
import type { Simulator } from '../../engine/simulator.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import type { Head } from '../../head/head.ts';
import { clipOf, type PhotoCamera, project } from '../../photo/camera.ts';
import { type Photograph, skinAround } from '../../photo/skin-around.ts';
import { SkinPass } from '../skin/skin-pass.ts';

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

/** Pixels beyond the outermost of the scalp that are looked at too. */
const EDGE_PX = 2;

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
  const { gpu } = simulator;
  const buffers = new Buffers(gpu);
  const skin = await gpu.checked('compiling the photograph', () => SkinPass.create(gpu));
  try {
    const context = { gpu, workgroup: WORKGROUP };
    const [across, composite] = await gpu.checked('compiling the photograph', () =>
      Promise.all([
        stageKernel(context, 'photo/ratio-across'),
        stageKernel(context, 'photo/composite'),
      ]),
    );
    const answer = await gpu.checked('the photograph', () =>
      inParts({ gpu, buffers, skin, across, composite }, simulator, photo, camera, options),
    );
    gpu.assertHealthy('the photograph');
    return answer;
  } finally {
    skin.destroy();
    buffers.destroy();
  }
}

interface Tools {
  readonly gpu: Gpu;
  readonly buffers: Buffers;
  readonly skin: SkinPass;
  readonly across: Kernel;
  readonly composite: Kernel;
}

/** Pixels of the photograph. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

async function inParts(
  tools: Tools,
  simulator: Simulator,
  photo: Photograph,
  camera: PhotoCamera,
  options: CompositeOptions,
): Promise<Composite> {
  const { buffers, skin } = tools;
  const { widthPx, heightPx } = photo;
  const around = skinAround(photo, camera, simulator.head);
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
  const parts = partsOf(scalpIn(camera, simulator.head), photo);
  for (const [i, part] of parts.entries()) {
    const drawn = {
      left: Math.max(0, part.left - reachPx),
      top: Math.max(0, part.top - reachPx),
      width: 0,
      height: 0,
    };
    drawn.width = Math.min(widthPx, part.left + part.width + reachPx) - drawn.left;
    drawn.height = Math.min(heightPx, part.top + part.height + reachPx) - drawn.top;
    const seen = drawBoth(tools, camera, drawn);
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
function drawBoth({ gpu, buffers, skin }: Tools, camera: PhotoCamera, part: Part) {
  const { width, height } = part;
  skin.resize(width, height);
  const bytesPerRow = ROW_BYTES * Math.ceil((TEXEL_BYTES * width) / ROW_BYTES);
  const viewProjection = clipOf(camera, {
    ...{ xPx: part.left, yPx: part.top, widthPx: width, heightPx: height },
  });
  const [before, after] = [width, 0].map((dividerPx) => {
    const name = dividerPx > 0 ? 'photo.before' : 'photo.after';
    const buffer = buffers.sized(name, bytesPerRow * height);
    skin.draw({ viewProjection, dividerPx, revealMm: Infinity, mottling: 0, seed: 0 });
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

/** The part of the photograph that the scalp may lie in. */
function scalpIn(camera: PhotoCamera, { mesh, scalp }: Head): Part {
  const [low, high] = [
    [camera.widthPx, camera.heightPx],
    [0, 0],
  ];
  for (let v = 0; v < scalp.length; v++) {
    if (!scalp[v]) continue;
    const mm = [0, 1, 2].map((i) => mesh.positionsUm[3 * v + i]! / 1000) as unknown as Vec3;
    project(camera, mm).forEach((px, axis) => {
      low![axis] = Math.min(low![axis]!, px);
      high![axis] = Math.max(high![axis]!, px);
    });
  }
  const left = Math.max(0, Math.floor(low![0]!) - EDGE_PX);
  const top = Math.max(0, Math.floor(low![1]!) - EDGE_PX);
  return {
    ...{ left, top },
    width: Math.max(0, Math.min(camera.widthPx, Math.ceil(high![0]!) + EDGE_PX) - left),
    height: Math.max(0, Math.min(camera.heightPx, Math.ceil(high![1]!) + EDGE_PX) - top),
  };
}

function partsOf(whole: Part, { widthPx, heightPx }: Photograph): Part[] {
  const out: Part[] = [];
  const [right, bottom] = [
    Math.min(widthPx, whole.left + whole.width),
    Math.min(heightPx, whole.top + whole.height),
  ];
  for (let top = whole.top; top < bottom; top += PART_PX) {
    for (let left = whole.left; left < right; left += PART_PX) {
      const [width, height] = [Math.min(PART_PX, right - left), Math.min(PART_PX, bottom - top)];
      out.push({ left, top, width, height });
    }
  }
  return out;
}

function cut(all: Uint8Array, widthPx: number, part: Part, bytes: number): Uint8Array {
  const out = new Uint8Array(bytes * part.width * part.height);
  for (let y = 0; y < part.height; y++) {
    const from = bytes * ((part.top + y) * widthPx + part.left);
    out.set(all.subarray(from, from + bytes * part.width), bytes * y * part.width);
  }
  return out;
}

function paste(from: Uint8Array, all: Uint8Array, widthPx: number, part: Part): void {
  for (let y = 0; y < part.height; y++) {
    const row = from.subarray(4 * y * part.width, 4 * (y + 1) * part.width);
    all.set(row, 4 * ((part.top + y) * widthPx + part.left));
  }
}

function padded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(4 * Math.ceil(bytes.length / 4));
  out.set(bytes);
  return out;
}
