import type { PerspectiveCamera } from 'three/webgpu';
import { DotworkError } from '../base/errors.ts';
import type { Simulator } from '../engine/simulator.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { ShownMap } from '../words/maps/map-legend.ts';
import { applyPose, makeCamera } from './camera.ts';
import { ReadTarget } from './picture-target.ts';
import { atDistance, namedPose } from './poses.ts';
import { Studio } from './studio.ts';
import { type Look, NAMED_VIEWS, type NamedView, type Pose } from './view-api.ts';

/** What to draw and how large. */
export interface PictureOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pose: Pose | NamedView;
  /** From there to the nearest skin, mm, over the distance of the pose. */
  readonly distanceMm?: number;
  readonly look: Look;
  /** Samples per pixel along each axis, 1 to 4; the edges are smoothed in any case. Default 1. */
  readonly supersample?: number;
  /** In the place of skin and dots; of the plan that is drawn. */
  readonly map?: ShownMap | undefined;
}

/** Eight-bit sRGB, row by row from the top. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array;
}

/** Bytes of a sample of the largest texture a picture is put together from. */
const SAMPLE_BYTES = 8;

/** Samples of the largest picture that is drawn: its textures are no larger than the largest buffer. */
export function mostPicturePx({
  maxBufferSize,
}: Pick<GPUSupportedLimits, 'maxBufferSize'>): number {
  return Math.floor((0.98 * maxBufferSize) / SAMPLE_BYTES);
}

/**
 * Draws the simulator's current plan without a screen, with the same studio as the app. The same
 * plan, pose and adapter give the same bytes. A GPU error rejects; nothing half drawn comes back. Nor
 * does a preview: while one is shown it rejects with a `plan` error.
 */
export async function renderPicture(
  simulator: Simulator,
  options: PictureOptions,
): Promise<Picture> {
  const { gpu } = simulator;
  checkSize(gpu, options);
  const studio = await studioOf(gpu);
  try {
    const picture = await takePicture(studio, simulator, options);
    // What was compiled is kept, what takes memory by the pixel is not.
    studio.resize(1, 1);
    return picture;
  } catch (error) {
    // After a fault of the GPU nothing that was kept is trusted.
    if (error instanceof DotworkError && error.code === 'gpu-fault') studios.delete(gpu);
    throw error;
  }
}

/** The same with a studio of one's own: for many pictures, which then share all but their pixels. */
export async function takePicture(
  studio: Studio,
  simulator: Simulator,
  options: PictureOptions,
): Promise<Picture> {
  const { widthPx, heightPx, look, supersample = 1 } = options;
  const { gpu } = studio;
  checkSize(gpu, options);
  await studio.compiled();
  await studio.showMap(options.map, supersample);
  const rgba = await gpu.checked('the picture', async () => {
    if (simulator.isPreview) {
      throw new DotworkError(
        'plan',
        'The hairline is still being moved; what is drawn then is a preview, and no picture is made of it.',
        'Let it go, then save the picture.',
      );
    }
    studio.resize(widthPx * supersample, heightPx * supersample);
    studio.look = look;
    studio.follow(simulator);
    const camera = pictureCamera(simulator, options);
    const target = new ReadTarget(gpu, widthPx, heightPx, supersample);
    try {
      if (!studio.draw(camera, target)) {
        throw new DotworkError('usage', 'The plan is being updated.', 'Await the update first.');
      }
      return await target.read();
    } finally {
      target.destroy();
    }
  });
  gpu.assertHealthy('the picture');
  return { widthPx, heightPx, rgba };
}

/** The camera a picture of the simulator's plan is taken with. */
export function pictureCamera(
  { head, scalp }: Simulator,
  { widthPx, heightPx, pose, distanceMm }: PictureOptions,
): PerspectiveCamera {
  const camera = makeCamera();
  const place = NAMED_VIEWS.includes(pose as NamedView)
    ? namedPose(pose as NamedView, head, scalp.hairline)
    : (pose as Pose);
  const from = distanceMm ? atDistance(place, head, distanceMm) : place;
  applyPose(camera, from, widthPx / heightPx);
  return camera;
}

function checkSize(
  { device: { limits } }: Gpu,
  { widthPx, heightPx, supersample = 1 }: PictureOptions,
): void {
  const [width, height] = [widthPx * supersample, heightPx * supersample];
  const most = limits.maxTextureDimension2D;
  if (!(widthPx >= 1 && heightPx >= 1 && Math.max(width, height) <= most)) {
    throw new DotworkError(
      'usage',
      `A picture of ${widthPx} x ${heightPx} pixels cannot be drawn.`,
      `Each side may have 1 to ${Math.floor(most / supersample)} pixels.`,
    );
  }
  const mostPixels = mostPicturePx(limits);
  if (width * height > mostPixels) {
    throw new DotworkError(
      'gpu-limit',
      `A picture of ${widthPx} x ${heightPx} pixels${supersample > 1 ? `, ${supersample} samples each way,` : ''} is larger than this GPU draws in one piece (${Math.floor(mostPixels / 1e6)} million samples).`,
      'Draw it smaller, or with fewer samples.',
    );
  }
}

/**
 * Begins to compile what {@link renderPicture} draws with, beside whatever else goes on; a fault of it is
 * told there.
 */
export function preparePictures(gpu: Gpu): void {
  studioOf(gpu).catch(() => undefined);
}

/** One a device: what it compiles takes longer than many a picture. */
const studios = new WeakMap<Gpu, Promise<Studio>>();

function studioOf(gpu: Gpu): Promise<Studio> {
  const known = studios.get(gpu);
  if (known) return known;
  const fresh = gpu.checked('the picture', () => Studio.create(gpu));
  studios.set(gpu, fresh);
  // What failed is tried again.
  fresh.catch(() => studios.delete(gpu));
  return fresh;
}
