import type { SceneScars } from '../../src/engine/handed.ts';
import type { StageContext } from '../../src/engine/host.ts';
import { Choice, Dot, VertexTarget } from '../../src/engine/structs.ts';
import type { Gpu } from '../../src/gpu/gpu.ts';
import type { Fields, StructLayout, Values } from '../../src/gpu/layout.ts';
import { testGpu } from './gpu.ts';
import type { TwinChoice, TwinTarget } from './twins/select-twin.ts';

/** What stages are made with in tests. */
export async function stageContext(workgroup = 64): Promise<StageContext> {
  return { gpu: await testGpu(), workgroup };
}

/** A buffer with one struct per row. */
export function packed<F extends Fields>(
  gpu: Gpu,
  layout: StructLayout<F>,
  rows: readonly Values<F>[],
): GPUBuffer {
  return gpu.buffer(`test.${layout.name}`, layout.packAll(rows));
}

/** Scalar fields of every struct of a buffer, one object a struct. */
export async function unpacked<F extends Fields>(
  gpu: Gpu,
  layout: StructLayout<F>,
  buffer: GPUBuffer,
  count: number,
): Promise<Record<keyof F, number>[]> {
  const columns = layout.columns(await gpu.read(buffer, layout.bytes * count));
  const names = Object.keys(columns) as (keyof F)[];
  return Array.from(
    { length: count },
    (_, i) =>
      Object.fromEntries(names.map((name) => [name, columns[name][i]!])) as Record<keyof F, number>,
  );
}

/** Runs one stage's pass and waits for it. */
export async function recorded(
  gpu: Gpu,
  record: (pass: GPUComputePassEncoder, encoder: GPUCommandEncoder) => void,
  before: (encoder: GPUCommandEncoder) => void = () => undefined,
): Promise<void> {
  await gpu.checked('test', async () => {
    const encoder = gpu.device.createCommandEncoder({ label: 'test' });
    before(encoder);
    const pass = encoder.beginComputePass({ label: 'test' });
    record(pass, encoder);
    pass.end();
    gpu.device.queue.submit([encoder.finish()]);
    await gpu.device.queue.onSubmittedWorkDone();
  });
}

/** Skin without scars, as stages bind it. */
export function noScars(gpu: Gpu): SceneScars {
  return { buffer: gpu.buffer('test.noScars', 4), bucketMask: 0, vertexCount: 0 };
}

/** Skin in the middle of the scalp: full density, no hair, usual layers. */
export const PLAIN_TARGET: TwinTarget = {
  boundary64: 64 * 50,
  front64: 64 * 60,
  smp64: 64 * 60,
  bare64: 64 * 60,
  hair64: 0,
  depthOffsetUm: 0,
  epidermisUm: 80,
  papillaryUm: 310,
  skinBaseUm: 4000,
  scar1024: 0,
  melanin1024: 1024,
  blood1024: 1024,
};

/** Targets of a mesh, by place of the vertex in mm. */
export function targetsOf(
  positionsUm: ArrayLike<number>,
  at: (x: number, y: number) => Partial<TwinTarget>,
): TwinTarget[] {
  return Array.from({ length: positionsUm.length / 3 }, (_, v) => ({
    ...PLAIN_TARGET,
    ...at(positionsUm[3 * v]! / 1000, positionsUm[3 * v + 1]! / 1000),
  }));
}

export const packTargets = (gpu: Gpu, targets: readonly TwinTarget[]): GPUBuffer =>
  packed(gpu, VertexTarget, targets as never);

export const packChoices = (gpu: Gpu, choices: readonly TwinChoice[]): GPUBuffer =>
  packed(gpu, Choice, choices as never);

/** Dots at whole micrometres of a triangle, all of one rank. */
export function packDots(
  gpu: Gpu,
  dots: readonly {
    readonly at: readonly number[];
    readonly triangle: number;
    readonly uv: number;
  }[],
): GPUBuffer {
  const rows = dots.map(({ at: [x, y, z], triangle, uv }) => ({
    ...{ x: x!, y: y!, z: z!, rankSq: 1, triangle, uv },
  }));
  return packed(gpu, Dot, rows);
}
