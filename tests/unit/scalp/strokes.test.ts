import { describe, expect, test } from 'vitest';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { StrokeField, type StrokeSpec } from '../../../src/scalp/strokes.ts';
import { type Anchor, anchorPlaceUm } from '../../../src/surface/anchor.ts';
import type { SurfaceMesh } from '../../../src/surface/surface-mesh.ts';
import { ellipsoidMesh, meshOf } from '../../helpers/shapes.ts';

const R = 90;
const ball = ellipsoidMesh(38, [R, R, R]);

/** The skin point at the first corner of some triangle around the vertex nearest to `to`. */
function pointNear(mesh: SurfaceMesh, to: Vec3): Anchor {
  let best = 0;
  let bestSq = Number.POSITIVE_INFINITY;
  for (let v = 0; v < mesh.positionsUm.length / 3; v++) {
    const sq = to.reduce((sum, mm, k) => sum + (mesh.positionsUm[3 * v + k]! / 1000 - mm) ** 2, 0);
    if (sq < bestSq) [best, bestSq] = [v, sq];
  }
  const at = mesh.triangles.indexOf(best);
  const corner = at % 3;
  return {
    triangle: (at - corner) / 3,
    b: corner === 1 ? 32768 : 0,
    c: corner === 2 ? 32768 : 0,
  };
}

const top = pointNear(ball, [0, R, 0]);
const dab: StrokeSpec = { path: [top], radiusMm: 20, softness: 0.5, densityScale: 1.5 };
const factors = (mesh: SurfaceMesh, strokes: readonly StrokeSpec[]) =>
  new StrokeField().factor1024(mesh, strokes);

/** Way along the sphere from the top, mm. */
function arcs(mesh: SurfaceMesh): number[] {
  const [, y0] = anchorPlaceUm(mesh, top, 'top');
  expect(y0).toBe(1000 * R);
  return Array.from({ length: mesh.positionsUm.length / 3 }, (_, v) => {
    const cosine = mesh.positionsUm[3 * v + 1]! / (1000 * R);
    return R * Math.acos(Math.min(1, cosine));
  });
}

describe('a dab on a sphere', () => {
  const factor = factors(ball, [dab]);
  const away = arcs(ball);

  test('has its whole effect within the core, half of it midway, none outside', () => {
    // Distances are good to 0.1 mm; the ramp falls 512 in 10 mm, at most 0.15 percent a hundredth.
    factor.forEach((f, v) => {
      const mm = away[v]!;
      if (mm < 9.9) expect(f, `${mm} mm`).toBe(1536);
      if (mm > 20.1) expect(f, `${mm} mm`).toBe(1024);
      const t = Math.min(1, Math.max(0, (mm - 10) / 10));
      const ramp = 1024 + 512 * (1 - t * t * (3 - 2 * t));
      expect(Math.abs(f - ramp), `${mm} mm`).toBeLessThan(12);
    });
    expect(factor.some((f) => f > 1100 && f < 1450)).toBe(true);
  });

  test('without softness ends at its radius', () => {
    const hard = factors(ball, [{ ...dab, softness: 0, densityScale: 0 }]);
    hard.forEach((f, v) => {
      if (Math.abs(away[v]! - 20) > 0.1) expect(f).toBe(away[v]! < 20 ? 0 : 1024);
    });
  });
});

test('strokes over each other multiply, up to four times', () => {
  const at = (scales: readonly number[]) => {
    const strokes = scales.map((densityScale) => ({ ...dab, densityScale }));
    return Math.max(...factors(ball, strokes));
  };
  expect(at([1.5, 1.5])).toBe(2304);
  expect(at([2, 2, 2, 2])).toBe(4096);
  expect(
    Math.min(
      ...factors(ball, [
        { ...dab, densityScale: 2 },
        { ...dab, densityScale: 0 },
      ]),
    ),
  ).toBe(0);
});

test('a path reaches as far to both sides all along, however few its points', () => {
  const along = Array.from({ length: 13 }, (_, i): Anchor => {
    const turn = (i * Math.PI) / 24;
    return pointNear(ball, [R * Math.sin(turn), R * Math.cos(turn), 0]);
  });
  const stroke = { ...dab, radiusMm: 10, softness: 0, densityScale: 2 };
  const full = factors(ball, [{ ...stroke, path: along }]);
  for (let v = 0; v < full.length; v++) {
    const [x, y, z] = [0, 1, 2].map((k) => ball.positionsUm[3 * v + k]! / 1000) as [
      number,
      number,
      number,
    ];
    const turn = Math.atan2(x, y);
    if (turn < 0 || turn > Math.PI / 2) continue;
    const aside = R * Math.abs(Math.asin(Math.max(-1, Math.min(1, z / R))));
    // The path goes from vertex to vertex, up to 1.5 mm beside the plane.
    if (aside < 8.4) expect(full[v]).toBe(2048);
    if (aside > 11.6) expect(full[v]).toBe(1024);
  }
  // Only the ends: the chord is laid on the skin, and no vertex on it is left out.
  const sparse = factors(ball, [{ ...stroke, path: [along[4]!, along[8]!] }]);
  for (const point of along.slice(4, 9)) {
    const corner = point.b ? 1 : point.c ? 2 : 0;
    expect(sparse[ball.triangles[3 * point.triangle + corner]!]).toBe(2048);
  }
});

test('the brush goes round a fold, never across', () => {
  // A sheet of 60 x 40 mm folded over: two leaves 2 mm apart, joined along one edge.
  const cells = 30;
  const points: Vec3[] = [];
  const triangles: number[] = [];
  for (let i = 0; i <= 2 * cells; i++) {
    for (let j = 0; j <= 20; j++) {
      const back = i > cells;
      points.push([2 * (back ? 2 * cells - i : i), back ? 2 : 0, 2 * j]);
    }
  }
  for (let i = 0; i < 2 * cells; i++) {
    for (let j = 0; j < 20; j++) {
      const v = 21 * i + j;
      triangles.push(v, v + 1, v + 21, v + 1, v + 22, v + 21);
    }
  }
  const sheet = meshOf(points, triangles);
  const front = { triangle: 2 * (20 * 10 + 10), b: 0, c: 0 };
  const factor = factors(sheet, [{ ...dab, path: [front], radiusMm: 15, softness: 0 }]);
  const touched = points.flatMap(([x, y], v) => (factor[v] === 1024 ? [] : [{ x, y }]));
  expect(touched.length).toBeGreaterThan(100);
  // The leaf behind starts 40 mm away along the sheet, though only 2 mm through the air.
  expect(touched.every(({ y }) => y === 0)).toBe(true);
});

test('a growing stroke gives what the whole one gives, and others stay as they are', () => {
  const path = Array.from({ length: 36 }, (_, i) =>
    pointNear(ball, [2 * i, Math.sqrt(R * R - 4 * i * i), 10 * Math.sin(i)]),
  );
  const other = { ...dab, path: [pointNear(ball, [0, -R, 0])], densityScale: 0.3 };
  const field = new StrokeField();
  for (let n = 1; n <= path.length; n += 5) {
    const strokes = [other, { ...dab, path: path.slice(0, n) }];
    expect(field.factor1024(ball, strokes)).toEqual(factors(ball, strokes));
  }
  expect(field.factor1024(ball, [other])).toEqual(factors(ball, [other]));
  const wider = ellipsoidMesh(38, [R + 5, R, R]);
  expect(field.factor1024(wider, [other])).toEqual(factors(wider, [other]));
});

test('a place of another head is refused by name', () => {
  const path = [top, { triangle: 999_999, b: 0, c: 0 }];
  expect(() => factors(ball, [dab, { ...dab, path }])).toThrow(
    /manual\.strokes\.1\.path, piece 1, point 2 lies on triangle 999999; this head has 28880\./,
  );
});
