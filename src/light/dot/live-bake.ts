import { BANDS_NM } from '../../color/bands.ts';
import { layerOptics, type Skin } from '../layers.ts';
import { type DotFootprint, dotFootprint, type LateralShape } from './footprint.ts';
import { bakeSteps } from './footprint-bake.ts';
import { metSteps } from './met/met-tally.ts';

/** How a live bake runs, and what it tells meanwhile. */
export interface LiveBakeOptions {
  /** Per band; 20000 leave about 4 percent of noise at the axis of a dot. */
  readonly photons?: number;
  readonly seed?: number;
  /** Ends the bake within a few milliseconds; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Two skins with the same key have the same footprint. */
export function skinKey(skin: Skin): string {
  return JSON.stringify(Object.entries(skin).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Footprints baked for single skins while everything else goes on: photons are walked for a few
 * milliseconds at a time. The same skin is never baked twice; whoever asks again meanwhile gets
 * the same answer, and `shapes` may be kept elsewhere and given back next time.
 */
export class LiveBake {
  readonly #done = new Map<string, LateralShape>();
  readonly #running = new Map<string, Promise<DotFootprint>>();

  /** @param kept - Shapes baked earlier, by `skinKey`. */
  constructor(kept: Iterable<readonly [string, LateralShape]> = []) {
    for (const [key, shape] of kept) this.#done.set(key, shape);
  }

  /** Shapes baked so far, by `skinKey`; plain arrays, fit for any store. */
  get shapes(): ReadonlyMap<string, LateralShape> {
    return this.#done;
  }

  /** Whether this very skin has been baked. */
  has(skin: Skin): boolean {
    return this.#done.has(skinKey(skin));
  }

  /** Takes in a shape that was baked elsewhere: by a worker, or on an earlier visit. */
  keep(skin: Skin, shape: LateralShape): void {
    this.#done.set(skinKey(skin), shape);
  }

  /** The best footprint at hand: baked for this skin if that has been done, else mixed from types. */
  footprintOf(skin: Skin): DotFootprint {
    return dotFootprint(skin, this.#done.get(skinKey(skin)));
  }

  /** Bakes this skin's footprint, unless it is there. A bake that was stopped starts over. */
  refine(skin: Skin, options: LiveBakeOptions = {}): Promise<DotFootprint> {
    const key = skinKey(skin);
    if (this.#done.has(key)) return Promise.resolve(this.footprintOf(skin));
    let run = this.#running.get(key);
    if (!run) {
      // A run that was told to stop answers a little later; who asks meanwhile starts anew.
      const leave = (): void => {
        if (this.#running.get(key) === run) this.#running.delete(key);
      };
      options.signal?.addEventListener('abort', leave, { once: true });
      run = bakedShape(skin, options)
        .then((shape) => {
          this.keep(skin, shape);
          return this.footprintOf(skin);
        })
        .finally(leave);
      this.#running.set(key, run);
    }
    return run;
  }
}

/** A share of all light is told by far fewer photons than how it spreads. */
const MET_PHOTONS = 0.5;

/** Milliseconds of work between two pauses: half of a frame at 60 a second. */
const SLICE_MS = 8;

async function bakedShape(skin: Skin, options: LiveBakeOptions): Promise<LateralShape> {
  const { photons = 20_000, seed = 1, signal, onProgress } = options;
  const fewer = Math.ceil(MET_PHOTONS * photons);
  const spread: number[][][] = [];
  const met: Float32Array[] = [];
  let since = performance.now();
  let done = 0;
  const walked = async <T>(steps: Generator<number, T>): Promise<T> => {
    let step = steps.next();
    while (!step.done) {
      if (performance.now() - since > SLICE_MS) {
        onProgress?.((done + step.value) / (BANDS_NM.length * (photons + fewer)));
        await new Promise((resolve) => setTimeout(resolve));
        signal?.throwIfAborted();
        since = performance.now();
      }
      step = steps.next();
    }
    return step.value;
  };
  for (const wavelengthNm of BANDS_NM) {
    const { shares } = await walked(bakeSteps([skin], wavelengthNm, { photons, seed }));
    spread.push(shares[0]!);
    done += photons;
    const run = { photons: fewer, seed: (seed + wavelengthNm) >>> 0 };
    const layers = layerOptics(skin, wavelengthNm);
    met.push(Float32Array.from((await walked(metSteps([layers], run)))[0]!));
    done += fewer;
  }
  onProgress?.(1);
  return { spread, met };
}
