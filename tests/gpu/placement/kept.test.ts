import { expect, test } from 'vitest';
import { wasmFiller } from '../../../src/engine/placement/cpu/wasm-filler.ts';
import type { Filler } from '../../../src/engine/placement/fill-job.ts';
import type { LadderStore } from '../../../src/engine/placement/ladder-store.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { freshStateOf, SPARSE } from '../../helpers/simulators.ts';

function shelf() {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const ladders: LadderStore = {
    get: async (name) => kept.get(name),
    put: (name, bytes) => void kept.set(name, bytes),
  };
  return { kept, ladders };
}

const curled: Plan = {
  ...SPARSE,
  density: { dotsPerCm2: 20 },
  hair: { ...SPARSE.hair, clusterSize: 2.5 },
};

test.each([
  ['an even ladder', SPARSE, 'cpu'],
  ['clusters', curled, 'cpu'],
  ['an even ladder of the kernels', SPARSE, 'gpu'],
] as const)('%s is filled once, and then found', async (_, plan, fill) => {
  const { kept, ladders } = shelf();
  let fills = 0;
  const filler: Filler = (job) => {
    fills++;
    return wasmFiller(job);
  };
  const first = await freshStateOf(plan, { ladders, filler, fill });
  expect(kept.size).toBe(1);
  const before = fills;
  expect(before).toBe(fill === 'cpu' ? 1 : 0);
  // Found by whichever way dots are placed.
  const second = await freshStateOf(plan, { ladders, filler, fill: 'cpu' });
  expect(fills).toBe(before);
  expect(second).toEqual(first);
  expect(second).toEqual(await freshStateOf(plan));
  // Broken, it is filled again and kept anew.
  for (const bytes of kept.values()) bytes[50]! ^= 1;
  expect(await freshStateOf(plan, { ladders, filler, fill: 'cpu' })).toEqual(first);
  expect(fills).toBe(before + 1);
});
