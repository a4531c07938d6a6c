import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scalpSpec } from '../../src/engine/scalp-spec.ts';
import { Simulator } from '../../src/engine/simulator.ts';
import { FrontPreview, LineDistance } from '../../src/engine/target/front-preview.ts';
import { sunOn } from '../../src/engine/target/sun.ts';
import { TargetStage, VertexGiven } from '../../src/engine/target/target.ts';
import { makeHead } from '../../src/head/parametric-head.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { type ScalpWork, scalpWork } from '../../src/scalp/fields.ts';
import { boundaryFields } from '../../src/scalp/hairline/boundary.ts';
import { type Hairline, hairline } from '../../src/scalp/hairline/hairline.ts';
import { renderPicture } from '../../src/view/picture.ts';
import { DEFAULT_LOOK } from '../../src/view/view-api.ts';
import { testGpu } from '../helpers/gpu.ts';
import { freshStateOf, SPARSE, stateOf } from '../helpers/simulators.ts';
import { recorded, stageContext, unpacked } from '../helpers/stages.ts';

type Edit = Partial<Plan['hairline']>;

const edited = (edit: Edit): Plan => ({
  ...SPARSE,
  hairline: { ...SPARSE.hairline, ...edit },
});

describe('distances from a line in hand', () => {
  let work: ScalpWork;
  let targets: TargetStage;
  let preview: FrontPreview;
  let positions: GPUBuffer;
  let vertexCount: number;

  beforeAll(async () => {
    const gpu = await testGpu();
    const head = await makeHead({ base: 'male', measuresMm: {} });
    vertexCount = head.mesh.positionsUm.length / 3;
    positions = gpu.buffer('test.positions', head.mesh.positionsUm);
    work = scalpWork(head, scalpSpec(DEFAULT_PLAN));
    targets = await TargetStage.create(await stageContext());
    targets.setFields(work.fields, sunOn(head));
    preview = await FrontPreview.create(await stageContext());
    const { given } = targets;
    preview.setExact({ head, hairline: work.fields.hairline, positions, given });
  });

  afterAll(async () => {
    preview.destroy();
    targets.destroy();
    (await testGpu()).free(positions);
  });

  async function shown(line: Hairline) {
    const gpu = await testGpu();
    preview.setLine(line);
    await recorded(gpu, (pass) => preview.record(pass));
    return VertexGiven.columns(await gpu.read(preview.shown, VertexGiven.bytes * vertexCount));
  }

  const lineOf = (edit: Edit) => hairline(work.head, scalpSpec(edited(edit)).hairline);

  test('are the straight ones to within a micrometre, on the side the crown lies', async () => {
    const { boundary, frontCount } = lineOf({ templeRecessionMm: 40 });
    await shown(lineOf({ templeRecessionMm: 40 }));
    const gpu = await testGpu();
    const found = await unpacked(gpu, LineDistance, preview.drawn, vertexCount);
    const { positionsUm } = work.head.mesh;
    const count = boundary.length / 3;
    for (let v = 0; v < vertexCount; v += 97) {
      // Further out nothing is measured.
      if (work.fields.boundaryDistance64[v]! < -15 * 64) continue;
      const place = [0, 1, 2].map((k) => positionsUm[3 * v + k]! / 1000);
      const toPiece = Array.from({ length: count }, (_, i) => {
        const [a, b] = [i, (i + 1) % count].map((p) => boundary.subarray(3 * p, 3 * p + 3));
        const along = place.map((_, k) => b![k]! - a![k]!);
        const off = place.map((mm, k) => mm - a![k]!);
        const dot = (u: number[], w: number[]) => u.reduce((sum, x, k) => sum + x * w[k]!, 0);
        const share = Math.min(1, Math.max(0, dot(off, along) / dot(along, along)));
        return Math.hypot(...off.map((mm, k) => mm - share * along[k]!));
      });
      expect(Math.abs(found[v]!.edgeMm)).toBeCloseTo(Math.min(...toPiece), 3);
      expect(found[v]!.frontMm).toBeCloseTo(Math.min(...toPiece.slice(0, frontCount - 1)), 3);
    }
  });

  test('of the exact line itself are the exact ones, to the bit', async () => {
    const now = await shown(work.fields.hairline);
    expect([...now.boundary64]).toEqual([...work.fields.boundaryDistance64]);
    expect([...now.front64]).toEqual([...work.fields.frontDistance64]);
  });

  const lines: Record<string, Edit> = {
    'a step back': { midFrontalMm: 77 },
    'as low as can be': { midFrontalMm: 50 },
    'as high as can be': { midFrontalMm: 110 },
    'deep corners': { templeRecessionMm: 50 },
    'no corners': { templeRecessionMm: 0 },
    'another style': { style: 'm-shape' },
    'one side by hand': {
      moved: {
        cornerLeft: { backMm: 25, outMm: -6 },
        sideburnTipLeft: { backMm: -10, outMm: 12 },
        temporalRecessLeft: { backMm: 20, outMm: 0 },
      },
    },
  };

  test.each(Object.entries(lines))('%s: right to 0.6 mm', async (_, edit) => {
    const exact = boundaryFields(work.base, scalpSpec(edited(edit)).hairline);
    const now = await shown(exact.hairline);
    const miss = (found: ArrayLike<number>, truth: Int32Array, old: Int32Array) => {
      let [sum, stale, count, worst, wrongSide] = [0, 0, 0, 0, 0];
      // Where a line decides over dots: few stand in front of it, and deeper all do.
      for (let v = 0; v < vertexCount; v++) {
        if (!work.head.scalp[v] || truth[v]! < -10 * 64 || truth[v]! > 25 * 64) continue;
        const mm = (found[v]! - truth[v]!) / 64;
        sum += mm * mm;
        stale += ((old[v]! - truth[v]!) / 64) ** 2;
        count++;
        worst = Math.max(worst, Math.abs(mm));
        if (Math.abs(truth[v]!) > 32 && found[v]! > 0 !== truth[v]! > 0) wrongSide++;
      }
      expect(count).toBeGreaterThan(2000);
      return { rms: Math.sqrt(sum / count), stale: Math.sqrt(stale / count), worst, wrongSide };
    };
    const { boundaryDistance64, frontDistance64 } = work.fields;
    for (const { rms, stale, worst, wrongSide } of [
      miss(now.boundary64, exact.boundaryDistance64, boundaryDistance64),
      miss(now.front64, exact.frontDistance64, frontDistance64),
    ]) {
      expect(rms).toBeLessThan(0.1);
      expect(worst).toBeLessThan(0.6);
      expect(wrongSide).toBe(0);
      // The old distances would not have done.
      expect(stale).toBeGreaterThan(10 * rms);
    }
  });

  test('a point moved on the left leaves every bit of the right as it was', async () => {
    const now = await shown(lineOf({ moved: { cornerLeft: { backMm: 15, outMm: 0 } } }));
    const { positionsUm } = work.head.mesh;
    let [right, leftMoved] = [0, 0];
    for (let v = 0; v < vertexCount; v++) {
      const same =
        now.boundary64[v] === work.fields.boundaryDistance64[v] &&
        now.front64[v] === work.fields.frontDistance64[v];
      if (positionsUm[3 * v]! < -30_000) right += same ? 0 : 1;
      else if (!same) leftMoved++;
    }
    expect(right).toBe(0);
    expect(leftMoved).toBeGreaterThan(500);
  });
});

describe('a simulator that previews', () => {
  let simulator: Simulator;
  let before: Record<string, Uint32Array>;

  beforeAll(async () => {
    simulator = await Simulator.create(await testGpu());
    await simulator.update(SPARSE);
    before = await stateOf(simulator);
  });

  afterAll(() => simulator.destroy());

  /** What the picture shows of each dot: nothing, or its place and depth. */
  async function marks() {
    const { marks: buffer, count } = simulator.scene();
    return new Float32Array(await simulator.gpu.read(buffer, 16 * count));
  }

  const back = edited({ midFrontalMm: 88, templeRecessionMm: 30 });

  test('shows nearly the dots of the exact plan, which then comes out to the bit', async () => {
    const old = await marks();
    expect(await simulator.preview(back)).toBe(true);
    expect([simulator.isPreview, simulator.plan]).toEqual([true, SPARSE]);
    const seen = await marks();
    await simulator.update(back);
    expect(simulator.isPreview).toBe(false);
    const exact = await marks();
    const differing = (a: Float32Array, b: Float32Array) => {
      let dots = 0;
      for (let i = 0; i < a.length; i += 4) {
        if ([0, 1, 2].some((k) => a[i + k] !== b[i + k])) dots++;
      }
      return dots;
    };
    expect(differing(old, exact)).toBeGreaterThan(150);
    expect(differing(seen, exact)).toBeLessThan(8);
    expect(await stateOf(simulator)).toEqual(await freshStateOf(back));
    await simulator.update(SPARSE);
  });

  test('starts from the line of the last update, not of an earlier one', async () => {
    const exact = await marks();
    await simulator.update(back);
    await simulator.preview(SPARSE);
    const seen = await marks();
    await simulator.update(SPARSE);
    let dots = 0;
    for (let i = 0; i < seen.length; i += 4) {
      if ([0, 1, 2].some((k) => seen[i + k] !== exact[i + k])) dots++;
    }
    expect(dots).toBeLessThan(8);
  });

  test('gives out no numbers meanwhile, and all of them after', async () => {
    await simulator.preview(back);
    await expect(simulator.totals()).rejects.toThrow(/preview/);
    expect(() => simulator.dotBuffers()).toThrow(/preview/);
    const look = { widthPx: 32, heightPx: 32, pose: 'front', look: DEFAULT_LOOK } as const;
    await expect(renderPicture(simulator, look)).rejects.toMatchObject({ code: 'plan' });
    await simulator.update(SPARSE);
    expect(await stateOf(simulator)).toEqual(before);
  });

  test('previews again and again, and other changes end it', async () => {
    await simulator.preview(back);
    await simulator.preview(edited({ midFrontalMm: 60 }));
    const denser = { ...back, density: { dotsPerCm2: 6 } };
    expect(await simulator.preview(denser)).toBe(false);
    await simulator.update(denser);
    expect(await stateOf(simulator)).toEqual(await freshStateOf(denser));
    await simulator.update(SPARSE);
  });

  test('refuses a line that does not fit, with the picture as it was', async () => {
    const seen = await marks();
    const wide = edited({ halfWidthMm: 88 });
    await expect(simulator.preview(wide)).rejects.toMatchObject({ code: 'plan' });
    expect(simulator.isPreview).toBe(false);
    expect(await marks()).toEqual(seen);
  });

  test('comes back to the plan in force when what follows a preview fails', async () => {
    await simulator.preview(back);
    const broken: Plan = {
      ...back,
      head: { ...SPARSE.head, measuresMm: { length: 215, breadth: 168, circumference: 521 } },
    };
    await expect(simulator.update(broken)).rejects.toMatchObject({ code: 'mesh' });
    expect(simulator.plan).toBe(SPARSE);
    expect(await stateOf(simulator)).toEqual(before);
  });
});
