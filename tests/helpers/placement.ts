import type { DotLadder } from '../../src/engine/handed.ts';
import type { FillOptions } from '../../src/engine/placement/fill-job.ts';
import { LadderFill } from '../../src/engine/placement/ladder.ts';
import type { Gpu } from '../../src/gpu/gpu.ts';
import { testGpu } from './gpu.ts';
import type { TestMesh } from './meshes.ts';
import type { TwinDot } from './twins/ladder-twin.ts';

const fills = new Map<string, Promise<LadderFill>>();

/** The fill kernels compiled once for each way of running them. */
export async function ladderFill(options: FillOptions = {}): Promise<LadderFill> {
  const key = JSON.stringify({ ...options, rungs: options.rungs?.toString() });
  const gpu = await testGpu();
  const made = fills.get(key) ?? gpu.checked('compile', () => LadderFill.create(gpu, options));
  fills.set(key, made);
  return made;
}

/** A ladder on the GPU; the caller frees its buffer. */
export async function gpuLadder(
  mesh: TestMesh,
  seed: number,
  radiusUm: number,
  options: FillOptions = {},
): Promise<DotLadder> {
  const gpu = await testGpu();
  const fill = await ladderFill(options);
  return gpu.checked('fill', () => fill.run(mesh, mesh.treated, seed, radiusUm));
}

/** The words of every dot, six a dot, and the buffer freed. */
export async function dotWords(
  mesh: TestMesh,
  seed: number,
  radiusUm: number,
  options: FillOptions = {},
): Promise<Uint32Array> {
  const gpu = await testGpu();
  const ladder = await gpuLadder(mesh, seed, radiusUm, options);
  const words = await readWords(gpu, ladder);
  gpu.free(ladder.dots);
  return words;
}

/** The words of every dot of a ladder, six a dot. */
export async function readWords(gpu: Gpu, { dots, count }: DotLadder): Promise<Uint32Array> {
  return new Uint32Array(await gpu.read(dots, 24 * count));
}

/** Dots as the twin writes them. */
export function asDots(words: Uint32Array): TwinDot[] {
  return Array.from({ length: words.length / 6 }, (_, i) => ({
    x: words[6 * i]! | 0,
    y: words[6 * i + 1]! | 0,
    z: words[6 * i + 2]! | 0,
    rankSq: words[6 * i + 3]!,
    triangle: words[6 * i + 4]!,
    uv: words[6 * i + 5]!,
  }));
}
