import type { Vec3 } from '../base/vec3.ts';
import type { SurfaceMesh } from '../surface/surface-mesh.ts';

/** Vertices of the forehead and crown on the midline above a height, from low to high. */
export function foreheadMidline(positionsUm: Int32Array, aboveYMm: number): number[] {
  const out: number[] = [];
  for (let v = 0; v < positionsUm.length / 3; v++) {
    const onMidline = positionsUm[v * 3] === 0;
    // In front of the tragions the midline only rises from the brow to the crown.
    if (onMidline && positionsUm[v * 3 + 2]! > 15000 && positionsUm[v * 3 + 1]! > aboveYMm * 1000) {
      out.push(v);
    }
  }
  return out.sort((a, b) => positionsUm[a * 3 + 1]! - positionsUm[b * 3 + 1]!);
}

/** The point so many millimetres up the skin of the midline from a point of the forehead. */
export function upTheMidline({ positionsUm }: SurfaceMesh, from: Vec3, distanceMm: number): Vec3 {
  let [y, z] = [from[1], from[2]];
  let left = distanceMm;
  for (const v of foreheadMidline(positionsUm, from[1])) {
    const dy = positionsUm[v * 3 + 1]! / 1000 - y;
    const dz = positionsUm[v * 3 + 2]! / 1000 - z;
    const step = Math.sqrt(dy * dy + dz * dz);
    if (step >= left) return [0, y + (dy * left) / step, z + (dz * left) / step];
    left -= step;
    y += dy;
    z += dz;
  }
  return [0, y, z];
}
