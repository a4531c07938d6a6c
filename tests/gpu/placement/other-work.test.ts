import { beforeAll, describe, expect, test } from 'vitest';
import { pcg } from '../../../src/base/hash.ts';
import type { DotLadder } from '../../../src/engine/handed.ts';
import { graftsGrown1024, type OtherWork, otherWork } from '../../../src/engine/other-work.ts';
import { radiusAtDensity } from '../../../src/engine/placement/radii.ts';
import { SelectStage } from '../../../src/engine/select/select-dots.ts';
import { Choice } from '../../../src/engine/structs.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { NEW_GRAFTS, OLD_WORK, TEST_PATCH } from '../../../src/plan/parts.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { plane } from '../../helpers/meshes.ts';
import { asDots, gpuLadder, readWords } from '../../helpers/placement.ts';
import {
  noScars,
  packTargets,
  recorded,
  stageContext,
  targetsOf,
  unpacked,
} from '../../helpers/stages.ts';
import type { TwinDot } from '../../helpers/twins/ladder-twin.ts';
import { selectTwin } from '../../helpers/twins/select-twin.ts';

const mesh = plane(70, 24);
const VERTICES = mesh.positionsUm.length / 3;
const MOST = 70;

let ladder: DotLadder;
let dots: TwinDot[];
let stage: SelectStage;

beforeAll(async () => {
  const gpu = await testGpu();
  ladder = await gpuLadder(mesh, 8, radiusAtDensity(MOST));
  dots = asDots(await readWords(gpu, ladder));
  stage = await SelectStage.create(await stageContext());
  return () => {
    stage.destroy();
    gpu.free(ladder.dots);
  };
});

const even = (weight: number) => new Uint16Array(VERTICES).fill(weight);
const bald: Plan = {
  ...DEFAULT_PLAN,
  hairline: { ...DEFAULT_PLAN.hairline, microMm: 0 },
  density: { dotsPerCm2: 40 },
};
const targets = targetsOf(mesh.positionsUm, (x) => ({
  smp64: 64 * 40,
  hair64: Math.max(0, Math.round(8 * x)),
}));

async function choose(plan: Plan, work: OtherWork | undefined) {
  const gpu = await testGpu();
  const buffer = packTargets(gpu, targets);
  const triangles = gpu.buffer('test.triangles', mesh.triangles);
  const scars = noScars(gpu);
  stage.setOthers(work);
  stage.setDots(ladder, { triangles, targets: buffer, scars });
  stage.setPlan(plan);
  await recorded(gpu, (pass) => stage.record(pass));
  const choices = await unpacked(gpu, Choice, stage.choices, ladder.count);
  for (const one of [buffer, triangles, scars.buffer]) gpu.free(one);
  return choices;
}

const count = (choices: readonly { kind: number }[], kind: number) =>
  choices.filter((choice) => choice.kind === kind).length;

describe('what is there before the sessions', () => {
  test('takes the next best places after hair, each kind as the twin has it', async () => {
    const plan: Plan = {
      ...bald,
      earlier: [
        { ...OLD_WORK, dotsPerCm2: 12, countedShare: 0.5 },
        { ...OLD_WORK, dotsPerCm2: 7, countedShare: 1 },
      ],
      grafts: [{ ...NEW_GRAFTS, unitsPerCm2: 9, months: 6 }],
      testPatch: { ...TEST_PATCH, dotsPerCm2: 5 },
    };
    // Every mix of weights, from a hash; a quarter none.
    const weights = [0, 1, 2, 3].map((part) =>
      Uint16Array.from({ length: VERTICES }, (_, v) => {
        const dice = pcg(v ^ (part << 20));
        return dice % 4 === 0 ? 0 : dice % 1025;
      }),
    );
    const work = otherWork(plan, weights)!;
    const found = await choose(plan, work);
    const grown1024 = graftsGrown1024(plan);
    expect(grown1024).toBeGreaterThan(300);
    expect(grown1024).toBeLessThan(700);
    const others = { ...work, grown1024 };
    expect(found).toEqual(selectTwin(dots, mesh.triangles, targets, plan, MOST, { others }));
    for (const kind of [1, 2, 3, 7, 8, 9, 13, 15]) expect(count(found, kind)).toBeGreaterThan(20);
  });

  test('without any a plan chooses the same dots as ever', async () => {
    const found = await choose(bald, undefined);
    expect(found).toEqual(selectTwin(dots, mesh.triangles, targets, bald, MOST));
  });

  test('counts towards the density: old and new dots together are what was asked', async () => {
    const total = count(await choose(bald, undefined), 0);
    const plan: Plan = { ...bald, earlier: [{ ...OLD_WORK, dotsPerCm2: 20, countedShare: 1 }] };
    const all = await choose(plan, otherWork(plan, [even(1024)]));
    // As many places stay empty as without: each old dot stands for a new one.
    expect(count(all, 0)).toBe(total);
    const half: Plan = { ...plan, earlier: [{ ...plan.earlier[0]!, countedShare: 0.5 }] };
    const more = await choose(half, otherWork(half, [even(1024)]));
    expect(count(more, 8)).toBe(count(all, 8));
    expect(count(more, 0)).toBeLessThan(total);
  });

  test('stays where it is whatever the plan asks for', async () => {
    const plan: Plan = { ...bald, earlier: [{ ...OLD_WORK, dotsPerCm2: 20 }] };
    const old = (choices: readonly { kind: number }[]) =>
      choices.flatMap(({ kind }, i) => (kind === 8 ? [i] : []));
    const before = old(await choose(plan, otherWork(plan, [even(1024)])));
    const sessions = [{ cumulativeShare: 1, day: 0, dilution: 10 }];
    const other = { ...plan, sessions, sessionsDone: 1 };
    expect(old(await choose(other, otherWork(other, [even(1024)])))).toEqual(before);
    expect(before.length).toBeGreaterThan(200);
  });
});

test('grafts grow in between the fourth month and the twelfth, and do not go back', () => {
  const grown = (months: number, plan = bald) =>
    graftsGrown1024({ ...plan, grafts: [{ ...NEW_GRAFTS, months }], sessionsDone: 0 });
  expect([-6, 0, 4, 12, 40].map((months) => grown(months))).toEqual([0, 0, 0, 1024, 1024]);
  for (let month = 5; month <= 12; month++) expect(grown(month)).toBeGreaterThan(grown(month - 1));
  // Time passes: half a year after the last session.
  const later = { ...bald, grafts: [{ ...NEW_GRAFTS, months: 2 }] };
  const aged = { ...later, healing: { ...later.healing, ageDays: 365 } };
  expect(graftsGrown1024(aged)).toBeGreaterThan(graftsGrown1024(later));
});
