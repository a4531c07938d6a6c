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

/** A store, and a filler that counts its jobs. */
function counted() {
  const { kept, ladders } = shelf();
  let fills = 0;
  const filler: Filler = (job) => {
    fills++;
    return wasmFiller(job);
  };
  return { kept, options: { ladders, filler, fill: 'cpu' } as const, fills: () => fills };
}

test.each([
  ['an even ladder', SPARSE],
  ['clusters', curled],
])('%s is filled once, and then found', async (_, plan) => {
  const { kept, options, fills } = counted();
  const first = await freshStateOf(plan, options);
  expect([kept.size, fills()]).toEqual([1, 1]);
  expect(await freshStateOf(plan, options)).toEqual(first);
  expect([kept.size, fills()]).toEqual([1, 1]);
});

test('what kernels placed is found where the CPU would; broken, it is filled again', async () => {
  const { kept, options, fills } = counted();
  const first = await freshStateOf(SPARSE, { ...options, fill: 'gpu' });
  expect(await freshStateOf(SPARSE, options)).toEqual(first);
  expect([kept.size, fills()]).toEqual([1, 0]);
  for (const bytes of kept.values()) bytes[50]! ^= 1;
  expect(await freshStateOf(SPARSE, options)).toEqual(first);
  expect(fills()).toBe(1);
});
