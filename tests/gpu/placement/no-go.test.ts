import { afterAll, beforeAll, expect, test } from 'vitest';
import { dotTable } from '../../../src/engine/report/dot-table.ts';
import { simulationReport } from '../../../src/engine/report/report.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { type Anchor, anchorPlaceUm } from '../../../src/surface/anchor.ts';
import { testGpu } from '../../helpers/gpu.ts';

/** A bald crown with few dots, so that a GPU made of software is done in time. */
const SPARSE: Plan = {
  ...DEFAULT_PLAN,
  density: { dotsPerCm2: 12 },
  hair: { ...DEFAULT_PLAN.hair, unitsPerCm2: 30 },
};

let simulator: Simulator;
/** On the top of the head and beside its first place, so that two marks overlap. */
let places: [top: Anchor, beside: Anchor];

beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
  await simulator.update(SPARSE);
  const { mesh } = simulator.head;
  const topmost = (beyondMm: number) => {
    let best = -1;
    let highest = Number.NEGATIVE_INFINITY;
    for (let t = 0; t < mesh.triangles.length / 3; t++) {
      const at = 3 * mesh.triangles[3 * t]!;
      const [x, y] = [mesh.positionsUm[at]!, mesh.positionsUm[at + 1]!];
      if (x < 1000 * beyondMm || y <= highest) continue;
      best = t;
      highest = y;
    }
    return { triangle: best, b: 10_000, c: 10_000 };
  };
  places = [topmost(-1e6), topmost(6)];
});

afterAll(() => simulator.destroy());

const inUm = (anchor: Anchor) => anchorPlaceUm(simulator.head.mesh, anchor, 'here');

test('no dot lies within a mark, none outside is touched, and each mark counts its own', async () => {
  const [top, beside] = places;
  const noGo = [
    { at: top, radiusMm: 12, note: 'mole, 4 mm' },
    { at: beside, radiusMm: 9, note: '' },
  ];
  const before = await dotTable(simulator);
  // A hand that insists is refused as well.
  const manual = { ...SPARSE.manual, added: [{ at: top, session: 1 }] };
  const stages = await simulator.update({ ...SPARSE, manual, noGo });
  expect(stages.has('placement')).toBe(false);
  const after = await dotTable(simulator);
  const within = (i: number, mark: number): boolean => {
    const [x, y, z] = inUm(noGo[mark]!.at);
    const [dx, dy, dz] = [0, 1, 2].map(
      (axis) => before.placeUm[3 * i + axis]! - [x, y, z][axis]!,
    ) as [number, number, number];
    return dx * dx + dy * dy + dz * dz <= (1000 * noGo[mark]!.radiusMm) ** 2;
  };
  const all = [...before.id.keys()];
  const first = all.filter((i) => within(i, 0));
  const second = all.filter((i) => !within(i, 0) && within(i, 1));
  expect(first.length).toBeGreaterThan(20);
  expect(second.length).toBeGreaterThan(5);
  const kept = all.filter((i) => !within(i, 0) && !within(i, 1)).map((i) => before.id[i]);
  expect([...after.id]).toEqual(kept);
  const report = await simulationReport(simulator);
  // The first mark also keeps the dot put in by hand away.
  expect(report.noGo.map((mark) => mark.dotsLeftOut)).toEqual([first.length + 1, second.length]);
  expect(report.dots).toBe(kept.length);
  expect(report.remarks.find(({ rule }) => rule === 'no-go')?.text).toMatch(/dermatologist/);
});

test('a mark on a triangle this head does not have is told, and the plan before stays', async () => {
  await simulator.update(SPARSE);
  const at = { triangle: 4_000_000, b: 0, c: 0 };
  await expect(
    simulator.update({ ...SPARSE, noGo: [{ at, radiusMm: 3, note: '' }] }),
  ).rejects.toThrow('noGo.0.at lies on triangle 4000000');
  expect(simulator.plan.noGo).toEqual([]);
});
