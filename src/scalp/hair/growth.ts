import type { Vec3 } from '../../base/vec3.ts';
import { add, cross, dot, scale, smoothstep, sub, unit } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';
import { chartDirection, headCentre } from '../chart.ts';
import type { Cut } from './hair-style.ts';

/**
 * Scalp hair grows 0.35 mm a day in the mean: trichograms give 0.3 (TrichoScan) to 0.4, by place and person.
 */
export const GROWTH_MM_PER_DAY = 0.35;

/** How hair stands at each vertex of a head. */
export interface Growth {
  /** Three per vertex: unit tangent that hair leans to. */
  readonly directions: Float32Array;
  /** Angle between hair and skin, radians. */
  readonly lift: Float32Array;
  /** Length by the cut, mm, before anything grew since. */
  readonly lengthMm: Float32Array;
}

/**
 * Chart place of the whorl, quarter turns: behind the top, a little to the right of the midline
 * (single whorls lie right of it in about half of all people, turn clockwise in nine of ten:
 * Wunderlich & Heerema 1975, Klar 2003). Its exact place is assumed.
 */
const WHORL = [-0.09, -0.44] as const;
/** How far hair turns aside at the whorl's heart, radians, and over how much it is gone. Assumed. */
const SWIRL_RAD = 1.15;
const SWIRL_REACH = 0.3;

/**
 * Angles between short hair and skin, radians: steep on the crown, flatter at temples and nape, as
 * transplant surgeons set it (45-90 degrees on the crown, 15-45 in front: commonly claimed). What is
 * cut short stands up more than it grows: assumed.
 */
const LIFT_TOP = 1.1;
const LIFT_FRONT = 0.95;
const LIFT_SIDE = 0.75;

/** Half width of the strip on both sides of a part where hair turns over, mm. Assumed. */
const PART_SOFT_MM = 1.5;
/** How far from the midline a part on one side lies, mm. Assumed. */
const PART_ASIDE_MM = 32;

/**
 * Direction, steepness and length of hair at every vertex, from the head's landmarks: away from the
 * whorl with a twist around it, forward in front, down the sides. Long hair lies as it is combed.
 */
export function hairGrowth(head: Head, cut: Cut, topMm: number): Growth {
  const { positionsUm, normals } = head.mesh;
  const count = positionsUm.length / 3;
  const centre = headCentre(head.landmarks);
  const whorl = chartDirection(...WHORL);
  const directions = new Float32Array(3 * count);
  const lift = new Float32Array(count);
  const lengthMm = new Float32Array(count);
  const length = lengthLaw(head, cut, topMm);
  for (let v = 0; v < count; v++) {
    const at = triple(positionsUm, v, 1000);
    const normal = triple(normals, v, 1);
    const from = unit(sub(at, centre));
    const grown = grownDirection(from, normal, whorl);
    const direction = cut.kind === 'long' ? combed(at, normal, grown, cut.part) : grown;
    directions.set(direction, 3 * v);
    lift[v] = liftAt(from);
    lengthMm[v] = length(at);
  }
  return { directions, lift, lengthMm };
}

/** Where the part runs: its distance from the midline at that place, mm, to the subject's left. */
function partX(part: (Cut & { kind: 'long' })['part']): number {
  return part === 'left' ? PART_ASIDE_MM : part === 'right' ? -PART_ASIDE_MM : 0;
}

/** Unit tangent of hair that nobody combed. @param from - Unit, from the head's centre. */
function grownDirection(from: Vec3, normal: Vec3, whorl: Vec3): Vec3 {
  const away = tangent(sub(from, whorl), normal);
  const turn = SWIRL_RAD * Math.exp(-(1 - dot(from, whorl)) / (0.5 * SWIRL_REACH * SWIRL_REACH));
  const swirled = add(scale(away, Math.cos(turn)), scale(cross(normal, away), -Math.sin(turn)));
  // Sides and nape: down, a little back behind the ear's line and forward before it.
  const steep = smoothstep(0.45, 1.1, 1 - from[1]) * (1 - smoothstep(0.55, 0.95, from[2]));
  const down = tangent([0, -1, 0.35 * from[2]], normal);
  return tangent(add(scale(swirled, 1 - 0.8 * steep), scale(down, 0.8 * steep)), normal);
}

function combed(at: Vec3, normal: Vec3, grown: Vec3, part: (Cut & { kind: 'long' })['part']): Vec3 {
  if (part === 'none') return tangent([grown[0], grown[1] - 0.2, -0.9], normal);
  const aside = (at[0] - partX(part)) / PART_SOFT_MM;
  const side = aside / Math.sqrt(1 + aside * aside);
  // Away from the part and to the back, lower down more and more with gravity.
  const low = smoothstep(0.1, 0.8, 1 - normal[1]);
  return tangent([side * (1 - 0.6 * low), -0.25 - low, -0.42], normal);
}

function liftAt([, y, z]: Vec3): number {
  const side = smoothstep(0.25, 0.8, 1 - y);
  const front = smoothstep(0.2, 0.75, z) * (1 - side);
  return LIFT_TOP + front * (LIFT_FRONT - LIFT_TOP) + side * (LIFT_SIDE - LIFT_TOP);
}

/** Length of hair at a place, mm. */
function lengthLaw({ landmarks }: Head, cut: Cut, topMm: number): (at: Vec3) => number {
  if (cut.kind === 'even') return () => topMm;
  if (cut.kind === 'long') return () => cut.lengthMm;
  const { tragionLeft, tragionRight, inion, vertex } = landmarks;
  const earY = (tragionLeft[1] + tragionRight[1]) / 2;
  const earZ = (tragionLeft[2] + tragionRight[2]) / 2;
  const tall = vertex[1] - earY;
  return ([, y, z]) => {
    // The lower edge falls from the sideburn to the nape.
    const behind = smoothstep(0, 1, (earZ - z) / (earZ - inion[2]));
    const edgeY = earY + 12 - 38 * behind;
    const risen = Math.max(0, Math.min(1, (y - edgeY) / cut.heightMm));
    const side = cut.lowMm + (cut.sidesMm - cut.lowMm) * risen;
    // Over the round of the head the sides go over into the top.
    const top = smoothstep(0.62, 0.82, (y - earY) / tall);
    return side + (topMm - side) * top;
  };
}

/** The unit part of a vector along the skin; forward where there is none. */
function tangent(v: Vec3, normal: Vec3): Vec3 {
  const flat = sub(v, scale(normal, dot(v, normal)));
  const size = dot(flat, flat);
  return size > 1e-12 ? unit(flat) : unit(cross(normal, [1, 0, 0]));
}

function triple(list: ArrayLike<number>, v: number, per: number): Vec3 {
  return [list[3 * v]! / per, list[3 * v + 1]! / per, list[3 * v + 2]! / per];
}
