import { DotworkError } from '../base/errors.ts';
import type { Vec3 } from '../base/vec3.ts';
import { add, cross, distance, sub, unit } from '../base/vec3.ts';
import { rayOut } from '../surface/ray-out.ts';
import type { SurfaceMesh } from '../surface/surface-mesh.ts';
import { type Surface, surfaceOf } from '../surface/topology.ts';
import { tracePlane, traceTo } from '../surface/trace-plane.ts';
import { earMask } from './ears.ts';
import type { Head, LandmarkName } from './head.ts';
import { type ClickedLandmarks, headSize } from './head-frame.ts';
import { type HeadBase, TRICHION_MM } from './measures.ts';
import { scalpMask } from './scalp-mask.ts';

/** Nasion to inion over the crown is 300 to 420 mm; a walk this long ends well past the inion, mm. */
const OVER_THE_CROWN_MM = 520;
/** The glabella is looked for this far above the nasion, mm. */
const BROW_MM = 30;

/**
 * Makes a head of any mesh that stands in the head frame, from the four points people can find.
 *
 * The other landmarks are found on the skin by their craniometric definitions; eyes, which a scan
 * may show open, closed or not at all, are put where they lie on a mean head of this size. Throws
 * a `mesh` error that names what could not be found.
 *
 * @param base - Whose natural hairline height is taken for the trichion.
 */
export function headOfMesh(
  mesh: SurfaceMesh,
  clicked: ClickedLandmarks,
  base: HeadBase = 'neutral',
): Head {
  const surface = surfaceOf(mesh);
  const { nasion, inion, tragionLeft, tragionRight } = clicked;
  const sagittal = unit(cross([0, 1, 0], sub(nasion, inion)));
  const profile = overTheCrown(surface, clicked, sagittal);
  const vertex = best(profile, (p) => p[1]);
  const size = headSize({ ...clicked, vertex });
  const glabella = glabellaOf(profile, nasion, size);
  const opisthocranion = best(
    profile.filter((p) => p[2] < 0),
    (p) => distance(p, glabella),
  );
  const ears = earMask(surface, [tragionLeft, tragionRight], size);
  const wide = distance(tragionLeft, tragionRight) / 2;
  const middle = (nasion[0] + inion[0]) / 2;
  const onSide = (name: string, side: 1 | -1, y: number, z: number) => {
    const hit = rayOut(surface, [middle, y, z], [side, 0, 0]);
    return hit?.pointMm ?? missing(name);
  };
  const inFront = (name: string, x: number, y: number) =>
    rayOut(surface, [x, y, 20 * size], [0, 0, 1])?.pointMm ?? missing(name);
  const pair = (name: string, at: (side: 1 | -1) => Vec3) => ({
    [`${name}Left`]: at(1),
    [`${name}Right`]: at(-1),
  });
  const landmarks = {
    nasion,
    inion,
    tragionLeft,
    tragionRight,
    vertex,
    glabella,
    opisthocranion,
    trichion: traceTo(surface, glabella, sagittal, [0, 1, 0], TRICHION_MM[base]).pointMm,
    menton: mentonOf(surface, nasion, size),
    ...pair('euryon', (side) => euryon(surface, ears, middle, side, vertex[1])),
    // Where our mean heads have them: 23 mm above and 25 mm behind the glabella, lids 7 and 6 mm
    // below the nasion, outer corners at 0.66 and pupils at 0.446 of the half width at the tragions.
    ...pair('frontotemporale', (side) =>
      onSide('frontotemporale', side, glabella[1] + 23 * size, glabella[2] - 25 * size),
    ),
    ...pair('canthus', (side) =>
      inFront('canthus', middle + side * 0.66 * wide, nasion[1] - 7 * size),
    ),
    ...pair('pupil', (side) =>
      inFront('pupil', middle + side * 0.446 * wide, nasion[1] - 6 * size),
    ),
  } as Record<LandmarkName, Vec3>;
  return { mesh, landmarks, scalp: scalpMask(surface, ears, landmarks, size) };
}

/** The midline of the skin from the nasion up and over to the inion. */
function overTheCrown(surface: Surface, { nasion, inion }: ClickedLandmarks, normal: Vec3): Vec3[] {
  const path = tracePlane(surface, nasion, normal, [0, 1, 0], OVER_THE_CROWN_MM).map(
    (step) => step.pointMm,
  );
  let end = 0;
  for (let i = 1; i < path.length; i++) {
    if (distance(path[i]!, inion) < distance(path[end]!, inion)) end = i;
  }
  if (distance(path[end]!, inion) > 20) {
    throw new DotworkError(
      'mesh',
      'The skin cannot be followed from the nasion over the crown to the inion.',
      'Check both points, and that the scan has no hole or seam along the middle of the head.',
    );
  }
  return path.slice(0, end + 1);
}

/** Where the brow stands out most from the line between the nasion and the forehead above it. */
function glabellaOf(profile: readonly Vec3[], nasion: Vec3, size: number): Vec3 {
  const brow = profile.filter(
    (p) => p[2] > 0 && p[1] > nasion[1] && p[1] < nasion[1] + BROW_MM * size,
  );
  const top = brow[brow.length - 1];
  if (!top || brow.length < 3) return missing('glabella');
  const up = unit(sub(top, nasion));
  return best(brow, (p) => {
    const from = sub(p, nasion);
    return from[2] * up[1] - from[1] * up[2];
  });
}

/**
 * The lowest point of the chin, or where a mean chin would be if the scan ends above it. Found by
 * rays from inside: a walk down the skin would turn in at the lips where a mouth was modelled.
 */
function mentonOf(surface: Surface, nasion: Vec3, size: number): Vec3 {
  const [x, top, front] = nasion;
  const chinAt = (downMm: number): Vec3 | undefined => {
    const hit = rayOut(surface, [x, top - downMm * size, 20 * size], [0, 0, 1])?.pointMm;
    // Further back the skin has turned in towards the neck.
    return hit && hit[2] >= 0.62 * front ? hit : undefined;
  };
  let [above, step] = [HIGHEST_MENTON_MM, MENTON_STEP_MM];
  // An open mouth reaches below the highest chin.
  while (!chinAt(above) && above < LOWEST_MOUTH_MM) above += step;
  while (chinAt(above + step) && above < LOWEST_MENTON_MM) above += step;
  for (; step > 0.05; step /= 2) if (chinAt(above + step / 2)) above += step / 2;
  return chinAt(above) ?? add(nasion, [0, -118 * size, -14 * size]);
}

/** Below the nasion, on a mean head: face height is 100 to 138 mm (ANSUR II), and a margin. */
const HIGHEST_MENTON_MM = 90;
const LOWEST_MOUTH_MM = 120;
const LOWEST_MENTON_MM = 155;
const MENTON_STEP_MM = 3;

/** The most lateral skin of the braincase on one side, ears left out. */
function euryon(
  { positionsMm: p, vertexCount }: Surface,
  ears: Uint8Array,
  middle: number,
  side: 1 | -1,
  topMm: number,
): Vec3 {
  let far = Number.NEGATIVE_INFINITY;
  let at: Vec3 | undefined;
  for (let v = 0; v < vertexCount; v++) {
    const y = p[3 * v + 1]!;
    if (ears[v] || y < 0.27 * topMm || y > 0.8 * topMm) continue;
    const out = side * (p[3 * v]! - middle);
    if (out > far) [far, at] = [out, [p[3 * v]!, y, p[3 * v + 2]!]];
  }
  return at ?? missing('euryon');
}

function missing(name: string): never {
  throw new DotworkError(
    'mesh',
    `The head has no skin where its ${name} should be.`,
    'Check the four landmarks; if they are right, the scan has a hole there.',
  );
}

function best(points: readonly Vec3[], score: (p: Vec3) => number): Vec3 {
  return points.reduce((a, b) => (score(b) > score(a) ? b : a));
}
