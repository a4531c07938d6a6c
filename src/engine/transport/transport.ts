import { DotworkError } from '../../base/errors.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { SKIN_INDEX } from '../../light/layers.ts';
import { type Estimate, ratioOf } from './estimate.ts';
import { extentMm, type Inclusion } from './inclusion.ts';
import {
  ANGLES,
  BATCHES,
  MOST_LATERALS,
  MOST_LAYERS,
  PHOTON,
  type TransportLayer,
  Walk,
  type WalkSums,
  type WalkTask,
} from './walk.ts';

export type { Estimate } from './estimate.ts';
export type { ColumnInclusion, Inclusion, SphereInclusion } from './inclusion.ts';
export type { TransportLayer } from './walk.ts';

/** How long to walk, and what to tell meanwhile. */
export interface RunOptions {
  /** Per band; rounded up to whole batches of 32. */
  readonly photons: number;
  readonly seed: number;
  /** Stops the run at the next dispatch; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Share done, 0 to 1, over all bands. */
  readonly onProgress?: (share: number) => void;
}

/** Flat layers under a pencil of light along the normal. */
export interface DiffuseRun extends RunOptions {
  readonly layers: readonly TransportLayer[];
  /** Where light that leaves the top is counted by distance from the pencil. */
  readonly radial?: { readonly binMm: number; readonly bins: number };
}

/** Shares of the light that arrives. */
export interface DiffuseResult {
  readonly photons: number;
  /** Mirrored by the surface. */
  readonly specular: number;
  readonly diffuse: Estimate;
  readonly transmitted: Estimate;
  /** By layer. */
  readonly absorbed: readonly Estimate[];
  /** Leaving the top per steradian, 30 bins of 3 degrees from the normal. */
  readonly angular: readonly Estimate[];
  /** Leaving the top per mm2, by distance. */
  readonly radial: readonly Estimate[];
  /** Light launched less light found again, in 2^-24 of a photon: 0 unless something is lost. */
  readonly imbalance: number;
}

/** Absorbers in skin, seen from above in several bands. */
export interface LateralRun extends RunOptions {
  /** Layers of each band. */
  readonly bands: readonly (readonly TransportLayer[])[];
  readonly inclusions: readonly Inclusion[];
  /** Where the camera looks: x of the pixel; y is 0. */
  readonly lateralMm: readonly number[];
  /** The inclusions repeat on a triangular lattice with neighbours this far apart. */
  readonly spacingMm?: number;
}

export interface LateralResult {
  /** Per band. */
  readonly photons: number;
  /** By band. */
  readonly bareReflectance: readonly Estimate[];
  /** R/R0, `[band][lateral]`. */
  readonly ratio: readonly (readonly number[])[];
  readonly standardError: readonly (readonly number[])[];
}

/** A field of dots on a triangular lattice, averaged over its cell. */
export type PatchRun = Omit<LateralRun, 'lateralMm' | 'spacingMm'> & {
  readonly spacingMm: number;
};

export interface PatchResult {
  readonly photons: number;
  readonly bareReflectance: readonly Estimate[];
  /** Mean R/R0, by band. */
  readonly ratio: readonly number[];
  readonly standardError: readonly number[];
}

/** Brute-force photon transport: slow, with error bars, and right. */
export class Transport {
  readonly #walk: Walk;

  private constructor(walk: Walk) {
    this.#walk = walk;
  }

  static create(gpu: Gpu, workgroup?: number): Promise<Transport> {
    return gpu.checked('compile photon transport', async () => {
      return new Transport(await Walk.create(gpu, workgroup));
    });
  }

  /** Flat layers at one wavelength: totals, angles, distances. */
  async diffuse(run: DiffuseRun): Promise<DiffuseResult> {
    refuseSenseless(run, [run.layers], []);
    const { binMm, bins } = run.radial ?? { binMm: 1, bins: 0 };
    const sums = await this.#walk.run({
      ...BARE,
      ...run,
      radialBins: bins,
      radialBinMm: binMm,
    });
    const specular = mirroredAtNormal(run.layers);
    const entered = entering(sums);
    const share = (tally: Float64Array, per = 1) =>
      scaled(ratioOf(tally, entered), (1 - specular) / per);
    return {
      photons: sums.photons,
      specular,
      diffuse: share(sums.top),
      transmitted: share(sums.bottom),
      absorbed: sums.absorbed.map((tally) => share(tally)),
      angular: sums.angles.map((tally, i) => share(tally, solidAngle(i))),
      radial: sums.radii.map((tally, i) => share(tally, Math.PI * (2 * i + 1) * binMm ** 2)),
      imbalance: imbalanceOf(sums),
    };
  }

  /** R/R0 beside absorbers. The same photons see the skin with and without them. */
  async lateral(run: LateralRun): Promise<LateralResult> {
    const { bands, inclusions, lateralMm, spacingMm = 0, onProgress } = run;
    refuseSenseless(run, bands, inclusions);
    if (lateralMm.length === 0) throw senseless('No lateral distance was asked for.');
    const parts = chunks(lateralMm, MOST_LATERALS);
    const bareReflectance: Estimate[] = [];
    const found: Estimate[][] = [];
    let photons = 0;
    for (const [band, layers] of bands.entries()) {
      const row: Estimate[] = [];
      for (const [part, some] of parts.entries()) {
        const sums = await this.#walk.run({
          ...BARE,
          ...run,
          band,
          layers,
          inclusions,
          lateralMm: some,
          spacingMm,
          onProgress: (share) =>
            onProgress?.((band + (part + share) / parts.length) / bands.length),
        });
        photons = sums.photons;
        if (part === 0) bareReflectance.push(bareOf(layers, sums));
        row.push(...sums.laterals.map((tally) => ratioOf(tally, sums.top)));
      }
      found.push(row);
    }
    return {
      photons,
      bareReflectance,
      ratio: found.map((row) => row.map(({ value }) => value)),
      standardError: found.map((row) => row.map(({ standardError }) => standardError)),
    };
  }

  /** Mean R/R0 of a field of dots on a triangular lattice: photons start anywhere in a cell. */
  async patch(run: PatchRun): Promise<PatchResult> {
    const { bands, inclusions, spacingMm, onProgress } = run;
    refuseSenseless(run, bands, inclusions);
    if (!(spacingMm > 0)) throw senseless(`Dots cannot stand ${spacingMm} mm apart.`);
    const bareReflectance: Estimate[] = [];
    const found: Estimate[] = [];
    let photons = 0;
    for (const [band, layers] of bands.entries()) {
      const sums = await this.#walk.run({
        ...BARE,
        ...run,
        band,
        layers,
        inclusions,
        lateralMm: [0],
        spacingMm,
        isSpread: true,
        onProgress: (share) => onProgress?.((band + share) / bands.length),
      });
      photons = sums.photons;
      bareReflectance.push(bareOf(layers, sums));
      found.push(ratioOf(sums.laterals[0]!, sums.top));
    }
    return {
      photons,
      bareReflectance,
      ratio: found.map(({ value }) => value),
      standardError: found.map(({ standardError }) => standardError),
    };
  }

  destroy(): void {
    this.#walk.destroy();
  }
}

const BARE = {
  inclusions: [],
  band: 0,
  lateralMm: [],
  spacingMm: 0,
  isSpread: false,
  radialBins: 0,
  radialBinMm: 1,
} satisfies Partial<WalkTask>;

// Light that entered, by batch.
function entering({ photons }: WalkSums): Float64Array {
  return new Float64Array(BATCHES).fill((photons / BATCHES) * PHOTON);
}

function bareOf(layers: readonly TransportLayer[], sums: WalkSums): Estimate {
  return scaled(ratioOf(sums.top, entering(sums)), 1 - mirroredAtNormal(layers));
}

function scaled({ value, standardError }: Estimate, by: number): Estimate {
  return { value: value * by, standardError: standardError * by };
}

function mirroredAtNormal(layers: readonly TransportLayer[]): number {
  const index = layers[0]!.index ?? SKIN_INDEX;
  return ((index - 1) / (index + 1)) ** 2;
}

function solidAngle(bin: number): number {
  const step = Math.PI / 2 / ANGLES;
  return 2 * Math.PI * (Math.cos(bin * step) - Math.cos((bin + 1) * step));
}

// Exact: every sum is a whole number below 2^53.
function imbalanceOf({ photons, absorbed, top, bottom, won, lost }: WalkSums): number {
  const total = (tally: Float64Array) => tally.reduce((sum, value) => sum + value, 0);
  const found = [...absorbed, top, bottom, lost].reduce((sum, tally) => sum + total(tally), 0);
  return photons * PHOTON + total(won) - found;
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}

function refuseSenseless(
  { photons, seed }: RunOptions,
  bands: readonly (readonly TransportLayer[])[],
  inclusions: readonly Inclusion[],
): void {
  if (!(photons >= 1 && photons <= 2 ** 29)) {
    throw senseless(`${photons} photons cannot be walked.`, 'Ask for 1 to 536870912.');
  }
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw senseless(`The seed ${seed} is not a whole number from 0 to 4294967295.`);
  }
  if (bands.length === 0) throw senseless('There is no band to walk.');
  for (const layers of bands) {
    if (layers.length === 0 || layers.length > MOST_LAYERS) {
      throw senseless(`${layers.length} layers cannot be walked.`, `Give 1 to ${MOST_LAYERS}.`);
    }
    layers.forEach((layer, i) => {
      const { absorptionPerMm, scatteringPerMm, anisotropy, thicknessMm, index = 1 } = layer;
      const fine =
        absorptionPerMm >= 0 &&
        absorptionPerMm < Number.POSITIVE_INFINITY &&
        scatteringPerMm >= 0 &&
        scatteringPerMm < Number.POSITIVE_INFINITY &&
        Math.abs(anisotropy) < 1 &&
        thicknessMm > 0 &&
        index >= 1 &&
        index < 5;
      if (!fine)
        throw senseless(`Layer ${i + 1} is not a layer of skin: ${JSON.stringify(layer)}.`);
    });
    if (endlessWithoutLoss(layers.at(-1)!)) {
      throw senseless(
        'The endless last layer scatters but absorbs nothing, so light would never end.',
        'Give it an absorption or a thickness.',
      );
    }
  }
  inclusions.forEach((inclusion, i) => {
    const { topMm, bottomMm } = extentMm(inclusion);
    const isPlaced = Number.isFinite(inclusion.xMm) && Number.isFinite(inclusion.yMm);
    if (!(inclusion.radiusMm > 0 && bottomMm > topMm && isPlaced)) {
      throw senseless(
        `Inclusion ${i + 1} has no volume.`,
        'Give it a radius and a height above 0.',
      );
    }
    if (!bands.every((_, band) => inclusion.absorptionPerMm[band]! >= 0)) {
      throw senseless(`Inclusion ${i + 1} needs an absorption of at least 0 for every band.`);
    }
  });
}

function endlessWithoutLoss({ thicknessMm, scatteringPerMm, absorptionPerMm }: TransportLayer) {
  return thicknessMm === Number.POSITIVE_INFINITY && scatteringPerMm > 0 && absorptionPerMm === 0;
}

function senseless(message: string, fix?: string): DotworkError {
  return new DotworkError('usage', message, fix);
}
