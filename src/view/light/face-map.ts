import type { Head } from '../../head/head.ts';
import { clamp, earShare, facePlaces, lipShare, type Place, placeOf } from './face-places.ts';

/** What the places of a face differ in, by vertex. */
export interface FaceMap {
  /** Oil, pores and thinness, 0 to 1 each. */
  readonly surface: Float32Array;
  /** Logarithms of blood and of melanin over those of the skin; 0 wherever scalp hair grows. */
  readonly tone: Float32Array;
}

/**
 * Where skin is oily, has wide pores, is thin enough for light to come through, is redder or browner:
 * soft spots about the landmarks, sized by the head. Places and amounts are ours, by eye, from the
 * usual maps of the face (T-zone, cheeks, lids, lips, ears): assumed.
 */
export function faceMap({ mesh, landmarks, scalp }: Head): FaceMap {
  const { positionsUm } = mesh;
  const count = positionsUm.length / 3;
  const map = { surface: new Float32Array(3 * count), tone: new Float32Array(2 * count) };
  const { glabella, menton, pupilLeft, pupilRight } = landmarks;
  const face = facePlaces({ mesh, landmarks });
  const { size, tip } = face;
  for (let v = 0; v < count; v++) {
    const at = placeOf(positionsUm, v);
    const [x, y, z] = at;
    const spot = (middle: Place, wide: number, high: number, deep: number) =>
      Math.exp(
        -(((x - middle[0]) / (wide * size)) ** 2) -
          ((y - middle[1]) / (high * size)) ** 2 -
          ((z - middle[2]) / (deep * size)) ** 2,
      );
    const side = Math.sign(x);
    const nose = spot([0, tip[1] + 8 * size, tip[2] - 6 * size], 15, 22, 18);
    const end = spot([0, tip[1], tip[2] - 6 * size], 15, 10, 16);
    const forehead = spot([0, glabella[1] + 28 * size, glabella[2] - 4], 42, 26, 34);
    const cheeks = spot([side * 36 * size, tip[1] + 2 * size, tip[2] - 30 * size], 19, 15, 26);
    const chin = spot([0, menton[1] + 14 * size, menton[2] + 8], 18, 13, 20);
    const eye = x > 0 ? pupilLeft : pupilRight;
    const lids = spot([eye[0], eye[1], eye[2]], 17, 10, 16);
    const crown = clamp((y - glabella[1] - 30 * size) / (50 * size), 0, 1);
    const thin = earShare(at, face);
    const lips = lipShare(at, face);
    map.surface[3 * v] = clamp(nose + 0.8 * forehead + 0.45 * chin + 0.35 * crown, 0, 1);
    map.surface[3 * v + 1] = clamp(nose + 0.9 * cheeks + 0.4 * forehead + 0.4 * chin, 0, 1);
    map.surface[3 * v + 2] = thin;
    if (scalp[v]) continue;
    const blood = 0.42 * cheeks + 0.5 * end + 0.2 * chin + 0.3 * lids + 0.5 * thin;
    map.tone[2 * v] = Math.min(1.2, blood * (1 - lips) + 1.05 * lips);
    map.tone[2 * v + 1] = Math.min(0.6, 0.3 * lids * (1 - lips) + 0.22 * lips);
  }
  return map;
}
