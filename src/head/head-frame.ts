import { DotworkError } from '../base/errors.ts';
import type { Vec3 } from '../base/vec3.ts';
import { add, cross, dot, length, scale, sub, unit } from '../base/vec3.ts';

/** The four points people can find on any head: they fix its frame (10-20 system's own four). */
export interface ClickedLandmarks {
  readonly nasion: Vec3;
  readonly inion: Vec3;
  readonly tragionLeft: Vec3;
  readonly tragionRight: Vec3;
}

/** Where the head frame lies in another one: its origin and its three unit axes. */
export interface HeadFrame {
  readonly origin: Vec3;
  readonly x: Vec3;
  readonly y: Vec3;
  readonly z: Vec3;
}

/*
 * The Frankfurt horizontal needs the lower rims of the eye sockets, which few people find. On our
 * mean heads, which stand in it, the nasion is seen 10.45 degrees above the tragions (men 10.3,
 * women 10.6) and the inion 7.5 degrees above them, behind.
 */
const NASION_COS = 0.98341;
const NASION_SIN = 0.18138;
const INION_COS = 0.99136;
const INION_SIN = 0.13117;
/** In over 30 % of people the inion is hard to find (Myslobodsky 1989): the nasion counts more. */
const NASION_WEIGHT = 3;
/** Cosine of the most the two may disagree by about the horizontal: 25 degrees. */
const AGREE_COS = 0.9063;

/**
 * The head frame that four points define: origin midway between the tragions, x to the subject's
 * left, y up, z forward. Rigid: nothing is scaled.
 *
 * Throws a `mesh` error where the points cannot be those of a head.
 */
export function headFrame({
  nasion,
  inion,
  tragionLeft,
  tragionRight,
}: ClickedLandmarks): HeadFrame {
  const origin = scale(add(tragionLeft, tragionRight), 0.5);
  const x = unit(sub(tragionLeft, tragionRight));
  const front = across(sub(nasion, origin), x);
  const back = across(sub(origin, inion), x);
  const breadth = length(sub(tragionLeft, tragionRight));
  if (!(breadth > 0) || !(length(front) > 0.3 * breadth) || !(length(back) > 0.3 * breadth)) {
    throw new DotworkError(
      'mesh',
      'Nasion, inion and the two tragions do not span a head: some of them lie too close together.',
      'Place the four points again.',
    );
  }
  const byNasion = turned(unit(front), x, NASION_COS, -NASION_SIN);
  const byInion = turned(unit(back), x, INION_COS, INION_SIN);
  if (!(dot(byNasion, byInion) > AGREE_COS)) {
    throw new DotworkError(
      'mesh',
      'Nasion and inion do not lie on opposite sides of the ears as on a head.',
      'Check that the nasion is at the root of the nose and the inion on the bump at the back.',
    );
  }
  const z = unit(add(scale(byNasion, NASION_WEIGHT), byInion));
  return { origin, x, y: cross(z, x), z };
}

/** A point of the other frame, in head coordinates. */
export function intoFrame({ origin, x, y, z }: HeadFrame, point: Vec3): Vec3 {
  const from = sub(point, origin);
  return [dot(from, x), dot(from, y), dot(from, z)];
}

/** Height of the vertex above the tragions on our mean heads, men and women, mm. */
const MEAN_TOP_MM = 128.8;

/** How large a head is against a mean one: landmarks that cannot be felt lie so much further. */
export function headSize(
  at: Readonly<Record<'tragionLeft' | 'tragionRight' | 'vertex', Vec3>>,
): number {
  return (at.vertex[1] - (at.tragionLeft[1] + at.tragionRight[1]) / 2) / MEAN_TOP_MM;
}

/** What of a vector is at right angles to a unit axis. */
function across(v: Vec3, axis: Vec3): Vec3 {
  return sub(v, scale(axis, dot(v, axis)));
}

/** Turns a forward direction up (sin above 0) or down in the plane across `x`. */
function turned(forward: Vec3, x: Vec3, cos: number, sin: number): Vec3 {
  return add(scale(forward, cos), scale(cross(forward, x), sin));
}
