import { expect, test } from 'vitest';
import { openScan } from '../../../src/io/scan/import-scan.ts';
import { readScan } from '../../../src/io/scan/read-scan.ts';
import type { ScanFile } from '../../../src/io/scan/scan-file.ts';
import { ball, obj } from '../../helpers/scan-files.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** An L of area 3, turned into space; the fan from its first corner would leave it. */
const CORNERS = [
  [2, 1, 0],
  [1, 1, 0],
  [1, 2, 0],
  [0, 2, 0],
  [0, 0, 0],
  [2, 0, 0],
].map(([x, y]) => [0.6 * x! + 5, y!, 0.8 * x! - 3] as const);

const asObj: ScanFile = {
  name: 'a.obj',
  // The face comes before its points.
  bytes: utf8(`f 1 2 3 4 5 6\n${CORNERS.map((p) => `v ${p.join(' ')}`).join('\n')}\n`),
};
const asPly: ScanFile = {
  name: 'a.ply',
  bytes: utf8(`ply\nformat ascii 1.0\nelement vertex 6\nproperty float x\nproperty float y
property float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header
${CORNERS.map((p) => p.join(' ')).join('\n')}\n6 0 1 2 3 4 5\n`),
};

test.each([asObj, asPly])('a concave face of $name is cut, not fanned', async (file) => {
  const { mesh } = await readScan([file]);
  expect(mesh.triangles.length / 3).toBe(4);
  // No sliver turned over: areas add up, and every triangle faces as the polygon does.
  let sum = 0;
  for (let t = 0; t < mesh.triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => {
      const v = 3 * mesh.triangles[t + k]!;
      return mesh.positions.subarray(v, v + 3);
    }) as [Float64Array, Float64Array, Float64Array];
    const u = [0, 1, 2].map((k) => b[k]! - a[k]!) as [number, number, number];
    const w = [0, 1, 2].map((k) => c[k]! - a[k]!) as [number, number, number];
    // Along the normal of the plane, (-0.8, 0, 0.6).
    const twice = -0.8 * (u[1] * w[2] - u[2] * w[1]) + 0.6 * (u[0] * w[1] - u[1] * w[0]);
    expect(twice).toBeGreaterThanOrEqual(-1e-9);
    sum += twice / 2;
  }
  expect(sum).toBeCloseTo(3, 6);
});

test('a neck closed by one face of 700 corners is no point that hundreds share', async () => {
  const corners = Array.from({ length: 700 }, (_, i) => {
    const turn = (2 * Math.PI * i) / 700;
    return `v ${60 * Math.cos(turn)} 0 ${60 * Math.sin(turn)}`;
  });
  const face = `f ${corners.map((_, i) => i + 1).join(' ')}`;
  const { mesh } = await readScan([{ name: 'a.obj', bytes: utf8([...corners, face].join('\n')) }]);
  const around = new Uint32Array(700);
  for (const v of mesh.triangles) around[v]!++;
  expect(mesh.triangles.length / 3).toBe(698);
  expect(around.reduce((a, b) => Math.max(a, b), 0)).toBeLessThan(64);
});

test('triangles and convex quads are as before', async () => {
  const { mesh } = await openScan([{ name: 'a.obj', bytes: obj(ball(12, 100)) }]);
  expect(mesh.triangles.length).toBe(ball(12).triangles.length);
});
