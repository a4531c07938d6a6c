import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DotLadder } from '../../../src/engine/handed.ts';
import { ClusterStage } from '../../../src/engine/placement/cluster-dots.ts';
import {
  CLUSTER_REACH_UM,
  CLUSTER_SPACING_UM,
  LEAD_UM,
  mostOfPattern,
  patternDensity,
  patternRadius,
} from '../../../src/engine/placement/pattern.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { plane } from '../../helpers/meshes.ts';
import { asDots, gpuLadder, readWords } from '../../helpers/placement.ts';
import { stageContext, targetsOf } from '../../helpers/stages.ts';
import { clusterTwin } from '../../helpers/twins/cluster-twin.ts';
import type { TwinDot } from '../../helpers/twins/ladder-twin.ts';
import { selectTwin } from '../../helpers/twins/select-twin.ts';

const EDGE_MM = 40;
const SEED = 21;
const mesh = plane(EDGE_MM, 14);

let fine: DotLadder;
let fineDots: TwinDot[];

beforeAll(async () => {
  fine = await gpuLadder(mesh, SEED, CLUSTER_SPACING_UM);
  fineDots = asDots(await readWords(await testGpu(), fine));
});

afterAll(async () => (await testGpu()).free(fine.dots));

async function clusters(clusterSize: number, radiusUm = LEAD_UM, workgroup = 64) {
  const gpu = await testGpu();
  const context = await stageContext(workgroup);
  const stage = await ClusterStage.create(context);
  const ladder = await stage.run(fine, SEED, clusterSize, radiusUm);
  const dots = asDots(await readWords(gpu, ladder));
  gpu.free(ladder.dots);
  return { dots, radiusUm: ladder.radiusUm };
}

const away = (p: TwinDot, q: TwinDot) => Math.hypot(p.x - q.x, p.y - q.y, p.z - q.z);
const atLeast = (dots: readonly TwinDot[], radiusUm: number) =>
  dots.filter(({ rankSq }) => rankSq >= Math.round(radiusUm) ** 2);

/** Distance of each dot to its nearest, with a grid of 2 mm. */
function nearest(dots: readonly TwinDot[]): number[] {
  const cell = (um: number) => Math.floor(um / 2000);
  const grid = new Map<string, TwinDot[]>();
  for (const dot of dots) {
    const key = `${cell(dot.x)},${cell(dot.y)}`;
    grid.set(key, [...(grid.get(key) ?? []), dot]);
  }
  return dots.map((dot) => {
    let least = 2000;
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        for (const other of grid.get(`${cell(dot.x) + i},${cell(dot.y) + j}`) ?? []) {
          if (other !== dot) least = Math.min(least, away(dot, other));
        }
      }
    }
    return least;
  });
}

test("clusters are the twin's, whatever the workgroup", async () => {
  for (const [clusterSize, workgroup] of [
    [1.4, 256],
    [2.5, 32],
  ] as const) {
    const { dots, radiusUm } = await clusters(clusterSize, 900, workgroup);
    const rules = { leadUm: LEAD_UM, reachUm: CLUSTER_REACH_UM, leastUm: radiusUm };
    expect(dots).toEqual(clusterTwin(fineDots, { ...rules, seed: SEED, clusterSize }));
    expect(dots.length).toBeGreaterThan(800);
  }
});

describe('clusters of 2.5 at 100 dots per cm²', () => {
  const SIZE = 2.5;
  const radiusUm = patternRadius(100, SIZE);
  let all: TwinDot[];

  beforeAll(async () => {
    all = (await clusters(SIZE)).dots;
  });

  test('never stand nearer than stated, leader to leader nor within', () => {
    const drawn = atLeast(all, radiusUm);
    expect(Math.min(...nearest(all))).toBeGreaterThanOrEqual(CLUSTER_SPACING_UM);
    const places = new Set(fineDots.map(({ x, y, rankSq }) => `${x},${y},${rankSq}`));
    // A leader is who kept its own rank.
    const leaders = drawn.filter(({ x, y, rankSq }) => places.has(`${x},${y},${rankSq}`));
    expect(leaders.length).toBeGreaterThan(500);
    expect(Math.min(...nearest(leaders))).toBeGreaterThanOrEqual(Math.round(radiusUm));
  });

  test('are clusters: most dots have one close by, where an even pattern has none', () => {
    const drawn = nearest(atLeast(all, radiusUm));
    const even = nearest(atLeast(fineDots, patternRadius(100, 1)));
    const close = (list: number[]) =>
      list.filter((um) => um < CLUSTER_REACH_UM).length / list.length;
    // All but the leaders left alone by the hashes; of pairs and triples there are none.
    expect(close(drawn)).toBeGreaterThan(0.99);
    expect(close(even)).toBe(0);
  });

  test('come whole, and with more density they stay', () => {
    let before = new Set<TwinDot>();
    for (const density of [20, 60, 100, 101, 180]) {
      const now = new Set(atLeast(all, patternRadius(density, SIZE)));
      expect([...before].filter((dot) => !now.has(dot))).toEqual([]);
      expect(now.size).toBeGreaterThan(before.size);
      before = now;
    }
  });

  test('a ladder cut at a wider radius is the start of the finer one', async () => {
    const { dots } = await clusters(SIZE, 1300);
    expect(dots).toEqual(all.slice(0, dots.length));
    expect(dots.length).toBeLessThan(all.length / 2);
  });

  test('sessions add whole clusters, none on an earlier dot', () => {
    const targets = targetsOf(mesh.positionsUm, () => ({ smp64: 64 * 100 }));
    const drawn = selectTwin(all, mesh.triangles, targets, DEFAULT_PLAN, 150, {
      clusterSize: SIZE,
    });
    const bySession = [1, 2, 3].map((n) => all.filter((_, i) => drawn[i]!.kind === n));
    const total = bySession.flat().length;
    expect(bySession[0]!.length / total).toBeGreaterThan(0.28);
    expect(bySession[0]!.length / total).toBeLessThan(0.32);
    expect(Math.min(...nearest(bySession.flat()))).toBeGreaterThanOrEqual(CLUSTER_SPACING_UM);
  });
});

test('the density asked for is met within 2 percent', async () => {
  const densities = [80, 100, 120, 140, 160, 180];
  // Two millimetres at the rim have fewer neighbours.
  const found = async (clusterSize: number, densityAt: (density: number) => number) => {
    const { dots } = await clusters(clusterSize);
    const inside = dots.filter(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) < 18000);
    return densities.map((density) => atLeast(inside, densityAt(density)).length / 12.96);
  };
  const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  for (const size of [2, 3]) {
    const ratios = (await found(size, (density) => patternRadius(density, size))).map(
      (density, i) => density / densities[i]!,
    );
    // One density alone has more than 1 percent of counting noise: some 500 clusters.
    expect(Math.abs(mean(ratios) - 1), `${size}: ${ratios}`).toBeLessThan(0.02);
    expect(Math.max(...ratios.map((ratio) => Math.abs(ratio - 1)))).toBeLessThan(0.04);
  }
  // A half seat falls to half of the leaders: 3 standard deviations of 900 throws.
  const radius = () => patternRadius(180, 2);
  const two = await found(2, radius);
  const half = await found(2.5, radius);
  const three = await found(3, radius);
  expect(Math.abs(mean(half) / mean([...two, ...three]) - 1)).toBeLessThan(0.02);
});

test('patterns answer density by radius and back, up to what they can hold', () => {
  for (const clusterSize of [1, 1.5, 2, 2.5, 3]) {
    const most = mostOfPattern(clusterSize);
    expect(most).toBeGreaterThan(140);
    for (const density of [5, 60, 100, 0.99 * most]) {
      const radiusUm = patternRadius(density, clusterSize);
      expect(patternDensity(radiusUm, clusterSize) / density).toBeCloseTo(1, 3);
    }
  }
});
