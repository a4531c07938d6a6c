import type { PhotoPointName } from '../photo-points.ts';
import type { Pixel } from '../question.ts';
import type { FoundFace } from './find-faces.ts';

/** Points of the face mesh that are ours; where it has two, ours lies between them. */
const MIDLINE: Partial<Record<PhotoPointName, readonly number[]>> = {
  nasion: [168],
  glabella: [9],
  pronasale: [1, 4],
  subnasale: [2],
  menton: [152],
};

/**
 * Of each pair: the subject's right, then left. Ears are for a person: the mesh ends before them, and
 * the detector's were off by 7 to 11 mm on an axis where heads are known.
 */
const PAIRS = [
  { name: 'canthus', right: [33], left: [263] },
  { name: 'ala', right: [129, 64], left: [358, 294] },
  { name: 'mouthCorner', right: [61], left: [291] },
] as const;

/**
 * How much farther the outer corner of one eye may lie from the root of the nose than the other, as a
 * ratio, until points of the far side of the face are left out.
 */
const FAR_SIDE = 2;

/** Our points as a face has them; of a side that is turned away none. */
export function facePoints({ mesh }: FoundFace): Partial<Record<PhotoPointName, Pixel>> {
  const at = (indices: readonly number[]): Pixel => {
    const all = indices.map((i) => mesh[i]!);
    return [0, 1].map((k) => all.reduce((sum, one) => sum + one[k]!, 0) / all.length) as [
      number,
      number,
    ];
  };
  const out: Partial<Record<PhotoPointName, Pixel>> = {};
  for (const [name, indices] of Object.entries(MIDLINE)) out[name as PhotoPointName] = at(indices);
  const root = at(MIDLINE.nasion!);
  const reach = (side: 'right' | 'left') => {
    const [x, y] = at(PAIRS[0][side]);
    return Math.hypot(x - root[0], y - root[1]);
  };
  const ratio = reach('left') / reach('right');
  for (const { name, right, left } of PAIRS) {
    if (ratio < FAR_SIDE) out[`${name}Right`] = at(right);
    if (1 / ratio < FAR_SIDE) out[`${name}Left`] = at(left);
  }
  return out;
}
