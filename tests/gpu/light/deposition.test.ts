import { beforeAll, describe, expect, test } from 'vitest';
import { pcg } from '../../../src/base/hash.ts';
import { DepositStage } from '../../../src/engine/deposit/deposit.ts';
import { HealStage } from '../../../src/engine/heal/heal.ts';
import { sessionAges } from '../../../src/engine/session-ages.ts';
import { Deposit, Dot, Healed } from '../../../src/engine/structs.ts';
import { BINS, healedColumn } from '../../../src/ink/column-bins.ts';
import { columnGone } from '../../../src/ink/column-gone.ts';
import { dose, inkStrength } from '../../../src/ink/dose.ts';
import { KINETICS } from '../../../src/ink/kinetics-constants.ts';
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
import type { TwinChoice } from '../../helpers/twins/select-twin.ts';

const COUNT = 20_000;
const mesh = plane(60, 6);
const choice: TwinChoice = { kind: 1, front64: 640, boundary64: 640, fade1024: 1024 };

// Places need not keep a distance here: scatter comes from each dot's own triangle and uv.
const dots = Array.from({ length: COUNT }, (_, i) => {
  const triangle = pcg(i) % (mesh.triangles.length / 3);
  let [b, c] = [pcg(i ^ 0x51ed) % 32768, pcg(i ^ 0xc2b2) % 32768];
  if (b + c > 32767) [b, c] = [32767 - b, 32767 - c];
  const at = (k: number) => {
    const corner = (n: number) => mesh.positionsUm[3 * mesh.triangles[3 * triangle + n]! + k]!;
    return Math.round(
      corner(0) + ((corner(1) - corner(0)) * b + (corner(2) - corner(0)) * c) / 32768,
    );
  };
  return { x: at(0), y: at(1), z: at(2), rankSq: 1e6, triangle, uv: b + c * 65536 };
});

let stage: DepositStage;

beforeAll(async () => {
  stage = await DepositStage.create(await stageContext());
  return () => stage.destroy();
});

const depthOf = (x: number) => ({
  depthOffsetUm: Math.round(3 * x),
  epidermisUm: 80 + Math.round(x),
});

async function deposits(
  plan: Plan,
  choices: readonly TwinChoice[] = dots.map(() => choice),
  targets = targetsOf(mesh.positionsUm, () => ({})),
) {
  const gpu = await testGpu();
  const owned = {
    dots: packed(gpu, Dot, dots),
    choices: packChoices(gpu, choices),
    triangles: gpu.buffer('test.triangles', mesh.triangles),
    targets: packTargets(gpu, targets),
    positions: gpu.buffer('test.positions', mesh.positionsUm),
  };
  stage.setDots({ count: COUNT, ...owned });
  stage.setPlan(plan);
  await recorded(gpu, (pass) => stage.record(pass));
  const rows = await unpacked(gpu, Deposit, stage.deposits, COUNT);
  for (const buffer of Object.values(owned)) gpu.free(buffer);
  return rows;
}

const STEADY: Plan['operator'] = {
  depthSdMm: 0,
  angleSdDeg: 0,
  spacingJitterMm: 0,
  doubleHitShare: 0,
  tiringPerHour: 0,
  sinkPerHourMm: 0,
  beforeHours: 0,
};

function planWith(
  operator: Partial<Plan['operator']>,
  technique: Partial<Plan['technique']> = {},
  code = '1215M',
): Plan {
  return {
    ...DEFAULT_PLAN,
    operator: { ...STEADY, ...operator },
    technique: { ...DEFAULT_PLAN.technique, ...technique },
    needle: { ...DEFAULT_PLAN.needle, code },
  };
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const sd = (values: readonly number[]) => {
  const m = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - m) ** 2)));
};
const correlation = (a: readonly number[], b: readonly number[]) => {
  const [ma, mb] = [mean(a), mean(b)];
  return mean(a.map((value, i) => (value - ma) * (b[i]! - mb))) / (sd(a) * sd(b));
};
// Three standard errors of a mean, of a standard deviation and of a correlation of nothing.
const MEAN_ERROR = 3 / Math.sqrt(COUNT);
const SD_ERROR = 3 / Math.sqrt(2 * COUNT);
const SHARE_ERROR = (share: number) => 3 * Math.sqrt((share * (1 - share)) / COUNT);

describe("an operator's hand", () => {
  test('without scatter puts every dot where and as deep as planned', async () => {
    const rows = await deposits(planWith({}));
    rows.forEach(({ x, y, z, depthMm, kind }, i) => {
      // Thousandths of a millimetre, as f32 up to 30 mm.
      expect(Math.hypot(x - dots[i]!.x / 1e3, y - dots[i]!.y / 1e3, z)).toBeLessThan(1e-5);
      expect(depthMm).toBeCloseTo(0.4, 6);
      expect(kind).toBe(1);
    });
  });

  test('scatters depth with the mean and spread of the plan', async () => {
    const depths = (await deposits(planWith({ depthSdMm: 0.06 }))).map(({ depthMm }) => depthMm);
    expect(Math.abs(mean(depths) - 0.4)).toBeLessThan(MEAN_ERROR * 0.06);
    expect(Math.abs(sd(depths) / 0.06 - 1)).toBeLessThan(SD_ERROR);
  });

  test('tilts: the column reaches less deep by the mean cosine', async () => {
    const depths = (await deposits(planWith({ angleSdDeg: 15 }))).map(({ depthMm }) => depthMm);
    // Mean cosine of a normal angle with standard deviation s is exp(-s^2 / 2).
    const s = (15 * Math.PI) / 180;
    const cosines = depths.map((depth) => depth / 0.4);
    expect(Math.abs(mean(cosines) - Math.exp((-s * s) / 2))).toBeLessThan(MEAN_ERROR * sd(cosines));
    expect(Math.max(...cosines)).toBeLessThanOrEqual(1 + 1e-6);
  });

  test('misses the aim by the spread of the plan, along the skin, never by more than 0.3 mm', async () => {
    const miss = async (plan: Plan) =>
      (await deposits(plan)).map(({ x, y, z }, i) => ({
        x: x - dots[i]!.x / 1e3,
        y: y - dots[i]!.y / 1e3,
        z,
      }));
    const small = await miss(planWith({ spacingJitterMm: 0.05 }));
    for (const axis of ['x', 'y'] as const) {
      const values = small.map((at) => at[axis]);
      expect(Math.abs(mean(values))).toBeLessThan(MEAN_ERROR * 0.05);
      expect(Math.abs(sd(values) / 0.05 - 1)).toBeLessThan(SD_ERROR);
    }
    expect(Math.max(...small.map(({ z }) => Math.abs(z)))).toBeLessThan(1e-6);
    const wild = await miss(
      planWith({ spacingJitterMm: 0.5, angleSdDeg: 45 }, { depositDepthMm: 2 }),
    );
    const far = wild.map(({ x, y }) => Math.hypot(x, y));
    // 0.3 mm, and the rounding of places as f32.
    expect(Math.max(...far)).toBeLessThan(0.3 + 1e-5);
    expect(far.filter((distance) => distance > 0.29).length).toBeGreaterThan(COUNT / 2);
  });

  test('hits the planned share of dots twice, whatever else it does', async () => {
    const share = 0.1;
    // Fifteen needles and eight strokes: the dose hardly varies, so double hits stand out.
    const plan = planWith(
      { doubleHitShare: share, depthSdMm: 0.06, spacingJitterMm: 0.05 },
      { perforationsPerDot: 8 },
    );
    const rows = await deposits(plan);
    const middle = dose('1215M', planWork(plan)).massUg * inkStrength(plan.sessions[0]!.dilution);
    const twice = rows.map(({ massUg }) => (massUg > 1.5 * middle ? 1 : 0));
    expect(Math.abs(mean(twice) - share)).toBeLessThan(SHARE_ERROR(share));
    const deviations = rows.map(({ depthMm }) => Math.abs(depthMm - 0.4));
    const misses = rows.map(({ x, y }, i) =>
      Math.hypot(x - dots[i]!.x / 1e3, y - dots[i]!.y / 1e3),
    );
    const masses = rows.map(({ massUg }) => massUg);
    for (const [a, b] of [
      [twice, deviations],
      [twice, misses],
      [deviations, misses],
      [masses, deviations],
    ] as const) {
      expect(Math.abs(correlation(a, b))).toBeLessThan(MEAN_ERROR);
    }
  });

  test('keeps its scatter when other dots come, go or change session', async () => {
    const plan = planWith({ depthSdMm: 0.1, angleSdDeg: 10, spacingJitterMm: 0.1 });
    const all = await deposits(plan);
    const some = await deposits(
      plan,
      dots.map((_, i) => ({ ...choice, kind: [0, 1, 2, 15][i % 4]! })),
    );
    some.forEach(({ kind, massUg, ...place }, i) => {
      const { kind: _, massUg: __, ...before } = all[i]!;
      if (kind === 1 || kind === 2) expect(place).toEqual(before);
      else expect([massUg, place.depthMm]).toEqual([0, 0]);
    });
    const other = await deposits({ ...plan, seed: plan.seed + 1 });
    const same = other.filter(({ depthMm }, i) => depthMm === all[i]!.depthMm);
    expect(same.length).toBeLessThan(COUNT / 100);
  });
});

describe('the dose', () => {
  test('has the mean and spread of the needle', async () => {
    const plan = planWith({}, {}, '0803RL');
    const { massUg, massSd } = dose('0803RL', planWork(plan));
    const relative = (await deposits(plan)).map(
      (row) => row.massUg / (massUg * inkStrength(plan.sessions[0]!.dilution)),
    );
    expect(Math.abs(mean(relative) - 1)).toBeLessThan(MEAN_ERROR * massSd);
    // A lognormal's standard deviation is itself noisier than a normal's, by about a third here.
    expect(Math.abs(sd(relative) / massSd - 1)).toBeLessThan(1.5 * SD_ERROR);
    expect(Math.min(...relative)).toBeGreaterThan(0);
  });

  test("follows each session's dilution and the hairline's finer needle", async () => {
    const dilutions = [14, 12, 10, 8, 6, 20];
    const plan: Plan = {
      ...planWith({}, { perforationsPerDot: 8 }),
      needle: { code: '1215M', hairlineCode: '0615M' },
      sessions: dilutions.map((dilution, i) => ({
        cumulativeShare: (i + 1) / 6,
        day: i,
        dilution,
      })),
    };
    // Kinds in turn; every other dot of each stands in the gradient, just below half.
    const choices = dots.map((_, i) => ({
      ...choice,
      kind: 1 + (i % 6),
      fade1024: i % 12 < 6 ? 1024 : 511,
    }));
    const rows = await deposits(plan, choices);
    for (let i = 0; i < 12; i++) {
      const masses = rows.filter((_, n) => n % 12 === i).map(({ massUg }) => massUg);
      const code = i < 6 ? '1215M' : '0615M';
      const { massUg, massSd } = dose(code, planWork(plan));
      const expected = massUg * inkStrength(dilutions[i % 6]!);
      const error = (3 * massSd) / Math.sqrt(masses.length);
      expect(Math.abs(mean(masses) / expected - 1), `session ${(i % 6) + 1} ${code}`).toBeLessThan(
        error,
      );
    }
  });

  test('changes needles dot by dot, evenly from half of the density to three quarters', async () => {
    const plan: Plan = {
      ...planWith({ depthSdMm: 0 }),
      needle: { code: '1215M', hairlineCode: '0601RL' },
    };
    // Free of the dose: the radius goes with its fourth root.
    const needles = async (fade1024: number) =>
      (
        await deposits(
          plan,
          dots.map(() => ({ ...choice, fade1024 })),
        )
      ).map(({ radiusMm, massUg }) => radiusMm ** 4 / massUg);
    const [fine, main] = [mean(await needles(511)), mean(await needles(768))];
    expect(Math.abs(Math.log(fine / main))).toBeGreaterThan(0.1);
    for (const [fade1024, share] of [
      [500, 1],
      [576, 0.75],
      [640, 0.5],
      [704, 0.25],
      [780, 0],
    ] as const) {
      const found = await needles(fade1024);
      const isFine = (ratio: number) => Math.abs(ratio / fine - 1) < Math.abs(ratio / main - 1);
      const off = found.filter(isFine).length / found.length - share;
      expect(Math.abs(off), `at ${fade1024}`).toBeLessThan(1.5 / Math.sqrt(dots.length));
    }
  });

  test('columns widen by 20 percent for each 0.1 mm below 0.4 mm', async () => {
    const radius = async (depositDepthMm: number) =>
      mean((await deposits(planWith({}, { depositDepthMm }))).map(({ radiusMm }) => radiusMm));
    const [shallow, middle, deep] = [await radius(0.3), await radius(0.4), await radius(0.6)];
    expect(shallow / middle).toBeCloseTo(1, 5);
    expect(deep / middle).toBeCloseTo(1.4, 4);
  });
});

test('layers, scar and depth offset go straight across each triangle', async () => {
  const targets = targetsOf(mesh.positionsUm, (x, y) => ({
    ...depthOf(x),
    papillaryUm: 310 + Math.round(2 * y),
    skinBaseUm: 4000 + Math.round(10 * y),
    scar1024: Math.round(512 + 10 * x),
  }));
  const rows = await deposits(planWith({}), undefined, targets);
  rows.forEach((row, i) => {
    const [x, y] = [dots[i]!.x / 1e3, dots[i]!.y / 1e3];
    // Corners are 10 mm apart, so their whole numbers are exact; places are rounded to 1 um.
    expect(Math.abs(row.depthMm - 0.4 - 0.003 * x)).toBeLessThan(1e-5);
    expect(Math.abs(row.epidermisMm - 0.08 - 0.001 * x)).toBeLessThan(1e-5);
    expect(Math.abs(row.papillaryMm - 0.31 - 0.002 * y)).toBeLessThan(1e-5);
    expect(Math.abs(row.skinBaseMm - 4 - 0.01 * y)).toBeLessThan(2e-5);
    expect(Math.abs(row.scar - 0.5 - (10 * x) / 1024)).toBeLessThan(1e-4);
  });
});

describe('healing', () => {
  const N = 400;
  const fresh = Array.from({ length: N }, (_, i) => {
    const unit = (salt: number) => pcg(i ^ (salt << 16)) / 2 ** 32;
    return {
      kind: 1 + (i % 3),
      x: 0,
      y: 0,
      z: 0,
      depthMm: 0.02 + 1.6 * unit(1) ** 2,
      radiusMm: 0.03 + 0.1 * unit(2),
      massUg: 0.01 + 0.1 * unit(3),
      epidermisMm: 0.05 + 0.06 * unit(4),
      papillaryMm: 0.2 + 0.2 * unit(5),
      skinBaseMm: 4,
      scar: i % 2 ? 0 : unit(6),
    };
  });

  const runs = (['best', 'expected', 'poor'] as const).flatMap((outcome) =>
    [0, 0.5, 7, 45, 400, 7300].map((ageDays) => ({ outcome, ageDays })),
  );
  for (const { outcome, ageDays } of runs) {
    const kind = ageDays % 2 === 0 ? 'carbon-black' : 'iron-oxide-brown';
    test(`${outcome}, ${ageDays} days, ${kind}: bins and spread are those of kinetics.ts`, async () => {
      const plan: Plan = {
        ...DEFAULT_PLAN,
        pigment: { ...DEFAULT_PLAN.pigment, kind },
        healing: { outcome, ageDays },
        sessionsDone: 2,
      };
      const { bins, healed } = await heal(plan);
      const k = KINETICS[outcome];
      const ages = sessionAges(plan);
      expect(ages).toEqual([ageDays + 14, ageDays, -1]);
      fresh.forEach((dot, i) => {
        const age = ages[dot.kind - 1]!;
        const mine = bins.subarray(BINS * i, BINS * (i + 1));
        if (age < 0) {
          expect([...mine, healed[i]!.left, healed[i]!.varianceMm2]).toEqual(
            Array(BINS + 2).fill(0),
          );
          return;
        }
        const fate = { scar: dot.scar, isIronBlack: kind === 'iron-oxide-brown' };
        const column = healedColumn({ ...dot, tip: 0.3 }, k, dot, age, fate);
        column.massUg.forEach((expected, bin) => {
          // f32: 1e-4 of the value, and of the mass where next to nothing is left.
          expect(Math.abs(mine[bin]! - expected)).toBeLessThan(1e-4 * expected + 1e-7 * dot.massUg);
        });
        const left = column.massUg.reduce((sum, mass) => sum + mass, 0);
        const row = healed[i]!;
        // What the GPU kept and what has gone by each way are the dose.
        const kept = mine.reduce((sum, mass) => sum + mass, 0) / dot.massUg;
        const ways = Object.values(columnGone({ ...dot, tip: 0.3 }, k, dot, age, fate));
        expect(Math.abs(ways.reduce((sum, share) => sum + share, kept) - 1)).toBeLessThan(1e-6);
        const share = left / dot.massUg;
        expect(Math.abs(row.left - share)).toBeLessThan(1e-4 * share + 1e-6);
        const varied = row.varianceMm2 / (column.radiusMm ** 2 / 4);
        // A column that is gone has no mean depth.
        if (left > 1e-4 * dot.massUg) expect(Math.abs(varied - 1)).toBeLessThan(1e-4);
        expect(Math.abs(row.bottomMm / column.edgesMm.at(-1)! - 1)).toBeLessThan(1e-5);
      });
    });
  }

  test('hair and empty skin have no pigment', async () => {
    const { bins, healed } = await heal(
      DEFAULT_PLAN,
      fresh.map((dot, i) => ({ ...dot, kind: i % 2 ? 15 : 0 })),
    );
    expect(bins.every((mass) => mass === 0)).toBe(true);
    expect(healed.every(({ left }, i) => left === i % 2)).toBe(true); // hair stands
  });

  async function heal(plan: Plan, rows = fresh) {
    const gpu = await testGpu();
    const healing = await gpu.checked('compile', async () =>
      HealStage.create(await stageContext()),
    );
    const input = packed(gpu, Deposit, rows);
    healing.setDots(N, input);
    // What the kernel does not write must not look right by chance.
    gpu.write(healing.bins, new Float32Array(BINS * N).fill(-999));
    healing.setPlan(plan);
    await recorded(gpu, (pass) => healing.record(pass));
    const bins = new Float32Array(await gpu.read(healing.bins, 4 * BINS * N));
    const healed = await unpacked(gpu, Healed, healing.healed, N);
    healing.destroy();
    gpu.free(input);
    return { bins, healed };
  }
});
