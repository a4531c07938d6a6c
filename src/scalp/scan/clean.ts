import { DotworkError } from '../../base/errors.ts';
import type { TriangleSoup } from '../meshing/triangle-soup.ts';
import { counted, type Finding } from './findings.ts';
import { sewn } from './sew.ts';
import { joinShells, type Shells, splitFans } from './shells.ts';
import { compacted, doubleArea, dropFaulty } from './triangles.ts';
import { weld } from './weld.ts';

/** Stray parts with more than this share of the skin's area are told as such. */
const LARGE_SHARE = 0.1;

/**
 * The largest shell of a mesh, welded, each edge between at most two triangles, each point in one
 * fan, front sides out. Works in any unit.
 *
 * @param findings - What was repaired is added here.
 */
export function cleaned(given: TriangleSoup, findings: Finding[]): TriangleSoup {
  const note = (kind: Finding['kind'], count: number, text: string) => {
    if (count > 0) findings.push({ kind, weight: 'repaired', count, text });
  };
  const { mesh: joined, welded, badPoints } = weld(given);
  note('badPoints', badPoints, `${counted(badPoints, 'point')} no place in space; left out.`);
  note('welded', welded, `${counted(welded, 'point')} there more than once; joined.`);
  const sound = dropFaulty(joined);
  let { degenerate, duplicate } = sound;
  let { mesh } = sound;
  refuseEmpty(mesh);
  let shells = joinShells(mesh);
  const closed = sewn(mesh, shells.twin);
  if (closed) {
    const again = dropFaulty(closed.mesh);
    mesh = again.mesh;
    degenerate += again.degenerate;
    duplicate += again.duplicate;
    refuseEmpty(mesh);
    shells = joinShells(mesh);
    note('sewn', closed.joined, `${counted(closed.joined, 'point')} sewn along hairline cracks.`);
  }
  note('degenerate', degenerate, `${counted(degenerate, 'triangle')} without area; left out.`);
  note('duplicate', duplicate, `${counted(duplicate, 'triangle')} there twice; left out.`);
  const { crowdedEdges, flipped, oneSidedEdges } = shells;
  note(
    'nonManifold',
    crowdedEdges,
    `${counted(crowdedEdges, 'edge')} shared by more than two triangles; taken apart.`,
  );
  note('flipped', flipped, `${counted(flipped, 'triangle')} inside out; turned.`);
  note('oneSided', oneSidedEdges, `${counted(oneSidedEdges, 'edge')} cut: no side was the front.`);
  const { mesh: split } = splitFans(mesh, shells.twin);
  return facingOut(largest(split, shells, findings), findings);
}

function refuseEmpty({ triangles }: TriangleSoup): void {
  if (triangles.length > 0) return;
  throw new DotworkError(
    'mesh',
    'No triangle of this scan has any area.',
    'Export the scan again; check that points and faces are both written.',
  );
}

function largest(mesh: TriangleSoup, shells: Shells, findings: Finding[]): TriangleSoup {
  const { shellOf, doubleAreas } = shells;
  if (doubleAreas.length === 1) return compacted(mesh);
  const best = doubleAreas.reduce((most, area, i) => (area > doubleAreas[most]! ? i : most), 0);
  const others = doubleAreas.filter((_, i) => i !== best);
  const large = others.filter((area) => area > LARGE_SHARE * doubleAreas[best]!);
  const small = others.length - large.length;
  if (small > 0) {
    const text = `${counted(small, 'stray part')} left out.`;
    findings.push({ kind: 'stray', weight: 'repaired', count: small, text });
  }
  if (large.length > 0) {
    findings.push({
      kind: 'largeStray',
      weight: 'look',
      count: large.length,
      text: `${counted(large.length, 'large part')} not joined to the head and left out; check that nothing of the head is missing.`,
    });
  }
  return compacted(
    mesh,
    shellOf.map((shell) => (shell === best ? 1 : 0)),
  );
}

/** Turns the whole shell over if its front sides look inwards. */
function facingOut(mesh: TriangleSoup, findings: Finding[]): TriangleSoup {
  const { positions: p, triangles } = mesh;
  if (outwardness(mesh) >= 0) return mesh;
  for (let i = 0; i < triangles.length; i += 3) {
    const b = triangles[i + 1]!;
    triangles[i + 1] = triangles[i + 2]!;
    triangles[i + 2] = b;
  }
  findings.push({
    kind: 'insideOut',
    weight: 'repaired',
    count: triangles.length / 3,
    text: 'The whole scan was inside out; turned.',
  });
  return { positions: p, triangles };
}

/** Volume the shell holds, seen from its middle: rims then matter little. */
function outwardness(mesh: TriangleSoup): number {
  const { positions: p, triangles } = mesh;
  const middle = [0, 0, 0];
  let weight = 0;
  for (let t = 0; t < triangles.length / 3; t++) {
    const area = doubleArea(mesh, t);
    weight += 3 * area;
    for (let k = 0; k < 9; k++) {
      middle[k % 3]! += area * p[3 * triangles[3 * t + Math.floor(k / 3)]! + (k % 3)]!;
    }
  }
  const [mx, my, mz] = middle.map((sum) => sum / weight) as [number, number, number];
  let volume = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [3 * triangles[i]!, 3 * triangles[i + 1]!, 3 * triangles[i + 2]!];
    const [ax, ay, az] = [p[a]! - mx, p[a + 1]! - my, p[a + 2]! - mz];
    const [bx, by, bz] = [p[b]! - mx, p[b + 1]! - my, p[b + 2]! - mz];
    const [cx, cy, cz] = [p[c]! - mx, p[c + 1]! - my, p[c + 2]! - mz];
    volume += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  }
  return volume;
}
