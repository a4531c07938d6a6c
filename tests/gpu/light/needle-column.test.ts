import { beforeAll, describe, expect, test } from 'vitest';
import { hashWords, pcg } from '../../../src/base/hash.ts';
import { dayShares } from '../../../src/engine/deposit/day.ts';
import { DepositStage } from '../../../src/engine/deposit/deposit.ts';
import { Deposit, Dot } from '../../../src/engine/structs.ts';
import { dose, inkStrength } from '../../../src/ink/dose.ts';
import {
  dwellDose,
  needleTent,
  placedColumn,
  reachFactor,
  taperFlow,
} from '../../../src/ink/needle-column.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { planWork } from '../../../src/plan/session-work.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { plane } from '../../helpers/meshes.ts';
import {
  packChoices,
  packed,
  packTargets,
  recorded,
  stageContext,
  targetsOf,
  unpacked,
} from '../../helpers/stages.ts';

const COUNT = 3000;
const mesh = plane(60, 6);
const dots = Array.from({ length: COUNT }, (_, i) => {
  const triangle = pcg(i) % (mesh.triangles.length / 3);
  let [b, c] = [pcg(i ^ 0x51ed) % 32768, pcg(i ^ 0xc2b2) % 32768];
  if (b + c > 32767) [b, c] = [32767 - b, 32767 - c];
  return { x: 0, y: 0, z: 0, rankSq: 1e6, triangle, uv: b + c * 65536 };
});
// Up to the nape, in two sessions; the third lot is earlier work.
const choices = dots.map((_, i) => ({
  kind: [1, 2, 8][i % 3]!,
  front64: (pcg(i ^ 77) % 20_000) - 300,
  boundary64: 640,
  fade1024: 1024,
}));

let stage: DepositStage;
beforeAll(async () => {
  stage = await DepositStage.create(await stageContext());
  return () => stage.destroy();
});

async function deposits(plan: Plan, skin: Parameters<typeof targetsOf>[1] = () => ({})) {
  const gpu = await testGpu();
  const owned = {
    dots: packed(gpu, Dot, dots),
    choices: packChoices(gpu, choices),
    triangles: gpu.buffer('test.triangles', mesh.triangles),
    targets: packTargets(gpu, targetsOf(mesh.positionsUm, skin)),
    positions: gpu.buffer('test.positions', mesh.positionsUm),
  };
  stage.setDots({ count: COUNT, ...owned });
  stage.setPlan(plan);
  await recorded(gpu, (pass) => stage.record(pass));
  const rows = await unpacked(gpu, Deposit, stage.deposits, COUNT);
  for (const buffer of Object.values(owned)) gpu.free(buffer);
  return rows;
}

const planWith = (
  technique: Partial<Plan['technique']>,
  operator: Partial<Plan['operator']> = {},
): Plan => ({
  ...DEFAULT_PLAN,
  earlier: [OLD],
  technique: { ...DEFAULT_PLAN.technique, ...technique },
  operator: { ...DEFAULT_PLAN.operator, doubleHitShare: 0, ...operator },
  needle: { code: '0603RL-ST', hairlineCode: '0603RL-ST' },
  sessions: DEFAULT_PLAN.sessions.map((one) => ({ ...one, dilution: 10 })),
});
const OLD: Plan['earlier'][number] = {
  name: 'old',
  shape: { kind: 'region', region: 'vertex' },
  dotsPerCm2: 40,
  ageYears: 6,
  pigment: 'carbon-black',
  stockShare: 0.15,
  dilution: 6,
  needle: '0803RL',
  depositDepthMm: 0.9,
  countedShare: 1,
};

const unit = (hash: number) => ((hash >>> 8) + 0.5) / 16777216;
const normals = (hash: number): [number, number] => {
  const radius = Math.sqrt(-2 * Math.log(unit(hash)));
  const angle = 2 * Math.PI * unit(pcg((hash ^ 0x68bc21eb) >>> 0));
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
};

/** What the law says of each dot of the sessions, worked out in doubles. */
function expected(plan: Plan, skinBaseMm: number, scar: number) {
  const { technique, operator, seed } = plan;
  const work = { ...planWork(plan), dilution: 10 };
  const { massUg, massSd, radiusMm } = dose(work.needle, work);
  const isFree = technique.depthToldAs === 'extension';
  const reach = reachFactor(technique, work.needle, { skinBaseMm, scar });
  const hours = new Map<number, number>();
  for (const kind of [1, 2]) {
    const own = choices.flatMap((choice, i) => (choice.kind === kind ? [i] : []));
    const shares = dayShares(own.map((i) => choices[i]!.front64));
    own.forEach((i, at) => {
      hours.set(
        i,
        operator.beforeHours + (shares[at]! * own.length) / technique.dotsPerMinute / 60,
      );
    });
  }
  const sigmaSq = Math.log(1 + massSd ** 2);
  return dots.map(({ triangle, uv }, i) => {
    const dice = hashWords((seed ^ 0x5bd1e995) >>> 0, triangle, uv, 0);
    const hand = normals(dice);
    const ink = Math.exp(
      Math.sqrt(sigmaSq) * normals(pcg((dice ^ 0xc2b2ae35) >>> 0))[0] - sigmaSq / 2,
    );
    return placedColumn(
      {
        plannedMm: technique.depositDepthMm,
        reach,
        hand: operator,
        hours: hours.get(i) ?? 0,
        leanRad: ((90 - technique.angleDeg) * Math.PI) / 180,
        radiusMm,
        massUg: massUg * (isFree ? taperFlow(work.needle) : 1) * inkStrength(10),
      },
      {
        depth: hand[0],
        tilt: hand[1],
        turnRad: 2 * Math.PI * unit(pcg((dice ^ 0x85ebca6b) >>> 0)),
        ink: ink * dwellDose(technique.dwell),
      },
    );
  });
}

describe('the kernel puts each column where its twin does', () => {
  const cases: readonly [string, Partial<Plan['technique']>, Partial<Plan['operator']>][] = [
    ['by deposit depth', {}, {}],
    ['by extension', { depthToldAs: 'extension' }, {}],
    ['pressed, slow and aslant', { pressure: 1.4, dwell: 2, angleDeg: 60 }, {}],
    [
      'by a hand that tires, late in the day',
      { depthToldAs: 'extension', pressure: 0.8, angleDeg: 75, dotsPerMinute: 20 },
      { tiringPerHour: 0.2, sinkPerHourMm: 0.05, beforeHours: 3 },
    ],
  ];
  test.each(cases)('%s', async (_, technique, operator) => {
    const plan = planWith(technique, operator);
    const rows = await deposits(plan, () => ({ skinBaseUm: 1200, scar1024: 256 }));
    const twins = expected(plan, 1.2, 0.25);
    rows.forEach((row, i) => {
      if (row.kind === 8) return;
      const twin = twins[i]!;
      expect(Math.abs(row.depthMm - twin.depthMm), `depth of ${i}`).toBeLessThan(5e-4);
      expect(Math.abs(row.radiusMm / twin.radiusMm - 1), `radius of ${i}`).toBeLessThan(2e-3);
      expect(Math.abs(row.massUg / twin.massUg - 1), `ink of ${i}`).toBeLessThan(2e-3);
    });
  });

  test('and leaves earlier work to the hand that did it', async () => {
    const old = async (plan: Plan) => (await deposits(plan)).filter(({ kind }) => kind === 8);
    const all = planWith(
      { depthToldAs: 'extension', pressure: 2, dwell: 3, angleDeg: 45 },
      { tiringPerHour: 0.5, sinkPerHourMm: 0.1 },
    );
    expect(await old(all)).toEqual(await old(planWith({})));
  });
});

describe('the law', () => {
  const at = (skinBaseMm: number, scar = 0, told: 'deposit' | 'extension' = 'extension') =>
    reachFactor({ depthToldAs: told, extensionToDeposit: 0.4, pressure: 1 }, '0803RL', {
      skinBaseMm,
      scar,
    });

  test('of the middle of everything changes nothing', () => {
    expect(at(1.6)).toBeCloseTo(1, 12);
    expect(at(1.1, 1, 'deposit')).toBe(1);
    expect(needleTent('0803RL')).toBeCloseTo(1, 12);
    expect(dwellDose(1)).toBe(1);
    expect(taperFlow('0803RL')).toBe(1);
  });

  test('goes deeper where skin is thin, in scars, with one needle; lets less ink through a long taper', () => {
    const depths = [2.4, 1.75, 1.6, 1.2, 0.9].map((base) => at(base));
    expect([...depths].sort((a, b) => a - b)).toEqual(depths);
    // 0.6 of the needle is given way to; at the front the root of three quarters of that.
    expect(at(1.2)).toBeCloseTo((1 - 0.6 * Math.sqrt(0.75)) / 0.4, 9);
    expect(at(1.6, 1)).toBeGreaterThan(at(1.6));
    expect(needleTent('0801RL')).toBeLessThan(1);
    expect(taperFlow('0803RL-XLT')).toBeLessThan(1);
    expect(taperFlow('0803RL-ST')).toBeGreaterThan(taperFlow('0803RL-MT'));
  });

  test('never goes in further than the needle stands out', () => {
    for (const pressure of [1, 2]) {
      const setting = { depthToldAs: 'extension', extensionToDeposit: 0.9, pressure } as const;
      expect(reachFactor(setting, '0601RL', { skinBaseMm: 0.9, scar: 1 }) * 0.9).toBeLessThan(
        1.0001,
      );
    }
  });
});

test('a session that goes from the front backwards has each dot at its share of it', () => {
  const front64 = [500, -300, 9000, 9001, 30_000];
  expect(dayShares(front64)).toEqual([0.3, 0.1, 0.6, 0.6, 0.9]);
});
