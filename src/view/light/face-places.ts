import type { Head } from '../../head/head.ts';

/** A place of a head, mm. */
export type Place = readonly [x: number, y: number, z: number];

/** Where nose, mouth and ears of a head are, mm, for what differs from place to place of a face. */
export interface FacePlaces {
  /** One on a head of average height of face. */
  readonly size: number;
  /** Tip of the nose. */
  readonly tip: Place;
  /** Where lips meet in the middle; undefined where a rough scan shows no lips. */
  readonly mouth: Place | undefined;
  readonly menton: Place;
  readonly tragionLeft: Place;
  readonly tragionRight: Place;
}

/** Finds them by the landmarks and the profile. */
export function facePlaces({ mesh, landmarks }: Pick<Head, 'mesh' | 'landmarks'>): FacePlaces {
  const { nasion, menton, tragionLeft, tragionRight } = landmarks;
  const { positionsUm } = mesh;
  const size = Math.max(0.6, Math.abs(nasion[1] - menton[1]) / 115);
  const tip = noseTip(positionsUm, nasion[1], menton[1], size);
  const mouth = seam(positionsUm, tip, menton, size);
  return { size, tip, mouth, menton, tragionLeft, tragionRight };
}

/** A vertex of a mesh, mm. */
export function placeOf(positionsUm: ArrayLike<number>, v: number): Place {
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
export function lipShare([x, y, z]: Place, { mouth, size }: FacePlaces): number {
  if (!mouth) return 0;
  const along = Math.abs(x) / (24 * size);
  if (along > 1 || z < mouth[2] - 22 * size) return 0;
  const full = 1 - along ** 1.9;
  // The bow of the upper lip dips in the middle.
  const bow = 1 - 0.18 * Math.exp(-((x / (3.5 * size)) ** 2));
  const above = (y - mouth[1]) / size;
  const edge = above > 0 ? 7.6 * full * bow * (1 - 0.3 * along) : 9.4 * full;
  return clamp((edge - Math.abs(above)) / 2 + 0.5 * full, 0, 1);
}

/** Share of ear at a place, 1 at its thin rim: ears stand out beyond the tragion. */
export function earShare(
  [x, y, z]: Place,
  { tragionLeft, tragionRight, size }: FacePlaces,
): number {
  const tragion = x > 0 ? tragionLeft : tragionRight;
  const earX = (tragionLeft[0] - tragionRight[0]) / 2;
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

/** The nearest number within both ends. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
