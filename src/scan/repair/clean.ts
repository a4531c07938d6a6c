import { DotworkError } from '../../base/errors.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { counted, type Finding } from '../findings.ts';
import { insideSkin } from './inside-shell.ts';
import { sewn } from './sew.ts';
import { joinShells, type Shells, splitFans } from './shells.ts';
import { withoutSpikes } from './spikes.ts';
import { compacted, doubleArea, dropFaulty } from './triangles.ts';
import { weld } from './weld.ts';

/** Stray parts with more than this share of the skin's area are told as such. */
const LARGE_SHARE = 0.1;
/** A part inside with more than this share is the head's own inner wall. */
const WALL_SHARE = 0.4;

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
  const pointed = withoutSpikes(mesh, shells.twin);
  if (pointed) {
    mesh = pointed.mesh;
    shells = joinShells(mesh);
    const told = `${counted(pointed.count, 'triangle')} left out: hanging by one edge, pointing far away.`;
    note('spikes', pointed.count, told);
  }
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
  const best = roundest(mesh, shells);
  const skin = compacted(
    mesh,
    shellOf.map((shell) => (shell === best ? 1 : 0)),
  );
  const inside = insideSkin(mesh, shellOf, doubleAreas.length, skin);
  let [stray, large, walls] = [0, 0, 0];
  doubleAreas.forEach((area, shell) => {
    if (shell === best) return;
    if (inside[shell] && area > WALL_SHARE * doubleAreas[best]!) walls++;
    else if (area <= LARGE_SHARE * doubleAreas[best]! || inside[shell]) stray++;
    else large++;
  });
  if (walls > 0) {
    const text = 'The head is hollow: its inner wall was left out.';
    findings.push({ kind: 'innerWall', weight: 'repaired', count: walls, text });
  }
  if (stray > 0) {
    const text = `${counted(stray, 'stray part')} left out.`;
    findings.push({ kind: 'stray', weight: 'repaired', count: stray, text });
  }
  if (large > 0) {
    findings.push({
      kind: 'largeStray',
      weight: 'look',
      count: large,
      text: `${counted(large, 'large part')} not joined to the head and left out; check that nothing of the head is missing.`,
    });
  }
  return skin;
}

/** Six times the volume over twice the area to the power of 1.5: a ball has 0.19. */
const FLAT = 1e-6;

/** The shell that holds most: a table or a wall scanned with a head may have more area. */
function roundest(mesh: TriangleSoup, { shellOf, doubleAreas }: Shells): number {
  const held = volumes(mesh, shellOf, doubleAreas.length).map(Math.abs);
  const isRound = (shell: number) => held[shell]! > FLAT * doubleAreas[shell]! ** 1.5;
  // Without any volume but what rounding makes, as a drawing on paper, the largest.
  const by = held.some((_, shell) => isRound(shell)) ? held : doubleAreas;
  return by.reduce((most, value, shell) => (value > by[most]! ? shell : most), 0);
}

/** Turns the whole shell over if its front sides look inwards. */
function facingOut(mesh: TriangleSoup, findings: Finding[]): TriangleSoup {
  const { positions: p, triangles } = mesh;
  if (volumes(mesh, new Int32Array(triangles.length / 3), 1)[0]! >= 0) return mesh;
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

/** Six times the volume each shell holds, seen from its own middle: rims then matter little. */
function volumes(mesh: TriangleSoup, shellOf: Int32Array, count: number): number[] {
  const { positions: p, triangles } = mesh;
  const middle = new Float64Array(3 * count);
  const weight = new Float64Array(count);
  for (let t = 0; t < shellOf.length; t++) {
    const [area, shell] = [doubleArea(mesh, t), shellOf[t]!];
    weight[shell]! += 3 * area;
    for (let k = 0; k < 9; k++) {
      middle[3 * shell + (k % 3)]! +=
        area * p[3 * triangles[3 * t + Math.floor(k / 3)]! + (k % 3)]!;
    }
  }
  const sums = new Array<number>(count).fill(0);
  for (let t = 0; t < shellOf.length; t++) {
    const shell = shellOf[t]!;
    const [mx, my, mz] = [0, 1, 2].map((k) => middle[3 * shell + k]! / weight[shell]!) as Triple;
    const [a, b, c] = [0, 1, 2].map((k) => 3 * triangles[3 * t + k]!) as Triple;
    const [ax, ay, az] = [p[a]! - mx, p[a + 1]! - my, p[a + 2]! - mz];
    const [bx, by, bz] = [p[b]! - mx, p[b + 1]! - my, p[b + 2]! - mz];
    const [cx, cy, cz] = [p[c]! - mx, p[c + 1]! - my, p[c + 2]! - mz];
    sums[shell]! += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  }
  return sums;
}

type Triple = [number, number, number];
