import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { densityAtRadius } from '../../src/engine/placement/radii.ts';
import { Simulator } from '../../src/engine/simulator.ts';
import { Dot } from '../../src/engine/structs.ts';
import { Gpu } from '../../src/gpu/gpu.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { testGpu } from '../helpers/gpu.ts';
import { freshStateOf, SPARSE, stateOf } from '../helpers/simulators.ts';

const zone: Plan['zones'][number] = {
  name: 'crown',
  shape: { kind: 'disc', at: 'vertex', radiusMm: 25, softMm: 5 },
  densityScale: 0.4,
  depthOffsetMm: 0.05,
};

let simulator: Simulator;
/** What files before this one left on the device they share. */
let ofOthers: [label: string, bytes: number][];

beforeAll(async () => {
  ofOthers = (await testGpu()).ledger.entries();
  simulator = await Simulator.create(await testGpu());
  await simulator.update(SPARSE);
});

afterAll(() => simulator.destroy());

test('the same plan gives the same bits in another simulator and with 256 threads a group', async () => {
  const here = await stateOf(simulator);
  expect(here.count![0]).toBeGreaterThan(3000);
  const kinds = new Set(here.choices!.filter((_, i) => i % 4 === 0));
  expect(kinds).toEqual(new Set([0, 1, 2, 3, 15]));
  expect(await freshStateOf(SPARSE, { workgroup: 256 })).toEqual(here);
});

test('a plan reached by edits is the plan made at once, and back again is the first', async () => {
  const first = await stateOf(simulator);
  const edits: Partial<Plan>[] = [
    { healing: { ageDays: 300, outcome: 'poor' } },
    { technique: { ...SPARSE.technique, depositDepthMm: 0.5, tipWeight: 0.6 } },
    { zones: [zone] },
    { density: { dotsPerCm2: 6 } },
    { hairline: { ...SPARSE.hairline, gradientMm: 15, microMm: 0.5, midFrontalMm: 70 } },
    { sessionsDone: 2 },
    { pigment: { ironAges: 'fades', kind: 'iron-oxide-brown', stockShare: 0.2 } },
    { operator: { ...SPARSE.operator, depthSdMm: 0.12 } },
    { skin: { ...SPARSE.skin, type: 'IV', melanosomeFraction: 0.12, thicknessScale: 1.1 } },
    { hair: { ...SPARSE.hair, colour: 'black', loss: { kind: 'norwood', grade: 'IV' } } },
  ];
  const { ledger } = await testGpu();
  let plan = SPARSE;
  let most = 0;
  for (const edit of edits) {
    plan = { ...plan, ...edit };
    const stages = await simulator.update(plan);
    expect(stages.has('placement')).toBe(false);
    most = Math.max(most, ledger.bytes);
  }
  expect(await stateOf(simulator)).toEqual(await freshStateOf(plan));
  await simulator.update(SPARSE);
  expect(await stateOf(simulator)).toEqual(first);
  // Ten edits to and fro hold no more memory than the largest of them.
  const after = ledger.bytes;
  for (const edit of edits.slice(0, 3)) await simulator.update({ ...SPARSE, ...edit });
  await simulator.update(SPARSE);
  expect(ledger.bytes).toBe(after);
  expect(after).toBeLessThanOrEqual(most);
});

describe('an update that fails', () => {
  test('leaves the plan and every buffer as they were', async () => {
    const before = await stateOf(simulator);
    const broken: Plan = {
      ...SPARSE,
      head: { ...SPARSE.head, measuresMm: { length: 215, breadth: 168, circumference: 521 } },
    };
    await expect(simulator.update(broken)).rejects.toMatchObject({ code: 'mesh' });
    expect(simulator.plan).toBe(SPARSE);
    expect(await stateOf(simulator)).toEqual(before);
  });

  test('does not keep the next one from working', async () => {
    const broken: Plan = { ...SPARSE, needle: { code: 'none', hairlineCode: 'none' } };
    const first = simulator.update(broken);
    const second = simulator.update({ ...SPARSE, sessionsDone: 1 });
    await expect(first).rejects.toMatchObject({ code: 'plan' });
    expect([...(await second)]).toEqual(['heal', 'optics', 'coverage']);
    expect((await simulator.totals()).byKind[1]).toBeGreaterThan(0);
    await simulator.update(SPARSE);
  });
});

test('overlapping zones that multiply get the dots they ask for', async () => {
  const twice = { ...zone, densityScale: 1.6, shape: { ...zone.shape, radiusMm: 20 } } as const;
  const plan: Plan = {
    ...SPARSE,
    density: { dotsPerCm2: 5 },
    zones: [twice, { ...twice, name: 'again' }],
  };
  // 5 * 1.6 * 1.6 = 12.8 per cm2: more than either zone alone asks for, and than the hair.
  const stages = await simulator.update(plan);
  expect(stages.has('placement')).toBe(true);
  const { dots, count } = await stateOf(simulator);
  // Dots stand in order of rank: the last has the least. Behind it the buffer may be padded.
  const [words, rankSq] = [Dot.bytes / 4, 3];
  const leastRankUm = Math.sqrt(dots![words * (count![0]! - 1) + rankSq]!);
  expect(densityAtRadius(leastRankUm)).toBeGreaterThan(12.4);
});

test('everything is given back', async () => {
  const gpu = await testGpu();
  const held = gpu.ledger.bytes;
  const own = new Gpu(gpu.device, gpu.adapter);
  const other = await Simulator.create(own);
  other.destroy();
  expect(own.ledger.bytes).toBe(0);
  expect(gpu.ledger.bytes).toBe(held);
  simulator.destroy();
  expect(gpu.ledger.entries()).toEqual(ofOthers);
});

test('a plan this GPU cannot hold is refused before the work, and the next edit works', async () => {
  const small = await Simulator.create(await testGpu(), { mostDots: 12_000 });
  await small.update(SPARSE);
  const dense = { ...SPARSE, density: { dotsPerCm2: 90 } };
  await expect(small.update(dense)).rejects.toMatchObject({
    code: 'gpu-limit',
    message: expect.stringContaining('densityScale'),
  });
  expect(small.plan).toBe(SPARSE);
  // Clusters stand on a ladder of their own, far finer than their density.
  const curled = { ...SPARSE, hair: { ...SPARSE.hair, clusterSize: 2.5 } };
  await expect(small.update(curled)).rejects.toMatchObject({ code: 'gpu-limit' });
  const later: Plan = { ...SPARSE, healing: { ageDays: 700, outcome: 'poor' } };
  await small.update(later);
  expect(small.generation).toBeDefined();
  const [found, expected] = [await stateOf(small), await freshStateOf(later)];
  small.destroy();
  expect(found).toEqual(expected);
});

test('just below a rung, a plan has the same dots whether a denser one came before or not', async () => {
  // Between a whole number and what the ladder at hand can answer.
  const below: Plan = { ...SPARSE, density: { dotsPerCm2: 8.7 } };
  const before = await Simulator.create(await testGpu());
  await before.update({ ...SPARSE, density: { dotsPerCm2: 13 } });
  await before.update(below);
  const choicesOf = async (of: Simulator, count: number) =>
    new Uint32Array(await of.gpu.read(of.dotBuffers().choices, 16 * count));
  const straight = await Simulator.create(await testGpu());
  await straight.update(below);
  const { count } = straight.dotBuffers();
  const found = await choicesOf(before, count);
  const expected = await choicesOf(straight, count);
  before.destroy();
  straight.destroy();
  expect(found).toEqual(expected);
});

test('zones that multiply past what can be placed are told as such', async () => {
  const stacked: Plan = {
    ...SPARSE,
    density: { dotsPerCm2: 250 },
    zones: [zone, zone, zone].map((z) => ({ ...z, densityScale: 2 })),
  };
  const other = await Simulator.create(await testGpu());
  await other.update(SPARSE);
  await expect(other.update(stacked)).rejects.toThrow(/dots\/cm² in one place/);
  expect(other.plan).toBe(SPARSE);
  other.destroy();
});
