import { cross, dot, sub, unit, type Vec3 } from '../../../src/base/vec3.ts';
import type { Head } from '../../../src/head/head.ts';
import { encodePng } from '../../../src/io/png.ts';
import { type PhotoCamera, project } from '../../../src/photo/camera.ts';
import type { PhotoPointName } from '../../../src/photo/photo-points.ts';
import type { Photograph } from '../../../src/photo/photograph.ts';
import type { Pixel } from '../../../src/photo/question.ts';
import { knownSubject } from '../../../src/photo/subject.ts';

/** A picture of a known head with a known camera, and where its points and its rim are in it. */
export interface PhotoOfHead {
  readonly photo: Photograph;
  readonly png: Uint8Array;
  readonly points: ReadonlyMap<PhotoPointName, Pixel>;
  readonly rim: readonly Pixel[];
}

const SKIN = [196, 150, 126];
const WALL = [92, 108, 118];

/** Matt skin under one lamp beside the camera, before a grey wall. */
export async function photoOfHead(head: Head, camera: PhotoCamera): Promise<PhotoOfHead> {
  const photo = painted(head, camera);
  const { points, skull } = await knownSubject(head, true);
  const seen = skull.map(({ mm }) => project(camera, mm));
  const rim = [-50, 0, 50].map((deg) => {
    const [nx, ny] = [Math.sin((deg * Math.PI) / 180), -Math.cos((deg * Math.PI) / 180)];
    return seen.reduce((a, b) => (nx * b[0] + ny * b[1] > nx * a[0] + ny * a[1] ? b : a));
  });
  return {
    photo,
    png: await encodePng(photo, {}),
    points: new Map([...points].map(([name, { mm }]) => [name, project(camera, mm)])),
    rim,
  };
}

function painted({ mesh: { positionsUm, triangles } }: Head, camera: PhotoCamera): Photograph {
  const { widthPx, heightPx } = camera;
  const rgba = new Uint8Array(4 * widthPx * heightPx);
  for (let i = 0; i < rgba.length; i += 4) rgba.set([...WALL, 255], i);
  const depth = new Float64Array(widthPx * heightPx).fill(Number.POSITIVE_INFINITY);
  const vertex = (v: number) =>
    [0, 1, 2].map((axis) => positionsUm[3 * v + axis]! / 1000) as unknown as Vec3;
  const lamp = unit([0.3, 0.6, 1]);
  for (let t = 0; t < triangles.length; t += 3) {
    const mm = [0, 1, 2].map((k) => vertex(triangles[t + k]!)) as [Vec3, Vec3, Vec3];
    const px = mm.map((place) => project(camera, place));
    const far = mm.map((place) => dot(camera.turn[2], place) + camera.shiftMm[2]);
    const normal = unit(cross(sub(mm[1], mm[0]), sub(mm[2], mm[0])));
    const light = 0.55 + 0.45 * Math.max(0, dot(normal, lamp));
    const [a, b, c] = px as [Pixel, Pixel, Pixel];
    const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if (area >= 0) continue;
    const [xs, ys] = [0, 1].map((axis) => px.map((p) => p[axis]!));
    for (let y = Math.max(0, Math.floor(Math.min(...ys!))); y <= Math.max(...ys!); y++) {
      for (let x = Math.max(0, Math.floor(Math.min(...xs!))); x <= Math.max(...xs!); x++) {
        if (x >= widthPx || y >= heightPx) continue;
        const at = [x + 0.5, y + 0.5] as const;
        const share = ([p, q]: readonly [Pixel, Pixel]) =>
          ((q[0] - p[0]) * (at[1] - p[1]) - (q[1] - p[1]) * (at[0] - p[0])) / area;
        const shares = [share([b, c]), share([c, a]), share([a, b])];
        if (shares.some((one) => one < -1e-9)) continue;
        const z = shares.reduce((sum, one, k) => sum + one * far[k]!, 0);
        const i = y * widthPx + x;
        if (z >= depth[i]!) continue;
        depth[i] = z;
        for (let k = 0; k < 3; k++) rgba[4 * i + k] = Math.round(SKIN[k]! * light);
      }
    }
  }
  return { widthPx, heightPx, rgba };
}
