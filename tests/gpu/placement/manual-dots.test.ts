import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DotTable, dotTable, FIRST_MANUAL_ID } from '../../../src/engine/report/dot-table.ts';
import { simulationReport } from '../../../src/engine/report/report.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { Choice, Dot, HAIR_KIND } from '../../../src/engine/structs.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { createDocument } from '../../../src/plan/history.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { StrokeField } from '../../../src/scalp/strokes.ts';
import type { Anchor } from '../../../src/surface/anchor.ts';
import { anchorPlaceUm } from '../../../src/surface/anchor.ts';
import { testGpu } from '../../helpers/gpu.ts';

type Manual = Plan['manual'];

/** A bald crown with few dots, so that a GPU made of software is done in time. */
const SPARSE: Plan = {
  ...DEFAULT_PLAN,
  density: { dotsPerCm2: 8 },
  hair: { ...DEFAULT_PLAN.hair, unitsPerCm2: 9 },
};

const by = (manual: Partial<Manual>, plan = SPARSE): Plan => ({
  ...plan,
  manual: { ...plan.manual, ...manual },
});

let simulator: Simulator;
/** With other workgroups, and a ladder no finer than the plain plan needs. */
let coarse: Simulator;
let before: DotTable;
/** Triangle and weights of every dot of the ladder, and what the plain plan makes of it. */
let ladder: { point: Anchor; placeUm: number[]; kind: number }[];

beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
  // The ladder reaches far enough for every stroke below: no test fills it again.
  await simulator.update({ ...SPARSE, density: { dotsPerCm2: 16 } });
  await simulator.update(SPARSE);
  coarse = await Simulator.create(await testGpu(), { workgroup: 256 });
  await coarse.update(SPARSE);
  before = await dotTable(simulator);
  ladder = await ladderDots();
});

afterAll(() => {
  simulator.destroy();
  coarse.destroy();
});

async function ladderDots() {
  const { gpu } = simulator;
  const { dots, choices, ladderCount } = simulator.dotBuffers();
  const at = Dot.columns(await gpu.read(dots, Dot.bytes * ladderCount));
  const { kind } = Choice.columns(await gpu.read(choices, Choice.bytes * ladderCount));
  return Array.from({ length: ladderCount }, (_, i) => ({
    point: { triangle: at.triangle[i]!, b: at.uv[i]! & 0xffff, c: at.uv[i]! >>> 16 },
    placeUm: [at.x[i]!, at.y[i]!, at.z[i]!],
    kind: kind[i]!,
  }));
}

async function shown(plan: Plan): Promise<DotTable> {
  const stages = await simulator.update(plan);
  expect(stages.has('placement')).toBe(false);
  return dotTable(simulator);
}

const ids = (table: DotTable) => new Set(table.id);

/** One dot of every column, without the id. */
const row = (table: DotTable, i: number) => ({
  session: table.session[i],
  placeUm: [...table.placeUm.subarray(3 * i, 3 * i + 3)],
  depositDepthMm: table.depositDepthMm[i],
  doseUg: table.doseUg[i],
  leftShare: table.leftShare[i],
});

/** A dot of the plan well inside the crown, so that nothing around it ends. */
function inkDot(nth = 0): number {
  const { positionsUm } = simulator.head.mesh;
  const top = Math.max(...positionsUm.filter((_, i) => i % 3 === 1));
  const inside = [...before.id].filter((id) => ladder[id]!.placeUm[1]! > top - 12_000);
  expect(inside.length).toBeGreaterThan(20);
  return inside[nth]!;
}

const distanceUm = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);

test("a dot's own triangle and weights give its own place, to the micrometre", () => {
  for (const { point, placeUm } of ladder) {
    expect(anchorPlaceUm(simulator.head.mesh, point, 'dot')).toEqual(placeUm);
  }
});

describe('a stroke of the brush', () => {
  const strokes = (densityScale: number): Manual['strokes'] => [
    {
      path: [0, 4, 8, 12].map((nth) => ladder[inkDot(nth)]!.point),
      radiusMm: 50,
      softness: 0.2,
      densityScale,
    },
  ];
  /** Factor at the corners of a dot's triangle. */
  const corners = (factor: Uint16Array, id: number) =>
    [0, 1, 2].map(
      (k) => factor[simulator.head.mesh.triangles[3 * ladder[id]!.point.triangle + k]!]!,
    );

  for (const scale of [0.5, 1.5, 2]) {
    test(`multiplies the density by ${scale} within 3 percent, and changes no dot outside`, async () => {
      const work = strokes(scale);
      const after = await shown(by({ strokes: work }));
      const factor = new StrokeField().factor1024(simulator.head.mesh, work);
      const inside = (id: number) => corners(factor, id).every((f) => f === 1024 * scale);
      const outside = (id: number) => corners(factor, id).every((f) => f === 1024);
      const count = (table: DotTable) => [...table.id].filter(inside).length;
      expect(count(before)).toBeGreaterThan(500);
      const ratio = count(after) / count(before) / scale;
      expect(Math.abs(ratio - 1), `${count(before)} to ${count(after)}`).toBeLessThan(0.03);
      const rows = (table: DotTable) =>
        [...table.id].flatMap((id, i) => (outside(id) ? [{ id, ...row(table, i) }] : []));
      expect(rows(before).length).toBeGreaterThan(200);
      expect(rows(after)).toEqual(rows(before));
    });
  }

  test('of factor 0 leaves no dot under it, and hair stays', async () => {
    const work = strokes(0);
    const after = await shown(by({ strokes: work }));
    const factor = new StrokeField().factor1024(simulator.head.mesh, work);
    const inside = (id: number) => corners(factor, id).every((f) => f === 0);
    expect([...after.id].filter(inside)).toEqual([]);
    const hair = (dots: typeof ladder) => dots.map(({ kind }) => kind === HAIR_KIND);
    expect(hair(await ladderDots())).toEqual(hair(ladder));
  });

  test('that asks for more than the ladder holds gets its dots, and keeps all others', async () => {
    expect((await coarse.update(by({ strokes: strokes(2) }))).has('placement')).toBe(true);
    const found = await dotTable(coarse);
    expect(found).toEqual(await shown(by({ strokes: strokes(2) })));
    for (const id of before.id) expect(found.id).toContain(id);
  });
});

describe('erasing', () => {
  test('takes out exactly the dots within 0.2 mm, at any density', async () => {
    const [one, two] = [inkDot(2), inkDot(9)];
    const near = nudged(ladder[two]!.point, 150);
    expect(
      distanceUm(anchorPlaceUm(simulator.head.mesh, near, 'near'), ladder[two]!.placeUm),
    ).toBeLessThan(200);
    const far = nudged(ladder[inkDot(15)]!.point, 260);
    const erased = [ladder[one]!.point, near, far];
    for (const dotsPerCm2 of [8, 5, 14]) {
      const plain = await shown({ ...SPARSE, density: { dotsPerCm2 } });
      const after = await shown(by({ erased }, { ...SPARSE, density: { dotsPerCm2 } }));
      const places = erased.map((point) => anchorPlaceUm(simulator.head.mesh, point, 'erased'));
      const expected = [...plain.id].filter(
        (id) => !places.some((place) => distanceUm(place, ladder[id]!.placeUm) <= 200),
      );
      expect([...after.id]).toEqual(expected);
      if (dotsPerCm2 === 8) expect(plain.count - after.count).toBe(2);
    }
  });

  test('hair is not ink: a follicle stays', async () => {
    const follicle = ladder.findIndex(({ kind }) => kind === HAIR_KIND);
    const after = await shown(by({ erased: [ladder[follicle]!.point] }));
    expect(ids(after)).toEqual(ids(before));
    expect((await ladderDots())[follicle]!.kind).toBe(HAIR_KIND);
  });
});

describe('dots added by hand', () => {
  const spot = (): Anchor => ({ ...ladder[inkDot(5)]!.point, b: 1000, c: 20_000 });

  test('are placed where they are asked, healed, counted, exported and seen', async () => {
    await simulator.update(SPARSE);
    const sums = await simulator.totals();
    const added = [
      { at: spot(), session: 2 },
      { at: { ...spot(), b: 12_000, c: 3 }, session: 3 },
    ];
    const after = await shown(by({ added }));
    const at = [...after.id].findIndex((id) => id >= FIRST_MANUAL_ID);
    expect(at).toBe(before.count);
    expect([...after.id.subarray(at)]).toEqual([FIRST_MANUAL_ID, FIRST_MANUAL_ID + 1]);
    expect([...after.origin.subarray(at)]).toEqual([1, 1]);
    added.forEach((dot, i) => {
      const { session, placeUm, depositDepthMm, doseUg, leftShare } = row(after, at + i);
      expect(session).toBe(dot.session);
      expect(placeUm).toEqual(anchorPlaceUm(simulator.head.mesh, dot.at, 'added'));
      expect(depositDepthMm).toBeGreaterThan(0.1);
      expect(doseUg).toBeGreaterThan(0);
      expect(leftShare).toBeGreaterThan(0);
      expect(leftShare).toBeLessThan(1);
    });
    for (let i = 0; i < before.count; i++) expect(row(after, i)).toEqual(row(before, i));
    const now = await simulator.totals();
    expect(now.byKind[2]! - sums.byKind[2]!).toBe(1);
    expect(now.byKind[3]! - sums.byKind[3]!).toBe(1);
    expect(now.leftUg).toBeGreaterThan(sums.leftUg);
    expect(now.meanRatio[2]).toBeLessThan(sums.meanRatio[2]!);
    // The picture finds dots through the index: both stand in it once.
    const { order, count } = simulator.scene();
    const listed = new Uint32Array(await simulator.gpu.read(order, 4 * count));
    const used = simulator.dotBuffers().ladderCount + 2;
    expect([...listed.subarray(0, used)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: used }, (_, i) => i),
    );
  });

  test('stay under any density, gradient, zone and number of sessions', async () => {
    const added = [{ at: spot(), session: 3 }];
    const edits: Partial<Plan>[] = [
      { density: { dotsPerCm2: 5 } },
      { hairline: { ...SPARSE.hairline, gradientMm: 30, midFrontalMm: 90 } },
      {
        zones: [
          {
            name: 'none',
            shape: { kind: 'region', region: 'vertex' },
            densityScale: 0,
            depthOffsetMm: 0,
          },
        ],
      },
      { hair: { ...SPARSE.hair, loss: { kind: 'none' } } },
      { sessions: [{ cumulativeShare: 1, day: 0, dilution: 12 }], sessionsDone: 1 },
    ];
    for (const edit of edits) {
      const plan = { ...SPARSE, ...edit };
      const without = await shown(plan);
      const table = await shown(by({ added }, plan));
      expect(table.count).toBe(without.count + 1);
      const { placeUm, session } = row(table, table.count - 1);
      expect(placeUm).toEqual(anchorPlaceUm(simulator.head.mesh, added[0]!.at, 'added'));
      expect(session).toBe(Math.min(3, plan.sessions.length));
    }
  });

  test('too near to another are allowed, counted and remarked on', async () => {
    const ink = ladder[inkDot(3)]!.point;
    const added = [
      { at: nudged(ink, 300), session: 1 },
      { at: spot(), session: 1 },
    ];
    await simulator.update(by({ added }));
    const report = await simulationReport(simulator);
    expect(report.manual).toEqual({ strokes: 0, erased: 0, added: 2, moved: 0, crowded: 1 });
    expect(report.remarks.map(({ text }) => text).join(' ')).toMatch(/1 dot placed by hand stands/);
    await simulator.update(by({ added, erased: [ink] }));
    expect((await simulationReport(simulator)).manual.crowded).toBe(0);
  });

  test('more than there is room for get more room', async () => {
    const { point } = ladder[inkDot(1)]!;
    const added = Array.from({ length: 70 }, (_, i) => ({
      at: { ...point, b: 400 * i, c: 100 },
      session: 1,
    }));
    for (const many of [added, added.slice(0, 3), []]) {
      const after = await shown(by({ added: many }));
      expect(after.count).toBe(before.count + many.length);
    }
    expect(await dotTable(simulator)).toEqual(before);
  });
});

test('a moved dot leaves its place and keeps its session', async () => {
  const id = inkDot(7);
  const from = ladder[id]!.point;
  const to = nudged(from, 900);
  const session = ladder[id]!.kind;
  const after = await shown(by({ moved: [{ from, to, session }] }));
  expect(after.count).toBe(before.count);
  expect(ids(after).has(id)).toBe(false);
  const { placeUm, session: kept } = row(after, after.count - 1);
  expect(placeUm).toEqual(anchorPlaceUm(simulator.head.mesh, to, 'to'));
  expect(kept).toBe(session);
  expect(after.origin.at(-1)).toBe(2);
});

test('a place this head does not have is refused by name, and all stays as it was', async () => {
  await simulator.update(SPARSE);
  const added = [{ at: { triangle: 4_000_000, b: 0, c: 0 }, session: 1 }];
  await expect(simulator.update(by({ added }))).rejects.toMatchObject({
    code: 'plan',
    message: expect.stringContaining('manual.added.0.at lies on triangle 4000000'),
  });
  // A plan that fails in a later stage takes back what was put in.
  const broken = by(
    { added: [{ at: spotOf(4), session: 1 }] },
    { ...SPARSE, needle: { code: 'none', hairlineCode: 'none' } },
  );
  await expect(simulator.update(broken)).rejects.toMatchObject({ code: 'plan' });
  expect(await dotTable(simulator)).toEqual(before);
});

test('any edits and undos give the dots of the plan at hand, whatever the workgroup', async () => {
  const nth = fc.integer({ min: 0, max: 19 });
  const point = fc
    .tuple(nth, fc.integer({ min: 0, max: 900 }))
    .map(([n, um]) => ({ n, um, of: () => nudged(ladder[inkDot(n)]!.point, um) }));
  const session = fc.integer({ min: 1, max: 6 });
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('undo' as const) }),
    fc.record({ kind: fc.constant('redo' as const) }),
    fc.record({ kind: fc.constant('erase' as const), at: point }),
    fc.record({ kind: fc.constant('add' as const), at: point, session }),
    fc.record({ kind: fc.constant('move' as const), at: point, to: point, session }),
    fc.record({
      kind: fc.constant('stroke' as const),
      at: point,
      to: point,
      densityScale: fc.constantFrom(0, 0.5, 1.3, 2),
    }),
    fc.record({
      kind: fc.constant('density' as const),
      dotsPerCm2: fc.integer({ min: 5, max: 12 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      // A document takes sound plans only, and those have more hair.
      const plan = createDocument({ ...SPARSE, hair: DEFAULT_PLAN.hair });
      const sparse = (): Plan => ({ ...plan.get(), hair: SPARSE.hair });
      for (const one of edits) {
        if (one.kind === 'undo') plan.undo();
        else if (one.kind === 'redo') plan.redo();
        else
          plan.edit(one.kind, (draft) => {
            const { manual } = draft;
            if (one.kind === 'erase') manual.erased.push(one.at.of());
            if (one.kind === 'add') manual.added.push({ at: one.at.of(), session: one.session });
            if (one.kind === 'density') draft.density.dotsPerCm2 = one.dotsPerCm2;
            if (one.kind === 'move')
              manual.moved.push({ from: one.at.of(), to: one.to.of(), session: one.session });
            if (one.kind === 'stroke')
              manual.strokes.push({
                path: [one.at.of(), one.to.of()],
                radiusMm: 15,
                softness: 0.4,
                densityScale: one.densityScale,
              });
          });
        await simulator.update(sparse());
      }
      const end = await dotTable(simulator);
      await coarse.update(sparse());
      expect(await dotTable(coarse)).toEqual(end);
      while (plan.undo());
      expect(await shown(sparse())).toEqual(before);
      while (plan.redo());
      expect(await shown(sparse())).toEqual(end);
    }),
    { numRuns: 3, seed: 11 },
  );
});

const spotOf = (nth: number) => nudged(ladder[inkDot(nth)]!.point, 700);

/** A point about so far from another, within the same triangle. */
function nudged(point: Anchor, um: number): Anchor {
  const { mesh } = simulator.head;
  const from = anchorPlaceUm(mesh, point, 'point');
  let best = point;
  let bestGap = um;
  for (let turn = 0; turn < 64; turn++) {
    for (let reach = 200; reach < 16_000; reach += 200) {
      const b = point.b + Math.round(reach * Math.cos(turn / 10));
      const c = point.c + Math.round(reach * Math.sin(turn / 10));
      if (b < 0 || c < 0 || b + c > 32768) continue;
      const moved = { ...point, b, c };
      const gap = Math.abs(distanceUm(anchorPlaceUm(mesh, moved, 'point'), from) - um);
      if (gap < bestGap) [best, bestGap] = [moved, gap];
    }
  }
  return best;
}
