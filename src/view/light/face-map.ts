import type { Head } from '../../head/head.ts';

/** What the places of a face differ in, by vertex. */
export interface FaceMap {
  /** Oil, pores and thinness, 0 to 1 each. */
  readonly surface: Float32Array;
  /** Logarithms of blood and of melanin over those of the skin; 0 wherever scalp hair grows. */
  readonly tone: Float32Array;
}

type Place = readonly [x: number, y: number, z: number];

/**
 * Where skin is oily, has wide pores, is thin enough for light to come through, is redder or browner:
 * soft spots about the landmarks, sized by the head. Places and amounts are ours, by eye, from the
 * usual maps of the face (T-zone, cheeks, lids, lips, ears): assumed.
 */
export function faceMap({ mesh, landmarks, scalp }: Head): FaceMap {
  const { positionsUm } = mesh;
  const count = positionsUm.length / 3;
  const map = { surface: new Float32Array(3 * count), tone: new Float32Array(2 * count) };
  const { nasion, glabella, menton, tragionLeft, tragionRight, pupilLeft, pupilRight } = landmarks;
  // One on a head of average height of face.
  const size = Math.max(0.6, Math.abs(nasion[1] - menton[1]) / 115);
  const tip = noseTip(positionsUm, nasion[1], menton[1], size);
  const mouth = seam(positionsUm, tip, menton, size);
  const earX = (tragionLeft[0] - tragionRight[0]) / 2;
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
    const thin = thinness(at, earX, x > 0 ? tragionLeft : tragionRight, size);
    const lips = mouth ? lip(at, mouth, size) : 0;
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

function placeOf(positionsUm: ArrayLike<number>, v: number): Place {
  return [
    positionsUm[3 * v]! / 1000,
    positionsUm[3 * v + 1]! / 1000,
    positionsUm[3 * v + 2]! / 1000,
  ];
}

/**
 * Where lips meet in the middle: a fold between two mounds of the profile about half way from the nose
 * to the chin. A face that shows none, as a rough scan, gets no colour of lips.
 */
function seam(
  positionsUm: ArrayLike<number>,
  tip: Place,
  menton: Place,
  size: number,
): Place | undefined {
  const expected = tip[1] + 0.46 * (menton[1] - tip[1]);
  const reach = 13 * size;
  const step = 1.2;
  const front = new Map<number, number>();
  for (let v = 0; v < positionsUm.length / 3; v++) {
    const [x, y, z] = placeOf(positionsUm, v);
    if (Math.abs(x) > 2.5 || Math.abs(y - expected) > reach || z < menton[2] - 25) continue;
    const bin = Math.round((y - expected) / step);
    front.set(bin, Math.max(front.get(bin) ?? Number.NEGATIVE_INFINITY, z));
  }
  let best: { readonly place: Place; readonly depth: number } | undefined;
  for (const [bin, z] of front) {
    if (Math.abs(bin * step) > 7 * size) continue;
    const beside = (sign: number) =>
      Math.max(...[2, 3, 4, 5, 6].map((off) => front.get(bin + sign * off) ?? z));
    const depth = Math.min(beside(1), beside(-1)) - z;
    if (depth > (best?.depth ?? 0.35)) best = { place: [0, expected + bin * step, z], depth };
  }
  return best?.place;
}

/** Share of lip at a place: two curves about the seam, as wide as mouths are. */
function lip([x, y, z]: Place, mouth: Place, size: number): number {
  const along = Math.abs(x) / (24 * size);
  if (along > 1 || z < mouth[2] - 22 * size) return 0;
  const full = 1 - along ** 1.9;
  // The bow of the upper lip dips in the middle.
  const bow = 1 - 0.18 * Math.exp(-((x / (3.5 * size)) ** 2));
  const above = (y - mouth[1]) / size;
  const edge = above > 0 ? 7.6 * full * bow * (1 - 0.3 * along) : 9.4 * full;
  return clamp((edge - Math.abs(above)) / 2 + 0.5 * full, 0, 1);
}

/** Ears stand out beyond the tragion; their rim is thinnest. */
function thinness([x, y, z]: Place, earX: number, tragion: Place, size: number): number {
  const out = Math.abs(x) - Math.abs(earX) - 3;
  const off = Math.hypot(y - tragion[1], z - tragion[2]);
  if (out <= 0 || off > 48 * size) return 0;
  return clamp(out / (9 * size), 0, 1);
}

/** The point of the midline farthest forward between nasion and the middle of the lower face. */
function noseTip(
  positionsUm: ArrayLike<number>,
  nasionY: number,
  mentonY: number,
  size: number,
): Place {
  let best: Place = [0, nasionY - 40 * size, Number.NEGATIVE_INFINITY];
  const lowest = nasionY - 0.62 * (nasionY - mentonY);
  for (let v = 0; v < positionsUm.length / 3; v++) {
    const [x, y, z] = placeOf(positionsUm, v);
    if (Math.abs(x) < 6 && y < nasionY && y > lowest && z > best[2]) best = [x, y, z];
  }
  return best;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
