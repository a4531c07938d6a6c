import { add, scale, sub, unit, type Vec3 } from '../base/vec3.ts';
import type { Head } from '../head/head.ts';
import type { Hairline } from '../scalp/hairline/hairline.ts';
import type { NamedView, Pose } from './view-api.ts';

/** Distance of the camera for whole-head views, mm, and its field of view: a 85 mm portrait lens. */
const PORTRAIT_MM = 790;
const PORTRAIT_FOV = 24;

/** Camera of a named view on this head; close ones look at its top where there is no hairline yet. */
export function namedPose(view: NamedView, head: Head, line: Hairline | undefined): Pose {
  const { glabella, menton, opisthocranion, vertex } = head.landmarks;
  const middleZ = (glabella[2] + opisthocranion[2]) / 2;
  // Between chin and crown, a little nearer the crown: that is what the picture is about.
  const centre: Vec3 = [0, menton[1] + 0.48 * (vertex[1] - menton[1]), middleZ];
  const upper: Vec3 = [0, vertex[1] - 45, middleZ + 8];
  const from = (direction: Vec3, target: Vec3, distanceMm = PORTRAIT_MM): Pose => {
    const length = Math.hypot(...direction);
    return {
      eyeMm: [0, 1, 2].map((i) => target[i]! + (direction[i]! / length) * distanceMm) as never,
      targetMm: target,
      fovDeg: PORTRAIT_FOV,
    };
  };
  const middle = line ? midFrontal(line) : vertex;
  switch (view) {
    case 'front':
      return from([0, 0.22, 1], centre);
    case 'three-quarter':
      return from([0.62, 0.42, 1], centre);
    case 'three-quarter-right':
      return from([-0.62, 0.42, 1], centre);
    case 'left':
      return from([1, 0.18, 0.05], centre);
    case 'right':
      return from([-1, 0.18, 0.05], centre);
    case 'back':
      return from([0, 0.3, -1], centre);
    case 'crown':
      return from([0, 1, 0.12], upper, 600);
    case 'vertex':
      return from([0, 0.72, -0.7], [0, vertex[1] - 60, middleZ - 12], 640);
    case 'hairline':
      return from([0.18, 0.5, 1], middle, 260);
    case 'macro':
      return { ...from([0.1, 0.6, 1], middle, 70), fovDeg: 20 };
  }
}

/** Middle of the skull, mm: skin looks away from there, more or less. */
const SKULL: Vec3 = [0, 30, 0];
/** Of a place and the skin around it, times its radius, but never nearer than shows single dots, mm. */
const ROOM = 7;
const NEAREST_MM = 90;

/** Straight onto a place of the skin; one as large as a head is seen from where heads are. */
export function placePose(middleMm: Vec3, radiusMm: number): Pose {
  const away = unit(sub(middleMm, SKULL));
  const distanceMm = Math.min(PORTRAIT_MM, Math.max(NEAREST_MM, ROOM * radiusMm));
  const eyeMm = add(middleMm, scale(away, distanceMm));
  return { eyeMm, targetMm: middleMm, fovDeg: PORTRAIT_FOV };
}

/**
 * The same look from another distance through the same lens, so that the head is as large in the picture
 * as it is for whoever stands there: a picture 25 cm high shows it so at 60 cm.
 *
 * @param distanceMm - From the eye to the nearest skin.
 */
export function atDistance(pose: Pose, { mesh }: Pick<Head, 'mesh'>, distanceMm: number): Pose {
  const arm = sub(pose.eyeMm, pose.targetMm);
  const away = unit(arm);
  // Of all places along the look from which some skin is just that far, the outermost.
  let farthest = Number.NEGATIVE_INFINITY;
  const { positionsUm } = mesh;
  for (let i = 0; i < positionsUm.length; i += 3) {
    const x = positionsUm[i]! / 1000 - pose.targetMm[0];
    const y = positionsUm[i + 1]! / 1000 - pose.targetMm[1];
    const z = positionsUm[i + 2]! / 1000 - pose.targetMm[2];
    const along = x * away[0] + y * away[1] + z * away[2];
    const room = distanceMm ** 2 - (x * x + y * y + z * z - along * along);
    if (room > 0) farthest = Math.max(farthest, along + Math.sqrt(room));
  }
  const eye = add(pose.targetMm, scale(away, Number.isFinite(farthest) ? farthest : distanceMm));
  return { eyeMm: eye, targetMm: pose.targetMm, fovDeg: PORTRAIT_FOV };
}

/** The point of the front hairline nearest the midline. */
function midFrontal({ boundary, frontCount }: Hairline): Vec3 {
  let best = 0;
  for (let i = 0; i < frontCount; i++) {
    if (Math.abs(boundary[3 * i]!) < Math.abs(boundary[3 * best]!)) best = i;
  }
  return [boundary[3 * best]!, boundary[3 * best + 1]!, boundary[3 * best + 2]!];
}
