import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pcg } from '../../../src/base/hash.ts';
import { wasmFiller } from '../../../src/engine/placement/cpu/wasm-filler.ts';
import { type FillOptions, fillJob } from '../../../src/engine/placement/fill-job.ts';
import { radiusAtDensity } from '../../../src/engine/placement/radii.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { headPatch } from '../../helpers/head-patch.ts';
import { plane, sphereBand, type TestMesh, unequalPlane } from '../../helpers/meshes.ts';
import { asDots } from '../../helpers/placement.ts';
import { ladderTwin } from '../../helpers/twins/ladder-twin.ts';

const head = await makeHead({ base: 'male' });

const wordsOf = (mesh: TestMesh, seed: number, radiusUm: number, options?: FillOptions) =>
  wasmFiller(fillJob(mesh, mesh.treated, seed, radiusUm, options));

afterEach(() => {
  vi.restoreAllMocks();
});

describe('places, ranks and order are the twin’s, bit for bit,', () => {
  test.each([
    { name: 'on a plane', mesh: plane(36, 9), dotsPerCm2: 90, seed: 1 },
    { name: 'on a sphere band', mesh: sphereBand(18, 24), dotsPerCm2: 40, seed: 4242 },
    { name: 'on triangles from 0.1 to 10 mm', mesh: unequalPlane(40, 12), dotsPerCm2: 50, seed: 7 },
    { name: 'on two huge triangles', mesh: plane(40, 1), dotsPerCm2: 40, seed: 0xffffffff },
    { name: 'behind an ear', mesh: headPatch(head, 4711, 22), dotsPerCm2: 100, seed: 3 },
  ])('$name', async ({ mesh, dotsPerCm2, seed }) => {
    const radiusUm = radiusAtDensity(dotsPerCm2);
    const ours = asDots(await wordsOf(mesh, seed, radiusUm));
    expect(ours.length).toBeGreaterThan(400);
    expect(ours).toEqual(ladderTwin(mesh, seed, radiusUm));
  });

  test('on one level alone, fine or coarse', async () => {
    for (const radiusUm of [900, 15_570]) {
      const rungs = [radiusUm];
      const ours = asDots(await wordsOf(plane(60, 5), 5, radiusUm, { rungs: () => rungs }));
      expect(ours.length).toBeGreaterThan(4);
      expect(ours).toEqual(ladderTwin(plane(60, 5), 5, radiusUm, rungs));
    }
  });

  const arbitraryMesh = fc.oneof(
    fc
      .tuple(fc.double({ min: 4, max: 18, noNaN: true }), fc.integer({ min: 1, max: 9 }))
      .map(([edgeMm, cells]) => plane(edgeMm, cells)),
    fc.integer({ min: 2, max: 10 }).map((cells) => unequalPlane(14, cells)),
    fc.double({ min: 2, max: 7, noNaN: true }).map((radiusMm) => sphereBand(radiusMm, 7)),
    fc.nat(50_000).map((vertex) => headPatch(head, vertex, 7)),
  );

  test('on any small mesh, warped, under any seed', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryMesh,
        fc.integer(),
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.integer({ min: 500, max: 4000 }),
        async (mesh, warp, seed, radiusUm) => {
          const skin = warped(mesh, warp);
          expect(asDots(await wordsOf(skin, seed, radiusUm))).toEqual(
            ladderTwin(skin, seed, radiusUm),
          );
        },
      ),
      { numRuns: 40, seed: 20261130, endOnFailure: true },
    );
  });
});

test('lists that are too small are noticed: the fill is repeated and says the same', async () => {
  const radiusUm = radiusAtDensity(60);
  const plain = await wordsOf(plane(16, 6), 11, radiusUm);
  for (const headroom of [0.02, 0.05, 0.1]) {
    const runs = vi.spyOn(WebAssembly, 'instantiate');
    expect(await wordsOf(plane(16, 6), 11, radiusUm, { headroom })).toEqual(plain);
    expect(runs.mock.calls.length, `${headroom}`).toBeGreaterThan(1);
    runs.mockRestore();
  }
});

test('at the least room that will do every list is full to the brim, and nothing is lost', async () => {
  const [mesh, radiusUm] = [plane(12, 3), radiusAtDensity(80)];
  const plain = await wordsOf(mesh, 2, radiusUm);
  const runs = vi.spyOn(WebAssembly, 'instantiate');
  const repeats = async (headroom: number) => {
    runs.mockClear();
    expect(await wordsOf(mesh, 2, radiusUm, { headroom })).toEqual(plain);
    return runs.mock.calls.length > 1;
  };
  let [low, high] = [0, 1];
  expect(await repeats(high)).toBe(false);
  for (let i = 0; i < 14; i++) {
    const middle = (low + high) / 2;
    if (await repeats(middle)) low = middle;
    else high = middle;
  }
  expect(high).toBeGreaterThan(0.02);
});

test('a coarser ladder is the beginning of a finer one', async () => {
  const fine = await wordsOf(plane(24, 8), 11, radiusAtDensity(60));
  const coarse = await wordsOf(plane(24, 8), 11, 2 * radiusAtDensity(60));
  expect(coarse.length).toBeGreaterThan(600);
  expect(fine.subarray(0, coarse.length)).toEqual(coarse);
});

test('a job goes to another thread as it is', async () => {
  const { treated, ...mesh } = plane(16, 6);
  const job = fillJob(mesh, treated, 1, radiusAtDensity(60));
  expect(await wasmFiller(structuredClone(job))).toEqual(await wasmFiller(job));
});

test('what no memory holds is refused with a code, before any work', async () => {
  const job = fillJob(plane(60, 2), plane(60, 2).treated, 1, 2000);
  for (const headroom of [1e5, 1e12]) {
    await expect(wasmFiller({ ...job, headroom })).rejects.toMatchObject({ code: 'gpu-limit' });
  }
});

test('the module is what its sources compile to, and small', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'dotwork-fill-'));
  try {
    const built = join(folder, 'fill.wasm');
    execFileSync(process.execPath, ['scripts/build-fill.mjs', built], { stdio: 'pipe' });
    const kept = readFileSync('src/engine/placement/cpu/fill.wasm');
    expect(readFileSync(built).equals(kept), 'run `npm run build:fill`').toBe(true);
    expect(kept.byteLength).toBeLessThan(20_000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The mesh with every vertex moved by up to 0.15 mm, so that nothing lines up. */
function warped(mesh: TestMesh, warp: number): TestMesh {
  const positionsUm = mesh.positionsUm.map((um, i) => um + (pcg(warp ^ (i * 7919)) % 300) - 150);
  return { ...mesh, positionsUm };
}
