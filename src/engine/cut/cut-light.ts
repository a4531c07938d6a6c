import { BANDS_NM } from '../../color/bands.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { Kernel, WORKGROUP } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { BINS } from '../../ink/column-bins.ts';
import { layerOptics, type Skin } from '../../light/layers.ts';
import { Buffers } from '../host.ts';
import { skinOfPlan } from '../plan-skin.ts';
import { type Estimate, ratioOf } from '../transport/estimate.ts';
import { BATCHES, PHOTON, packLayers } from '../transport/walk.ts';
import type { Borders, Cut, CutDot } from './cut.ts';

/** One dot or follicle among the light: its bins, or one bin all the way down. */
const CutColumn = struct('CutColumn', {
  alongMm: 'f32',
  acrossMm: 'f32',
  radiusMm: 'f32',
  edgesMm: ['f32', BINS + 1],
  absorptionPerMm: ['f32', BINS],
});

const CutLightSpec = struct('CutLightSpec', {
  seed: 'u32',
  firstPhoton: 'u32',
  threads: 'u32',
  layerCount: 'u32',
  columnCount: 'u32',
  alongMm: 'f32', // where the light goes in
  acrossMm: 'f32',
  sideMm: 'f32', // light that comes back is told this far to both sides
  depthMm: 'f32', // fluence is told down to here
});

/** Wavelengths that are walked, nm: blue, green, red. */
export const CUT_LIGHT_NM = [450, 540, 630] as const;
/** Slices of fluence by depth, and of light that comes back by side. */
export const LIGHT_DEPTHS = 40;
export const LIGHT_SIDES = 40;
export const LIGHT_DEPTH_MM = 2;
export const LIGHT_SIDE_MM = 2;

const FIRST_SIDE = 8;
const FIRST_FLUENCE = 48;
const TALLIES = 88;
/** Lengths are counted in this, mm. */
const LENGTH_UNIT_MM = 64;
/** Photons of one dispatch. */
const FIRST_THREADS = 256;
/** What a dispatch should take: a frame goes on beside it on a GPU, the rest on a CPU, ms. */
const HARDWARE_MS = 5;
const SOFTWARE_MS = 60;

/** Where the light goes that the eye sees over a place, at one wavelength. Shares of what went in. */
export interface CutLightResult {
  readonly nm: number;
  readonly photons: number;
  /** Comes back, and would without pigment. */
  readonly back: Estimate;
  readonly bare: Estimate;
  /** Of what would come back: what does. */
  readonly ratio: Estimate;
  readonly pigment: Estimate;
  readonly skin: Estimate;
  /** Mean depth of the paths that come back, and of their deepest places, mm. */
  readonly meanDepthMm: Estimate;
  readonly deepestMm: Estimate;
  /** Comes back, by distance along the cut from -LIGHT_SIDE_MM to LIGHT_SIDE_MM. */
  readonly sides: readonly number[];
  /** Fluence by depth, relative to what goes in: 1 where each photon passes a depth once, straight. */
  readonly fluence: readonly number[];
}

/** The skin of a cut as light meets it: the plan's, its borders moved to where they are here. */
export function skinAt(cut: Pick<Cut, 'plan'>, borders: Borders): Skin {
  const skin = skinOfPlan(cut.plan.skin);
  const [corneum, viable, papillary, plexus, reticular, deep, rest] = skin.thicknessesMm as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const epidermis = borders.epidermisMm / (corneum + viable);
  const upper = (borders.papillaryMm - borders.epidermisMm) / (papillary + plexus);
  const lower = (borders.skinBaseMm - borders.papillaryMm) / (reticular + deep);
  return {
    ...skin,
    thicknessesMm: [
      corneum * epidermis,
      viable * epidermis,
      papillary * upper,
      plexus * upper,
      reticular * lower,
      deep * lower,
      rest,
    ],
  };
}

/** Photons through a cut, a few at a time: as many as anyone has patience for. */
export class CutLight {
  readonly #gpu: Gpu;
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  #threads = FIRST_THREADS;
  #tasks: readonly {
    readonly spec: GPUBuffer;
    readonly tallies: GPUBuffer;
    readonly group: GPUBindGroup;
  }[] = [];
  #fixed = { layerCount: 0, columnCount: 0, alongMm: 0, acrossMm: 0 };
  #done = 0;

  private constructor(gpu: Gpu, kernel: Kernel) {
    this.#gpu = gpu;
    this.#kernel = kernel;
    this.#buffers = new Buffers(gpu);
  }

  static create(gpu: Gpu, workgroup = WORKGROUP): Promise<CutLight> {
    return gpu.checked('compiling the light in the cut', async () => {
      const constants = { WORKGROUP: workgroup };
      return new CutLight(gpu, await Kernel.create(gpu, 'transport/cut-light', { constants }));
    });
  }

  /** Photons walked so far at each wavelength. */
  get photons(): number {
    return this.#done;
  }

  /** Begins anew: light that goes in over a dot of the cut, among all its dots and follicles. */
  begin(cut: Cut, dot: CutDot): void {
    const skin = skinAt(cut, dot);
    const near = columnsOf(cut);
    this.#done = 0;
    this.#tasks = CUT_LIGHT_NM.map((nm) => {
      const band = BANDS_NM.indexOf(nm);
      const layers = layerOptics(skin, nm).map((layer) => ({
        ...layer,
        index: skin.refractiveIndex,
      }));
      this.#fixed = {
        layerCount: layers.length,
        columnCount: near.length,
        alongMm: dot.alongMm,
        acrossMm: dot.acrossMm,
      };
      const packed = CutColumn.packAll(
        near.map(({ absorptionPerMm, ...column }) => ({
          ...column,
          absorptionPerMm: absorptionPerMm.map((bands) => bands[band]!),
        })),
      );
      const columns = this.#buffers.filled(
        `cutLight.columns${nm}`,
        packed.byteLength > 0 ? packed : new Uint8Array(CutColumn.bytes),
      );
      const tallies = this.#buffers.sized(`cutLight.tallies${nm}`, 8 * BATCHES * TALLIES);
      this.#gpu.write(tallies, new Uint8Array(8 * BATCHES * TALLIES));
      const spec = this.#buffers.sized(
        `cutLight.spec${nm}`,
        CutLightSpec.bytes,
        GPUBufferUsage.UNIFORM,
      );
      const optics = this.#buffers.filled(`cutLight.layers${nm}`, packLayers(layers));
      return {
        spec,
        tallies,
        group: this.#kernel.bind({ spec, layers: optics, columns, tallies }),
      };
    });
  }

  /** Walks a few more photons at every wavelength; resolves when they are through. */
  async more(most = Number.POSITIVE_INFINITY): Promise<void> {
    const { device, adapter } = this.#gpu;
    const threads = Math.min(this.#threads, Math.max(BATCHES, Math.ceil(most / BATCHES) * BATCHES));
    const started = performance.now();
    const encoder = device.createCommandEncoder({ label: 'cutLight' });
    for (const { spec, group } of this.#tasks) {
      this.#gpu.write(
        spec,
        CutLightSpec.pack({
          ...this.#fixed,
          seed: SEED,
          firstPhoton: this.#done,
          threads,
          sideMm: LIGHT_SIDE_MM,
          depthMm: LIGHT_DEPTH_MM,
        }),
      );
      const pass = encoder.beginComputePass({ label: 'cutLight' });
      this.#kernel.dispatch(pass, group, threads);
      pass.end();
    }
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    this.#done += threads;
    if (threads < this.#threads) return;
    const wanted = adapter.software ? SOFTWARE_MS : HARDWARE_MS;
    const factor = wanted / Math.max(0.1, performance.now() - started);
    const next = Math.round((threads * Math.min(2, Math.max(0.5, factor))) / BATCHES) * BATCHES;
    this.#threads = Math.min(2 ** 16, Math.max(BATCHES, next));
  }

  /** What they did so far. */
  async results(): Promise<CutLightResult[]> {
    const photons = this.#done;
    const bytes = 8 * BATCHES * TALLIES;
    const all = await Promise.all(this.#tasks.map(({ tallies }) => this.#gpu.read(tallies, bytes)));
    this.#gpu.assertHealthy('reading the light back');
    return all.map((read, i) => resultOf(CUT_LIGHT_NM[i]!, photons, new Uint32Array(read)));
  }

  destroy(): void {
    this.#buffers.destroy();
  }
}

/** Photons of one id are the same for every cut, and in `PhotonWalk`, which keeps their paths. */
export const SEED = 450_540_630;

function resultOf(nm: number, photons: number, words: Uint32Array): CutLightResult {
  const tally = (index: number) =>
    Float64Array.from({ length: BATCHES }, (_, batch) => {
      const word = 2 * (batch * TALLIES + index);
      return words[word]! + words[word + 1]! * 2 ** 32;
    });
  const launched = new Float64Array(BATCHES).fill((PHOTON * photons) / BATCHES);
  const share = (index: number) => ratioOf(tally(index), launched);
  const mean = (index: number): Estimate => {
    const { value, standardError } = ratioOf(tally(index), tally(BACK));
    return { value: value * LENGTH_UNIT_MM, standardError: standardError * LENGTH_UNIT_MM };
  };
  const sliceMm = LIGHT_DEPTH_MM / LIGHT_DEPTHS;
  const list = (first: number, count: number, scale: number) =>
    Array.from({ length: count }, (_, k) => scale * share(first + k).value);
  return {
    nm,
    photons,
    back: share(BACK),
    bare: share(BARE),
    ratio: ratioOf(tally(BACK), tally(BARE)),
    pigment: share(PIGMENT),
    skin: share(SKIN_TALLY),
    meanDepthMm: mean(PATH),
    deepestMm: mean(DEEPEST),
    sides: list(FIRST_SIDE, LIGHT_SIDES, 1),
    fluence: list(FIRST_FLUENCE, LIGHT_DEPTHS, LENGTH_UNIT_MM / sliceMm),
  };
}

const [BACK, BARE, PIGMENT, SKIN_TALLY, PATH, DEEPEST] = [0, 1, 2, 3, 5, 6] as const;

function columnsOf({ dots, hairs, hairRadiusMm, hairDepthMm, hairAbsorptionPerMm }: Cut) {
  const there = dots.filter(({ isThere, radiusMm }) => isThere && radiusMm > 0);
  const pigment = there.map(({ alongMm, acrossMm, radiusMm, edgesMm, absorptionPerMm }) => ({
    ...{ alongMm, acrossMm, radiusMm, edgesMm, absorptionPerMm },
  }));
  // One bin from the surface down, the others empty at its foot.
  const edgesMm = Array.from({ length: BINS + 1 }, (_, i) => (i === 0 ? 0 : hairDepthMm));
  const hair = hairs.map(({ alongMm, acrossMm }) => ({
    ...{ alongMm, acrossMm, radiusMm: hairRadiusMm, edgesMm },
    absorptionPerMm: Array.from({ length: BINS }, () => hairAbsorptionPerMm),
  }));
  return [...pigment, ...hair];
}
