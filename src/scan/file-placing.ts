import type { Vec3 } from '../base/vec3.ts';
import { distance } from '../base/vec3.ts';
import { headFrame } from '../head/head-frame.ts';
import type { TriangleSoup } from '../surface/triangle-soup.ts';
import { mappedPoints, mirroredMesh, mirroredPoint, PLACED, type Placing } from './placing.ts';
import { applied } from './recognise/affine.ts';
import type { MeanHead } from './recognise/mean-head.ts';
import { fitPatch, isThere, PATCHES } from './recognise/patches.ts';
import { nearestOn } from './recognise/read-points.ts';

/** A placing that a file carries, and the box its mesh filled when it was written. */
export interface FilePlacing extends Placing {
  /** Lowest x, y, z, then highest, in the file's own unit. */
  readonly box?: readonly number[] | undefined;
}

/** The box of all points: lowest x, y, z, then highest. */
export function boxOf(positions: ArrayLike<number>): number[] {
  const box = [1, 1, 1, -1, -1, -1].map((sign) => sign * Number.POSITIVE_INFINITY);
  for (let i = 0; i < positions.length; i++) {
    const k = i % 3;
    box[k] = Math.min(box[k]!, positions[i]!);
    box[k + 3] = Math.max(box[k + 3]!, positions[i]!);
  }
  return box;
}

/** Boxes differ by less than this share where nothing was done to a mesh. */
const SAME_BOX = 1e-6;
/** Points lie on the skin they were written with; this far off, mm, they belong to another. */
const OFF_SKIN_MM = 2.5;
/** Nose and ears may sit this far from where a person put the points, mm. */
const OFF_PART_MM = 15;

/**
 * Whether the four points of a file are still those of its mesh. Other tools turn, move, mirror or
 * scale a mesh and hand on what is written beside it as it was.
 *
 * @returns `no` where they are not, `unsure` where neither nose nor ears tell.
 */
export function stillPlaced(
  given: TriangleSoup,
  mesh: TriangleSoup,
  placing: FilePlacing,
  mean: MeanHead,
): 'yes' | 'no' | 'unsure' {
  if (placing.box && isSameBox(placing.box, boxOf(given.positions))) return 'yes';
  const { mmPerUnit, landmarks } = placing;
  const offSkin = (p: Vec3) => mmPerUnit * distance(nearestOn(mesh, p), p);
  if (PLACED.some((name) => !(offSkin(landmarks[name]) < OFF_SKIN_MM))) return 'no';
  const turned = placing.mirrored ? mirroredMesh(mesh) : mesh;
  const points = placing.mirrored ? mappedPoints(landmarks, mirroredPoint) : landmarks;
  const frame = frameOf(points);
  if (!frame) return 'no';
  const { origin, x, y, z } = frame;
  const m = [...x, ...y, ...z].map((value) => value * mmPerUnit);
  const back = applied({ m, t: [0, 0, 0] }, origin);
  const start = { m, t: [-back[0], -back[1], -back[2]] as Vec3 };
  const fits = PATCHES.map((name) => fitPatch(turned, mean.patches[name], start, 'once'));
  const found = PATCHES.flatMap((name, i) => {
    const fit = fits[i]!;
    if (!isThere(fit)) return [];
    const mark = name === 'nose' ? 'nasion' : name === 'earLeft' ? 'tragionLeft' : 'tragionRight';
    return [distance(applied(fit.map, points[mark]), mean.landmarks[mark])];
  });
  // One part alone may look like another.
  if (found.length < 2) return 'unsure';
  return found.every((mm) => mm < OFF_PART_MM) ? 'yes' : 'no';
}

function isSameBox(a: readonly number[], b: readonly number[]): boolean {
  const size = Math.max(...b.slice(3).map((high, k) => high - b[k]!));
  return a.every((edge, k) => Math.abs(edge - b[k]!) <= SAME_BOX * size);
}

function frameOf(points: Placing['landmarks']) {
  try {
    return headFrame(points);
  } catch {
    return undefined;
  }
}
