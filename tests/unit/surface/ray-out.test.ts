import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { add, cross, dot, pointAt, scale, sub } from '../../../src/base/vec3.ts';
import { rayOut } from '../../../src/surface/ray-out.ts';
import { surfaceOf } from '../../../src/surface/topology.ts';
import { ellipsoidMesh, meshOf } from '../../helpers/shapes.ts';

/** Two shells, as a scan with an inner one has them, and far off a lone large triangle. */
const shells = [ellipsoidMesh(12, [76, 100, 99], [0, 30, -2]), ellipsoidMesh(9, [60, 80, 80])];
const far: Vec3[] = [
  [150, 0, 0],
  [190, 60, 10],
  [180, -40, 50],
];
const points = [...shells.flatMap(({ positionsUm }) => placesOf(positionsUm)), ...far];
const inner = shells[0]!.positionsUm.length / 3;
const mesh = meshOf(points, [
  ...shells[0]!.triangles,
  ...shells[1]!.triangles.map((v) => v + inner),
  ...[3, 2, 1].map((k) => points.length - k),
]);
const surface = surfaceOf(mesh);

function placesOf(positionsUm: Int32Array): Vec3[] {
  return Array.from(
    { length: positionsUm.length / 3 },
    (_, v) => [0, 1, 2].map((k) => positionsUm[3 * v + k]! / 1000) as unknown as Vec3,
  );
}

/** Every triangle asked, one after another. */
function farthest(start: Vec3, along: Vec3) {
  let best: { pointMm: Vec3; triangle: number } | undefined;
  let bestAt = 0;
  for (let triangle = 0; triangle < surface.triangleCount; triangle++) {
    const [a, b, c] = [0, 1, 2].map((k) =>
      pointAt(surface.positionsMm, surface.triangles[3 * triangle + k]!),
    ) as [Vec3, Vec3, Vec3];
    const [u, v, w] = [sub(b, a), sub(c, a), sub(start, a)];
    const p = cross(along, v);
    const det = dot(u, p);
    const s = dot(w, p) / det;
    const q = cross(w, u);
    const r = dot(along, q) / det;
    const at = dot(v, q) / det;
    if (!(s >= -1e-9 && r >= -1e-9 && s + r <= 1 + 1e-9 && at > bestAt)) continue;
    bestAt = at;
    best = { pointMm: add(start, scale(along, at)), triangle };
  }
  return best;
}

const mm = (size: number) => fc.double({ min: -size, max: size, noNaN: true });

test('a ray leaves where it last meets any triangle, to the last bit', () => {
  let misses = 0;
  fc.assert(
    fc.property(
      fc.tuple(mm(140), mm(160), mm(140)),
      fc.tuple(mm(3), mm(3), mm(3)).filter((way) => Math.hypot(...way) > 1e-3),
      (start, along) => {
        const expected = farthest(start, along);
        if (!expected) misses++;
        expect(rayOut(surface, start, along)).toEqual(expected);
      },
    ),
    { numRuns: 400, seed: 5 },
  );
  // Both kinds were there.
  expect(misses).toBeGreaterThan(20);
  expect(misses).toBeLessThan(380);
});

test('rays through vertices and along axes find the first of the triangles that share the place', () => {
  for (let v = 0; v < inner; v += 7) {
    const to = points[v]!;
    expect(rayOut(surface, [0, 30, -2], sub(to, [0, 30, -2]))).toEqual(
      farthest([0, 30, -2], sub(to, [0, 30, -2])),
    );
  }
  for (const along of [
    [1, 0, 0],
    [0, -1, 0],
    [0, 0, 1],
  ] as Vec3[]) {
    expect(rayOut(surface, [0, 0, 0], along)).toEqual(farthest([0, 0, 0], along));
  }
});
