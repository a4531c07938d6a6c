import { expect, test, vi } from 'vitest';
import { radiusAtDensity } from '../../../src/engine/placement/radii.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { plane, sphereBand, unequalPlane } from '../../helpers/meshes.ts';
import { asDots, dotWords } from '../../helpers/placement.ts';
import { ladderTwin } from '../../helpers/twins/ladder-twin.ts';

const meshes = [
  { name: 'a plane', mesh: plane(36, 9), dotsPerCm2: 90, seed: 1 },
  { name: 'a sphere band', mesh: sphereBand(18, 24), dotsPerCm2: 40, seed: 4242 },
  { name: 'triangles from 0.1 to 10 mm', mesh: unequalPlane(40, 12), dotsPerCm2: 50, seed: 7 },
  { name: 'two huge triangles', mesh: plane(40, 1), dotsPerCm2: 40, seed: 0xffffffff },
];

for (const { name, mesh, dotsPerCm2, seed } of meshes) {
  test(`${name}: places, ranks and order are the twin's, bit for bit`, async () => {
    const radiusUm = radiusAtDensity(dotsPerCm2);
    const ours = asDots(await dotWords(mesh, seed, radiusUm));
    const twin = ladderTwin(mesh, seed, radiusUm);
    expect(ours.length).toBeGreaterThan(400);
    expect(ours).toEqual(twin);
  });
}

const mesh = plane(24, 8);
const radiusUm = radiusAtDensity(60);

const small = plane(16, 6);

for (const { options, repeats } of [
  { options: { workgroup: 256 }, repeats: false },
  { options: { workgroup: 1 }, repeats: false },
  { options: { headroom: 0.05 }, repeats: true },
  { options: { workgroup: 32, headroom: 0.1 }, repeats: true },
]) {
  test(`the answer is the same with ${JSON.stringify(options)}`, async () => {
    const plain = await dotWords(small, 11, radiusUm);
    const made = vi.spyOn(await testGpu(), 'buffer');
    const run = await dotWords(small, 11, radiusUm, options);
    const attempts = made.mock.calls.filter(([label]) => label === 'placement.tally').length;
    made.mockRestore();
    expect(run).toEqual(plain);
    // Too small a list must have been noticed and the fill repeated.
    expect(attempts > 1).toBe(repeats);
  });
}

test('another seed gives other dots, the same seed the same', async () => {
  const places = async (seed: number) => {
    const dots = asDots(await dotWords(mesh, seed, radiusUm));
    return new Set(dots.map(({ x, y }) => `${x},${y}`));
  };
  const [first, again, other] = [await places(11), await places(11), await places(12)];
  expect(again).toEqual(first);
  expect([...other].filter((place) => first.has(place)).length).toBeLessThan(first.size / 20);
});

test('a coarser ladder is the beginning of a finer one', async () => {
  const fine = await dotWords(mesh, 11, radiusUm);
  const coarse = await dotWords(mesh, 11, 2 * radiusUm);
  expect(coarse.length).toBeGreaterThan(100);
  expect(fine.subarray(0, coarse.length)).toEqual(coarse);
});

test('untreated skin stays free, and its numbering moves no dot', async () => {
  // Vertices of the right half are not treated; triangle ids of the left half stay what they are.
  const { positionsUm } = mesh;
  const treated = mesh.treated.map((_, v) => (positionsUm[3 * v]! <= 0 ? 1 : 0));
  const dots = asDots(await dotWords({ ...mesh, treated }, 11, radiusUm));
  expect(dots.length).toBeGreaterThan(100);
  expect(dots.every(({ x }) => x <= 0)).toBe(true);
  expect(dots).toEqual(ladderTwin({ ...mesh, treated }, 11, radiusUm));
});

test('a fill leaves nothing behind but its dots', async () => {
  const gpu = await testGpu();
  const before = gpu.ledger.bytes;
  await dotWords(mesh, 3, radiusUm, { headroom: 0.05 });
  expect(gpu.ledger.bytes).toBe(before);
});

test('no skin, triangles too long or radii too small are errors with a code', async () => {
  const none = { ...mesh, treated: new Uint8Array(mesh.treated.length) };
  await expect(dotWords(none, 1, radiusUm)).rejects.toMatchObject({ code: 'mesh' });
  await expect(dotWords(plane(100, 1), 1, radiusUm)).rejects.toMatchObject({ code: 'mesh' });
  await expect(dotWords(mesh, 1, 100)).rejects.toMatchObject({ code: 'plan' });
});
