import type { Vec3 } from '../../base/vec3.ts';
import { boxAround, boxDistance, ellipse, ellipsoid, smoothMax, smoothMin } from './primitives.ts';
import { tube } from './ridges.ts';

/** Where the ear's own frame sits on the head: the tragion, mm. */
export const EAR_ORIGIN: Vec3 = [71.5, 0, 0];

const degrees = Math.PI / 180;
/** Up along the ear: leaning 14° back and a little out. */
const V = unit([0.15, Math.cos(14 * degrees), -Math.sin(14 * degrees)]);
/** Out of the ear: the auricle stands 19° off the head. */
const W = unit(cross([Math.sin(19 * degrees), 0, -Math.cos(19 * degrees)], V));
/** Backward along the ear. */
const U = cross(V, W);

/** The box that holds an ear, in head coordinates. */
export const EAR_BOX = boxAround([80, 0, -14], [24, 42, 36]);

/** Joins the ear to the head and opens its canal. Taken at |x|. */
export function withEar(): (d: number, x: number, y: number, z: number) => number {
  const auricle = earShape();
  const canal = ellipsoid([4.2, -4.2, -1], [3, 4, 6]);
  return (d, x, y, z) => {
    if (boxDistance(EAR_BOX, x, y, z) * 0.6 > Math.abs(d) + 6) return d;
    const px = x - EAR_ORIGIN[0];
    const u = U[0] * px + U[1] * y + U[2] * z;
    const v = V[0] * px + V[1] * y + V[2] * z;
    const w = W[0] * px + W[1] * y + W[2] * z;
    return smoothMax(smoothMin(d, auricle(u, v, w), 6), -canal(u, v, w), 1.6);
  };
}

/** The auricle in its own frame: u backward, v up, w outward, mm. */
function earShape(): (u: number, v: number, w: number) => number {
  const lobe = ellipsoid([10, -23.6, 2.2], [9, 9.6, 3.4]);
  const conchalWall = ellipsoid([9, -3, -2.5], [14, 17, 7]);
  const concha = ellipsoid([8.5, -4, 7.2], [8.3, 9.5, 7.2]);
  const antihelix = tube([
    [7.5, -15.5, 4.8, 2.6],
    [13.5, -13, 5.6, 2.6],
    [18.5, -7, 6.8, 2.7],
    [20.5, 1, 7.6, 2.9],
    [19.5, 9, 7.8, 3],
    [15.5, 16, 7, 2.9],
    [12, 22, 6, 2.2],
  ]);
  const inferiorCrus = tube([
    [19.5, 8, 7.2, 2.6],
    [13, 11, 5.4, 2.4],
    [6, 12, 3.6, 1.8],
  ]);
  const helix = tube([
    [13, -3.5, -1, 1.4],
    [7, 0.5, 1.2, 1.9],
    [2, 5, 2.6, 2.2],
    [-2, 12, 3.8, 2.4],
    [-1.5, 20.5, 5, 2.4],
    [3, 27, 6, 2.5],
    [11, 30, 7, 2.6],
    [20, 27.5, 8, 2.6],
    [26, 20, 9, 2.5],
    [28.3, 10, 9.2, 2.4],
    [27.8, -1, 8.4, 2.3],
    [25, -11, 7.2, 2.1],
    [21, -19, 5.6, 2],
    [17.4, -26, 4.2, 2],
    [12.5, -31, 3, 2],
  ]);
  const tragus = ellipsoid([-2, -1.5, 2.6], [3.2, 6.2, 3.4]);
  const antitragus = ellipsoid([6.5, -16, 4], [3.4, 3, 3]);
  return (u, v, w) => {
    let d = smoothMin(plate(u, v, w), lobe(u, v, w), 8);
    d = smoothMin(d, conchalWall(u, v, w), 5);
    d = smoothMax(d, -concha(u, v, w), 2.6);
    d = smoothMin(d, antihelix(u, v, w), 2.8);
    d = smoothMin(d, inferiorCrus(u, v, w), 2.6);
    d = smoothMin(d, helix(u, v, w), 2.2);
    d = smoothMin(d, tragus(u, v, w), 3);
    return smoothMin(d, antitragus(u, v, w), 2.6);
  };
}

/** A rounded sheet. A thin ellipsoid would do, but its bound smears 30 mm around. */
function plate(u: number, v: number, w: number): number {
  const rim = ellipse(u - 12.5, v - 1.5, 15, 26.5);
  const face = Math.abs(w - (2 + 0.21 * u)) - 0.6;
  const corner = Math.hypot(Math.max(rim, 0), Math.max(face, 0));
  return corner + Math.min(Math.max(rim, face), 0) - 1.5;
}

function unit(v: Vec3): Vec3 {
  const length = Math.hypot(...v);
  return [v[0] / length, v[1] / length, v[2] / length];
}

function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
