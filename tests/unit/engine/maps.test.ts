import { describe, expect, test } from 'vitest';
import type { HeadMap } from '../../../src/engine/maps/head-maps.ts';
import { fadeShare } from '../../../src/engine/maps/skin-asked.ts';
import { histogramMm2, mapSpread } from '../../../src/engine/maps/spread.ts';
import { valueAt } from '../../../src/engine/maps/value-at.ts';
import { type MapSkin, WINDOW_MM2, windowSums } from '../../../src/engine/maps/window.ts';
import { vertexAreasMm2 } from '../../../src/surface/vertex-areas.ts';
import { plane, unequalPlane } from '../../helpers/meshes.ts';

function skinOf(mesh: ReturnType<typeof plane>, isInside: (x: number) => boolean): MapSkin {
  const xOf = (v: number) => mesh.positionsUm[3 * v]! / 1000;
  const all = Uint32Array.from({ length: mesh.positionsUm.length / 3 }, (_, v) => v);
  return {
    positionsUm: mesh.positionsUm,
    areasMm2: vertexAreasMm2(mesh),
    inside: all.filter((v) => isInside(xOf(v))),
    around: all.filter((v) => isInside(xOf(v) - 4)),
  };
}

describe('the window', () => {
  for (const [what, mesh] of [
    ['even', plane(60, 30)],
    ['uneven', unequalPlane(60, 30)],
  ] as const) {
    test(`sees an even density as it is, to the very edge of what counts: ${what} mesh`, () => {
      const skin = skinOf(mesh, (x) => x < 5);
      // Dots beyond the boundary, which must not show.
      const dots = Float64Array.from(skin.areasMm2, (area, v) =>
        mesh.positionsUm[3 * v]! < 5000 ? 0.8 * area : 99,
      );
      const [areas, counts] = windowSums(skin, [skin.areasMm2, dots]) as [
        Float64Array,
        Float64Array,
      ];
      for (const v of skin.around) {
        if (areas[v]! > 0) expect((100 * counts[v]!) / areas[v]!).toBeCloseTo(80, 6);
      }
      for (const v of skin.inside) expect(areas[v]).toBeGreaterThan(0);
    });
  }

  test('sees as much as one square centimetre: what it makes of chance is as uneven as that', () => {
    // Sum of weights, squared, over sum of squares: the area an even window of that noise has.
    const mesh = plane(32, 32);
    const skin = skinOf(mesh, () => true);
    const middle = 16 * 33 + 16;
    const one = Float64Array.from(skin.areasMm2, () => 0);
    let [sum, squares] = [0, 0];
    for (let v = 0; v < one.length; v++) {
      const off = [0, 1].map(
        (k) => mesh.positionsUm[3 * v + k]! - mesh.positionsUm[3 * middle + k]!,
      );
      if (Math.hypot(...off) > 8000) continue;
      one.fill(0)[v] = 1;
      const weight = windowSums({ ...skin, around: Uint32Array.of(middle) }, [one])[0]![middle]!;
      sum += weight;
      squares += weight * weight;
    }
    const cellMm2 = 1;
    expect(Math.abs((cellMm2 * sum ** 2) / squares / WINDOW_MM2 - 1)).toBeLessThan(0.01);
  });
});

describe('what is asked for behind the line', () => {
  test('rises in three pieces with the means of the recipe, then is full', () => {
    const mean = (from: number, to: number) => {
      let sum = 0;
      for (let i = 0; i < 1000; i++) sum += fadeShare(from + ((to - from) * (i + 0.5)) / 1000, 1);
      return sum / 1000;
    };
    // 154/1024 to a half, to three quarters, to one: `docs/plan.md`, feathering.
    expect(mean(0, 205 / 1024)).toBeCloseTo(0.325, 3);
    expect(mean(205 / 1024, 546 / 1024)).toBeCloseTo(0.625, 3);
    expect(mean(546 / 1024, 1)).toBeCloseTo(0.875, 3);
    expect([fadeShare(-0.1, 10), fadeShare(10, 10), fadeShare(50, 10), fadeShare(1, 0)]).toEqual([
      0, 1, 1, 1,
    ]);
  });
});

describe('spread over the skin', () => {
  const mesh = plane(40, 20);
  const skin = skinOf(mesh, (x) => x <= 10);
  const map: HeadMap = {
    name: 'depth',
    values: Float32Array.from(skin.areasMm2, (_, v) => mesh.positionsUm[3 * v]! / 1000),
    // No value from x = 0 on, though some are there to draw up to it.
    edge: Float32Array.from(skin.areasMm2, (_, v) => -mesh.positionsUm[3 * v]! / 1000),
  };

  test('by area: a slope from -20 to 0 has its percentiles where they are', () => {
    const { areaMm2, restMm2, p10, median, p90, low, high, mean } = mapSpread(map, skin);
    // The vertices' own cells are 2 mm wide, half of one at the rim.
    expect(areaMm2).toBeCloseTo(19 * 40, 3);
    expect(restMm2).toBeCloseTo(12 * 40, 3);
    expect([low, high]).toEqual([-20, -2]);
    for (const [found, wanted] of [
      [p10, -18.1],
      [median, -10.5],
      [p90, -2.9],
      [mean, -10.5],
    ] as const) {
      expect(Math.abs(found - wanted)).toBeLessThan(2);
    }
  });

  test('the histogram holds all of it, and what lies beyond its ends', () => {
    for (const [low, high, bins] of [
      [-20, 0, 10],
      [-12, -8, 7],
      [5, 6, 3],
    ] as const) {
      const areas = histogramMm2(map, skin, low, high, bins);
      expect(areas).toHaveLength(bins);
      expect(areas.reduce((a, b) => a + b, 0)).toBeCloseTo(19 * 40, 3);
    }
    expect([...histogramMm2(map, skin, -20, 0, 10)].slice(1)).toEqual(
      Array(9).fill(expect.closeTo(80, 2)),
    );
  });

  test('nothing has no percentiles and no area', () => {
    const none = mapSpread({ ...map, edge: map.edge.map(() => -1) }, skin);
    expect(none.areaMm2).toBe(0);
    expect(none.restMm2).toBeCloseTo(31 * 40, 3);
    expect(none.median).toBeNaN();
  });

  test('a place reads what lies between its corners, and nothing beyond the edge', () => {
    const at = (b: number, c: number) => valueAt(map, mesh.triangles, { triangle: 0, b, c });
    expect(at(0, 0)).toBeCloseTo(-20, 5);
    expect(at(16384, 0)).toBeCloseTo(-19, 5);
    expect(at(8192, 8192)).toBeCloseTo(-19.5, 5);
    const last = mesh.triangles.length / 3 - 1;
    expect(valueAt(map, mesh.triangles, { triangle: last, b: 0, c: 0 })).toBeUndefined();
    // The edge crosses this triangle, from x = -2 to 0, at its far side alone.
    const across = 2 * 9;
    const near = { triangle: across, b: 32000, c: 0 };
    expect(valueAt(map, mesh.triangles, near)).toBeCloseTo(-2 * (1 - 32000 / 32768), 3);
  });
});
