import { pointAt } from '../../../base/vec3.ts';
import { type PhotoCamera, project } from '../../../photo/camera.ts';
import type { Pixel } from '../../../photo/question.ts';
import type { Hairline } from '../../../scalp/hairline/hairline.ts';
import type { PhotoView } from './photo-view.ts';

/** The line is drawn through every so many of its points, which are 1 mm apart. */
const EVERY = 4;

/** A hairline as a photograph has it, broken where the head hides it; pixels. */
export function seenHairline(
  { boundary, frontCount }: Hairline,
  camera: PhotoCamera,
  view: PhotoView,
): Pixel[][] {
  const parts: Pixel[][] = [[]];
  for (let i = 0; i < frontCount; i += EVERY) {
    const place = pointAt(boundary, i);
    if (view.sees(place)) parts.at(-1)!.push(project(camera, place));
    else if (parts.at(-1)!.length > 0) parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
}
