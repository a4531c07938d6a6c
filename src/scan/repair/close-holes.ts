import { pointAt, type Vec3 } from '../../base/vec3.ts';
import type { TriangleSoup } from '../../surface/triangle-soup.ts';
import { counted, type Finding } from '../findings.ts';
import { placeWords } from '../place-words.ts';
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
  const wide = rims.filter((rim) => rim.lengthMm > SMALL_MM && !necks.includes(rim));
  const high = wide.filter((rim) => isNeckCut(mesh, rim, size));
  const large = wide.filter((rim) => !high.includes(rim));
  if (necks.length > 0) {
    const text = 'The open end of the neck was closed.';
    const placeMm = necks[0]!.middle;
    findings.push({ kind: 'neckClosed', weight: 'repaired', count: necks.length, text, placeMm });
  }
  for (const { middle } of high) {
    findings.push({
      kind: 'neckMissing',
      weight: 'look',
      count: 1,
      text: 'The scan ends at or just below the ears: the neck and a part of the nape are missing. A stand-in neck carries the hairline there; no dot is placed on it.',
      placeMm: middle,
    });
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
      placeMm: rim.middle,
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

/** A cut through a whole head is wider than this each way, and lies below the crown's half, mm. */
const CUT_ACROSS_MM = 85;
const CUT_BELOW_MM = 30;
/** A stand-in neck reaches down to below the chin, mm on a mean head. */
const NECK_END_MM = -110;

/** Whether a rim is where a scan was cut off across the head, at the ears or below. */
function isNeckCut({ positions }: TriangleSoup, { points, middle }: Rim, size: number): boolean {
  const span = (axis: 0 | 2) => {
    const at = points.map((v) => positions[3 * v + axis]!);
    return at.reduce((a, b) => Math.max(a, b)) - at.reduce((a, b) => Math.min(a, b));
  };
  if (middle[1] > CUT_BELOW_MM * size) return false;
  return span(0) > CUT_ACROSS_MM * size && span(2) > CUT_ACROSS_MM * size;
}

/** Skin straight down from such rims, closed below. */
function withNecks(mesh: TriangleSoup, rims: readonly Rim[], size: number): TriangleSoup {
  return rims.reduce((given, rim) => {
    const { points } = rim;
    const first = given.positions.length / 3;
    const positions = new Float64Array(given.positions.length + 3 * points.length);
    positions.set(given.positions);
    const corners: number[] = [];
    points.forEach((v, i) => {
      const [x, y, z] = pointAt(given.positions, v);
      positions.set([x, Math.min(y - 5, NECK_END_MM * size), z], 3 * (first + i));
      const next = (i + 1) % points.length;
      corners.push(v, points[next]!, first + i, points[next]!, first + next, first + i);
    });
    const triangles = Uint32Array.from([...given.triangles, ...corners]);
    const ring = points.map((_, i) => first + i);
    const middle: Vec3 = [rim.middle[0], NECK_END_MM * size, rim.middle[2]];
    return filled({ positions, triangles }, [{ points: ring, lengthMm: rim.lengthMm, middle }]);
  }, mesh);
}

/**
 * Bridges the holes that are left, so that tapes and distances can be laid over them. Skin cannot
 * be made up, so the points of the bridges are told apart.
 *
 * @returns The mesh, and the first point that belongs to a bridge; points before it do not.
 */
export function bridged(
  mesh: TriangleSoup,
  size: number,
  longestEdge: number,
  mostTriangles: number,
): { readonly mesh: TriangleSoup; readonly firstBridge: number } {
  const firstBridge = mesh.positions.length / 3;
  const rims = rimsOf(mesh, joinShells(mesh).twin);
  if (rims.length === 0) return { mesh, firstBridge };
  const high = rims.filter((rim) => isNeckCut(mesh, rim, size));
  const others = rims.filter((rim) => !high.includes(rim));
  const closed = withNecks(filled(mesh, others), high, size);
  // All other edges are short enough, so every new point lies in a bridge.
  return { mesh: divided(closed, longestEdge, mostTriangles).mesh, firstBridge };
}
