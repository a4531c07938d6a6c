import { describe, expect, test } from 'vitest';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { distanceFromCurve, distanceFromPoint, FAR_MM } from '../../../src/surface/geodesic.ts';
import { surfaceOf } from '../../../src/surface/topology.ts';
import { cpuSeconds } from '../../helpers/cpu-time.ts';
import { ellipsoidMesh, meshOf, shuffled } from '../../helpers/shapes.ts';

const R = 90;
// 38 cuts give edges of 2.8 mm in the mean.
const ball = ellipsoidMesh(38, [R, R, R]);

/** Circle of latitude with sine `lift`. */
function ring(lift: number, points = 600): Float64Array {
  const wide = R * Math.sqrt(1 - lift * lift);
  return Float64Array.from({ length: 3 * points }, (_, i) => {
    const turn = (2 * Math.PI * Math.floor(i / 3)) / points;
    return [wide * Math.cos(turn), R * lift, wide * Math.sin(turn)][i % 3]!;
  });
}

describe('distance over a mesh', () => {
  test('a circle on a 90 mm sphere is met within 0.1 mm rms', () => {
    const surface = surfaceOf(ball);
    for (const lift of [0, 0.3, 0.7]) {
      const distance = distanceFromCurve(surface, ring(lift), true);
      let sum = 0;
      for (let v = 0; v < surface.vertexCount; v++) {
        const sine = Math.min(1, Math.max(-1, surface.positionsMm[3 * v + 1]! / R));
        const error = distance[v]! - R * Math.abs(Math.asin(sine) - Math.asin(lift));
        sum += error * error;
      }
      expect(Math.sqrt(sum / surface.vertexCount)).toBeLessThan(0.1);
    }
  });

  test('a point on a sphere is met within 0.1 % in the mean', () => {
    const surface = surfaceOf(ball);
    const from: Vec3 = [0.6 * R, 0.48 * R, 0.64 * R];
    const distance = distanceFromPoint(surface, from);
    let sum = 0;
    for (let v = 0; v < surface.vertexCount; v++) {
      const cos = [0, 1, 2].reduce((s, k) => s + surface.positionsMm[3 * v + k]! * from[k]!, 0);
      const exact = R * Math.acos(Math.min(1, Math.max(-1, cos / R / R)));
      if (exact > 1) sum += Math.abs(distance[v]! / exact - 1);
    }
    expect(sum / surface.vertexCount).toBeLessThan(0.001);
  });

  test('a straight line on a plane of slivers is still met within 4 %', () => {
    // Sheared cells: every second triangle has an angle of about 140 degrees.
    const points: Vec3[] = [];
    const triangles: number[] = [];
    const n = 24;
    for (let j = 0; j <= n; j++) for (let i = 0; i <= n; i++) points.push([2 * i + 1.7 * j, j, 0]);
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        const a = j * (n + 1) + i;
        triangles.push(a, a + 1, a + n + 2, a, a + n + 2, a + n + 1);
      }
    }
    const surface = surfaceOf(meshOf(points, triangles));
    const line = new Float64Array(3 * 200);
    for (let i = 0; i < 200; i++) line[3 * i] = (2 * n * i) / 199;
    const distance = distanceFromCurve(surface, line, false);
    for (let v = 0; v < surface.vertexCount; v++) {
      const [x, y] = points[v]!;
      const exact = Math.sqrt(y * y + Math.max(0, x - 2 * n) ** 2);
      expect(Math.abs(distance[v]! - exact)).toBeLessThan(0.04 * exact + 0.01);
    }
  });

  test('100 000 vertices take a moment, not a second', async () => {
    const surface = surfaceOf(ellipsoidMesh(100, [R, R, R]));
    distanceFromCurve(surface, ring(0.3), true);
    const again = () => distanceFromCurve(surface, ring(0.3), true);
    // 0.12 s on an idle core; the bound leaves room for a slow machine.
    expect(await cpuSeconds(again)).toBeLessThan(1.5);
  });

  test('what the curve cannot reach is far, not infinite', () => {
    const two = meshOf(
      [
        [0, 0, 0],
        [3, 0, 0],
        [0, 3, 0],
        [50, 0, 0],
        [53, 0, 0],
        [50, 3, 0],
      ],
      [0, 1, 2, 3, 4, 5],
    );
    const distance = distanceFromPoint(surfaceOf(two), [0, 0, 0]);
    expect(Array.from(distance)).toEqual([0, 3, 3, FAR_MM, FAR_MM, FAR_MM]);
  });

  test('a band stops where it is told to', () => {
    const surface = surfaceOf(ball);
    const whole = distanceFromCurve(surface, ring(0.3), true);
    const band = distanceFromCurve(surface, ring(0.3), true, 20);
    for (let v = 0; v < surface.vertexCount; v++) {
      expect(band[v]).toBe(whole[v]! <= 20 ? whole[v] : FAR_MM);
    }
  });

  test('numbering the vertices otherwise changes less than a 64th of a millimetre', () => {
    const { mesh, newOf } = shuffled(ball);
    const one = distanceFromCurve(surfaceOf(ball), ring(0.3), true);
    const other = distanceFromCurve(surfaceOf(mesh), ring(0.3), true);
    const worst = one.reduce((most, mm, v) => Math.max(most, Math.abs(mm - other[newOf[v]!]!)), 0);
    expect(worst).toBeLessThan(1 / 64);
  });
});
