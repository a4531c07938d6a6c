import { dot, length, sub, type Vec3 } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import { intoCamera, type PhotoCamera, project } from '../camera.ts';
import type { Cells } from './cells.ts';

/** Cells that show a part of the head, 1 where they do. */
export interface Seeds {
  /** Bare on everybody who is shaved: forehead, and cheeks below the eyes. */
  readonly face: Uint8Array;
  readonly forehead: Uint8Array;
  readonly scalp: Uint8Array;
}

/** Cosine from which skin looks at the camera straight enough for its colour to be trusted. */
const SEEN_COS = 0.3;

/** Where bare skin lies on a head, mm from a landmark: half widths along x, y, z. */
const FOREHEAD_MM: Vec3 = [32, 13, 25];
const CHEEK_MM: Vec3 = [15, 13, 25];

export function seedsOf(camera: PhotoCamera, head: Head, cells: Cells): Seeds {
  const { mesh, scalp, landmarks } = head;
  const { nasion, glabella, trichion, menton, canthusLeft, canthusRight } = landmarks;
  const forehead: Vec3 = [
    0,
    0.5 * (glabella[1] + trichion[1]) + 4,
    0.5 * (glabella[2] + trichion[2]),
  ];
  const down = 0.33 * (nasion[1] - menton[1]);
  const cheeks = [canthusLeft, canthusRight].map(([x, y, z]): Vec3 => [0.85 * x, y - down, z + 6]);
  const isForehead = (mm: Vec3) => isNear(mm, forehead, FOREHEAD_MM);
  const isFace = (mm: Vec3) => isForehead(mm) || cheeks.some((at) => isNear(mm, at, CHEEK_MM));
  const none = () => new Uint8Array(cells.width * cells.height);
  const out = { face: none(), forehead: none(), scalp: none() };
  for (let v = 0; v < scalp.length; v++) {
    const mm = [0, 1, 2].map((i) => mesh.positionsUm[3 * v + i]! / 1000) as unknown as Vec3;
    const inFace = !scalp[v] && isFace(mm);
    if (!inFace && !scalp[v]) continue;
    const normal = [0, 1, 2].map((i) => mesh.normals[3 * v + i]!) as unknown as Vec3;
    const seen = intoCamera(camera, mm);
    if (seen[2] <= 0) continue;
    const turned = camera.turn.map((row) => dot(row, normal)) as unknown as Vec3;
    if (-dot(seen, turned) <= SEEN_COS * length(seen) * length(normal)) continue;
    const [x, y] = project(camera, mm).map((px) => Math.floor(px / cells.step));
    if (x! < 0 || x! >= cells.width || y! < 0 || y! >= cells.height) continue;
    const cell = y! * cells.width + x!;
    (inFace ? out.face : out.scalp)[cell] = 1;
    if (inFace && isForehead(mm)) out.forehead[cell] = 1;
  }
  return out;
}

function isNear(mm: Vec3, at: Vec3, halfMm: Vec3): boolean {
  return sub(mm, at).every((off, axis) => Math.abs(off) < halfMm[axis]!);
}
