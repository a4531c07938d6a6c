import type { Vec3 } from '../../base/vec3.ts';
import type { LandmarkName } from '../../head/head.ts';
import { loadBaseHead } from '../../head/load-base-head.ts';
import { mirrorTriangles, type TriangleSoup } from '../../surface/triangle-soup.ts';
import type { Cloud } from './pairs.ts';
import { type Patch, type PatchName, patchesOf } from './patches.ts';
import { cloudOf, tellsAHead } from './register.ts';
import { samplesOf } from './samples.ts';

/** The mean head that scans are compared with: millimetres, head frame. */
export interface MeanHead {
  readonly landmarks: Readonly<Record<LandmarkName, Vec3>>;
  /** Few points for the search, many for the last fit. */
  readonly coarse: Cloud;
  readonly fine: Cloud;
  /** Face and ears only. */
  readonly face: Cloud;
  /** Nose and ears, each by itself. */
  readonly patches: Readonly<Record<PatchName, Patch>>;
}

/** Below the chin people differ most, and scans end anywhere, mm. */
const NECK_END_MM = -125;

let opened: Promise<MeanHead> | undefined;

/** Made once from the shipped base head. */
export function meanHead(): Promise<MeanHead> {
  opened ??= open();
  return opened;
}

async function open(): Promise<MeanHead> {
  const base = await loadBaseHead();
  const half = base.earShare.length;
  const mirror = mirrorTriangles((v) => base.positionsUm[3 * v] === 0, half, base.triangles);
  const positions = new Float64Array(3 * mirror.sources.length);
  mirror.sources.forEach((source, i) => {
    for (let k = 0; k < 3; k++) {
      const side = k === 0 && i >= half ? -1 : 1;
      positions[3 * i + k] = (side * base.positionsUm[3 * source + k]!) / 1000;
    }
  });
  const mesh: TriangleSoup = { positions, triangles: mirror.triangles };
  const above = (t: number) =>
    [0, 1, 2].every((k) => positions[3 * mesh.triangles[3 * t + k]! + 1]! > NECK_END_MM);
  return {
    landmarks: base.landmarks,
    coarse: cloudOf(samplesOf(mesh, 260, above)),
    fine: cloudOf(samplesOf(mesh, 3000, above)),
    face: cloudOf(samplesOf(mesh, 1200, (t) => [0, 1, 2].every((k) => isFace(mesh, t, k)))),
    patches: patchesOf(mesh, base.landmarks),
  };
}

function isFace({ positions, triangles }: TriangleSoup, t: number, k: number): boolean {
  const v = 3 * triangles[3 * t + k]!;
  return tellsAHead(positions[v]!, positions[v + 1]!, positions[v + 2]!);
}
