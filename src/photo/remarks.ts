import { DotworkError } from '../base/errors.ts';
import type { Head } from '../head/head.ts';
import { intoCamera, type PhotoCamera } from './camera.ts';
import type { PhotoFit } from './fit-photo.ts';

/** What can be judged of dots in a photograph, by how much of the scalp a pixel shows. */
export interface Judged {
  readonly mmPerPx: number;
  readonly shows: 'single dots' | 'density and colour' | 'colour only';
  readonly says: string;
}

/** A pixel wider than this on the scalp shows no single dot, mm; than the second, hardly a density. */
const DOT_MM = 0.25;
const DENSITY_MM = 1;

/** Half of the points this far off, mm: they lie on no head, or on two. */
const NO_HEAD_MM = 14;

export function judgedBy(camera: PhotoCamera, head: Head): Judged {
  const mmPerPx = mmPerPixel(camera, head);
  const width = `A pixel shows ${Number(mmPerPx.toFixed(2))} mm of the scalp`;
  if (mmPerPx <= DOT_MM) {
    return { mmPerPx, shows: 'single dots', says: `${width}: single dots can be judged.` };
  }
  if (mmPerPx <= DENSITY_MM) {
    const says = `${width}: too small to show a dot; density and colour can be judged.`;
    return { mmPerPx, shows: 'density and colour', says };
  }
  const says = `${width}: too small to show a dot or how dense they are; only the tone can be judged.`;
  return { mmPerPx, shows: 'colour only', says };
}

/**
 * Throws a `usage` error where what was found cannot be a head: half of the points lie far from where
 * one would have them, as on two people, or left and right are exchanged.
 */
export function checkIsHead({ missesMm, camera }: PhotoFit, head: Head): void {
  // Where the head lies behind the camera, this says so.
  mmPerPixel(camera, head);
  const misses = Object.values(missesMm).sort((a, b) => a - b);
  const middle = misses[Math.floor(misses.length / 2)] ?? 0;
  if (misses.length < 4 || middle <= NO_HEAD_MM) return;
  throw new DotworkError(
    'usage',
    `These points lie on no head: half of them are ${Math.round(middle)} mm and more from where one has them.`,
    "Check that they are all of one person, and that left and right are the subject's.",
  );
}

/** Of the scalp's nearest part, the crown of the head as the camera has it. */
function mmPerPixel(camera: PhotoCamera, { landmarks }: Head): number {
  const [, , depth] = intoCamera(camera, landmarks.vertex);
  if (!(depth > 0)) {
    throw new DotworkError(
      'usage',
      'By these points the head lies behind the camera.',
      "Check which are left and right: they are the subject's, not the picture's.",
    );
  }
  return depth / camera.focalPx;
}
