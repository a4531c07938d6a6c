import { unitHash } from '../../base/unit-hash.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { dot, scale, sub, unit } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import type { Plan } from '../../plan/schema.ts';
import { HairRoot } from './hair-structs.ts';

/** A point of a brow or lid, from the pupil, in distances from pupil to outer corner of the eye. */
type EyePoint = readonly [aside: number, up: number];

/** Middle of the brow from its inner end, and half its height there. Read off portraits: assumed. */
const BROW: readonly (readonly [...EyePoint, half: number])[] = [
  [-1.2, 1.3, 0.27],
  [-0.6, 1.52, 0.3],
  [0, 1.72, 0.26],
  [0.6, 1.82, 0.19],
  [1.15, 1.52, 0.11],
  [1.5, 1.18, 0.05],
];
/** Lash line of the closed upper lid. */
const LASHES: readonly EyePoint[] = [
  [-0.9, -0.17],
  [-0.62, -0.35],
  [-0.06, -0.52],
  [0.5, -0.4],
  [1, -0.1],
];

/** Hairs of a full brow and of an upper lid, their length and width. Counts of the order told: assumed. */
const BROW_HAIRS = 560;
const BROW_MM = 8;
const BROW_WIDTH_MM = 0.09;
/** How round the skin is that brows lie along, 1/mm. */
const BROW_ROUND = 1 / 70;
const LASH_HAIRS = 110;
const LASH_MM = 8;
const LASH_WIDTH_MM = 0.1;
/** Roots of lashes stand in rows so close that they read as a line: its strokes and their width. Assumed. */
const LINE_HAIRS = 150;
const LINE_MM = 1.1;
const LINE_WIDTH_MM = 0.16;

type Root = Parameters<typeof HairRoot.pack>[0];

/** Roots of brows and lashes: `HairRoot` structs. None on a scan, whose eyes nobody measured. */
export function faceRoots(head: Head, { head: of, hair, seed }: Plan): Uint8Array {
  if (of.scan.kind !== 'none' || hair.brows === 0) return HairRoot.packAll([NO_HAIR]);
  const roots = [1, -1].flatMap((side) => {
    const patch = eyePatch(head, side);
    const brow = browRoots(patch, side, hair.brows, of.base === 'female', seed);
    return [...brow, ...lashRoots(patch, side, seed)];
  });
  return HairRoot.packAll(roots.length > 0 ? roots : [NO_HAIR]);
}

/** A list is never empty, or no buffer could hold it. */
const NO_HAIR: Root = rootAt([0, 0, 0], [0, 1, 0], [0, 0, 1], {
  ...{ lengthMm: 0.01, widthMm: 0, lift: 1, seed: 0, open: 1, round: 0 },
});

function browRoots(
  patch: Patch,
  side: number,
  fullness: number,
  isWoman: boolean,
  seed: number,
): Root[] {
  const roots: Root[] = [];
  for (let i = 0; i < BROW_HAIRS; i++) {
    const dice = (k: number) => unitHash(seed, 101, side + 1, i, k);
    if (dice(0) > fullness) continue;
    const t = dice(1) ** 0.85;
    const [aside, up, half] = along(BROW, t) as [number, number, number];
    const across = dice(2) + dice(3) - 1;
    const at = onFace(patch, side, [
      aside,
      up + across * half * (isWoman ? 0.68 : 1) + (isWoman ? 0.1 : 0),
    ]);
    if (!at) continue;
    // Upright at the inner end, then outwards; upper hairs lean down, lower ones up.
    const angle = 1.35 * (1 - t) ** 2.2 - 0.5 * across - 0.42 * t + 0.25 * (dice(4) - 0.5);
    const lean: Vec3 = [side * Math.cos(angle), Math.sin(angle), 0];
    roots.push(
      rootAt(at.pointMm, at.normal, lean, {
        lengthMm: BROW_MM * (0.65 + 0.5 * dice(5)) * (0.75 + 0.25 * Math.sin(Math.PI * t)),
        widthMm: BROW_WIDTH_MM * (0.8 + 0.4 * dice(6)),
        lift: 0.1,
        // Hairs of a brow lie on each other: the lower ones get half of the light. Assumed.
        open: at.open * (0.5 + 0.5 * dice(8)),
        round: BROW_ROUND,
        seed: Math.floor(dice(7) * 2 ** 32),
      }),
    );
  }
  return roots;
}

/** Lashes, and the line of their roots, which stays where they are too fine to see. */
function lashRoots(patch: Patch, side: number, seed: number): Root[] {
  const roots: Root[] = [];
  for (let i = 0; i < LASH_HAIRS + LINE_HAIRS; i++) {
    const dice = (k: number) => unitHash(seed, 102, side + 1, i, k);
    const isLine = i >= LASH_HAIRS;
    const t = isLine ? (i - LASH_HAIRS + dice(0)) / LINE_HAIRS : (i + dice(0)) / LASH_HAIRS;
    const [aside, up] = along(LASHES, t) as [number, number];
    const at = onFace(patch, side, [aside, up + 0.03 * (dice(1) - 0.5)]);
    if (!at) continue;
    const fan = side * (0.9 * (t - 0.4) + 0.2 * (dice(2) - 0.5));
    roots.push(
      rootAt(at.pointMm, unit([fan * 0.5, -0.3, 1]), [fan, -1, 0.3], {
        lengthMm: isLine
          ? LINE_MM * (0.6 + 0.8 * dice(3))
          : LASH_MM * (0.6 + 0.4 * dice(3)) * (0.7 + 0.3 * t),
        widthMm: isLine ? LINE_WIDTH_MM : LASH_WIDTH_MM,
        lift: isLine ? 0.3 : 0.75,
        seed: Math.floor(dice(4) * 2 ** 32),
        open: at.open,
        round: 0,
      }),
    );
  }
  return roots;
}

function along(points: readonly (readonly number[])[], t: number): number[] {
  const at = t * (points.length - 1);
  const i = Math.min(points.length - 2, Math.floor(at));
  return points[i]!.map((value, k) => value + (at - i) * (points[i + 1]![k]! - value));
}

/** A triangle of a face: corner, both sides from it, and its normal. */
type Facet = readonly [corner: Vec3, b: Vec3, c: Vec3, normal: Vec3, open: number];

/** A piece of the face, seen from the front. */
interface Patch {
  /** Triangles by the squares of a grid that they may touch, row by row from the lower right. */
  readonly squares: readonly (readonly Facet[])[];
  readonly pupil: Vec3;
  readonly unitMm: number;
}

/** Half its width and height, from the pupil, in distances from there to the corner of the eye. */
const PATCH = [2, 2.6] as const;
/** Squares of its grid across and up. */
const SQUARES = [24, 32] as const;

/** The square a place lies in, across (0) or up (1); beyond the patch the last one. */
function squareAt(way: 0 | 1, off: number, unitMm: number): number {
  const share = (off / unitMm / PATCH[way] + 1) / 2;
  return Math.min(SQUARES[way] - 1, Math.max(0, Math.floor(share * SQUARES[way])));
}

/** The skin around an eye. */
function eyePatch({ mesh, landmarks }: Head, side: number): Patch {
  const pupil = side > 0 ? landmarks.pupilLeft : landmarks.pupilRight;
  const canthus = side > 0 ? landmarks.canthusLeft : landmarks.canthusRight;
  const unitMm = Math.abs(canthus[0] - pupil[0]);
  const { positionsUm, normals, triangles, occlusion } = mesh;
  const point = (v: number): Vec3 => [
    positionsUm[3 * v]! / 1000,
    positionsUm[3 * v + 1]! / 1000,
    positionsUm[3 * v + 2]! / 1000,
  ];
  const squares: Facet[][] = Array.from({ length: SQUARES[0] * SQUARES[1] }, () => []);
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]!;
    if (normals[3 * a + 2]! <= 0) continue;
    const offX = positionsUm[3 * a]! / 1000 - pupil[0];
    const offY = positionsUm[3 * a + 1]! / 1000 - pupil[1];
    if (Math.abs(offX) > PATCH[0] * unitMm || Math.abs(offY) > PATCH[1] * unitMm) continue;
    const corner = point(a);
    if (corner[2] - pupil[2] < -60) continue;
    const b = sub(point(triangles[t + 1]!), corner);
    const c = sub(point(triangles[t + 2]!), corner);
    const normal: Vec3 = [normals[3 * a]!, normals[3 * a + 1]!, normals[3 * a + 2]!];
    const facet: Facet = [corner, b, c, normal, occlusion[a]!];
    const [fromX, toX] = squaresOf(0, offX, b[0], c[0], unitMm);
    const [fromY, toY] = squaresOf(1, offY, b[1], c[1], unitMm);
    for (let y = fromY; y <= toY; y++) {
      for (let x = fromX; x <= toX; x++) squares[y * SQUARES[0] + x]!.push(facet);
    }
  }
  return { squares, pupil, unitMm };
}

/** First and last square that a triangle may touch, with room for rounding. */
function squaresOf(way: 0 | 1, corner: number, b: number, c: number, unitMm: number) {
  const slack = 1e-6 * unitMm;
  return [
    squareAt(way, corner + Math.min(0, b, c) - slack, unitMm),
    squareAt(way, corner + Math.max(0, b, c) + slack, unitMm),
  ] as const;
}

/** The skin in front of such a point of the eye, and its normal; the foremost where there are more. */
function onFace({ squares, pupil, unitMm }: Patch, side: number, [aside, up]: EyePoint) {
  const [x, y] = [pupil[0] + side * aside * unitMm, pupil[1] + up * unitMm];
  const row = squareAt(1, y - pupil[1], unitMm);
  const here = squares[row * SQUARES[0] + squareAt(0, x - pupil[0], unitMm)]!;
  let best: { pointMm: Vec3; normal: Vec3; open: number } | undefined;
  for (const [corner, b, c, normal, open] of here) {
    const [dx, dy] = [x - corner[0], y - corner[1]];
    const det = b[0] * c[1] - b[1] * c[0];
    const s = (dx * c[1] - dy * c[0]) / det;
    const t = (b[0] * dy - b[1] * dx) / det;
    if (!(s >= 0 && t >= 0 && s + t <= 1)) continue;
    const z = corner[2] + s * b[2] + t * c[2];
    if (!best || z > best.pointMm[2]) best = { pointMm: [x, y, z], normal, open };
  }
  return best;
}

function rootAt(
  [x, y, z]: Vec3,
  normal: Vec3,
  lean: Vec3,
  own: Pick<Root, 'lengthMm' | 'widthMm' | 'lift' | 'seed' | 'open' | 'round'>,
): Root {
  const [leanX, leanY, leanZ] = unit(sub(lean, scale(normal, dot(lean, normal))));
  const [normalX, normalY, normalZ] = normal;
  return { x, y, z, normalX, normalY, normalZ, leanX, leanY, leanZ, tip: 0.15, ...own };
}
