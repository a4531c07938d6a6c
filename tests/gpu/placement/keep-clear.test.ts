import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DotLadder } from '../../../src/engine/handed.ts';
import { radiusAtDensity } from '../../../src/engine/placement/radii.ts';
import { simulationReport } from '../../../src/engine/report/report.ts';
import { KeepClearStage } from '../../../src/engine/select/keep-clear.ts';
import { SelectStage } from '../../../src/engine/select/select-dots.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { Choice } from '../../../src/engine/structs.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { sphereBand } from '../../helpers/meshes.ts';
import { asDots, gpuLadder, readWords } from '../../helpers/placement.ts';
import {
  noScars,
  packTargets,
  recorded,
  stageContext,
  targetsOf,
  unpacked,
} from '../../helpers/stages.ts';
import { keepClearTwin } from '../../helpers/twins/keep-clear-twin.ts';
import type { TwinDot } from '../../helpers/twins/ladder-twin.ts';
import { selectTwin, type TwinChoice } from '../../helpers/twins/select-twin.ts';

const MOST = 60;
const [CROWDED, HAIR] = [14, 15];
const mesh = sphereBand(22, 16);
// Hair on the left half only; SMP everywhere.
const targets = targetsOf(mesh.positionsUm, (x) => ({
  smp64: 64 * 40,
  hair64: x < 0 ? 64 * 20 : 0,
}));
const plan: Plan = { ...DEFAULT_PLAN, hairline: { ...DEFAULT_PLAN.hairline, microMm: 0 } };

let ladder: DotLadder;
let dots: TwinDot[];
let choices: TwinChoice[];

beforeAll(async () => {
  const gpu = await testGpu();
  ladder = await gpuLadder(mesh, 3, radiusAtDensity(MOST));
  dots = asDots(await readWords(gpu, ladder));
  choices = selectTwin(dots, mesh.triangles, targets, plan, 400);
});

afterAll(async () => (await testGpu()).free(ladder.dots));

/** What select and keep-clear leave of the ladder, on the GPU. */
async function kept(keepClearMm: number, workgroup = 64): Promise<TwinChoice[]> {
  const gpu = await testGpu();
  const context = await stageContext(workgroup);
  const select = await SelectStage.create(context);
  const clear = await KeepClearStage.create(context);
  const given = packTargets(gpu, targets);
  const triangles = gpu.buffer('test.triangles', mesh.triangles);
  const scars = noScars(gpu);
  select.setDots(ladder, { triangles, targets: given, scars });
  clear.setDots({ count: ladder.count, dots: ladder.dots, choices: select.choices });
  select.setPlan(plan);
  clear.setPlan({ ...plan.hair, keepClearMm }, radiusAtDensity(MOST), true);
  await recorded(
    gpu,
    (pass) => {
      select.record(pass);
      clear.record(pass);
    },
    (encoder) => clear.clear(encoder),
  );
  const found = await unpacked(gpu, Choice, select.choices, ladder.count);
  for (const stage of [select, clear]) stage.destroy();
  gpu.free(given);
  gpu.free(triangles);
  gpu.free(scars.buffer);
  return found;
}

test("the dots left out are the twin's, whatever the workgroup", async () => {
  for (const [keepClearMm, workgroup] of [
    [1.1, 64],
    [1.5, 32],
    [1.5, 256],
  ] as const) {
    const found = await kept(keepClearMm, workgroup);
    expect(found).toEqual(keepClearTwin(dots, choices, 1000 * keepClearMm));
    expect(found.filter(({ kind }) => kind === CROWDED).length).toBeGreaterThan(20);
  }
});

test('nothing changes where dots stand wider anyway, nor far from hair', async () => {
  const spacingMm = Math.floor(radiusAtDensity(MOST)) / 1000;
  expect(await kept(spacingMm)).toEqual(choices);
  const wide = await kept(1.5);
  const changed = dots.filter((_, i) => wide[i]!.kind !== choices[i]!.kind);
  // Hair ends one row of triangles past the middle: 2.9 mm.
  expect(Math.max(...changed.map(({ x }) => x))).toBeLessThan(2900 + 1500);
  expect(wide.map(({ kind }) => kind === HAIR)).toEqual(choices.map(({ kind }) => kind === HAIR));
});

test('a wider distance only leaves out more', async () => {
  const out = async (mm: number) =>
    new Set((await kept(mm)).flatMap(({ kind }, i) => (kind === CROWDED ? [i] : [])));
  const [near, far] = [await out(1.2), await out(1.4)];
  expect([...near].filter((i) => !far.has(i))).toEqual([]);
  expect(far.size).toBeGreaterThan(near.size);
});

test('a head counts what it leaves out and says when that is much', async () => {
  const simulator = await Simulator.create(await testGpu());
  const sparse: Plan = {
    ...DEFAULT_PLAN,
    density: { dotsPerCm2: 30 },
    hair: { ...DEFAULT_PLAN.hair, unitsPerCm2: 30, loss: { kind: 'diffuse', remaining: 0.5 } },
  };
  const reportAt = async (keepClearMm: number) => {
    await simulator.update({ ...sparse, hair: { ...sparse.hair, keepClearMm } });
    return simulationReport(simulator);
  };
  const near = await reportAt(0.5);
  const far = await reportAt(1.5);
  const stages = await simulator.update({ ...sparse, hair: { ...sparse.hair, keepClearMm: 1.4 } });
  simulator.destroy();
  expect(near.dotsLeftOut).toBe(0);
  expect(far.dotsLeftOut).toBeGreaterThan(0.03 * near.dots);
  expect(far.dots + far.dotsLeftOut).toBe(near.dots);
  expect(far.hairUnits).toBe(near.hairUnits);
  const remark = ({ remarks }: typeof near) =>
    remarks.find(({ field }) => field === 'hair.keepClearMm')?.text;
  expect(remark(near)).toBeUndefined();
  expect(remark(far)).toMatch(/1\.5 mm .* \d+ %/);
  expect([...stages][0]).toBe('select');
});
