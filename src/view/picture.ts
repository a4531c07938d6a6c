import { HalfFloatType, NoColorSpace, RenderTarget, type WebGPURenderer } from 'three/webgpu';
import { DotworkError } from '../base/errors.ts';
import type { Simulator } from '../engine/simulator.ts';
import { applyPose, makeCamera, viewProjection } from './camera.ts';
import { develop } from './develop.ts';
import { namedPose } from './poses.ts';
import { colourIn, HeadScene } from './scene/head-scene.ts';
import { SkinPass } from './skin-pass.ts';
import { rendererOn } from './three-device.ts';
import { type Look, NAMED_VIEWS, type NamedView, type Pose } from './view-api.ts';

/** What to draw and how large. */
export interface PictureOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pose: Pose | NamedView;
  readonly look: Look;
  /** Samples per pixel along each axis, 1 to 4; the edges are smoothed in any case. Default 1. */
  readonly supersample?: number;
}

/** Eight-bit sRGB, row by row from the top. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array;
}

/** Natural unevenness of the skin in pictures; see `shaders/view/tone.wgsl`. */
export const MOTTLING = 0.05;

/** Bytes of a pixel as it is read back: four halves. */
const PIXEL_BYTES = 8;

/** Pixels of the largest picture whose bytes one buffer holds; rows may be padded to 256 bytes. */
export function mostPicturePx({
  maxBufferSize,
}: Pick<GPUSupportedLimits, 'maxBufferSize'>): number {
  return Math.floor((0.98 * maxBufferSize) / PIXEL_BYTES);
}

/**
 * Draws the simulator's current plan without a screen, with the same scene as the app. The same
 * plan, pose and adapter give the same bytes. A GPU error rejects; nothing half drawn comes back. Nor
 * does a preview: while one is shown it rejects with a `plan` error.
 */
export async function renderPicture(
  simulator: Simulator,
  { widthPx, heightPx, pose, look, supersample = 1 }: PictureOptions,
): Promise<Picture> {
  const { gpu } = simulator;
  const [width, height] = [widthPx * supersample, heightPx * supersample];
  const most = gpu.device.limits.maxTextureDimension2D;
  if (!(widthPx >= 1 && heightPx >= 1 && Math.max(width, height) <= most)) {
    throw new DotworkError(
      'usage',
      `A picture of ${widthPx} x ${heightPx} pixels cannot be drawn.`,
      `Each side may have 1 to ${Math.floor(most / supersample)} pixels.`,
    );
  }
  const pixels = width * height;
  const mostPixels = mostPicturePx(gpu.device.limits);
  if (pixels > mostPixels) {
    throw new DotworkError(
      'gpu-limit',
      `A picture of ${widthPx} x ${heightPx} pixels${supersample > 1 ? `, ${supersample} samples each way,` : ''} is larger than this GPU reads back in one piece (${Math.floor(mostPixels / 1e6)} million samples).`,
      'Draw it smaller, or with fewer samples.',
    );
  }
  const skin = await gpu.checked('compiling the picture', () => SkinPass.create(gpu));
  skin.resize(width, height);
  const scene = new HeadScene(colourIn(skin.texture));
  const target = new RenderTarget(width, height, { type: HalfFloatType, samples: 4 });
  target.texture.colorSpace = NoColorSpace;
  let renderer: WebGPURenderer | undefined;
  try {
    const three = await rendererOn(gpu, undefined, [width, height]);
    renderer = three;
    const halves = await gpu.checked('the picture', async () => {
      if (simulator.isPreview) {
        throw new DotworkError(
          'plan',
          'The hairline is still being moved; what is drawn then is a preview, and no picture is made of it.',
          'Let it go, then save the picture.',
        );
      }
      skin.bind(simulator.scene());
      scene.setHead(simulator.head);
      scene.shine = look.shine;
      scene.background = look.background;
      const camera = makeCamera();
      const place = NAMED_VIEWS.includes(pose as NamedView)
        ? namedPose(pose as NamedView, simulator.head, simulator.scalp.hairline)
        : (pose as Pose);
      applyPose(camera, place, width / height);
      skin.draw({
        viewProjection: viewProjection(camera),
        dividerPx: look.divider * width,
        revealMm: look.revealMm,
        mottling: MOTTLING,
        seed: simulator.plan.seed,
      });
      three.setRenderTarget(target);
      three.render(scene.scene, camera);
      return (await three.readRenderTargetPixelsAsync(target, 0, 0, width, height)) as Uint16Array;
    });
    gpu.assertHealthy('the picture');
    return { widthPx, heightPx, rgba: develop(halves, widthPx, heightPx, supersample) };
  } finally {
    target.dispose();
    scene.destroy();
    skin.destroy();
    renderer?.dispose();
  }
}
