import type { Vec3 } from '../../base/vec3.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { counted, type Finding } from '../findings.ts';
import { divided } from './divide.ts';
import { filled, type Rim, rimsOf } from './holes.ts';
import { joinShells } from './shells.ts';

/** Holes up to this far round are closed: 25 mm across, less than scanners lose behind an ear. */
const SMALL_MM = 80;
/** The neck's rim lies all below this, mm on a mean head. */
const NECK_MM = -40;

/** Closes small holes and the neck; larger ones are told and left to `patched`. */
export function closeHoles(mesh: TriangleSoup, size: number, findings: Finding[]): TriangleSoup {
  const rims = rimsOf(mesh, joinShells(mesh).twin);
  if (rims.length === 0) return mesh;
  const lowest = (rim: Rim) => {
    let top = Number.NEGATIVE_INFINITY;
    for (const v of rim.points) top = Math.max(top, mesh.positions[3 * v + 1]!);
    return top < NECK_MM * size;
  };
  const necks = rims.filter((rim) => rim.lengthMm > SMALL_MM && lowest(rim));
  const small = rims.filter((rim) => rim.lengthMm <= SMALL_MM);
  const large = rims.filter((rim) => rim.lengthMm > SMALL_MM && !necks.includes(rim));
  if (necks.length > 0) {
    const text = 'The open end of the neck was closed.';
    findings.push({ kind: 'neckClosed', weight: 'repaired', count: necks.length, text });
  }
  if (small.length > 0) {
    const text = `${counted(small.length, 'small hole')} closed.`;
    findings.push({ kind: 'holesFilled', weight: 'repaired', count: small.length, text });
  }
  for (const rim of large.sort((a, b) => b.lengthMm - a.lengthMm).slice(0, MOST_TOLD)) {
    findings.push({
      kind: 'holeLeft',
      weight: 'look',
      count: 1,
      text: `A hole ${(rim.lengthMm / Math.PI).toFixed(0)} mm wide ${placeWords(rim.middle)} was bridged; no dot is placed there.`,
    });
  }
  if (large.length > MOST_TOLD) {
    const rest = large.length - MOST_TOLD;
    const text = `${counted(rest, 'more large hole')} bridged.`;
    findings.push({ kind: 'holeLeft', weight: 'look', count: rest, text });
  }
  return filled(mesh, [...necks, ...small]);
}

const MOST_TOLD = 5;

/**
 * Bridges the holes that are left, so that tapes and distances can be laid over them. Skin cannot
 * be made up, so the points of the bridges are told apart.
 *
 * @returns The mesh, and the first point that belongs to a bridge; points before it do not.
 */
export function bridged(
  mesh: TriangleSoup,
  longestEdge: number,
  mostTriangles: number,
): { readonly mesh: TriangleSoup; readonly firstBridge: number } {
  const firstBridge = mesh.positions.length / 3;
  const rims = rimsOf(mesh, joinShells(mesh).twin);
  if (rims.length === 0) return { mesh, firstBridge };
  // All other edges are short enough, so every new point lies in a bridge.
  return { mesh: divided(filled(mesh, rims), longestEdge, mostTriangles).mesh, firstBridge };
}

/** Where on a head a point is, in everyday words. */
function placeWords([x, y, z]: Vec3): string {
  const side = x > 35 ? ' on the left' : x < -35 ? ' on the right' : '';
  if (y < -40) return z > 20 ? `below the chin${side}` : `at the neck${side}`;
  if (y > 95) return `on top of the head${side}`;
  if (z > 50) return `${y > 25 ? 'at the forehead' : 'in the face'}${side}`;
  if (z < -50) return `at the back of the head${side}`;
  return side ? `beside the ear${side}` : 'inside the head';
}
