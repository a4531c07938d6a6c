import { namesOf } from '../../base/records.ts';
import { facePoints } from '../../photo/face/face-points.ts';
import { findFaces } from '../../photo/face/find-faces.ts';
import type { PhotoPointName } from '../../photo/photo-points.ts';
import type { Photograph } from '../../photo/photograph.ts';
import type { Pixel } from '../../photo/question.ts';
import { loadFaceModels } from './load-face-models.ts';

/** Points that networks found on a photograph; see `found` of a question. */
export interface FoundPoints {
  readonly points: Readonly<Partial<Record<PhotoPointName, Pixel>>>;
  readonly found: readonly PhotoPointName[];
  /** How many faces there are; points are of the largest. */
  readonly faces: number;
}

/** Looks for a face and the points on it; networks are loaded the first time, from where this comes from. */
export async function findPoints(photo: Photograph): Promise<FoundPoints> {
  const faces = findFaces(photo, await loadFaceModels());
  const points = faces[0] ? facePoints(faces[0]) : {};
  return { points, found: namesOf(points), faces: faces.length };
}

/** The same points, where a person has told none of that name. */
export function besideTold(
  { points, found }: FoundPoints,
  told: Readonly<Partial<Record<PhotoPointName, Pixel>>>,
): Pick<FoundPoints, 'points' | 'found'> {
  return { points: { ...points, ...told }, found: found.filter((name) => !told[name]) };
}
