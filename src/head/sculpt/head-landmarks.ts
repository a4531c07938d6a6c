import type { Vec3 } from '../../base/vec3.ts';
import type { Field } from '../../surface/meshing/field.ts';
import type { LandmarkName } from '../head.ts';
import { EAR_ORIGIN } from './ear.ts';
import type { HeadField } from './head-field.ts';

/** Half the minimum frontal breadth, mean of men and women, mm (NIOSH 2003, MINFRBR). */
const FRONTOTEMPORALE_X_MM = 52.2;
/** Frontotemporale lies about this far behind the glabella, mm. */
const FRONTOTEMPORALE_BACK_MM = 25;
/** The inion is a bump this far below the opisthocranion, mm. */
const INION_DROP_MM = 28;
/** Outer corner and middle of the closed lid, from the eye strokes: y on the lash line, mm. */
const CANTHUS = { x: 47.5, y: 10 };
const PUPIL = { x: 32, y: 11.5 };

/** Landmarks of the sculpture in the order craniometry defines them; all lie on f = 0. */
export function headLandmarks({ withoutEars: f }: HeadField): Record<LandmarkName, Vec3> {
  const front = (x: number, y: number): Vec3 => [x, y, surface(f, [x, y, 20], [0, 0, 1])];
  const back = (y: number): Vec3 => [0, y, -surface(f, [0, y, -20], [0, 0, -1])];
  const midline = range(14, 60, 0.25).map((y) => front(0, y));
  const nasion = best(
    midline.filter((p) => p[1] < 34),
    (p) => -p[2],
  );
  const glabella = best(
    midline.filter((p) => p[1] > nasion[1]),
    (p) => p[2],
  );
  const opisthocranion = best(range(0, 80, 0.25).map(back), (p) => distance(p, glabella));
  const top = (z: number): Vec3 => [0, surface(f, [0, 40, z], [0, 1, 0]), z];
  const menton = best(
    range(60, 95, 0.25).map((z): Vec3 => [0, -surface(f, [0, -60, z], [0, -1, 0]), z]),
    (p) => -p[1],
  );
  const sides = range(34, 90, 1).flatMap((y) =>
    range(-70, 30, 1).map((z): Vec3 => [surface(f, [10, y, z], [1, 0, 0]), y, z]),
  );
  const frontotemporale = range(34, 70, 0.25).map((y): Vec3 => {
    const z = glabella[2] - FRONTOTEMPORALE_BACK_MM;
    return [surface(f, [10, y, z], [1, 0, 0]), y, z];
  });
  return {
    nasion,
    glabella,
    trichion: front(0, glabella[1] + 65),
    vertex: best(range(-60, 40, 0.25).map(top), (p) => p[1]),
    opisthocranion,
    inion: back(opisthocranion[1] - INION_DROP_MM),
    menton,
    ...pair('tragion', EAR_ORIGIN),
    ...pair(
      'euryon',
      best(sides, (p) => p[0]),
    ),
    ...pair(
      'frontotemporale',
      best(frontotemporale, (p) => -Math.abs(p[0] - FRONTOTEMPORALE_X_MM)),
    ),
    ...pair('canthus', front(CANTHUS.x, CANTHUS.y)),
    ...pair('pupil', front(PUPIL.x, PUPIL.y)),
  } as Record<LandmarkName, Vec3>;
}

/** Where a ray from inside leaves the solid: the coordinate along the ray's (axis) direction. */
function surface(f: Field, from: Vec3, direction: Vec3): number {
  const at = (t: number) =>
    f(from[0] + t * direction[0], from[1] + t * direction[1], from[2] + t * direction[2]);
  let outside = 1;
  while (at(outside) < 0) outside += 1;
  let inside = outside - 1;
  for (let i = 0; i < 30; i++) {
    const middle = (inside + outside) / 2;
    if (at(middle) < 0) inside = middle;
    else outside = middle;
  }
  return from[0] * direction[0] + from[1] * direction[1] + from[2] * direction[2] + outside;
}

function pair(name: string, left: Vec3): Record<string, Vec3> {
  return { [`${name}Left`]: left, [`${name}Right`]: [-left[0], left[1], left[2]] };
}

function best(points: readonly Vec3[], score: (p: Vec3) => number): Vec3 {
  return points.reduce((a, b) => (score(b) > score(a) ? b : a));
}

function distance(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}
