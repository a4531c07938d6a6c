import { beforeAll, describe, expect, test } from 'vitest';
import { dotMaps } from '../../../src/engine/maps/dot-maps.ts';
import { HeadMaps } from '../../../src/engine/maps/head-maps.ts';
import { MAP_NAMES, type MapName } from '../../../src/engine/maps/map-names.ts';
import { histogramMm2, mapSpread } from '../../../src/engine/maps/spread.ts';
import { dotTable } from '../../../src/engine/report/dot-table.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { meanRatio } from '../../../src/light/dot/mean.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { callWgsl } from '../../helpers/wgsl-call.ts';

/** Without hair, so that all of the scalp is treated; sparse, so that a GPU of software keeps up. */
const BARE: Plan = {
  ...DEFAULT_PLAN,
  hair: {
    ...DEFAULT_PLAN.hair,
    unitsPerCm2: 30,
    loss: { kind: 'areata', pattern: 'totalis', patches: 1 },
  },
  density: { dotsPerCm2: 30 },
};

let simulator: Simulator;

beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
  return () => simulator.destroy();
});

describe('a scalp without hair', () => {
  let maps: HeadMaps;
  const spread = (name: MapName) => mapSpread(maps.map(name), maps.skin);
  beforeAll(async () => {
    await simulator.update(BARE);
    maps = await HeadMaps.read(simulator);
  });

  test('has the density it was asked for, counted and asked', () => {
    expect(spread('asked').median).toBeCloseTo(30, 1);
    expect(Math.abs(spread('density').median / 30 - 1)).toBeLessThan(0.04);
  });

  test('its histogram holds all of its skin, whatever its scale', async () => {
    const { areaMm2 } = await simulator.totals();
    for (const name of MAP_NAMES) {
      const { areaMm2: shown, restMm2 } = spread(name);
      expect(Math.abs((shown + restMm2) / areaMm2 - 1), name).toBeLessThan(1e-4);
      expect(shown + restMm2).toBeGreaterThan(50_000);
      for (const [low, high] of [
        [0, 40],
        [20, 21],
      ] as const) {
        const bins = histogramMm2(maps.map(name), maps.skin, low, high, 24);
        expect(bins.reduce((a, b) => a + b, 0)).toBeCloseTo(shown, 1);
      }
    }
  });

  test('sums over maps are those over the whole scalp', async () => {
    const { inkCover, areaMm2 } = await simulator.totals();
    const cover = spread('cover');
    expect(Math.abs((cover.mean * cover.areaMm2) / (100 * inkCover * areaMm2) - 1)).toBeLessThan(
      0.02,
    );
    const table = await dotTable(simulator);
    const density = spread('density');
    const counted = (density.mean * density.areaMm2) / 100;
    // Dots in front of the line and at the edge of the boundary's last triangles are not in it.
    expect(counted / table.count).toBeGreaterThan(0.94);
    expect(counted / table.count).toBeLessThan(1.01);
    const depth = table.depositDepthMm.reduce((a, b) => a + b, 0) / table.count;
    expect(Math.abs(spread('depth').mean / depth - 1)).toBeLessThan(0.01);
  });

  test('skin is as thick as its layers, ages are those of the sessions', () => {
    const { skinBaseUm, boundaryDistance64 } = simulator.scalp;
    const { values } = maps.map('skin');
    for (const v of maps.skin.inside) {
      expect(boundaryDistance64[v]).toBeGreaterThan(0);
      expect(values[v]).toBeCloseTo(skinBaseUm[v]! / 1000, 5);
    }
    const { ageDays } = BARE.healing;
    const oldest = ageDays + BARE.sessions.at(-1)!.day;
    expect(spread('age').low).toBeGreaterThanOrEqual(ageDays - 1e-3);
    expect(spread('age').high).toBeLessThanOrEqual(oldest + 1e-3);
  });

  test('every dot of the table has its own row of maps', async () => {
    const [table, at] = [await dotTable(simulator), await dotMaps(simulator)];
    expect(at.count).toBe(table.count);
    const inside = Array.from({ length: at.count }, (_, i) => i).filter(
      (i) => !Number.isNaN(at.density[i]!),
    );
    expect(inside.length / at.count).toBeGreaterThan(0.97);
    const around = inside.map((i) => at.density[i]!).sort((a, b) => a - b);
    expect(Math.abs(around[Math.floor(around.length / 2)]! / 30 - 1)).toBeLessThan(0.05);
    for (let i = 0; i < at.count; i += 97) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let j = 0; j < at.count; j++) {
        if (i === j) continue;
        const off = [0, 1, 2].map((k) => table.placeUm[3 * i + k]! - table.placeUm[3 * j + k]!);
        nearest = Math.min(nearest, Math.hypot(...off) / 1000);
      }
      expect(at.nearestMm[i]).toBeCloseTo(nearest, 9);
    }
  });
});

describe('the difference from full hair', () => {
  const difference = async (plan: Plan) => {
    await simulator.update(plan);
    const maps = await HeadMaps.read(simulator);
    const [whole, dark] = (['difference', 'darkness'] as const).map((name) =>
      mapSpread(maps.map(name), maps.skin),
    );
    return { whole: whole!, dark: dark! };
  };
  test('is nothing where that hair grows, and much where nothing does', async () => {
    const hair: Plan['hair'] = { ...BARE.hair, loss: { kind: 'none' } };
    const none = await difference({ ...BARE, hair, sessionsDone: 0 });
    expect(none.whole.median).toBeLessThan(0.5);
    expect(Math.abs(none.dark.median)).toBeLessThan(0.4);
    const bald = await difference({ ...BARE, sessionsDone: 0 });
    expect(bald.whole.median).toBeGreaterThan(2);
    // Bare skin is lighter; lightness is no more than the whole of it.
    expect(bald.dark.p90).toBeLessThan(-1);
    expect(-bald.dark.median).toBeLessThanOrEqual(bald.whole.median + 1e-3);
    // Dots take of it.
    const dotted = await difference(BARE);
    expect(dotted.whole.median).toBeLessThan(bald.whole.median - 0.5);
    expect(dotted.dark.median).toBeGreaterThan(bald.dark.median + 0.5);
  });
});

test('the mean of a patch is the one of the kernels', async () => {
  const rows = [0.001, 0.05, 0.3, 0.59, 0.7, 1.4].flatMap((near) =>
    [0, 0.02, 0.4].flatMap((far) => [0.3, 1, 4].map((shape) => [near, far, shape])),
  );
  const found = await callWgsl('lib::mean::meanRatio', rows);
  rows.forEach(([near, far, shape], i) => {
    expect(Math.abs(meanRatio(near!, far!, shape!) / found[i]! - 1), `${rows[i]}`).toBeLessThan(
      1e-4,
    );
  });
});
