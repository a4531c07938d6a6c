import { unitHash } from '../base/unit-hash.ts';
import type { Vec3 } from '../base/vec3.ts';
import { add, distance, pointAt, scale, sub } from '../base/vec3.ts';
import { type Surface, triangleAreaMm2 } from './topology.ts';

/** Tries per wanted point: enough to come within some percent of the number asked for. */
const TRIES = 8;
/**
 * Smallest gap between points of n per mm2, as a share of 1/sqrt(n). Points thrown one by one jam at
 * 0.83 (random sequential addition of discs covers 0.547 of a plane); a surgeon spreads grafts but does not measure.
 */
const GAP = 0.7;

/**
 * Scatters points over the skin, none too near another, as a surgeon takes grafts. Where fewer are
 * wanted the gap is wider, or soft borders would fill up while the middle jams.
 *
 * Triangles are hashed by where they lie, so the numbering of a mesh changes nothing.
 *
 * @param weight - Share of the full density per vertex, 0 to 1.
 * @param perCm2 - Full density.
 */
export function scatterOnSkin(
  surface: Surface,
  weight: Float64Array,
  perCm2: number,
  seed: number,
): Vec3[] {
  const perMm2 = perCm2 / 100;
  const gapMm = GAP / Math.sqrt(perMm2);
  const grid = new Map<string, Vec3[]>();
  const taken: Vec3[] = [];
  const wanted = candidates(surface, weight, perMm2, seed);
  let left = Math.round(wanted.points);
  for (const { point, weight: here } of wanted.darts) {
    if (left <= 0) break;
    const cell = point.map((mm) => Math.floor(mm / gapMm)) as unknown as Vec3;
    if (crowded(grid, cell, point, gapMm / Math.sqrt(Math.max(FAINTEST, here)), gapMm)) continue;
    const key = cell.join();
    const there = grid.get(key);
    if (there) there.push(point);
    else grid.set(key, [point]);
    taken.push(point);
    left--;
  }
  return taken;
}

/** Weight below which the gap grows no more: a search through the neighbourhood must end. */
const FAINTEST = 0.12;

interface Dart {
  readonly point: Vec3;
  /** Share of the full density there. */
  readonly weight: number;
  readonly order: number;
}

/** More points than are wanted, in random order, and how many are wanted. */
function candidates(surface: Surface, weight: Float64Array, perMm2: number, seed: number) {
  const { positionsMm, triangles } = surface;
  const darts: Dart[] = [];
  let points = 0;
  for (let t = 0; t < surface.triangleCount; t++) {
    const w = [0, 1, 2].map((k) => weight[triangles[3 * t + k]!]!) as [number, number, number];
    if (w[0] + w[1] + w[2] === 0) continue;
    const [a, b, c] = [0, 1, 2].map((k) => pointAt(positionsMm, triangles[3 * t + k]!)) as [
      Vec3,
      Vec3,
      Vec3,
    ];
    const area = triangleAreaMm2(surface, t);
    points += (area * perMm2 * (w[0] + w[1] + w[2])) / 3;
    // Thousandths of a millimetre of the middle name the triangle.
    const name = [0, 1, 2].map((k) => Math.round((1000 * (a[k]! + b[k]! + c[k]!)) / 3) | 0);
    const dice = (k: number) => unitHash(seed, name[0]!, name[1]!, name[2]!, k);
    const tries = TRIES * area * perMm2;
    const whole = Math.floor(tries) + (dice(0) < tries - Math.floor(tries) ? 1 : 0);
    for (let i = 1; i <= whole; i++) {
      let [s, r] = [dice(4 * i), dice(4 * i + 1)];
      if (s + r > 1) [s, r] = [1 - s, 1 - r];
      const here = w[0] + s * (w[1] - w[0]) + r * (w[2] - w[0]);
      if (dice(4 * i + 2) >= here) continue;
      const point = add(a, add(scale(sub(b, a), s), scale(sub(c, a), r)));
      darts.push({ point, weight: here, order: dice(4 * i + 3) });
    }
  }
  darts.sort((one, other) => one.order - other.order || one.point[0] - other.point[0]);
  return { darts, points };
}

function crowded(
  grid: ReadonlyMap<string, readonly Vec3[]>,
  [x, y, z]: Vec3,
  point: Vec3,
  gapMm: number,
  cellMm: number,
): boolean {
  const far = Math.ceil(gapMm / cellMm);
  for (let i = x - far; i <= x + far; i++) {
    for (let j = y - far; j <= y + far; j++) {
      for (let k = z - far; k <= z + far; k++) {
        const there = grid.get(`${i},${j},${k}`);
        if (there?.some((other) => distance(other, point) < gapMm)) return true;
      }
    }
  }
  return false;
}
