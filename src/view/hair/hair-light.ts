import {
  type Color,
  DirectionalLight,
  HemisphereLight,
  type Light,
  SpotLight,
  type Vector3,
} from 'three/webgpu';
import type { Vec3 } from '../../base/vec3.ts';
import { sub, unit } from '../../base/vec3.ts';

/** A lamp as hair is lit by it: the way to it, and what a white surface that faces it gives back. */
export interface HairLamp {
  readonly direction: Vec3;
  readonly light: Vec3;
}

/** How hair is lit. */
export interface HairLight {
  readonly lamps: readonly HairLamp[];
  /** What a white surface gives back that faces up, and down. */
  readonly sky: Vec3;
  readonly ground: Vec3;
}

/** Lamps that hair is lit by at most. */
export const MOST_LAMPS = 4;

/** The light of a scene at a place, mm, from its lamps as three.js holds them. */
export function hairLight(lights: readonly unknown[], atMm: Vec3): HairLight {
  const lamps: HairLamp[] = [];
  let [sky, ground]: [Vec3, Vec3] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (const light of lights) {
    if (light instanceof HemisphereLight) {
      sky = given(light.color, light.intensity);
      ground = given(light.groundColor, light.intensity);
    } else if (light instanceof SpotLight) {
      const way = sub(placeOf(light), atMm);
      const distanceSq = way[0] ** 2 + way[1] ** 2 + way[2] ** 2;
      lamps.push({ direction: unit(way), light: given(light.color, light.intensity / distanceSq) });
    } else if (light instanceof DirectionalLight) {
      lamps.push({ direction: unit(placeOf(light)), light: given(light.color, light.intensity) });
    }
  }
  return { lamps: lamps.slice(0, MOST_LAMPS), sky, ground };
}

function placeOf({ position }: Light): Vec3 {
  const { x, y, z } = position as Vector3;
  return [x, y, z];
}

/** Of so much light a white surface sends this on in each direction. */
function given({ r, g, b }: Color, intensity: number): Vec3 {
  return [r, g, b].map((value) => (value * intensity) / Math.PI) as unknown as Vec3;
}
