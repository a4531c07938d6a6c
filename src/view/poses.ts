import type { Vec3 } from '../base/vec3.ts';
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
  const middle = line ? midFrontal(line) : upper;
  switch (view) {
    case 'front':
      return from([0, 0.22, 1], centre);
    case 'three-quarter':
      return from([0.62, 0.42, 1], centre);
    case 'left':
      return from([1, 0.18, 0.05], centre);
    case 'right':
      return from([-1, 0.18, 0.05], centre);
    case 'back':
      return from([0, 0.3, -1], centre);
    case 'crown':
      return from([0, 1, 0.12], upper, 600);
    case 'hairline':
      return from([0.18, 0.5, 1], middle, 260);
    case 'macro':
      return { ...from([0.1, 0.6, 1], middle, 70), fovDeg: 20 };
  }
}

/** The point of the front hairline nearest the midline. */
function midFrontal({ boundary, frontCount }: Hairline): Vec3 {
  let best = 0;
  for (let i = 0; i < frontCount; i++) {
    if (Math.abs(boundary[3 * i]!) < Math.abs(boundary[3 * best]!)) best = i;
  }
  return [boundary[3 * best]!, boundary[3 * best + 1]!, boundary[3 * best + 2]!];
}
