import { afterAll, beforeAll, expect, test } from 'vitest';
import { cross, distance, dot } from '../../../src/base/vec3.ts';
import type { Cut } from '../../../src/engine/cut/cut.ts';
import { cutBetween, cutThrough } from '../../../src/engine/cut/cut-line.ts';
import { dotOfId, nearestDot, readCut } from '../../../src/engine/cut/read-cut.ts';
import { dotTable } from '../../../src/engine/report/dot-table.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { Deposit, Healed } from '../../../src/engine/structs.ts';
import { BINS, healedColumn } from '../../../src/ink/column-bins.ts';
import { KINETICS } from '../../../src/ink/kinetics-constants.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { SPARSE } from '../../helpers/simulators.ts';

let simulator: Simulator;
let cut: Cut;

/** A year on, one session, all dots at once. */
const PLAN: Plan = {
  ...SPARSE,
  sessionsDone: 1,
  healing: { ...SPARSE.healing, ageDays: 400 },
};

beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
  await simulator.update(PLAN);
  const { vertex } = simulator.head.landmarks;
  const near = (await nearestDot(simulator, vertex, 30))!;
  cut = await readCut(simulator, cutThrough(simulator.head, near.placeMm, { lengthMm: 12 }), 3);
});

afterAll(() => simulator?.destroy());

test('the bins of a cut are the bins in the buffer, in order, to the bit', async () => {
  const { bins, deposits, healed, count } = simulator.dotBuffers();
  const all = new Float32Array(await simulator.gpu.read(bins));
  const put = Deposit.columns(await simulator.gpu.read(deposits, Deposit.bytes * count));
  const now = Healed.columns(await simulator.gpu.read(healed, Healed.bytes * count));
  expect(cut.dots.length).toBeGreaterThan(2);
  for (const dot of cut.dots) {
    const own = Array.from(all.subarray(BINS * dot.slot, BINS * (dot.slot + 1)));
    expect(dot.binsUg).toEqual(own);
    const sum = own.reduce((total, ug) => total + ug, 0);
    if (dot.isThere) expect(sum / (put.massUg[dot.slot]! * now.left[dot.slot]!)).toBeCloseTo(1, 4);
    expect(dot.depthMm).toBe(put.depthMm[dot.slot]);
    expect(dot.radiusMm).toBeCloseTo(2 * Math.sqrt(now.varianceMm2[dot.slot]!), 12);
  }
});

test('borders of bins rise from the surface to the foot of the column, and hold the law of healing', () => {
  const kinetics = KINETICS[PLAN.healing.outcome];
  for (const dot of cut.dots.filter(({ isThere }) => isThere)) {
    expect(dot.edgesMm).toHaveLength(BINS + 1);
    dot.edgesMm.slice(1).forEach((edge, bin) => {
      expect(edge).toBeGreaterThanOrEqual(dot.edgesMm[bin]!);
    });
    expect(dot.edgesMm.at(-1)).toBeGreaterThan(dot.depthMm);
    const law = healedColumn(
      {
        depthMm: dot.depthMm,
        radiusMm: dot.freshRadiusMm,
        massUg: dot.doseUg,
        tip: PLAN.technique.tipWeight,
      },
      kinetics,
      dot,
      dot.ageDays,
      { scar: dot.scar },
    );
    law.edgesMm.forEach((edge, i) => {
      expect(dot.edgesMm[i]).toBeCloseTo(edge, 5);
    });
    law.massUg.forEach((ug, bin) => {
      expect(Math.abs(dot.binsUg[bin]! - ug)).toBeLessThan(2e-4 * dot.doseUg);
    });
  }
});

test('a cut holds the dots that the table of all dots has there, and no other', async () => {
  const { line } = cut;
  const table = await dotTable(simulator);
  const inside = Array.from({ length: table.count }, (_, i) => i).filter((i) => {
    const off = [0, 1, 2].map((k) => table.placeUm[3 * i + k]! / 1000 - line.middleMm[k]!);
    const on = (way: readonly number[]) => off.reduce((sum, x, k) => sum + x * way[k]!, 0);
    // The needle strays from the place planned: those near the rim may be in or out.
    return Math.abs(on(line.along)) < 5.6 && Math.abs(on(line.across)) < 2.6;
  });
  const ids = new Set(cut.dots.map(({ id }) => id));
  for (const i of inside) expect(ids.has(table.id[i]!)).toBe(true);
  for (const one of cut.dots) {
    expect(Math.abs(one.alongMm)).toBeLessThanOrEqual(6);
    expect(Math.abs(one.acrossMm)).toBeLessThanOrEqual(3);
  }
});

test('a cut stands upright on the skin, and its layers are those of its dots', async () => {
  const { along, across, normal } = cut.line;
  expect(distance(cross(normal, along), across)).toBeLessThan(1e-12);
  expect(Math.abs(dot(along, normal))).toBeLessThan(1e-12);
  // At the crown the skin looks up.
  expect(normal[1]).toBeGreaterThan(0.9);
  for (const one of cut.dots) {
    const layer = cut.layers.reduce((best, at) =>
      Math.abs(at.alongMm - one.alongMm) < Math.abs(best.alongMm - one.alongMm) ? at : best,
    );
    expect(Math.abs(layer.epidermisMm - one.epidermisMm)).toBeLessThan(0.01);
    expect(Math.abs(layer.skinBaseMm - one.skinBaseMm)).toBeLessThan(0.08);
  }
  const found = await dotOfId(simulator, cut.dots[0]!.id);
  expect(distance(found.placeMm, cut.line.middleMm)).toBeLessThan(8);
  await expect(dotOfId(simulator, 4_000_000_000)).rejects.toThrow('no dot 4000000000');
});

test('a line over the head is cut as drawn, bare skin too', async () => {
  const { line } = cut;
  const to = line.middleMm.map((x, k) => x + 5 * line.across[k]!) as unknown as typeof line.normal;
  const drawn = cutBetween(simulator.head, line.middleMm, to);
  expect(drawn.lengthMm).toBeCloseTo(5, 6);
  expect(dot(drawn.along, line.across)).toBeGreaterThan(0.99);
  const thin = await readCut(simulator, { ...drawn, lengthMm: 2 }, 0);
  expect(thin.dots).toEqual([]);
  expect(thin.layers[0]!.skinBaseMm).toBeGreaterThan(0.5);
});
