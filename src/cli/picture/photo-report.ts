import type { Head } from '../../head/head.ts';
import { cameraPlace } from '../../photo/camera.ts';
import type { PhotoFit } from '../../photo/fit-photo.ts';
import { PHOTO_POINTS, type PhotoPointName } from '../../photo/photo-points.ts';
import { judgedBy } from '../../photo/remarks.ts';

/**
 * What the fit found and how sure it is, in words a person can act on.
 *
 * @param sure - The fit that found the head's shape too, where that was not known.
 */
export function photoReport(
  sure: PhotoFit,
  { camera, missesMm, doubtful }: PhotoFit,
  head: Head,
): object {
  const { mmPerPx, shows, says } = judgedBy(camera, head);
  const { medianMm, p95Mm, next } = sure.certainty;
  return {
    camera: {
      focalPx: round(camera.focalPx, 1),
      placeMm: cameraPlace(camera).map((mm) => round(mm, 1)),
      distanceMm: round(Math.hypot(...cameraPlace(camera)), 0),
    },
    ...{ mmPerPixel: round(mmPerPx, 3), shows, judged: says },
    scalpWithinMm: { median: round(medianMm, 1), p95: round(p95Mm, 1) },
    missesMm: Object.fromEntries(
      Object.entries(missesMm).map(([name, mm]) => [name, round(mm, 1)]),
    ),
    ...(doubtful.length > 0 && { doubtful }),
    ...(next && {
      next: {
        point: next.name,
        where: `${PHOTO_POINTS[next.name].label}: ${PHOTO_POINTS[next.name].where}`,
        scalpWithinMm: round(next.medianMm, 1),
      },
    }),
  };
}

/** What networks found, and what a person has to do with it. */
export function foundWords(points: readonly PhotoPointName[], faces: number): object {
  const which = faces > 1 ? `There are ${faces} faces; these are of the largest. ` : '';
  return {
    ...{ points, faces },
    says:
      points.length === 0
        ? 'No point was found that was not told.'
        : `${which}Nobody looked at these points: check them, and mark ears and the rim of the skull by hand.`,
  };
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
