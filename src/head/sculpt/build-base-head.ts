import type { Box } from '../../surface/meshing/field.ts';
import { type HalfGrid, sampleHalf } from '../../surface/meshing/half-grid.ts';
import { improveAngles } from '../../surface/meshing/improve-angles.ts';
import { occlusion } from '../../surface/meshing/occlusion.ts';
import { remesh } from '../../surface/meshing/remesh.ts';
import { renumber } from '../../surface/meshing/renumber.ts';
import { surfaceNetsHalf } from '../../surface/meshing/surface-nets.ts';
import { makeWellComposed } from '../../surface/meshing/well-composed.ts';
import { WorstAngle } from '../../surface/meshing/worst-angle.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import type { BaseHead } from '../base-head.ts';
import { EAR_BOX } from './ear.ts';
import { headEdgeLength } from './edge-length.ts';
import { extremeStretch } from './extreme-heads.ts';
import { type HeadField, headField } from './head-field.ts';
import { headLandmarks } from './head-landmarks.ts';
import { boxDistance, smoothStep } from './primitives.ts';
import { nearScalp, scalpRegion } from './scalp-region.ts';
import { BASE_CUT_Y_MM } from './shoulders.ts';

const HEAD_BOX: Box = { lo: [0, BASE_CUT_Y_MM - 9, -165], hi: [148, 140, 130] };
/** About as fine as the folds of the ear, mm. */
const STEP_MM = 1.5;
const PASSES = 5;

/** Smallest angle wanted on the scalp of every head from the 5th to the 95th percentile, degrees. */
const SCALP_ANGLE_DEG = 34;

/**
 * Sculpts and meshes the head every parametric head is a deformation of. Takes about a minute:
 * this runs when the project is built, never in the product.
 */
export function buildBaseHead(): BaseHead {
  const field = headField();
  const grid = sampleHalf(field.f, HEAD_BOX, STEP_MM);
  makeWellComposed(grid);
  const rough = remesh(surfaceNetsHalf(grid), field.f, headEdgeLength, PASSES);
  // Extreme heads are measured on the mesh as it is: moving vertices along the skin changes no tape.
  const worst = new WorstAngle(extremeStretch(assembled(field, grid, rough)));
  const even = improveAngles(rough, field.f, worst, nearScalp, SCALP_ANGLE_DEG);
  return assembled(field, grid, renumber(even));
}

function assembled(field: HeadField, grid: HalfGrid, half: TriangleSoup): BaseHead {
  const earShare = earShares(field, half);
  return {
    positionsUm: Int32Array.from(half.positions, (mm) => Math.round(mm * 1000)),
    triangles: half.triangles,
    occlusion: Uint8Array.from(occlusion(field.f, grid, half), (o) => Math.round(o * 255)),
    earShare: Uint8Array.from(earShare, (e) => Math.round(e * 255)),
    scalp: scalpRegion(half, earShare),
    landmarks: headLandmarks(field),
  };
}

/** 0 on the head, 1 on the auricle, blending where the ear leaves the skin. */
function earShares({ withoutEars }: HeadField, half: TriangleSoup): Float64Array {
  const p = half.positions;
  return Float64Array.from({ length: p.length / 3 }, (_, v) => {
    const [x, y, z] = [p[v * 3]!, p[v * 3 + 1]!, p[v * 3 + 2]!];
    return boxDistance(EAR_BOX, x, y, z) > 0 ? 0 : smoothStep(0.4, 6, withoutEars(x, y, z));
  });
}
