import { DotworkError } from '../base/errors.ts';
import type { TriangleSoup } from '../surface/triangle-soup.ts';
import { counted } from './findings.ts';
import { apart } from './repair/apart.ts';
import { cleaned } from './repair/clean.ts';
import { filled, rimsOf } from './repair/holes.ts';
import { joinShells } from './repair/shells.ts';

/** A closed surface in whole micrometres. */
export interface WholeSurface {
  readonly positionsUm: Int32Array;
  readonly triangles: Uint32Array;
  /** 1 for points that close a hole, where no skin is known. */
  readonly bridges: Uint8Array;
}

/** Placement counts micrometres in 20 bits each way: no point may lie further out, mm. */
const FURTHEST_MM = 524;
/** More triangles round one point than any surface has; neighbourhoods take their square. */
const MOST_ROUND_A_POINT = 512;
/** Closing what rounding opened may open a little less anew; more often than this never helped. */
const MOST_TRIES = 4;

/**
 * Rounds a closed mesh to whole micrometres and joins what that made equal. Where sheets touch
 * each other that takes triangles away; then they are kept a micrometre apart, and what is open still is
 * closed again. Throws a `mesh` error where no closed
 * surface comes of it, or one too large or too crowded for what follows.
 *
 * @param mesh - Millimetres in the head frame.
 * @param firstBridge - The first point that closes a hole; those after it do, too.
 */
export function inWholeMicrometres(mesh: TriangleSoup, firstBridge: number): WholeSurface {
  // By place, since joining points gives them other numbers.
  const bridges = new Set<string>();
  const note = ({ positions }: TriangleSoup, first: number): void => {
    for (let v = first; v < positions.length / 3; v++) bridges.add(placeOf(positions, v));
  };
  const positions = mesh.positions.map((mm) => Math.round(mm * 1000));
  const rounded: TriangleSoup = { positions, triangles: mesh.triangles.slice() };
  refuseFar(rounded);
  note(rounded, firstBridge);
  let whole = cleaned({ ...rounded, triangles: mesh.triangles.slice() }, []);
  for (let tried = 0; ; tried++) {
    const { twin } = joinShells(whole);
    if (!twin.includes(-1)) break;
    if (tried === MOST_TRIES) throw stillOpen(twin);
    const next = tried === 0 ? rounded : filled(whole, rimsOf(whole, twin));
    const places = apart({ ...next, positions: next.positions.map(Math.round) });
    note(places, tried === 0 ? firstBridge : whole.positions.length / 3);
    whole = cleaned(places, []);
  }
  refuseCrowded(whole);
  const marks = new Uint8Array(whole.positions.length / 3);
  if (bridges.size > 0) {
    for (let v = 0; v < marks.length; v++)
      marks[v] = bridges.has(placeOf(whole.positions, v)) ? 1 : 0;
  }
  return {
    positionsUm: Int32Array.from(whole.positions),
    triangles: whole.triangles,
    bridges: marks,
  };
}

function placeOf(p: Float64Array, v: number): string {
  return `${p[3 * v]},${p[3 * v + 1]},${p[3 * v + 2]}`;
}

function refuseFar({ positions }: TriangleSoup): void {
  if (!positions.some((um) => Math.abs(um) > 1000 * FURTHEST_MM)) return;
  throw new DotworkError(
    'mesh',
    `Parts of this scan lie more than ${FURTHEST_MM} mm from the head.`,
    'Check the unit, or cut everything but the head off.',
  );
}

function refuseCrowded({ positions, triangles }: TriangleSoup): void {
  const around = new Uint32Array(positions.length / 3);
  for (const v of triangles) around[v]!++;
  const most = around.reduce((a, b) => Math.max(a, b), 0);
  if (most <= MOST_ROUND_A_POINT) return;
  throw new DotworkError(
    'mesh',
    `${counted(most, 'triangle')} found round one point of this scan; no skin is like that.`,
    'Remesh the scan with even triangles.',
  );
}

function stillOpen(twin: Int32Array): DotworkError {
  const open = twin.reduce((sum, other) => sum + (other < 0 ? 1 : 0), 0);
  return new DotworkError(
    'mesh',
    `No closed surface comes of this scan: ${counted(open, 'edge')} left open where parts of it lie upon each other.`,
    'Close its holes and take loose triangles out in a program for meshes, or scan again.',
  );
}
