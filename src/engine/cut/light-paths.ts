import { unitHash } from '../../base/unit-hash.ts';
import { BANDS_NM } from '../../color/bands.ts';
import { layerOptics } from '../../light/layers.ts';
import { LEFT_TOP, PhotonWalk } from '../../light/photon-walk.ts';
import type { Cut, CutDot } from './cut.ts';
import { CUT_LIGHT_NM, SEED, skinAt } from './cut-light.ts';

/** One photon's way through a cut, along it and down, mm. */
export interface LightPath {
  readonly nm: (typeof CUT_LIGHT_NM)[number];
  readonly fate: 'back' | 'pigment';
  readonly alongMm: readonly number[];
  readonly depthMm: readonly number[];
}

/**
 * Whole photons that go in over a dot: those that come back and those the pigment takes, in the order
 * of their ids, the very ones that `cut-light.wgsl` counts. Those that the skin takes are left out.
 *
 * @param tried - Photons that are walked at each wavelength.
 */
export function lightPaths(cut: Cut, dot: CutDot, tried: number): LightPath[] {
  const skin = skinAt(cut, dot);
  const columns = cut.dots.filter(({ isThere }) => isThere);
  return CUT_LIGHT_NM.flatMap((nm) => {
    const layers = layerOptics(skin, nm);
    const walk = new PhotonWalk(layers, SEED, skin.refractiveIndex);
    const band = BANDS_NM.indexOf(nm);
    return Array.from({ length: tried }, (_, id) => {
      walk.walk(id);
      return whole(
        walk,
        id,
        nm,
        dot,
        (x, y, z) => absorptionAt(columns, band, x, y, z),
        (z) => {
          let topMm = 0;
          for (const { thicknessMm, absorptionPerMm } of layers) {
            topMm += thicknessMm;
            if (z < topMm) return absorptionPerMm;
          }
          return 0;
        },
      );
    }).flatMap((path) => path ?? []);
  });
}

/** A path as one photon has it: taken whole where its luck runs out, instead of a little everywhere. */
function whole(
  { x, y, z, corners, end }: PhotonWalk,
  id: number,
  nm: LightPath['nm'],
  dot: CutDot,
  pigment: (x: number, y: number, z: number) => number,
  skin: (z: number) => number,
): LightPath | undefined {
  let pigmentLuck = -Math.log(1 - unitHash(SEED, 2 * id));
  let skinLuck = -Math.log(1 - unitHash(SEED, 2 * id + 1));
  const alongMm = [dot.alongMm];
  const depthMm = [0];
  for (let i = 0; i + 1 < corners; i++) {
    const [dx, dy, dz] = [x[i + 1]! - x[i]!, y[i + 1]! - y[i]!, z[i + 1]! - z[i]!];
    const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const pieces = Math.max(1, Math.ceil(length / PIECE_MM));
    for (let k = 0; k < pieces; k++) {
      const t = (k + 0.5) / pieces;
      const [px, pz] = [dot.alongMm + x[i]! + t * dx, z[i]! + t * dz];
      pigmentLuck -= (pigment(px, dot.acrossMm + y[i]! + t * dy, pz) * length) / pieces;
      skinLuck -= (skin(pz) * length) / pieces;
      if (skinLuck < 0) return undefined;
      if (pigmentLuck >= 0) continue;
      alongMm.push(px);
      depthMm.push(pz);
      return { nm, fate: 'pigment', alongMm, depthMm };
    }
    alongMm.push(dot.alongMm + x[i + 1]!);
    depthMm.push(z[i + 1]!);
  }
  return end === LEFT_TOP ? { nm, fate: 'back', alongMm, depthMm } : undefined;
}

/** Steps are looked at in pieces no longer than this: a fraction of a column, mm. */
const PIECE_MM = 0.01;

function absorptionAt(
  columns: readonly CutDot[],
  band: number,
  x: number,
  y: number,
  z: number,
): number {
  let sum = 0;
  for (const { alongMm, acrossMm, radiusMm, edgesMm, absorptionPerMm } of columns) {
    if ((x - alongMm) ** 2 + (y - acrossMm) ** 2 >= radiusMm ** 2) continue;
    const bin = edgesMm.findIndex((edge, k) => z >= edge && z < (edgesMm[k + 1] ?? edge));
    if (bin >= 0) sum += absorptionPerMm[bin]![band]!;
  }
  return sum;
}
