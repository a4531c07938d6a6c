import { type Fill, openFill } from '../src/engine/placement/open-fill.ts';
import type { AdapterChoice } from '../src/gpu/adapter-choice.ts';
import { requestGpu } from '../src/gpu/request.ts';
import { ladderTwin } from '../tests/helpers/twins/ladder-twin.ts';
import { caseOf, type Shape, skinOf } from './placement/case.ts';
import { Surface } from './statistics/surface.ts';

/**
 * Fills large skins by the kernels, on the CPU and by the slow twin and tells whether every dot is the same: place,
 * rank, triangle and order. The tests do it for small ones.
 */
export async function twinBench(
  shapes: readonly Shape[],
  sizes: readonly number[],
  adapter: AdapterChoice,
  say: (line: string) => void,
): Promise<boolean> {
  const gpu = await requestGpu(adapter);
  const fills: [string, Fill][] = [];
  for (const where of ['gpu', 'cpu'] as const) {
    fills.push([where, await gpu.checked('compile', () => openFill(gpu, { fill: where }))]);
  }
  let same = true;
  for (const shape of shapes) {
    const skin = await skinOf(shape);
    for (const size of sizes) {
      const { spacingUm } = caseOf(shape, skin, new Surface(skin), size);
      const twin = ladderTwin(skin, 1, spacingUm);
      for (const [where, fill] of fills) {
        const ladder = await gpu.checked('fill', () => fill.run(skin, skin.treated, 1, spacingUm));
        const words = new Uint32Array(await gpu.read(ladder.dots, 24 * ladder.count));
        gpu.free(ladder.dots);
        const equal =
          twin.length === ladder.count &&
          twin.every((dot, i) =>
            [dot.x, dot.y, dot.z, dot.rankSq, dot.triangle, dot.uv].every(
              (word, k) => words[6 * i + k] === word >>> 0,
            ),
          );
        const verdict = equal ? 'every bit the same' : 'DIFFERENT';
        say(`${shape}, ${where}: ${ladder.count} dots, ${verdict}`);
        same &&= equal;
      }
    }
  }
  gpu.destroy();
  return same;
}
