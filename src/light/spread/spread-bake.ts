import { fitShares } from '../dot/footprint-fit.ts';
import { leastAbsorbing, RING_EDGES_MM, RINGS } from '../dot/footprint-tally.ts';
import { layerOptics } from '../layers.ts';
import { LEFT_TOP, PhotonWalk } from '../photon-walk.ts';
import { SKIN_TYPES, skinOfType } from '../skin-types.ts';

/** How far from where light got in it comes out again, at one wavelength. */
export interface BakedSpread {
  /** `[skin]`: share of each Gaussian of `SIGMAS_MM`. */
  readonly shares: number[][];
}

/** Walks one wavelength for the six skin types and fits the Gaussians. */
export function bakeSpread(
  wavelengthNm: number,
  { photons, seed }: { readonly photons: number; readonly seed: number },
): BakedSpread {
  const rings = pointSpread(wavelengthNm, photons, (seed + wavelengthNm) >>> 0);
  return { shares: rings.map((row) => [...fitShares(row)]) };
}

/**
 * Where light that got in straight down at one point comes out, for the six skin types: its share in
 * each ring of `RING_EDGES_MM` and beyond. Paths are shared and weighed for each skin, as in
 * `tallyFootprint`.
 */
export function pointSpread(wavelengthNm: number, photons: number, seed: number): Float64Array[] {
  const rings = SKIN_TYPES.map(() => new Float64Array(RINGS));
  for (const { radiusMm, weights } of comingBack(wavelengthNm, photons, seed)) {
    let ring = 0;
    while (ring < RINGS - 1 && RING_EDGES_MM[ring]! < radiusMm) ring++;
    rings.forEach((row, s) => {
      row[ring]! += weights[s]!;
    });
  }
  return rings.map((row) => {
    const total = row.reduce((sum, value) => sum + value, 0);
    return row.map((value) => value / total);
  });
}

/** Photons that come back: how far off, and with what weight in each skin; one object, written over. */
export function* comingBack(
  wavelengthNm: number,
  photons: number,
  seed: number,
): Generator<{ radiusMm: number; xMm: number; readonly weights: Float64Array }> {
  const skins = SKIN_TYPES.map((type) => layerOptics(skinOfType(type), wavelengthNm));
  const walk = new PhotonWalk(leastAbsorbing(skins), seed);
  const back = { radiusMm: 0, xMm: 0, weights: new Float64Array(skins.length) };
  for (let id = 0; id < photons; id++) {
    walk.walk(id);
    if (walk.end !== LEFT_TOP) continue;
    const last = walk.corners - 1;
    back.xMm = walk.x[last]!;
    back.radiusMm = Math.hypot(walk.x[last]!, walk.y[last]!);
    skins.forEach((layers, s) => {
      let depth = 0;
      layers.forEach((layer, l) => {
        depth += layer.absorptionPerMm * walk.lengths[l]!;
      });
      back.weights[s] = walk.boost * Math.exp(-depth);
    });
    yield back;
  }
}

/** The file `npm run bake` writes. */
export function writeSpread(
  bands: readonly BakedSpread[],
  made: { readonly command: string; readonly photons: number; readonly seed: number },
): string {
  const about =
    'Share of light that comes back from bare skin in each Gaussian of SIGMAS_MM about where it got in: [band][skin type][gaussian].';
  const rows = (shares: readonly number[][]) =>
    shares.map((row) => row.map((share) => share.toFixed(4)).join(' '));
  const shares = bands.map((band) => rows(band.shares));
  return `${JSON.stringify({ ...made, about, shares }, null, 2)}\n`;
}
