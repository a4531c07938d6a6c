import { layerOptics, type Skin } from '../layers.ts';
import { SKIN_TYPES, skinOfType } from '../skin-types.ts';
import { fitShares, SIGMAS_MM } from './footprint-fit.ts';
import { type FootprintTally, RING_EDGES_MM, RINGS, tallySteps } from './footprint-tally.ts';

/** Depths lateral shapes are baked at, mm: equal steps in ratio from 0.006 to 2 mm. */
export const SHAPE_DEPTHS_MM: readonly number[] = Array.from(
  { length: 28 },
  (_, i) => 0.006 * (2 / 0.006) ** (i / 27),
);

/** Shapes at one wavelength. */
export interface BakedBand {
  /** `[skin][depth]`: share of each Gaussian of the way light goes. */
  readonly shares: number[][][];
  /** Standard error of the response of a dot of 50 um at its axis, relative: `[skin][depth]`. */
  readonly standardError: number[][];
}

const BATCHES = 8;

/** Walks one wavelength for the six skin types and fits the Gaussians at every depth. */
export function bakeBand(
  wavelengthNm: number,
  run: { readonly photons: number; readonly seed: number },
): BakedBand {
  const skins = SKIN_TYPES.map((type) => skinOfType(type));
  const steps = bakeSteps(skins, wavelengthNm, run);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same for any skins that scatter alike, in short steps: yields the photons done. */
export function* bakeSteps(
  skins: readonly Skin[],
  wavelengthNm: number,
  { photons, seed }: { readonly photons: number; readonly seed: number },
): Generator<number, BakedBand> {
  const layers = skins.map((skin) => layerOptics(skin, wavelengthNm));
  // Bands must not share their photons' luck: their errors would add up in a colour.
  const run = { photons, seed: (seed + wavelengthNm) >>> 0, batches: BATCHES };
  const tally = yield* tallySteps(layers, SHAPE_DEPTHS_MM, run);
  const rings = skins.map((_, s) =>
    SHAPE_DEPTHS_MM.map((_, z) => ringShares(tally, skins.length, s, z)),
  );
  return {
    shares: rings.map((rows) => rows.map(({ mean }) => [...fitShares(mean)])),
    standardError: rings.map((rows) => rows.map(({ error }) => error)),
  };
}

/** The file `npm run bake` writes. */
export function writeBake(
  bands: readonly BakedBand[],
  made: { readonly command: string; readonly photons: number; readonly seed: number },
): string {
  const errors = bands.flatMap(({ standardError }) => standardError.flat());
  const shallow = bands.flatMap(({ standardError }) =>
    standardError.flatMap((row) => row.filter((_, z) => SHAPE_DEPTHS_MM[z]! < 0.6)),
  );
  const rms = (list: readonly number[]) =>
    Math.sqrt(list.reduce((sum, error) => sum + error * error, 0) / list.length);
  const words = bands.flatMap(({ shares }) =>
    shares.flatMap((rows) => rows.flatMap((row) => row.map((share) => Math.round(share * 65535)))),
  );
  const bytes = new Uint8Array(2 * words.length);
  words.forEach((word, i) => {
    bytes[2 * i] = word & 255;
    bytes[2 * i + 1] = word >> 8;
  });
  const baked = {
    ...made,
    about:
      'Share that each Gaussian carries of the lateral integral of the point-absorber footprint, ' +
      'in 1/65535, little-endian, base64: [band][skin type][depth][gaussian].',
    sigmasMm: SIGMAS_MM.map((sigma) => Number(sigma.toFixed(6))),
    relativeStandardError: {
      meaning:
        'footprint at the axis of a dot of 50 um, one standard deviation, rms over the table',
      upTo600um: Number(rms(shallow).toFixed(4)),
      all: Number(rms(errors).toFixed(4)),
    },
    shares: btoa(String.fromCharCode(...bytes)),
  };
  return `${JSON.stringify(baked, null, 2)}\n`;
}

// Share of the lateral integral in each ring, and how sure the middle is, from the batches.
function ringShares(tally: FootprintTally, skins: number, skin: number, depth: number) {
  const rows = tally.way.map((sums) => {
    const first = ((skin * sums.length) / skins / RINGS + depth) * RINGS;
    return sums.subarray(first, first + RINGS);
  });
  const mean = new Float64Array(RINGS);
  for (const row of rows) {
    for (let ring = 0; ring < RINGS; ring++) mean[ring]! += row[ring]!;
  }
  const total = mean.reduce((sum, value) => sum + value, 0);
  const core = rows.map((row) => {
    const sum = row.reduce((all, value) => all + value, 0);
    return middle(row) / sum;
  });
  const average = middle(mean) / total;
  const variance = core.reduce((sum, value) => sum + (value - average) ** 2, 0) / (rows.length - 1);
  return {
    mean: mean.map((value) => value / total),
    error: Math.sqrt(variance / rows.length) / average,
  };
}

// Rings within 50 um.
function middle(row: Float64Array): number {
  let sum = 0;
  for (let ring = 0; RING_EDGES_MM[ring]! <= 0.05; ring++) sum += row[ring]!;
  return sum;
}
