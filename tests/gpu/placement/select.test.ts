import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { packScars } from '../../../src/engine/grid/scar-index.ts';
import type { DotLadder, SceneScars } from '../../../src/engine/handed.ts';
import { densityAtRadius, radiusAtDensity } from '../../../src/engine/placement/radii.ts';
import { SelectStage } from '../../../src/engine/select/select-dots.ts';
import { Choice } from '../../../src/engine/structs.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
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
import {
  selectTwin,
  type TwinChoice,
  type TwinScar,
  type TwinTarget,
} from '../../helpers/twins/select-twin.ts';

const mesh = plane(70, 24);
const MOST = 70;
const HAIR = 15;

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

async function choose(
  targets: readonly TwinTarget[],
  plan: Plan,
  scars: readonly TwinScar[] = [],
): Promise<TwinChoice[]> {
  const gpu = await testGpu();
  const scarred = await scarsAt(scars);
  const buffer = packTargets(gpu, targets);
  const triangles = gpu.buffer('test.triangles', mesh.triangles);
  stage.setDots(ladder, { triangles, targets: buffer, scars: scarred });
  stage.setPlan(plan);
  await recorded(gpu, (pass) => stage.record(pass));
  const choices = await unpacked(gpu, Choice, stage.choices, ladder.count);
  gpu.free(buffer);
  gpu.free(triangles);
  gpu.free(scarred.buffer);
  return choices;
}

/** Round scars as stages bind them. */
async function scarsAt(scars: readonly TwinScar[]): Promise<SceneScars> {
  const gpu = await testGpu();
  if (scars.length === 0) return noScars(gpu);
  const vertexCount = mesh.positionsUm.length / 3;
  const share = new Float64Array(vertexCount);
  const { words, mask } = packScars({
    ...{ scar: share, wide: share, graft: share, keep: share },
    dots: scars.map(({ at, radiusUm }) => ({
      pointMm: at.map((um) => um / 1000) as [number, number, number],
      diameterMm: radiusUm / 500,
    })),
  });
  return { buffer: gpu.buffer('test.scars', words), bucketMask: mask, vertexCount };
}

const straight: Plan = {
  ...DEFAULT_PLAN,
  hairline: { ...DEFAULT_PLAN.hairline, microMm: 0, gradientMm: 20, sentinels: 0.06 },
};
const bald = (smp: number) => targetsOf(mesh.positionsUm, () => ({ smp64: 64 * smp }));
const kinds = (choices: readonly TwinChoice[]) => choices.map(({ kind }) => kind);

const place = fc.integer({ min: -35_000, max: 35_000 });

test("choices are the twin's, bit for bit, whatever is asked", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        smp: fc.integer({ min: 0, max: 4 * 64 * MOST }),
        bare: fc.integer({ min: 0, max: 4 * 64 * MOST }),
        hair: fc.integer({ min: 0, max: 64 * MOST }),
        seed: fc.integer({ min: 0, max: 0xffffffff }),
        gradientMm: fc.double({ min: 0, max: 30, noNaN: true }),
        microMm: fc.double({ min: 0, max: 3, noNaN: true }),
        sentinels: fc.double({ min: 0, max: 1, noNaN: true }),
        shares: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 }),
        scars: fc.array(
          fc.record({
            // Up to the rim of the mesh, and across the cells that scars are sorted into.
            at: fc.tuple(place, place, fc.integer({ min: -300, max: 300 })),
            radiusUm: fc.integer({ min: 150, max: 1000 }),
          }),
          { maxLength: 120 },
        ),
      }),
      async ({ smp, bare, hair, seed, gradientMm, microMm, sentinels, shares, scars }) => {
        const plan: Plan = {
          ...straight,
          seed,
          hairline: { ...straight.hairline, gradientMm, microMm, sentinels },
          sessions: [...shares.sort((a, b) => a - b), 100].map((percent, i) => ({
            cumulativeShare: percent / 100,
            day: 14 * i,
            dilution: 12,
          })),
        };
        // Distances of both signs, densities that change from vertex to vertex.
        const targets = targetsOf(mesh.positionsUm, (x, y) => ({
          boundary64: Math.round(64 * (y + 0.3 * x)),
          front64: Math.round(64 * (y - 7)),
          smp64: Math.round(smp * Math.abs(Math.sin(x / 9))),
          bare64: Math.round(bare * Math.abs(Math.cos(x / 7))),
          hair64: Math.round(hair * Math.abs(Math.cos(y / 11))),
        }));
        const most = densityAtRadius(ladder.radiusUm);
        expect(await choose(targets, plan, scars)).toEqual(
          selectTwin(dots, mesh.triangles, targets, plan, most, { scars }),
        );
      },
    ),
    { numRuns: 25, seed: 5 },
  );
});

test('a round scar holds what bald skin would, session by session, and no hair', async () => {
  const scars = [0, 1, 2, 3, 4].flatMap((row) =>
    [0, 1, 2, 3, 4].map((column) => ({
      at: [6000 * row - 12_000, 6000 * column - 12_000, 0] as const,
      radiusUm: 1000,
    })),
  );
  const lies = dots.map(({ x, y, z }) =>
    scars.some(({ at }) => Math.hypot(x - at[0], y - at[1], z - at[2]) <= 1000),
  );
  const within = (choices: readonly TwinChoice[], on = true) =>
    choices.filter((_, i) => lies[i] === on);
  const haired = (bare: number) =>
    targetsOf(mesh.positionsUm, () => ({
      smp64: 64 * 10,
      bare64: 64 * bare,
      hair64: 64 * 40,
    }));
  const plain = await choose(haired(50), straight);
  const scarred = await choose(haired(50), straight, scars);
  const onBald = await choose(
    targetsOf(mesh.positionsUm, () => ({ smp64: 64 * 50, hair64: 0 })),
    straight,
  );
  expect(within(plain).filter(({ kind }) => kind === HAIR).length).toBeGreaterThan(20);
  expect(within(scarred)).toEqual(within(onBald));
  for (const session of [1, 2, 3]) {
    expect(within(scarred).filter(({ kind }) => kind === session).length).toBeGreaterThan(3);
  }
  expect(within(scarred, false)).toEqual(within(plain, false));
  // Less asked for is less in the scars too, down to nothing.
  const [few, none] = [
    await choose(haired(15), straight, scars),
    await choose(haired(0), straight, scars),
  ];
  const count = (choices: readonly TwinChoice[]) =>
    within(choices).filter(({ kind }) => kind > 0).length;
  expect(count(few)).toBeLessThan(0.5 * count(scarred));
  expect(count(none)).toBe(0);
});

describe('edits are local', () => {
  test('a zone made denser changes nothing outside it', async () => {
    const zone = (scale: number) =>
      targetsOf(mesh.positionsUm, (x, y) => ({
        smp64: Math.hypot(x, y) < 12 ? Math.round(64 * 30 * scale) : 64 * 30,
      }));
    const before = await choose(zone(1), straight);
    const after = await choose(zone(1.8), straight);
    // A triangle with a corner in the zone is under its influence: edges are 2.9 mm.
    const changed = dots.filter((_, i) => before[i]!.kind !== after[i]!.kind);
    expect(changed.length).toBeGreaterThan(40);
    expect(Math.max(...changed.map(({ x, y }) => Math.hypot(x, y)))).toBeLessThan(
      1000 * (12 + 4.2),
    );
  });

  test('a higher density keeps every dot it had', async () => {
    const shown = (choices: readonly TwinChoice[]) =>
      new Set(choices.flatMap(({ kind }, i) => (kind === 0 ? [] : i)));
    let before = new Set<number>();
    for (const density of [5, 20, 21, 40, 65]) {
      const now = shown(await choose(bald(density), straight));
      expect([...before].filter((i) => !now.has(i))).toEqual([]);
      expect(now.size).toBeGreaterThan(before.size);
      before = now;
    }
  });

  test('hair stays hair whatever is placed between it', async () => {
    const half = (smp: number) =>
      targetsOf(mesh.positionsUm, () => ({ smp64: 64 * smp, hair64: 64 * 30 }));
    const few = await choose(half(10), straight);
    const many = await choose(half(35), straight);
    const hairs = (choices: readonly TwinChoice[]) => kinds(choices).map((kind) => kind === HAIR);
    expect(hairs(few).filter(Boolean).length).toBeGreaterThan(1000);
    expect(hairs(many)).toEqual(hairs(few));
  });
});

describe('sessions', () => {
  test('are nested and reach their shares of the final density', async () => {
    const choices = kinds(await choose(bald(60), straight));
    const total = choices.filter((kind) => kind > 0).length;
    for (const [i, { cumulativeShare }] of straight.sessions.entries()) {
      const soFar = choices.filter((kind) => kind > 0 && kind <= i + 1).length;
      // Densities follow their radius within 2 percent either way.
      expect(Math.abs(soFar / total / cumulativeShare - 1)).toBeLessThan(0.04);
    }
    // One session only gives the same dots: a session is a question of when, not where.
    const once = kinds(
      await choose(bald(60), { ...straight, sessions: [straight.sessions.at(-1)!] }),
    );
    expect(once.map((kind) => kind > 0)).toEqual(choices.map((kind) => kind > 0));
  });
});

describe('the hairline', () => {
  const line = targetsOf(mesh.positionsUm, (_, y) => ({
    boundary64: Math.round(64 * (y + 10)),
    front64: Math.round(64 * (y + 10)),
    smp64: 64 * 65,
  }));

  test('has its sentinels in front, within 3 mm, and nothing beyond', async () => {
    const choices = await choose(line, straight);
    const front = choices.filter(({ kind, boundary64 }) => kind > 0 && boundary64 < 0);
    expect(front.length).toBeGreaterThan(3);
    for (const { boundary64, fade1024 } of front) {
      expect(boundary64).toBeGreaterThanOrEqual(-192);
      expect(fade1024).toBe(61);
    }
    // 6 percent of 65 per cm2 over 3 mm x 70 mm are 8 dots; blue noise varies by less than 4.
    expect(Math.abs(front.length - 0.06 * 65 * 2.1)).toBeLessThan(5);
    const without = { ...straight, hairline: { ...straight.hairline, sentinels: 0 } };
    const none = await choose(line, without);
    expect(none.some(({ kind, boundary64 }) => kind > 0 && boundary64 < 0)).toBe(false);
  });

  test('feathers as the recipe says, band by band, to all of it one width behind', async () => {
    // The recipe of docs/plan.md on a gradient of 20 mm.
    const bands = [
      { fromMm: 0, toMm: 4, share: 0.325, dots: 0 },
      { fromMm: 4, toMm: 20 * (8 / 15), share: 0.625, dots: 0 },
      { fromMm: 20 * (8 / 15), toMm: 20, share: 0.875, dots: 0 },
      { fromMm: 20, toMm: 32, share: 1, dots: 0 },
    ];
    // The line at five places, because 54 dots in the first band alone are too few to tell.
    const lines = [0, 4, 8, 12, 16];
    for (const lineMm of lines) {
      const targets = targetsOf(mesh.positionsUm, (_, y) => ({
        boundary64: Math.round(64 * (y + lineMm)),
        front64: Math.round(64 * (y + lineMm)),
        smp64: 64 * 65,
      }));
      const choices = await choose(targets, straight);
      dots.forEach(({ x, y }, i) => {
        const behind = y / 1000 + lineMm;
        const band = bands.find(({ fromMm, toMm }) => behind >= fromMm && behind < toMm);
        if (band && Math.abs(x) < 32_000 && choices[i]!.kind > 0) band.dots++;
      });
    }
    for (const { fromMm, toMm, share, dots: found } of bands) {
      const density = found / lines.length / ((6.4 * (toMm - fromMm)) / 10);
      // Counting noise of 270 dots of blue noise is 2 to 3 percent, of more dots less.
      expect(Math.abs(density / (65 * share) - 1), `${fromMm} mm: ${density}`).toBeLessThan(0.05);
    }
  });
});
