import { smoothstep } from '../../base/vec3.ts';
import type { Head } from '../../head/head.ts';

/** How the sun falls on each vertex of a head where no hair is in its way. */
export interface Sun {
  /** How far it faces the sky, 1024ths. */
  readonly sky1024: Uint16Array;
  /** How far it lies above the brim of a cap, 1/64 mm. */
  readonly brim64: Int32Array;
}

/** Where the brim of a cap sits: above the glabella in front, above the inion behind, mm. Assumed. */
const BRIM_FRONT_MM = 24;
const BRIM_BACK_MM = -6;

/**
 * Where the sun falls: all of it where skin lies level, none where it hangs over, and what a cap keeps
 * from it. Assumed: sun comes from above, and from the sides less.
 */
export function sunOn({ mesh: { normals, positionsUm }, landmarks }: Head): Sun {
  const { glabella, inion } = landmarks;
  const frontY = glabella[1] + BRIM_FRONT_MM;
  const slope = (frontY - inion[1] - BRIM_BACK_MM) / (glabella[2] - inion[2]);
  const count = normals.length / 3;
  const sky1024 = new Uint16Array(count);
  const brim64 = new Int32Array(count);
  for (let v = 0; v < count; v++) {
    sky1024[v] = Math.round(1024 * smoothstep(-0.3, 0.8, normals[3 * v + 1]!));
    const [y, z] = [positionsUm[3 * v + 1]! / 1000, positionsUm[3 * v + 2]! / 1000];
    brim64[v] = Math.round(64 * (y - frontY - slope * (z - glabella[2])));
  }
  return { sky1024, brim64 };
}
