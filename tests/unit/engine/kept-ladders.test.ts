import { expect, test } from 'vitest';
import { fingerprint } from '../../../src/base/fingerprint.ts';
import { wasmFiller } from '../../../src/engine/placement/cpu/wasm-filler.ts';
import { type FillJob, fillJob } from '../../../src/engine/placement/fill-job.ts';
import { FILL_VERSION, keptLadder } from '../../../src/engine/placement/kept-ladders.ts';
import type { LadderStore } from '../../../src/engine/placement/ladder-store.ts';
import { clustersOf } from '../../../src/engine/placement/pattern.ts';
import { radiusAtDensity } from '../../../src/engine/placement/radii.ts';
import { plane } from '../../helpers/meshes.ts';

const jobOf = (edgeMm: number, seed: number, dotsPerCm2: number): FillJob => {
  const mesh = plane(edgeMm, 7);
  return fillJob(mesh, mesh.treated, seed, radiusAtDensity(dotsPerCm2));
};
const job = jobOf(24, 1, 100);
const dots = await wasmFiller(job);

function shelf() {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const store: LadderStore = {
    get: async (name) => kept.get(name),
    put: (name, bytes) => void kept.set(name, bytes),
  };
  return { kept, store };
}

test('what was kept is found again, to the bit', async () => {
  const { store } = shelf();
  expect(await keptLadder(store, job, undefined).find()).toBeUndefined();
  keptLadder(store, job, undefined).keep(dots);
  expect(dots.length).toBeGreaterThan(6 * 400);
  expect(await keptLadder(store, jobOf(24, 1, 100), undefined).find()).toEqual(dots);
});

test('another head, seed, density, pattern or version of the fill is another ladder', async () => {
  const { store } = shelf();
  const even = keptLadder(store, job, undefined);
  even.keep(dots);
  const others = [
    keptLadder(store, jobOf(25, 1, 100), undefined),
    keptLadder(store, jobOf(24, 2, 100), undefined),
    keptLadder(store, jobOf(24, 1, 60), undefined),
    keptLadder(store, job, clustersOf(2, 900)),
    keptLadder(store, job, clustersOf(2.5, 900)),
    keptLadder(store, job, clustersOf(2, 700)),
    keptLadder(store, job, undefined, FILL_VERSION + 1),
  ];
  for (const other of others) expect(await other.find()).toBeUndefined();
  for (const other of others) other.keep(Uint32Array.of(1, 2, 3, 4, 5, 6));
  expect(await even.find()).toEqual(dots);
});

test('one corner moved by a micrometre is another head', async () => {
  const { store } = shelf();
  keptLadder(store, job, undefined).keep(dots);
  const mesh = plane(24, 7);
  mesh.positionsUm[4]! += 1;
  const moved = fillJob(mesh, mesh.treated, 1, radiusAtDensity(100));
  expect(await keptLadder(store, moved, undefined).find()).toBeUndefined();
});

test('an entry that is cut short, longer or has one bit changed is not found', async () => {
  const { kept, store } = shelf();
  const place = keptLadder(store, job, undefined);
  place.keep(dots);
  const [[name, whole]] = [...kept] as [[string, Uint8Array<ArrayBuffer>]];
  const broken = [0, 3, 36, whole.length - 24, whole.length - 1].map((to) => whole.slice(0, to));
  broken.push(Uint8Array.from([...whole, ...whole.slice(-24)]));
  for (let at = 0; at < whole.length; at += at < 60 ? 1 : 997) {
    const bytes = whole.slice();
    bytes[at]! ^= 1 << (at % 8);
    broken.push(bytes);
  }
  for (const bytes of broken) {
    kept.set(name, bytes);
    expect(await place.find()).toBeUndefined();
  }
  // Wherever the bytes lie in their buffer.
  const odd = new Uint8Array(whole.length + 1);
  odd.set(whole, 1);
  kept.set(name, odd.subarray(1));
  expect(await place.find()).toEqual(dots);
});

test('a store that fails has nothing', async () => {
  const store: LadderStore = {
    get: () => Promise.reject(new Error('no disk')),
    put: () => undefined,
  };
  expect(await keptLadder(store, job, undefined).find()).toBeUndefined();
});

test('the fill is still of the version that ladders are kept under', () => {
  // If these are other dots, ladders kept before are wrong: raise FILL_VERSION with this number.
  expect([FILL_VERSION, ...fingerprint(dots)]).toEqual([
    1, 2029126350, 517025786, 3410991361, 1381648732,
  ]);
});
