import { recordOf } from '../../base/records.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { add, cross, distance, dot, pointAt, scale, sub, unit } from '../../base/vec3.ts';
import type { ClickedLandmarks } from '../../head/head-frame.ts';
import { closestOnTriangle } from '../../surface/nearest.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { PLACED } from '../placing.ts';
import { type Affine, applied, inverse } from './affine.ts';
import type { PoseGuess } from './guess-pose.ts';
import type { MeanHead } from './mean-head.ts';
import { isThere } from './patches.ts';

/** The inion of a mean head is seen 7.5 degrees above the tragions, behind. How far people vary is assumed. */
const INION_DEG = 7.5;
const INION_VARIES_DEG = 12;

/** The four points on the skin of a scan, each read off its own part of the head. */
export function readPoints(
  mesh: TriangleSoup,
  pose: PoseGuess,
  { landmarks: mean }: MeanHead,
): ClickedLandmarks {
  const read = recordOf(PLACED, (name) =>
    nearestOn(mesh, applied(inverse(mapFor(name, pose)), mean[name])),
  );
  return { ...read, inion: inionOf(mesh, read) };
}

/** What a landmark is read off by: its own part of the head, or the whole where that is not there. */
function mapFor(name: (typeof PLACED)[number], { map, parts }: PoseGuess): Affine {
  const { nose, earLeft, earRight } = parts;
  if (name === 'nasion') return isThere(nose) ? nose.map : map;
  // One ear alone would turn the head.
  if (name === 'inion' || !isThere(earLeft) || !isThere(earRight)) return map;
  return name === 'tragionLeft' ? earLeft.map : earRight.map;
}

/**
 * The inion, no further up or down than people have it, as the other three points stand the head:
 * the whole head's fit tilts where a face is small under a large braincase.
 */
function inionOf(
  mesh: TriangleSoup,
  { nasion, inion, tragionLeft, tragionRight }: ClickedLandmarks,
) {
  const middle = scale(add(tragionLeft, tragionRight), 0.5);
  const x = unit(sub(tragionLeft, tragionRight));
  const front = sub(nasion, middle);
  const ahead = unit(sub(front, scale(x, dot(front, x))));
  const up = cross(ahead, x);
  // The nasion is seen 10.45 degrees above the horizontal on mean heads.
  const off = sub(inion, middle);
  const [back, high] = [-dot(off, ahead), dot(off, up)];
  const seen = (Math.atan2(high, back) * 180) / Math.PI;
  const level = INION_DEG + NASION_DEG;
  const wanted = Math.min(level + INION_VARIES_DEG, Math.max(level - INION_VARIES_DEG, seen));
  if (!Number.isFinite(wanted) || wanted === seen) return inion;
  const far = Math.sqrt(back * back + high * high);
  const turn = (wanted * Math.PI) / 180;
  const aside = scale(x, dot(off, x));
  const at = add(
    add(middle, aside),
    add(scale(ahead, -far * Math.cos(turn)), scale(up, far * Math.sin(turn))),
  );
  return nearestOn(mesh, at);
}

const NASION_DEG = 10.45;

/** Nearest point of the mesh: of the triangles round the nearest vertex. */
export function nearestOn({ positions, triangles }: TriangleSoup, to: Vec3): Vec3 {
  let best = 0;
  let bestSq = Number.POSITIVE_INFINITY;
  for (let v = 0; v < positions.length / 3; v++) {
    const [x, y, z] = pointAt(positions, v);
    const gapSq = (x - to[0]) ** 2 + (y - to[1]) ** 2 + (z - to[2]) ** 2;
    if (gapSq < bestSq) [best, bestSq] = [v, gapSq];
  }
  let point = pointAt(positions, best);
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
    if (!corners.includes(best)) continue;
    const near = closestOnTriangle({ positionsMm: positions, triangles }, t / 3, to);
    if (distance(near, to) < distance(point, to)) point = near;
  }
  return point;
}
