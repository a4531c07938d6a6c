import { describe, expect, test } from 'vitest';
import { pcg } from '../../../src/base/hash.ts';
import { DepositStage } from '../../../src/engine/deposit/deposit.ts';
import { HealStage } from '../../../src/engine/heal/heal.ts';
import { Deposit, Dot, Healed } from '../../../src/engine/structs.ts';
import { BINS, healedColumn } from '../../../src/ink/column-bins.ts';
import { dose, inkStrength } from '../../../src/ink/dose.ts';
import { KINETICS } from '../../../src/ink/kinetics-constants.ts';
import { crustFallsOnDay, crustShare } from '../../../src/light/crust.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { afterSession } from '../../../src/plan/moments.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { sessionWork } from '../../../src/plan/session-work.ts';
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
import { ripple } from '../../helpers/twins/select-twin.ts';

const COUNT = 600;

/** Three sessions, each in its own way, by a hand without scatter. */
const plan: Plan = {
  ...DEFAULT_PLAN,
  operator: {
    ...DEFAULT_PLAN.operator,
    depthSdMm: 0,
    angleSdDeg: 0,
    spacingJitterMm: 0,
    doubleHitShare: 0,
  },
  // Fifteen needles in one: the dose hardly scatters.
  needle: { code: '1215M', hairlineCode: '1215M' },
  sessions: [
    { cumulativeShare: 0.3, day: 0, dilution: 12, depositDepthMm: 0.25, stockShare: 0.1 },
    { cumulativeShare: 0.7, day: 20, dilution: 10, needle: '0815M', perforationsPerDot: 8 },
    { cumulativeShare: 1, day: 50, dilution: 8, pigment: 'iron-oxide-brown', depositDepthMm: 0.6 },
  ],
};

test('each session puts in its own depth, needle, strokes and ink', async () => {
  const gpu = await testGpu();
  const mesh = plane(60, 6);
  const stage = await gpu.checked('compile', async () => DepositStage.create(await stageContext()));
  const dots = Array.from({ length: COUNT }, (_, i) => ({
    x: 0,
    y: 0,
    z: 0,
    rankSq: 1e6,
    triangle: pcg(i) % (mesh.triangles.length / 3),
    uv: pcg(i ^ 0x51ed) % 32768,
  }));
  const kinds = dots.map((_, i) => 1 + (i % 3));
  const owned = {
    dots: packed(gpu, Dot, dots),
    choices: packChoices(
      gpu,
      kinds.map((kind) => ({ kind, front64: 640, boundary64: 640, fade1024: 1024 })),
    ),
    triangles: gpu.buffer('test.triangles', mesh.triangles),
    targets: packTargets(
      gpu,
      targetsOf(mesh.positionsUm, () => ({})),
    ),
    positions: gpu.buffer('test.positions', mesh.positionsUm),
  };
  stage.setDots({ count: COUNT, ...owned });
  stage.setPlan(plan);
  await recorded(gpu, (pass) => stage.record(pass));
  const rows = await unpacked(gpu, Deposit, stage.deposits, COUNT);
  stage.destroy();
  for (const buffer of Object.values(owned)) gpu.free(buffer);
  for (const kind of [1, 2, 3]) {
    const session = plan.sessions[kind - 1]!;
    const work = sessionWork(plan, session);
    const { massUg, massSd } = dose(work.needle, work);
    const mine = rows.filter((row) => row.kind === kind);
    for (const { depthMm } of mine) expect(depthMm).toBeCloseTo(session.depositDepthMm ?? 0.4, 5);
    const mean = mine.reduce((sum, row) => sum + row.massUg, 0) / mine.length;
    const expected = massUg * inkStrength(session.dilution);
    // Four standard errors.
    expect(Math.abs(mean / expected - 1)).toBeLessThan((4 * massSd) / Math.sqrt(mine.length));
  }
});

describe('every dot heals by its own session', () => {
  const fresh = Array.from({ length: COUNT }, (_, i) => {
    const unit = (salt: number) => pcg(i ^ (salt << 16)) / 2 ** 32;
    return {
      kind: 1 + (i % 3),
      x: 80 * unit(7) - 40,
      y: 80 * unit(8) - 40,
      z: 0,
      depthMm: 0.1 + 1.2 * unit(1) ** 2,
      radiusMm: 0.06,
      massUg: 0.05,
      epidermisMm: 0.08,
      papillaryMm: 0.31,
      skinBaseMm: 4,
      scar: 0,
    };
  });

  test('by its age, and by whether its own ink has black iron oxide', async () => {
    const shown = afterSession(plan, 3, 400);
    const { bins } = await heal(shown);
    const ages = [450, 430, 400];
    fresh.forEach((dot, i) => {
      const { massUg } = healedColumn({ ...dot, tip: 0.3 }, KINETICS.expected, dot, ages[i % 3]!, {
        isIronBlack: i % 3 === 2,
      });
      massUg.forEach((expected, bin) => {
        expect(Math.abs(bins[BINS * i + bin]! - expected)).toBeLessThan(1e-4 * expected + 1e-8);
      });
    });
  });

  test('what is not lost is there: nothing is made, and on the day itself all of the dose', async () => {
    let last = new Float32Array(COUNT).fill(Number.POSITIVE_INFINITY);
    for (const days of [0, 1, 5, 20, 90, 700]) {
      const { bins, healed } = await heal(afterSession(plan, 3, days));
      const sums = Float32Array.from(fresh, (_, i) =>
        bins.subarray(BINS * i, BINS * (i + 1)).reduce((a, b) => a + b, 0),
      );
      sums.forEach((sum, i) => {
        // Share and bins tell the same mass, to 1e-6 of the dose.
        expect(Math.abs(sum - healed[i]!.left * fresh[i]!.massUg)).toBeLessThan(1e-6 * 0.05);
        expect(sum).toBeLessThanOrEqual(last[i]! * (1 + 1e-6));
        if (days === 0 && i % 3 === 2) expect(Math.abs(sum / 0.05 - 1)).toBeLessThan(1e-6);
      });
      last = sums;
    }
  });

  test('crusts come within a day and fall patch by patch from the fourth to the tenth', async () => {
    for (const days of [0, 0.75, 3, 6, 7.5, 11]) {
      const { healed } = await heal(afterSession(plan, 3, days));
      const shares = healed.flatMap(({ crust }, i) => {
        if (i % 3 !== 2) {
          // Weeks older: nothing is left of theirs.
          expect(crust).toBe(0);
          return [];
        }
        const { x, y } = fresh[i]!;
        const at = [x, y].map((mm) => Math.trunc(Math.fround(1000 * Math.fround(mm))));
        const patch = (ripple([...at, 0], 0x9d2c5680) + 128) / 256;
        const falls = crustFallsOnDay(patch, pcg(i ^ 0x9d2c5680) / 2 ** 32);
        expect(Math.abs(crust - crustShare(days, falls))).toBeLessThan(1e-4);
        return [crust];
      });
      const mean = shares.reduce((a, b) => a + b, 0) / shares.length;
      if (days === 0 || days === 11) expect(mean).toBe(0);
      if (days === 3) expect(mean).toBeGreaterThan(0.95);
      // Some bare, some not: the head looks patchy.
      if (days === 6 || days === 7.5) {
        expect(shares.filter((share) => share < 0.1).length).toBeGreaterThan(10);
        expect(shares.filter((share) => share > 0.9).length).toBeGreaterThan(10);
      }
    }
  });

  async function heal(shown: Plan) {
    const gpu = await testGpu();
    const stage = await gpu.checked('compile', async () => HealStage.create(await stageContext()));
    const input = packed(gpu, Deposit, fresh);
    stage.setDots(COUNT, input);
    stage.setPlan(shown);
    await recorded(gpu, (pass) => stage.record(pass));
    const bins = new Float32Array(await gpu.read(stage.bins, 4 * BINS * COUNT));
    const healed = await unpacked(gpu, Healed, stage.healed, COUNT);
    stage.destroy();
    gpu.free(input);
    return { bins, healed };
  }
});
