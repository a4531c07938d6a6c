import { wholeWords } from '../base/quantity-words.ts';
import type { Vec3 } from '../base/vec3.ts';
import type { Head } from '../head/head.ts';
import { type ClickedLandmarks, headFrame, intoFrame } from '../head/head-frame.ts';
import type { HeadBase } from '../head/measures.ts';
import { headOfMesh } from '../head/mesh-head.ts';
import { makeHead } from '../head/parametric-head.ts';
import type { SurfaceMesh } from '../surface/surface-mesh.ts';
import type { TriangleSoup } from '../surface/triangle-soup.ts';
import { vertexNormals } from '../surface/vertex-normals.ts';
import type { Finding } from './findings.ts';
import { mappedPoints, mirroredMesh, mirroredPoint, type Placing } from './placing.ts';
import { hairFindings } from './recognise/hair-signs.ts';
import { checkStanding, refuseExchanged } from './recognise/standing.ts';
import { headRemarks } from './remarks.ts';
import { cleaned } from './repair/clean.ts';
import { bridged, closeHoles } from './repair/close-holes.ts';
import { cutBelow, neckEnd } from './repair/cut.ts';
import { divided } from './repair/divide.ts';
import { meanEdge } from './repair/triangles.ts';
import { openSky } from './sky.ts';
import { inWholeMicrometres } from './whole.ts';

/** Makes a mesh of fewer triangles; the error is in its own unit. Given, because it is a library. */
export type Simplify = (
  mesh: TriangleSoup,
  mostTriangles: number,
) => Promise<{ readonly mesh: TriangleSoup; readonly error: number }>;

/** A head made of a scan, and what was done for it. */
export interface FinishedScan {
  readonly head: Head;
  readonly findings: readonly Finding[];
}

/** Denser meshes show nothing more, and every distance over them takes longer. */
const MOST_TRIANGLES = 250_000;
const SIMPLIFIED_TRIANGLES = 200_000;
/** Longest edge, mm: fields are known at corners, and a hairline bends within a few of these. */
const LONGEST_EDGE_MM = 6;
const MOST_AFTER_DIVIDING = 600_000;
/** A head ends here below the tragions at the latest, mm on a mean head: below a bust's base. */
const LOWEST_MM = -275;
/**
 * From below the chin down, skin this far to the side is more than a bust keeps, mm on a mean head:
 * the acromia of adults lie about 165 to 220 mm from the midline (ANSUR II biacromial breadth).
 */
const CHIN_MM = -115;
const SHOULDER_MM = 155;
/** Half the distance between the tragions of a mean head, mm. */
const MEAN_HALF_BREADTH_MM = 71.5;

/**
 * Stands a prepared scan in the head frame, in millimetres, and makes it a mesh the simulation can
 * use: cut below the neck, small holes closed, triangles neither too large nor too many.
 */
export async function finishScan(
  scan: TriangleSoup,
  placing: Placing,
  simplify: Simplify,
  base?: HeadBase,
): Promise<FinishedScan> {
  const findings: Finding[] = [];
  const placed = await stand(scan, placing);
  const size = placed.landmarks.tragionLeft[0] / MEAN_HALF_BREADTH_MM;
  const roughMm = meanEdge(placed.mesh);
  if (roughMm > LONGEST_EDGE_MM) {
    findings.push({
      kind: 'coarse',
      weight: 'look',
      count: placed.mesh.triangles.length / 3,
      text: `The scan is coarse: its triangles are ${roughMm.toFixed(0)} mm wide. The head will look angular.`,
    });
  }
  let mesh = withoutShoulders(placed.mesh, size, findings);
  mesh = closeHoles(mesh, size, findings);
  mesh = await fewer(mesh, simplify, findings);
  const finer = divided(mesh, LONGEST_EDGE_MM, MOST_AFTER_DIVIDING);
  if (finer.divided > 0) {
    findings.push({
      kind: 'divided',
      weight: 'repaired',
      count: finer.divided,
      text: `Large triangles were divided until no edge is longer than ${LONGEST_EDGE_MM} mm; ${wholeWords(finer.divided)} more.`,
    });
  }
  const { mesh: closed, firstBridge } = bridged(
    finer.mesh,
    size,
    LONGEST_EDGE_MM,
    MOST_AFTER_DIVIDING,
  );
  const { bridges, ...whole } = inWholeMicrometres(closed, firstBridge);
  const bare = { ...whole, normals: vertexNormals(whole.positionsUm, whole.triangles) };
  const lit: SurfaceMesh = { ...bare, occlusion: new Float32Array(0) };
  const made: SurfaceMesh = { ...lit, occlusion: openSky(lit, bare.normals) };
  const found = headOfMesh(made, placed.landmarks, base);
  const head = { ...found, scalp: found.scalp.map((on, v) => (bridges[v] ? 0 : on)) };
  const bald = await makeHead({ base: base ?? 'neutral' });
  return { head, findings: [...findings, ...headRemarks(head), ...hairFindings(head, bald)] };
}

/** Turned into the head frame, in millimetres. */
async function stand(
  scan: TriangleSoup,
  { mmPerUnit, landmarks, mirrored }: Placing,
): Promise<{ mesh: TriangleSoup; landmarks: ClickedLandmarks }> {
  const { positions, triangles } = mirrored ? mirroredMesh(scan) : scan;
  const points = mirrored ? mappedPoints(landmarks, mirroredPoint) : landmarks;
  const inMm = (p: Vec3): Vec3 => [p[0] * mmPerUnit, p[1] * mmPerUnit, p[2] * mmPerUnit];
  const clicked = mappedPoints(points, inMm);
  refuseExchanged(clicked);
  const frame = headFrame(clicked);
  const moved = new Float64Array(positions.length);
  for (let i = 0; i < moved.length; i += 3) {
    const p: Vec3 = [positions[i]!, positions[i + 1]!, positions[i + 2]!];
    moved.set(intoFrame(frame, inMm(p)), i);
  }
  const placed = {
    mesh: { positions: moved, triangles },
    landmarks: mappedPoints(clicked, (p) => intoFrame(frame, p)),
  };
  await checkStanding(placed.mesh, placed.landmarks);
  return placed;
}

function withoutShoulders(mesh: TriangleSoup, size: number, findings: Finding[]): TriangleSoup {
  const end = neckEnd(mesh, CHIN_MM * size, LOWEST_MM * size, SHOULDER_MM * size);
  const cut = cutBelow(mesh, end);
  if (cut.positions.length === mesh.positions.length) return mesh;
  findings.push({
    kind: 'cutBelow',
    weight: 'repaired',
    count: 1,
    text: `What lies more than ${-end.toFixed(0)} mm below the ears was cut off: shoulders and clothes.`,
    placeMm: [0, end, 0],
  });
  // Arms or clothes may now be parts of their own.
  return cleaned(cut, []);
}

async function fewer(
  mesh: TriangleSoup,
  simplify: Simplify,
  findings: Finding[],
): Promise<TriangleSoup> {
  const count = mesh.triangles.length / 3;
  if (count <= MOST_TRIANGLES) return mesh;
  const simple = await simplify(mesh, SIMPLIFIED_TRIANGLES);
  findings.push({
    kind: 'simplified',
    weight: 'repaired',
    count: count - simple.mesh.triangles.length / 3,
    text: `${wholeWords(count)} triangles were simplified to ${wholeWords(simple.mesh.triangles.length / 3)}; the skin moved by less than ${Math.max(0.01, simple.error).toFixed(2)} mm.`,
  });
  return simple.mesh;
}
