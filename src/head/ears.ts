import { solveDense } from '../base/solve-dense.ts';
import type { Vec3 } from '../base/vec3.ts';
import type { Surface } from '../surface/topology.ts';

/** Where ears are looked for, mm from the tragion on a mean head: up, down, front, back. */
const BOX = { top: 40, bottom: -40, front: 16, back: -46 } as const;
/** Skin this far around the box shows how the head goes on under the ear, mm. */
const RIM_MM = 22;
/** How much counts as ear: `auricle` leaves the hair around it, `clear` is what a tape keeps off. */
export type EarReach = 'auricle' | 'clear';

interface Reach {
  /** Skin that stands further off than this is ear, mm: hair-bearing skin there is smoother. */
  readonly standsOffMm: number;
  /** The hollow and the tragus do not stand off: half axes of an oval behind the tragion, mm. */
  readonly highMm: number;
  readonly deepMm: number;
}

const REACHES: Readonly<Record<EarReach, Reach>> = {
  auricle: { standsOffMm: 3.5, highMm: 18, deepMm: 12 },
  clear: { standsOffMm: 1, highMm: 24, deepMm: 20 },
};
/** The ear's own skin comes this close to its hollow, in half axes of that oval. */
const NEAR_THE_HOLLOW = 1.35;
/** Middle of that oval from the tragion, mm. */
const HOLLOW = { y: 2, z: -8 } as const;

/**
 * 1 per vertex of an ear, 0 elsewhere: skin beside the tragions that stands off the side of the
 * head, as a parabolic sheet through the skin around shows it.
 *
 * @param size - Of the head, 1 on a mean one.
 */
export function earMask(
  surface: Surface,
  tragions: readonly [left: Vec3, right: Vec3],
  size: number,
  reach: EarReach = 'auricle',
): Uint8Array {
  const { standsOffMm, highMm, deepMm } = REACHES[reach];
  const mask = new Uint8Array(surface.vertexCount);
  const core = new Uint8Array(surface.vertexCount);
  for (const tragion of tragions) {
    const sheet = sideSheet(surface, tragion, size);
    forBeside(surface, tragion, size, 0, (v, out, y, z) => {
      const [u, w] = [(y - HOLLOW.y) / highMm, (z - HOLLOW.z) / deepMm];
      const stands = out > sheet(y, z) + standsOffMm * size;
      const inOval = u * u + w * w;
      if (stands || inOval < 1) mask[v] = 1;
      if (inOval < NEAR_THE_HOLLOW * NEAR_THE_HOLLOW) core[v] = 1;
    });
  }
  return reachedFrom(core, mask, surface);
}

/** What hangs together with the middle of an ear: bulges of the skull behind it stand off too. */
function reachedFrom(core: Uint8Array, mask: Uint8Array, surface: Surface): Uint8Array {
  const { triangles, vertexStart, vertexTriangles } = surface;
  const reached = mask.map((on, v) => on & core[v]!);
  const open = [...reached.keys()].filter((v) => reached[v]);
  for (let next = 0; next < open.length; next++) {
    const v = open[next]!;
    for (let i = vertexStart[v]!; i < vertexStart[v + 1]!; i++) {
      for (let k = 0; k < 3; k++) {
        const other = triangles[3 * vertexTriangles[i]! + k]!;
        if (!mask[other] || reached[other]) continue;
        reached[other] = 1;
        open.push(other);
      }
    }
  }
  return reached;
}

/** How far out the side of the head lies beside a tragion, as if it had no ear. */
function sideSheet(
  surface: Surface,
  tragion: Vec3,
  size: number,
): (y: number, z: number) => number {
  const rows = Array.from({ length: 6 }, () => new Array<number>(7).fill(0));
  // Least squares, pulled a little toward flat so that a bare rim cannot break it.
  for (let k = 0; k < 6; k++) rows[k]![k] = 1e-6;
  const fits = (out: number, y: number, z: number) => {
    const terms = powers(y, z);
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) rows[i]![j]! += terms[i]! * terms[j]!;
      rows[i]![6]! += terms[i]! * out;
    }
  };
  forBeside(surface, tragion, size, RIM_MM, (_v, out, y, z) => {
    const inBox = y < BOX.top && y > BOX.bottom && z < BOX.front && z > BOX.back;
    if (!inBox) fits(out, y, z);
  });
  const c = solveDense(rows);
  return (y, z) => powers(y, z).reduce((sum, term, k) => sum + c[k]! * term, 0);
}

/** Terms of a parabolic sheet over places in millimetres, scaled to be of one size. */
function powers(y: number, z: number): number[] {
  const [u, w] = [y / 40, z / 40];
  return [1, u, w, u * u, u * w, w * w];
}

/** Visits the skin of one side in the box around an ear: how far out, up and forward it lies. */
function forBeside(
  { positionsMm: p, vertexCount }: Surface,
  tragion: Vec3,
  size: number,
  marginMm: number,
  visit: (vertex: number, out: number, y: number, z: number) => void,
): void {
  const side = tragion[0] < 0 ? -1 : 1;
  for (let v = 0; v < vertexCount; v++) {
    const out = side * p[3 * v]!;
    // Skin of the neck, the jaw's inside and the other half is no side of a head.
    if (out < 0.62 * side * tragion[0]) continue;
    const y = (p[3 * v + 1]! - tragion[1]) / size;
    const z = (p[3 * v + 2]! - tragion[2]) / size;
    if (y > BOX.top + marginMm || y < BOX.bottom - marginMm) continue;
    if (z > BOX.front + marginMm || z < BOX.back - marginMm) continue;
    visit(v, out, y, z);
  }
}
