import { expect, test } from 'vitest';
import { pcg } from '../../src/base/hash.ts';
import { DepositStage } from '../../src/engine/deposit/deposit.ts';
import { countsOf, workKernel, workSums } from '../../src/engine/needs/work-counts.ts';
import { Deposit, Dot } from '../../src/engine/structs.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { testGpu } from '../helpers/gpu.ts';
import { plane } from '../helpers/meshes.ts';
import {
  packChoices,
  packed,
  packTargets,
  recorded,
  stageContext,
  targetsOf,
  unpacked,
} from '../helpers/stages.ts';

const COUNT = 3000;
const HAIR = 15;
const TEST_PATCH = 7;

/** Columns of the two needles are so unlike that a dot tells which of them made it. */
const plan: Plan = {
  ...DEFAULT_PLAN,
  seed: 77,
  needle: { code: '1215M', hairlineCode: '0601RL' },
};

test('dots are counted by session, zone and the needle that the deposit says made them', async () => {
  const gpu = await testGpu();
  const mesh = plane(60, 6);
  const vertexCount = mesh.positionsUm.length / 3;
  const dots = Array.from({ length: COUNT }, (_, i) => {
    let [b, c] = [pcg(i ^ 0x51ed) % 32768, pcg(i ^ 0xc2b2) % 32768];
    if (b + c > 32767) [b, c] = [32767 - b, 32767 - c];
    const triangle = pcg(i) % (mesh.triangles.length / 3);
    return { x: 0, y: 0, z: 0, rankSq: 1e6, triangle, uv: b + c * 65536 };
  });
  const choices = dots.map((_, i) => ({
    kind: [1, 2, 3, 2, 0, HAIR, TEST_PATCH][i % 7]!,
    front64: 640,
    boundary64: 640,
    fade1024: [300, 560, 620, 700, 1024][i % 5]!,
  }));
  const owned = {
    dots: packed(gpu, Dot, dots),
    choices: packChoices(gpu, choices),
    triangles: gpu.buffer('test.triangles', mesh.triangles),
    targets: packTargets(
      gpu,
      targetsOf(mesh.positionsUm, () => ({})),
    ),
    positions: gpu.buffer('test.positions', mesh.positionsUm),
  };
  const stage = await gpu.checked('compile', async () => DepositStage.create(await stageContext()));
  stage.setDots({ count: COUNT, ...owned });
  stage.setPlan(plan);
  await recorded(gpu, (pass) => stage.record(pass));
  const rows = await unpacked(gpu, Deposit, stage.deposits, COUNT);
  stage.destroy();
  const inputs = { count: COUNT, vertexCount, ...owned };
  const sums = await workSums(gpu, await workKernel(gpu), plan.seed, inputs);
  for (const buffer of Object.values(owned)) gpu.free(buffer);

  const zone = (share: (v: number) => number) =>
    Uint16Array.from({ length: vertexCount }, (_, v) => Math.round(1024 * share(v)));
  const zones = [zone((v) => (v % 3 === 0 ? 1 : 0.25)), zone((v) => (v % 2 === 0 ? 0.5 : 0))];
  const counts = countsOf(sums, zones, 3);

  const isFine = rows.map(({ radiusMm }) => radiusMm < 0.09);
  expect(isFine.filter((fine, i) => fine && choices[i]!.kind === 2).length).toBeGreaterThan(200);
  expect(isFine.filter((fine, i) => !fine && choices[i]!.kind === 2).length).toBeGreaterThan(200);
  const recount = (weight: (v: number) => number) =>
    [1, 2, 3].map((kind) => {
      const sum = { main: 0, hairline: 0 };
      dots.forEach(({ triangle, uv }, i) => {
        if (choices[i]!.kind !== kind) return;
        const [b, c] = [uv & 0xffff, uv >>> 16];
        [32768 - b - c, b, c].forEach((part, corner) => {
          const at = mesh.triangles[3 * triangle + corner]!;
          sum[isFine[i] ? 'hairline' : 'main'] += (part / 32768) * weight(at);
        });
      });
      return sum;
    });
  const close = (got: typeof counts.sessions, wanted: typeof counts.sessions) =>
    got.forEach((one, i) => {
      expect(one.main).toBeCloseTo(wanted[i]!.main, 6);
      expect(one.hairline).toBeCloseTo(wanted[i]!.hairline, 6);
    });
  close(
    counts.sessions,
    recount(() => 1),
  );
  zones.forEach((weights, i) => {
    close(
      counts.zones[i]!,
      recount((v) => weights[v]! / 1024),
    );
  });
  close(
    counts.elsewhere,
    recount((v) => 1 - Math.max(...zones.map((weights) => weights[v]!)) / 1024),
  );
});
