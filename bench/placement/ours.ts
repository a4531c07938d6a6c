import type { FillOptions } from '../../src/engine/placement/fill-job.ts';
import { openFill } from '../../src/engine/placement/open-fill.ts';
import type { AdapterChoice } from '../../src/gpu/adapter-choice.ts';
import { requestGpu } from '../../src/gpu/request.ts';
import type { Case } from './case.ts';
import type { Sampler } from './sampler.ts';

/** Words of a dot: three of its place, then its squared rank. */
const WORDS = 6;

/**
 * The engine's fill. Timed with the preparation of the mesh and with reading the dots back, without
 * opening the device and compiling.
 *
 * @param where - By the kernels, or by WebAssembly on the CPU: the same dots.
 * @param level - One maximal level at the spacing, as the peers do, or every rung down to it.
 */
export function ours(where: 'gpu' | 'cpu', level: 'one' | 'all', adapter: AdapterChoice): Sampler {
  const name = level === 'one' ? 'ours, one level' : 'ours, whole ladder';
  return {
    name: where === 'gpu' ? name : `${name} (CPU)`,
    heapBytesPerDot: 0,
    refuses: () => undefined,
    async open({ skin, spacingUm }: Case) {
      const gpu = await requestGpu(adapter);
      const options: FillOptions = {
        fill: where,
        ...(level === 'one' && { rungs: (radiusUm) => [radiusUm] }),
      };
      const fill = await gpu.checked('compile', () => openFill(gpu, options));
      return {
        async run(seed) {
          const ladder = await gpu.checked('fill', () =>
            fill.run(skin, skin.treated, seed, spacingUm),
          );
          const words = new Int32Array(await gpu.read(ladder.dots, 4 * WORDS * ladder.count));
          gpu.free(ladder.dots);
          return { made: ladder.count, places: () => placesOf(words, spacingUm ** 2) };
        },
        gpuPeakBytes: () => gpu.ledger.peakBytes,
        close: () => gpu.destroy(),
      };
    },
  };
}

/** Places of the dots that rank high enough: the list is in order of rank. */
function placesOf(words: Int32Array, rankSq: number): Float64Array {
  let count = 0;
  while (WORDS * count < words.length && words[WORDS * count + 3]! >>> 0 >= rankSq) count++;
  const places = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    places.set(words.subarray(WORDS * i, WORDS * i + 3), 3 * i);
  }
  return places;
}
