import { namesOf, recordOf } from '../../base/records.ts';
import type { Vec3 } from '../../base/vec3.ts';
import type { BaseHead } from '../base-head.ts';
import type { LandmarkName } from '../head.ts';

/**
 * The smooth ways a head can change, in the order of a `ModeWeights` vector. Every mode is a fixed
 * vector field on the base head, so a head is the base plus a weighted sum.
 */
export const MODES = [
  { name: 'cranialWidth', prior: 0.05, field: cranialWidth },
  { name: 'length', prior: 0.05, field: length },
  { name: 'height', prior: 0.06, field: height },
  { name: 'cheekWidth', prior: 0.06, field: cheekWidth },
  { name: 'jawWidth', prior: 0.1, field: jawWidth },
  { name: 'faceHeight', prior: 0.08, field: faceHeight },
  { name: 'neckWidth', prior: 0.12, field: neckWidth },
  { name: 'squareness', prior: 0.03, field: squareness },
  { name: 'foreheadSquareness', prior: 0.03, field: foreheadSquareness },
  { name: 'coronalSquareness', prior: 0.04, field: coronalSquareness },
  { name: 'sagittalSquareness', prior: 0.04, field: sagittalSquareness },
] as const;

/** One weight per mode. */
export type ModeWeights = readonly number[];

/**
 * Displacement of every vertex by every mode: the base head's deformation, ready to be summed.
 *
 * Ears move with their tragion and stay rigid. The tragions keep y = z = 0: they are the frame.
 * Only + - * / and Math.sqrt, so a head is the same to the bit on every engine.
 *
 * @param vertices - Which vertices to prepare; three numbers each, mode after mode.
 */
export function modeBasis(base: BaseHead, vertices: ArrayLike<number>): Float64Array[] {
  const tragion = base.landmarks.tragionLeft;
  return MODES.map(({ field }) => {
    const anchor = field(...tragion);
    const out = new Float64Array(vertices.length * 3);
    for (let i = 0; i < vertices.length; i++) {
      const v = vertices[i]! * 3;
      const [x, y, z] = [0, 1, 2].map(
        (axis) => base.positionsUm[v + axis]! / 1000,
      ) as unknown as Vec3;
      const ear = base.earShare[vertices[i]!]! / 255;
      const free = field(x, y, z);
      out[i * 3] = free[0] + ear * (anchor[0] - free[0]);
      out[i * 3 + 1] = (1 - ear) * (free[1] - anchor[1]);
      out[i * 3 + 2] = (1 - ear) * (free[2] - anchor[2]);
    }
    return out;
  });
}

/** Every landmark moved as points by the modes. */
export function moveLandmarks(base: BaseHead, weights: ModeWeights): Record<LandmarkName, Vec3> {
  const { landmarks } = base;
  return recordOf(namesOf(landmarks), (name) => movePoint(base, weights, landmarks[name]));
}

/** A point of the base head, moved as the skin around it moves. */
function movePoint(base: BaseHead, weights: ModeWeights, point: Vec3): Vec3 {
  let [dx, dy, dz] = [0, 0, 0];
  for (const [k, move] of pointMoves(base, point).entries()) {
    dx += weights[k]! * move[0];
    dy += weights[k]! * move[1];
    dz += weights[k]! * move[2];
  }
  return [point[0] + dx, point[1] + dy, point[2] + dz];
}

/** How a point of the base head, ears apart, moves with each mode, mm a unit of its weight. */
export function pointMoves(base: BaseHead, [x, y, z]: Vec3): Vec3[] {
  const side = x < 0 ? -1 : 1;
  return MODES.map(({ field }) => {
    const free = field(side * x, y, z);
    const anchor = field(...base.landmarks.tragionLeft);
    return [side * free[0], free[1] - anchor[1], free[2] - anchor[2]];
  });
}

// Fields below are taken on the left half, x >= 0. Beyond 80 mm from the midline only ears are
// left: they are carried along instead of being stretched.

function widthOf(x: number): number {
  return Math.min(x, 80);
}

function cranialWidth(x: number, y: number): Vec3 {
  return [widthOf(x) * rise(-38, 16, y), 0, 0];
}

function cheekWidth(x: number, y: number, z: number): Vec3 {
  return [widthOf(x) * rise(-62, -16, y) * rise(22, -6, y) * rise(-20, 30, z), 0, 0];
}

function jawWidth(x: number, y: number, z: number): Vec3 {
  return [widthOf(x) * rise(-15, -70, y) * rise(-45, 20, z) * rise(-150, -95, y), 0, 0];
}

function neckWidth(x: number, y: number, z: number): Vec3 {
  // Fades in at the back first: under the chin the neck starts lower than at the nape.
  const neck = rise(-30, -125, y + 0.8 * (z > -10 ? z + 10 : 0));
  // A slim neck stands on shoulders not as slim.
  const share = neck * (1 - 0.6 * rise(-145, -220, y));
  return [widthOf(x) * share, 0, (z + 22) * share];
}

function length(_x: number, y: number, z: number): Vec3 {
  return [0, 0, z * rise(0, 45, z < 0 ? -z : z) * rise(-120, -60, y)];
}

function height(_x: number, y: number): Vec3 {
  return [0, y * rise(0, 40, y), 0];
}

function faceHeight(_x: number, y: number, z: number): Vec3 {
  // Front only, with a border that leans back below: the angle of the jaw goes with the chin, the
  // tragion stays. The base cut stays flat.
  const front = rise(-25, 25, z - 35 - 0.6 * y);
  return [0, (y - 19) * rise(19, 0, y) * front * rise(-190, -112, y), 0];
}

function squareness(x: number, y: number, z: number): Vec3 {
  return bulge(x, y, z, (dx, _dy, dz) => 4 * dx * dx * dz * dz * hill(y, 42, 42, 62));
}

function foreheadSquareness(x: number, y: number, z: number): Vec3 {
  // Kept low: reaching the crown, this mode makes an alien's forehead.
  return bulge(x, y, z, (dx, _dy, dz) =>
    dz > 0 ? 4 * dx * dx * dz * dz * hill(y, 36, 32, 50) : 0,
  );
}

function coronalSquareness(x: number, y: number, z: number): Vec3 {
  return bulge(x, y, z, (dx, dy) => (dy > 0 ? 4 * dx * dx * dy * dy : 0));
}

function sagittalSquareness(x: number, y: number, z: number): Vec3 {
  return bulge(x, y, z, (_dx, dy, dz) => (dy > 0 ? 4 * dy * dy * dz * dz : 0));
}

/** Scales the distance from the middle of the braincase by a share that depends on direction. */
function bulge(
  x: number,
  y: number,
  z: number,
  share: (dx: number, dy: number, dz: number) => number,
): Vec3 {
  const [px, py, pz] = [x, y - 35, z + 5];
  const reach = Math.sqrt(px * px + py * py + pz * pz);
  if (reach < 1) return [0, 0, 0];
  const s = share(px / reach, py / reach, pz / reach);
  return [px * s, py * s, pz * s];
}

/** Smootherstep: 0 before `from`, 1 after `to`, flat to the second derivative at both. */
function rise(from: number, to: number, value: number): number {
  const t = (value - from) / (to - from);
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  return t * t * t * (t * (t * 6 - 15) + 10);
}

/** A bell without exp(): (1 - u²)⁴ has the width of exp(-(d/sigma)²) for u = d / (2.2 sigma). */
function hill(y: number, centre: number, sigmaUp: number, sigmaDown: number): number {
  const u = (y - centre) / (2.2 * (y > centre ? sigmaUp : sigmaDown));
  const left = 1 - u * u;
  return left > 0 ? left * left * left * left : 0;
}
