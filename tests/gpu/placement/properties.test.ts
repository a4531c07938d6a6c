import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  densityAtRadius,
  radiusAtDensity,
  rankTable,
} from '../../../src/engine/placement/radii.ts';
import { SelectStage } from '../../../src/engine/select/select-dots.ts';
import { Choice } from '../../../src/engine/structs.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { plane, sphereBand, type TestMesh } from '../../helpers/meshes.ts';
import { asDots, gpuLadder, readWords } from '../../helpers/placement.ts';
import {
  noScars,
  packTargets,
  recorded,
  stageContext,
  targetsOf,
  unpacked,
} from '../../helpers/stages.ts';
import { distanceSq, type TwinDot } from '../../helpers/twins/ladder-twin.ts';
import type { TwinChoice, TwinTarget } from '../../helpers/twins/select-twin.ts';

const MOST = 60;
const RUNS = { numRuns: 12, seed: 20261122, endOnFailure: true };

interface Skin {
  readonly mesh: TestMesh;
  readonly dots: TwinDot[];
  /** What the GPU makes of the ladder under targets and a plan. */
  choose(targets: readonly TwinTarget[], plan: Plan): Promise<TwinChoice[]>;
  destroy(): void;
}

const meshes = [
  { mesh: plane(16, 7), seed: 5 },
  { mesh: plane(14, 2), seed: 0xffffffff },
  { mesh: sphereBand(6, 8), seed: 77 },
] as const;
let skins: Skin[] = [];

// Filled once: plans vary, and a fill is far dearer than a compare.
beforeAll(async () => {
  for (const { mesh, seed } of meshes) skins.push(await skinOf(mesh, seed));
});

afterAll(() => {
  for (const skin of skins) skin.destroy();
  skins = [];
});

const arbitrarySkin = fc.nat(meshes.length - 1).map((i) => () => skins[i]!);

/** Session shares at any split, the last of them 1; among them the usual 30, 70, 100. */
const arbitraryShares = fc.oneof(
  fc.constant([0.3, 0.7, 1]),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 })
    .map((list) => [...list.sort((a, b) => a - b), 100].map((percent) => percent / 100)),
);

async function skinOf(mesh: TestMesh, seed: number, workgroup = 64): Promise<Skin> {
  const gpu = await testGpu();
  const ladder = await gpuLadder(mesh, seed, radiusAtDensity(MOST), { workgroup });
  const stage = await SelectStage.create(await stageContext(workgroup));
  const triangles = gpu.buffer('test.triangles', mesh.triangles);
  const scars = noScars(gpu);
  return {
    mesh,
    dots: asDots(await readWords(gpu, ladder)),
    async choose(targets, plan) {
      const given = packTargets(gpu, targets);
      stage.setDots(ladder, { triangles, targets: given, scars });
      stage.setPlan(plan);
      await recorded(gpu, (pass) => stage.record(pass));
      const choices = await unpacked(gpu, Choice, stage.choices, ladder.count);
      gpu.free(given);
      return choices;
    },
    destroy() {
      stage.destroy();
      gpu.free(triangles);
      gpu.free(scars.buffer);
      gpu.free(ladder.dots);
    },
  };
}

const planOf = (shares: readonly number[]): Plan => ({
  ...DEFAULT_PLAN,
  sessions: shares.map((cumulativeShare, i) => ({ cumulativeShare, day: 14 * i, dilution: 12 })),
});

/** Density that changes over the skin, between half of `dotsPerCm2` and all of it. */
const uneven = (mesh: TestMesh, dotsPerCm2: number) =>
  targetsOf(mesh.positionsUm, (x, y) => ({
    smp64: Math.round(64 * dotsPerCm2 * (0.75 + 0.25 * Math.sin(x / 3 + y / 2))),
  }));

const place = ({ x, y, z }: TwinDot) => [x, y, z];
const shown = (choices: readonly TwinChoice[]) =>
  choices.flatMap(({ kind }, i) => (kind > 0 ? [i] : []));

test('after any session, at any split, dots keep the spacing asked for so far', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitrarySkin,
      arbitraryShares,
      fc.integer({ min: 20, max: MOST }),
      async (given, shares, density) => {
        const { mesh, dots, choose } = given();
        const choices = await choose(
          targetsOf(mesh.positionsUm, () => ({ smp64: 64 * density })),
          planOf(shares),
        );
        const table = rankTable(MOST);
        for (const [session, share] of shares.entries()) {
          const soFar = dots.filter((_, i) => {
            const { kind } = choices[i]!;
            return kind > 0 && kind <= session + 1;
          });
          const asked = (64 * density * Math.round(1024 * share)) >> 10;
          // Exactly: squared micrometres, whole numbers. Later dots included, so none of them
          // lies on an earlier one.
          expect(leastSq(soFar)).toBeGreaterThanOrEqual(table[asked]!);
        }
        expect(shown(choices).length).toBeGreaterThan(20);
      },
    ),
    RUNS,
  );
});

test('where density changes, two dots keep the spacing of the denser place', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySkin, async (given) => {
      const { mesh, dots, choose } = given();
      const choices = await choose(uneven(mesh, MOST), planOf([0.3, 0.7, 1]));
      const drawn = shown(choices).map((i) => dots[i]!);
      // Best first: the later dot of a pair is the one whose rank was asked for.
      drawn.forEach((later, i) => {
        for (const earlier of drawn.slice(0, i)) {
          expect(distanceSq(place(earlier), place(later))).toBeGreaterThanOrEqual(later.rankSq);
        }
      });
      expect(drawn.length).toBeGreaterThan(20);
    }),
    RUNS,
  );
});

test('raising the density keeps every dot, at its place, no later than before', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitrarySkin,
      arbitraryShares,
      fc.integer({ min: 8, max: 30 }),
      fc.integer({ min: 1, max: 30 }),
      async (given, shares, low, more) => {
        const { mesh, choose } = given();
        const few = await choose(uneven(mesh, low), planOf(shares));
        const many = await choose(uneven(mesh, low + more), planOf(shares));
        for (const dot of shown(few)) {
          expect(many[dot]!.kind).toBeGreaterThan(0);
          expect(many[dot]!.kind).toBeLessThanOrEqual(few[dot]!.kind);
        }
      },
    ),
    RUNS,
  );
});

test('a ladder filled further begins with the one that was', async () => {
  const gpu = await testGpu();
  const [{ mesh, seed }] = meshes;
  const words: Uint32Array[] = [];
  for (const density of [12, 40]) {
    const ladder = await gpuLadder(mesh, seed, radiusAtDensity(density));
    expect(densityAtRadius(ladder.radiusUm)).toBeGreaterThanOrEqual(density);
    words.push(await readWords(gpu, ladder));
    gpu.free(ladder.dots);
  }
  const [first, all] = words as [Uint32Array, Uint32Array];
  expect(all.length).toBeGreaterThan(2 * first.length);
  expect(all.slice(0, first.length)).toEqual(first);
});

test('changing a zone leaves every dot outside it as it was: place, choice and session', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitrarySkin,
      arbitraryShares,
      fc.record({
        x: fc.integer({ min: -5, max: 5 }),
        y: fc.integer({ min: -5, max: 5 }),
        radiusMm: fc.integer({ min: 2, max: 5 }),
        scale: fc.double({ min: 0, max: 2, noNaN: true }),
      }),
      async (given, shares, zone) => {
        const { mesh, dots, choose } = given();
        const before = uneven(mesh, 30);
        const inside = (v: number) => {
          const [x, y] = [mesh.positionsUm[3 * v]! / 1000, mesh.positionsUm[3 * v + 1]! / 1000];
          return Math.hypot(x - zone.x, y - zone.y) < zone.radiusMm;
        };
        const after = before.map((target, v) =>
          inside(v) ? { ...target, smp64: Math.round(target.smp64 * zone.scale) } : target,
        );
        const [was, is] = [
          await choose(before, planOf(shares)),
          await choose(after, planOf(shares)),
        ];
        dots.forEach(({ triangle }, i) => {
          const corners = [0, 1, 2].map((k) => mesh.triangles[3 * triangle + k]!);
          if (!corners.some(inside)) expect(is[i]).toEqual(was[i]);
        });
      },
    ),
    RUNS,
  );
});

test('the size of workgroups changes nothing, from the fill to the sessions', async () => {
  const [{ mesh, seed }] = meshes;
  const targets = uneven(mesh, 40);
  const plan = planOf([0.2, 0.5, 0.6, 1]);
  const [here] = skins;
  const choices = await here!.choose(targets, plan);
  for (const workgroup of [32, 256]) {
    const other = await skinOf(mesh, seed, workgroup);
    expect(other.dots).toEqual(here!.dots);
    expect(await other.choose(targets, plan)).toEqual(choices);
    other.destroy();
  }
});

function leastSq(dots: readonly TwinDot[]): number {
  let least = Number.POSITIVE_INFINITY;
  dots.forEach((dot, i) => {
    for (const other of dots.slice(0, i)) {
      least = Math.min(least, distanceSq(place(dot), place(other)));
    }
  });
  return least;
}
