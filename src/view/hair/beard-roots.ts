import { unitHash } from '../../base/unit-hash.ts';
import {
  add,
  cross,
  dot,
  length,
  scale,
  smoothstep,
  sub,
  unit,
  type Vec3,
} from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import type { Plan } from '../../plan/schema.ts';
import { earShare, type FacePlaces, facePlaces, lipShare, placeOf } from '../light/face-places.ts';
import { HairRoot } from './hair-structs.ts';

/** Hairs of a full beard, per cm2. Of the order told of cheek and chin: assumed. */
const HAIRS_PER_CM2 = 70;
/** A beard hair over one of the scalp: twice its cross-section (Tolgyesi 1983), so 1.4 across. */
const COARSER = 1.4;
/** Angle between hair and skin, radians: assumed. */
const LIFT = 0.5;

type Root = Parameters<typeof HairRoot.pack>[0];

/**
 * Roots of the beard: `HairRoot` structs, none where the plan has no beard. It grows below a line from
 * the sideburn, which runs into it, to the corner of the mouth, round the lips, and down to a line on
 * the neck. Where these lie is found by the landmarks and the profile, on scans too; their course is assumed.
 *
 * @param grownMm - Longer than the plan says.
 */
export function beardRoots(
  head: Head,
  { hair: { beard, shaftUm }, seed }: Plan,
  grownMm: number,
): Uint8Array {
  const { mesh } = head;
  const share = shareAtVertices(head);
  const roots: Root[] = [];
  const corners = [0, 1, 2] as const;
  for (let t = 0; t < mesh.triangles.length / 3; t++) {
    const [a, b, c] = corners.map((k) => mesh.triangles[3 * t + k]!) as [number, number, number];
    const shares = [share[a]!, share[b]!, share[c]!];
    if (Math.max(...shares) === 0) continue;
    const [from, ...to] = [a, b, c].map((v) => placeOf(mesh.positionsUm, v)) as [Vec3, Vec3, Vec3];
    const [along, up] = to.map((place) => sub(place, from)) as [Vec3, Vec3];
    const normal = unit(cross(along, up));
    const areaCm2 = length(cross(along, up)) / 200;
    const dice = (i: number, k: number) => unitHash(seed, 103, t, i, k);
    const count = Math.floor(HAIRS_PER_CM2 * areaCm2 + dice(0, 0));
    for (let i = 0; i < count; i++) {
      // Even over the triangle: the far half folds back.
      const [s, r] = [dice(i, 1), dice(i, 2)];
      const [u, v] = s + r > 1 ? [1 - s, 1 - r] : [s, r];
      const full = shares[0]! + u * (shares[1]! - shares[0]!) + v * (shares[2]! - shares[0]!);
      if (dice(i, 3) >= full * beard.density) continue;
      const at = add(from, add(scale(along, u), scale(up, v)));
      roots.push({
        ...xyz(at, normal, leanAt(at, normal)),
        // Towards its edges a beard is finer and shorter.
        lengthMm: (beard.lengthMm + grownMm) * (0.55 + 0.45 * full) * (0.85 + 0.3 * dice(i, 4)),
        widthMm: ((COARSER * shaftUm) / 1000) * (0.75 + 0.25 * full) * (0.8 + 0.4 * dice(i, 5)),
        lift: LIFT,
        tip: 1,
        open: mesh.occlusion[a]!,
        round: 0,
        seed: Math.floor(dice(i, 6) * 2 ** 32),
      });
    }
  }
  return HairRoot.packAll(roots);
}

/** How full a beard grows at each vertex, 0 to 1. */
function shareAtVertices({ mesh, landmarks, scalp }: Head): Float32Array {
  const face = facePlaces({ mesh, landmarks });
  const { menton, tragionLeft, size } = face;
  const share = new Float32Array(scalp.length);
  const [highY, lowY] = [tragionLeft[1] + 12 * size, menton[1] - 40 * size];
  for (let v = 0; v < share.length; v++) {
    const at = placeOf(mesh.positionsUm, v);
    if (scalp[v] || at[1] > highY || at[1] < lowY || at[2] < tragionLeft[2]) continue;
    share[v] = beardShare(at, face);
  }
  return share;
}

function beardShare(at: Vec3, face: FacePlaces): number {
  const { size, tip, menton, tragionLeft, tragionRight } = face;
  const [x, y, z] = at;
  const ear = x > 0 ? tragionLeft : tragionRight;
  const mouth = face.mouth ?? [0, tip[1] - 28 * size, tip[2] - 10 * size];
  const aside = Math.abs(x) / size;
  // From the sideburn in front of the ear, 0, to the corner of the mouth, 1.
  const startZ = ear[2] + 22 * size;
  const way = Math.max(0, Math.min(1, (z - startZ) / (mouth[2] - 16 * size - startZ)));
  const cheekY = ear[1] + 5 * size - (ear[1] - 3 * size - mouth[1]) * way ** 0.75;
  const isFront = smoothstep(0.7, 0.95, way) * (1 - smoothstep(20, 33, aside));
  const topY = cheekY + isFront * (tip[1] - 12 * size - cheekY);
  const neckY =
    ear[1] -
    55 * size +
    smoothstep(0, 50, (z - ear[2]) / size) * (menton[1] - 20 * size - ear[1] + 55 * size);
  const within = smoothstep(-3, 4, (topY - y) / size) * smoothstep(-5, 9, (y - neckY) / size);
  const before = smoothstep(5, 10, (z - ear[2]) / size);
  const bare = Math.max(lipShare(at, face), earShare(at, face) > 0 ? 1 : 0);
  // Sparse in the groove below the nose and beside the tuft under the lip.
  const groove = 0.5 * smoothstep(4, 1, aside) * smoothstep(0, 6, (y - mouth[1]) / size);
  const tuft =
    0.75 *
    Math.exp(-(((aside - 13) / 6) ** 2) - ((y - mouth[1] + 15 * size) / (5 * size)) ** 2) *
    isFront;
  return (
    within *
    before *
    (1 - bare) *
    (1 - groove) *
    (1 - tuft) *
    (0.6 + 0.4 * Math.max(isFront, smoothstep(0, 25, (topY - y) / size)))
  );
}

/** Down the cheeks, aside below the nose, forward under the chin. */
function leanAt([x]: Vec3, normal: Vec3): Vec3 {
  const under = smoothstep(0.3, 0.8, -normal[1]);
  const front = smoothstep(0.75, 0.95, normal[2]);
  const lean: Vec3 = [0.7 * front * Math.sign(x), -1 + 0.9 * under, -0.2 * (1 - front) + under];
  return unit(sub(lean, scale(normal, dot(lean, normal))));
}

function xyz([x, y, z]: Vec3, [normalX, normalY, normalZ]: Vec3, [leanX, leanY, leanZ]: Vec3) {
  return { x, y, z, normalX, normalY, normalZ, leanX, leanY, leanZ };
}
