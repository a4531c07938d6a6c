import type { Gpu } from '../../gpu/gpu.ts';
import { Kernel, WORKGROUP } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { type LayerOptics, SKIN_INDEX } from '../../light/layers.ts';
import { Buffers } from '../host.ts';
import { type Inclusion, packInclusions } from './inclusion.ts';

/** A layer with its own refractive index; that of skin where none is given. Air above and below. */
export interface TransportLayer extends LayerOptics {
  readonly index?: number;
}

/** Optics of one layer. Scattering 0 is allowed; an endless layer ends very far down. */
const PhotonLayer = struct('PhotonLayer', {
  topMm: 'f32',
  bottomMm: 'f32',
  absorptionPerMm: 'f32',
  scatteringPerMm: 'f32',
  anisotropy: 'f32',
  index: 'f32',
});

const WalkSpec = struct('WalkSpec', {
  seed: 'u32',
  firstPhoton: 'u32',
  threads: 'u32', // a multiple of BATCHES
  photonsPerThread: 'u32',
  layerCount: 'u32',
  inclusionCount: 'u32',
  lateralCount: 'u32', // pixels looked at, at most LATERALS
  radialBins: 'u32',
  radialBinMm: 'f32',
  spacingMm: 'f32', // of the triangular lattice the inclusions repeat on; 0 for none
  isSpread: 'u32', // 1: photons start anywhere in a cell of the lattice; 0: a pencil
});

/** Batches the standard errors come from: photon id modulo this. */
export const BATCHES = 32;
export const ANGLES = 30;
export const MOST_LAYERS = 12;
/** Pixels one walk can look at. */
export const MOST_LATERALS = 16;

/** One wavelength to be walked. */
export interface WalkTask {
  readonly layers: readonly TransportLayer[];
  readonly inclusions: readonly Inclusion[];
  readonly band: number;
  /** At most `MOST_LATERALS`. */
  readonly lateralMm: readonly number[];
  /** Of the triangular lattice the inclusions repeat on; 0 for none. */
  readonly spacingMm: number;
  /** Whether photons start anywhere in a cell of the lattice. */
  readonly isSpread: boolean;
  readonly radialBins: number;
  readonly radialBinMm: number;
  readonly photons: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Sums by batch, in 2^-24 of a photon. */
export interface WalkSums {
  readonly photons: number;
  readonly absorbed: readonly Float64Array[];
  readonly top: Float64Array;
  readonly bottom: Float64Array;
  /** Energy the roulette gave and took; what it does on average is nothing. */
  readonly won: Float64Array;
  readonly lost: Float64Array;
  readonly angles: readonly Float64Array[];
  readonly laterals: readonly Float64Array[];
  readonly radii: readonly Float64Array[];
}

/** What one photon counts in the sums. */
export const PHOTON = 2 ** 24;

const FIRST_ANGLE = MOST_LAYERS + 4;
const FIRST_LATERAL = FIRST_ANGLE + ANGLES;
const FIRST_RADIUS = FIRST_LATERAL + MOST_LATERALS;

/** Sums of a thread live in 32 bits: at most this many photons each. */
const PHOTONS_PER_THREAD = 8;

/** Milliseconds a dispatch should take: a frame goes on beside it on a GPU, the rest on a CPU. */
const HARDWARE_MS = 6;
const SOFTWARE_MS = 80;

const FIRST_THREADS = 256;

/** Host side of `shaders/transport/walk.wgsl`: many short dispatches, one at a time. */
export class Walk {
  readonly #gpu: Gpu;
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  /** Threads a dispatch gets; follows how long the last one took. */
  #threads = FIRST_THREADS;

  private constructor(gpu: Gpu, kernel: Kernel) {
    this.#gpu = gpu;
    this.#kernel = kernel;
    this.#buffers = new Buffers(gpu);
  }

  /** Compiles the kernel; call inside `Gpu.checked`. */
  static async create(gpu: Gpu, workgroup = WORKGROUP): Promise<Walk> {
    const constants = { WORKGROUP: workgroup };
    return new Walk(gpu, await Kernel.create(gpu, 'transport/walk', { constants }));
  }

  /** Walks the photons; rejects with the signal's reason where that says stop. */
  async run(task: WalkTask): Promise<WalkSums> {
    const { device } = this.#gpu;
    const perBatch = FIRST_RADIUS + task.radialBins;
    const tallies = this.#buffers.sized('transport.tallies', BATCHES * perBatch * 8);
    const layers = this.#buffers.filled('transport.layers', packLayers(task.layers));
    const inclusions = this.#buffers.filled(
      'transport.inclusions',
      packInclusions(task.inclusions, task.band),
    );
    const lateralMm = this.#buffers.filled('transport.lateral', Float32Array.from(task.lateralMm));
    const spec = this.#buffers.sized('transport.spec', WalkSpec.bytes, GPUBufferUsage.UNIFORM);
    const group = this.#kernel.bind({ spec, layers, inclusions, lateralMm, tallies });
    const clear = device.createCommandEncoder({ label: 'transport.clear' });
    clear.clearBuffer(tallies);
    device.queue.submit([clear.finish()]);

    const photons = Math.ceil(task.photons / BATCHES) * BATCHES;
    for (let done = 0; done < photons; ) {
      task.signal?.throwIfAborted();
      const left = photons - done;
      const each = Math.min(PHOTONS_PER_THREAD, Math.ceil(left / this.#threads));
      const threads = Math.min(this.#threads, Math.floor(left / each / BATCHES) * BATCHES);
      const started = performance.now();
      this.#gpu.write(
        spec,
        WalkSpec.pack({
          seed: task.seed,
          firstPhoton: done,
          threads,
          photonsPerThread: each,
          layerCount: task.layers.length,
          inclusionCount: task.inclusions.length,
          lateralCount: task.lateralMm.length,
          radialBins: task.radialBins,
          radialBinMm: task.radialBinMm,
          spacingMm: task.spacingMm,
          isSpread: task.isSpread ? 1 : 0,
        }),
      );
      const encoder = device.createCommandEncoder({ label: 'transport.walk' });
      const pass = encoder.beginComputePass({ label: 'transport.walk' });
      this.#kernel.dispatch(pass, group, threads);
      pass.end();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      this.#follow(threads, performance.now() - started);
      done += threads * each;
      task.onProgress?.(done / photons);
    }
    task.signal?.throwIfAborted();
    const words = new Uint32Array(await this.#gpu.read(tallies, BATCHES * perBatch * 8));
    return sumsOf(words, perBatch, photons, task);
  }

  destroy(): void {
    this.#buffers.destroy();
  }

  #follow(threads: number, tookMs: number): void {
    if (threads < this.#threads) return;
    const wanted = this.#gpu.adapter.software ? SOFTWARE_MS : HARDWARE_MS;
    const factor = Math.min(2, Math.max(0.5, wanted / Math.max(tookMs, 0.1)));
    const next = Math.round((threads * factor) / BATCHES) * BATCHES;
    this.#threads = Math.min(2 ** 18, Math.max(BATCHES, next));
  }
}

function sumsOf(words: Uint32Array, perBatch: number, photons: number, task: WalkTask): WalkSums {
  const tally = (index: number) =>
    Float64Array.from({ length: BATCHES }, (_, batch) => {
      const word = 2 * (batch * perBatch + index);
      return words[word]! + words[word + 1]! * 2 ** 32;
    });
  const run = (first: number, count: number) =>
    Array.from({ length: count }, (_, i) => tally(first + i));
  return {
    photons,
    absorbed: run(0, task.layers.length),
    top: tally(MOST_LAYERS),
    bottom: tally(MOST_LAYERS + 1),
    won: tally(MOST_LAYERS + 2),
    lost: tally(MOST_LAYERS + 3),
    angles: run(FIRST_ANGLE, ANGLES),
    laterals: run(FIRST_LATERAL, task.lateralMm.length),
    radii: run(FIRST_RADIUS, task.radialBins),
  };
}

/** Far enough for no photon to come back, near enough for f32. */
const ENDLESS_MM = 1e9;

export function packLayers(layers: readonly TransportLayer[]): Uint8Array {
  let bottomMm = 0;
  return PhotonLayer.packAll(
    layers.map(
      ({ thicknessMm, absorptionPerMm, scatteringPerMm, anisotropy, index = SKIN_INDEX }) => {
        const topMm = bottomMm;
        bottomMm = Math.min(ENDLESS_MM, topMm + thicknessMm);
        return { topMm, bottomMm, absorptionPerMm, scatteringPerMm, anisotropy, index };
      },
    ),
  );
}
