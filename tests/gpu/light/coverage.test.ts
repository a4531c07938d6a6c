import { beforeAll, describe, expect, test } from 'vitest';
import { hashWords, pcg } from '../../../src/base/hash.ts';
import { BAND_COUNT } from '../../../src/color/bands.ts';
import { CoverStage, type Totals } from '../../../src/engine/coverage/cover.ts';
import { DotIndex } from '../../../src/engine/grid/index-dots.ts';
import { Deposit, Healed, Response, VertexLook } from '../../../src/engine/structs.ts';
import { CROWDED, OVERLAP_DEPTHS_MM, overlapTerm } from '../../../src/light/dot/overlap.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { plane } from '../../helpers/meshes.ts';
import {
  packChoices,
  packDots,
  packed,
  packTargets,
  recorded,
  stageContext,
  targetsOf,
} from '../../helpers/stages.ts';

const HAIR = 15;
const DONE = 2;
const bands = (value: (band: number) => number) =>
  Array.from({ length: BAND_COUNT }, (_, i) => value(i));

const mesh = plane(50, 25);
const vertices = mesh.positionsUm.length / 3;
const targets = targetsOf(mesh.positionsUm, (x) => ({
  boundary64: Math.round(64 * (x + 5.1)),
  front64: Math.round(64 * (x - 3)),
  smp64: x > 15 ? 0 : 64 * 60,
  depthOffsetUm: Math.round(40 * x),
}));

function someDots(count: number, massUg: number) {
  return Array.from({ length: count }, (_, i) => {
    const unit = (salt: number) => pcg(i ^ (salt << 17)) / 2 ** 32;
    const triangle = pcg(i) % (mesh.triangles.length / 3);
    let [b, c] = [pcg(i ^ 0x51ed) % 32768, pcg(i ^ 0xc2b2) % 32768];
    if (b + c > 32767) [b, c] = [32767 - b, 32767 - c];
    const kind = [0, 1, 2, 3, HAIR, 1][i % 6]!;
    return {
      kind,
      triangle,
      weights: [32768 - b - c, b, c].map((weight) => weight / 32768),
      uv: b + c * 65536,
      at: [0, 1, 2].map((k) => Math.round(1e5 * (unit(10 + k) - 0.5))),
      depthMm: 2 * unit(1) ** 3,
      massUg: massUg * (0.5 + unit(2)),
      left: unit(3),
      inkMm2: 0.004 + 0.01 * unit(4),
      near: bands((band) => 0.02 + 0.01 * band * unit(5)),
      far: bands((band) => 0.01 + 0.002 * band * unit(6)),
    };
  });
}

type TestDot = ReturnType<typeof someDots>[number];

/** Skin each session's dots still redden, mm2, and what blood takes there. */
const REDDENED_MM2 = [0.2, 0.9, 1.2];
const DEPOSIT_MM = 0.4;
/** As `[depth][band]`: between the second row and the third at that depth, except where offset. */
const OVERLAP = OVERLAP_DEPTHS_MM.flatMap((_, row) => bands((band) => 2 - 0.4 * row - 0.1 * band));
/** Rows above a depth, straight in its logarithm. */
const shapeAt = (depthMm: number, band: number) => {
  const [first, second] = OVERLAP_DEPTHS_MM as [number, number];
  const row = Math.log(Math.max(depthMm, 1e-4) / first) / Math.log(second / first);
  return 2 - 0.4 * Math.min(OVERLAP_DEPTHS_MM.length - 1, Math.max(0, row)) - 0.1 * band;
};
const FLUSHED = bands((band) => 0.3 - 0.04 * band);

/** What every hair of these tests takes from the light. */
const FOLLICLE = { near: bands((band) => 0.03 - 0.002 * band), far: bands(() => 0.004) };

let stage: CoverStage;

beforeAll(async () => {
  stage = await CoverStage.create(await stageContext());
  stage.setMesh({ ...mesh, normals: new Float32Array(), occlusion: new Float32Array() });
  return () => stage.destroy();
});

async function cover(dots: readonly TestDot[]): Promise<{ totals: Totals; looks: Float32Array }> {
  const gpu = await testGpu();
  const none = {
    nodes: new Uint32Array(48),
    core: bands(() => 0),
    coreVarianceMm2: 0,
    radiusMm: 0.06,
  };
  const responses = [
    ...dots.map((dot) => ({ ...none, ...dot })),
    { ...none, ...FOLLICLE, kind: HAIR, inkMm2: 0 },
  ];
  const skin = { epidermisMm: 0.08, papillaryMm: 0.3, skinBaseMm: 1.5, scar: 0 };
  const owned = {
    dots: packDots(gpu, dots),
    choices: packChoices(
      gpu,
      dots.map(({ kind }) => ({ kind, front64: 0, boundary64: 0, fade1024: 0 })),
    ),
    deposits: packed(
      gpu,
      Deposit,
      dots.map(({ kind, depthMm, massUg }) => ({
        kind,
        x: 0,
        y: 0,
        z: 0,
        radiusMm: 0.05,
        depthMm,
        massUg,
        ...skin,
      })),
    ),
    healed: packed(
      gpu,
      Healed,
      dots.map(({ left }) => ({ varianceMm2: 0.001, bottomMm: 0.4, left, ageDays: 30, crust: 0 })),
    ),
    responses: packed(gpu, Response, responses),
    triangles: gpu.buffer('test.triangles', mesh.triangles),
    targets: packTargets(gpu, targets),
  };
  stage.setDots({ count: dots.length, ...owned });
  stage.setPlan({
    shown: 2 * (2 ** DONE - 1),
    reddenedMm2: REDDENED_MM2,
    flushedDark: FLUSHED,
    depositDepthMm: DEPOSIT_MM,
    overlap: OVERLAP,
  });
  await recorded(
    gpu,
    (pass) => stage.record(pass),
    (encoder) => stage.clear(encoder),
  );
  const totals = await stage.totals();
  const looks = new Float32Array(await gpu.read(stage.looks, VertexLook.bytes * vertices));
  for (const buffer of Object.values(owned)) gpu.free(buffer);
  return { totals, looks };
}

const shows = ({ kind }: TestDot) => kind === HAIR || (kind > 0 && kind <= DONE);
const areasMm2 = (() => {
  const areas = new Array<number>(vertices).fill(0);
  // Every triangle is half a square of 2 mm; a third of it to each corner.
  for (const vertex of mesh.triangles) areas[vertex]! += 2 / 3;
  return areas;
})();

/** A sum over the dots that show, at every vertex, over the vertex's area. */
function perArea(dots: readonly TestDot[], value: (dot: TestDot) => number): number[] {
  const sums = new Array<number>(vertices).fill(0);
  for (const dot of dots.filter(shows)) {
    dot.weights.forEach((weight, k) => {
      sums[mesh.triangles[3 * dot.triangle + k]!]! += weight * value(dot);
    });
  }
  return sums.map((sum, v) => sum / areasMm2[v]!);
}

describe('against a recount on the CPU', () => {
  const dots = someDots(3000, 0.06);
  const isHair = ({ kind }: TestDot) => kind === HAIR;

  test('every number of every vertex', async () => {
    const { looks } = await cover(dots);
    const words = VertexLook.bytes / 4;
    const column = (field: keyof typeof VertexLook.offsets, band = 0) =>
      Array.from(
        { length: vertices },
        (_, v) => looks[words * v + VertexLook.offsets[field] / 4 + band]!,
      );
    const red = perArea(dots, (dot) => (isHair(dot) ? 0 : REDDENED_MM2[dot.kind - 1]!)).map(
      (mm2) => -Math.expm1(-mm2),
    );
    const inkCover = perArea(dots, (dot) => (isHair(dot) ? 0 : dot.inkMm2));
    // Hair reaches 4 mm; it and ink count by what they take.
    const shape = (band: number) => {
      const takenBy = (wanted: boolean) =>
        perArea(dots, (dot) => {
          const { near, far } = isHair(dot) ? FOLLICLE : dot;
          return isHair(dot) === wanted ? near[band]! + far[band]! : 0;
        });
      const [hair, ink] = [takenBy(true), takenBy(false)];
      return targets.map(({ depthOffsetUm }, v) => {
        const share = hair[v]! / Math.max(hair[v]! + ink[v]!, 1e-6);
        const crowded = 1 + CROWDED * Math.min(1, inkCover[v]!);
        const own = crowded * shapeAt(DEPOSIT_MM + depthOffsetUm / 1000, band);
        return own + share * (shapeAt(4, band) - own);
      });
    };
    // Blood takes exp(-x) alone; among dots it is the term that leaves as much.
    const farInk = (band: number) =>
      perArea(dots, (dot) => (isHair(dot) ? 0 : dot.far[band]!)).map((far, v) => {
        const m = shape(band)[v]!;
        return far + overlapTerm(Math.exp(-FLUSHED[band]! * red[v]!), m);
      });
    const pairs: [found: number[], expected: number[]][] = [
      [column('dotsPerCm2'), perArea(dots, (dot) => (isHair(dot) ? 0 : 100))],
      [column('hairPerCm2'), perArea(dots, (dot) => (isHair(dot) ? 100 : 0))],
      [column('inkCover'), inkCover],
      ...bands((band) => band).flatMap((band): [number[], number[]][] => [
        [column('nearInk', band), perArea(dots, (dot) => (isHair(dot) ? 0 : dot.near[band]!))],
        [column('farInk', band), farInk(band)],
        [
          column('nearHair', band),
          perArea(dots, (dot) => (isHair(dot) ? FOLLICLE.near[band]! : 0)),
        ],
        [column('farHair', band), perArea(dots, (dot) => (isHair(dot) ? FOLLICLE.far[band]! : 0))],
      ]),
      [column('frontMm'), targets.map(({ front64 }) => front64 / 64)],
    ];
    for (const [found, expected] of pairs) {
      const scale = Math.max(...expected.map(Math.abs));
      // Sums in steps of 1/262144, at most a dozen a vertex, over at least two thirds of 1 mm2.
      found.forEach((value, v) => {
        expect(Math.abs(value - expected[v]!)).toBeLessThan(1e-4 * scale + 12 / 262144);
      });
    }
    for (let band = 0; band < BAND_COUNT; band++) {
      const expected = shape(band);
      // What hair and ink take here is as little as 0.03 mm2, in the same steps.
      column('overlap', band).forEach((value, v) => {
        expect(Math.abs(value - expected[v]!)).toBeLessThan(2e-3);
      });
    }
  });

  test('totals: counts exactly, areas and pigment within a thousandth', async () => {
    const { totals } = await cover(dots);
    expect(totals.byKind).toEqual(
      Array.from({ length: 16 }, (_, kind) => dots.filter((dot) => dot.kind === kind).length),
    );
    const placed = dots.filter(({ kind }) => kind > 0 && kind !== HAIR);
    expect(totals.deeperThan1p2).toBe(placed.filter(({ depthMm }) => depthMm > 1.2).length);
    expect(totals.belowDermis).toBe(placed.filter(({ depthMm }) => depthMm > 1.5).length);
    const histogram = new Array<number>(600).fill(0);
    for (const { depthMm } of placed) histogram[Math.floor(Math.fround(depthMm) * 200)]!++;
    // A depth on the edge of a bin may fall either way.
    const moved = histogram.reduce((sum, n, i) => sum + Math.abs(n - totals.depthHistogram[i]!), 0);
    expect(moved).toBeLessThanOrEqual(4);

    const inside = targets.map(({ boundary64 }) => boundary64 > 0);
    const sum = (values: readonly number[], which = inside) =>
      values.reduce((total, value, v) => total + (which[v] ? value * areasMm2[v]! : 0), 0);
    const ones = areasMm2.map(() => 1);
    const within = (found: number, expected: number) =>
      expect(Math.abs(found / expected - 1)).toBeLessThan(1e-3);
    within(totals.areaMm2, sum(ones));
    within(
      totals.treatedAreaMm2,
      sum(
        ones,
        inside.map((is, v) => is && targets[v]!.smp64 > 0),
      ),
    );
    within(
      totals.inkCover,
      sum(perArea(dots, (dot) => (isHair(dot) ? 0 : dot.inkMm2))) / sum(ones),
    );
    const done = placed.filter(shows);
    within(
      totals.placedUg,
      done.reduce((total, { massUg }) => total + massUg, 0),
    );
    within(
      totals.leftUg,
      done.reduce((total, { massUg, left }) => total + massUg * left, 0),
    );
  });

  test('a handful of dots is not rounded away', async () => {
    const few = someDots(60, 0.0002).map((dot) => ({ ...dot, inkMm2: 0.002 }));
    const { totals } = await cover(few);
    const inside = targets.map(({ boundary64 }) => boundary64 > 0);
    const ink = perArea(few, (dot) => (isHair(dot) ? 0 : dot.inkMm2));
    const expected = ink.reduce((sum, value, v) => sum + (inside[v] ? value * areasMm2[v]! : 0), 0);
    // At most 90 vertices, each off by half of 1/16384 mm2.
    expect(Math.abs(totals.inkCover * totals.areaMm2 - expected)).toBeLessThan(0.003);
    expect(expected).toBeGreaterThan(0.02);
    const placed = few.filter((dot) => shows(dot) && dot.kind !== HAIR);
    const mass = placed.reduce((sum, { massUg }) => sum + massUg, 0);
    expect(Math.abs(totals.placedUg / mass - 1)).toBeLessThan(0.005);
  });

  test('pigment beyond what a word counts is carried', async () => {
    const heavy = someDots(3000, 40);
    const { totals } = await cover(heavy);
    const placed = heavy.filter((dot) => shows(dot) && dot.kind !== HAIR);
    const mass = placed.reduce((sum, { massUg }) => sum + massUg, 0);
    expect(mass * 2 ** 20).toBeGreaterThan(10 * 2 ** 32);
    expect(Math.abs(totals.placedUg / mass - 1)).toBeLessThan(1e-5);
  });

  test('no dots leave the light as it was', async () => {
    const { totals, looks } = await cover(dots.slice(0, 1).map((dot) => ({ ...dot, kind: 0 })));
    // Areas are rounded once for the skin and once for its light.
    for (const ratio of totals.meanRatio) expect(ratio).toBeCloseTo(1, 6);
    expect(totals.inkCover).toBe(0);
    expect(looks.every(Number.isFinite)).toBe(true);
  });
});

describe('the index of dots', () => {
  for (const count of [1, 1000, 5000]) {
    test(`finds each of ${count} dots once, in the bucket of its cell, in order`, async () => {
      const gpu = await testGpu();
      const dots = someDots(count, 0.06);
      const buffer = packDots(gpu, dots);
      const index = await gpu.checked('compile', async () => DotIndex.create(await stageContext()));
      await gpu.checked('index', () => index.build(buffer, count));
      const buckets = index.bucketMask + 1;
      const starts = new Uint32Array(await gpu.read(index.starts, 4 * (buckets + 1)));
      const order = new Uint32Array(await gpu.read(index.order, 4 * count));
      expect([starts[0], starts[buckets]]).toEqual([0, count]);
      const found = new Set<number>();
      for (let bucket = 0; bucket < buckets; bucket++) {
        const inside = [...order.subarray(starts[bucket], starts[bucket + 1])];
        expect(inside).toEqual(inside.toSorted((a, b) => a - b));
        for (const dot of inside) {
          found.add(dot);
          const cell = dots[dot]!.at.map((um) => Math.floor((um + 524288) / 3000));
          expect((hashWords(...cell) & index.bucketMask) >>> 0).toBe(bucket);
        }
      }
      expect(found.size).toBe(count);
      index.destroy();
      gpu.free(buffer);
    });
  }
});
