import { expect, test } from 'vitest';
import { simplified } from '../../../src/io/scan/simplify.ts';
import { scalpSkinMm2 } from '../../../src/scalp/regions.ts';
import { finishScan } from '../../../src/scan/finish.ts';
import { prepareScan } from '../../../src/scan/prepare.ts';
import { vertexNormals } from '../../../src/surface/vertex-normals.ts';
import { kept, manScan } from '../../helpers/planted.ts';
import type { Mesh } from '../../helpers/scan-files.ts';

/*
 * Heads made for printing: an outer skin, and a wall inside it. Joined at the neck both are one
 * shell, and the wall held dots.
 */

const { scan } = await manScan();
const open = kept(scan, ([, y]) => y > -150);
const plain = await skinOf(open);

test.each([
  ['3 mm in, joined at the rim', () => hollow(open, 3, 'joined')],
  ['5 mm in, a part of its own', () => hollow(open, 5, 'apart')],
  ['4 mm in, the windings mixed up', () => mixedUp(hollow(open, 4, 'joined'))],
])('an inner wall %s is dropped and told', async (_, mesh) => {
  const { cm2, texts } = await skinOf(mesh());
  expect(texts.join(' ')).toMatch(/The head is hollow: its inner wall/);
  expect(Math.abs(cm2 / plain.cm2 - 1)).toBeLessThan(0.01);
});

test('a head that is not hollow loses nothing', () => {
  expect(plain.texts.join(' ')).not.toMatch(/hollow/);
});

async function skinOf(mesh: Mesh) {
  const given = { positions: mesh.positions.slice(), triangles: mesh.triangles.slice() };
  const prepared = await prepareScan(given);
  const { head, findings } = await finishScan(prepared.mesh, prepared.guess, simplified);
  const texts = [...prepared.findings, ...findings].map(({ text }) => text);
  return { cm2: scalpSkinMm2(head) / 100, texts };
}

/** The mesh with a copy of itself so far in, turned over, and a rim between the two. */
function hollow({ positions, triangles }: Mesh, wallMm: number, how: 'joined' | 'apart'): Mesh {
  const count = positions.length / 3;
  const normals = vertexNormals(positions, triangles);
  const inner = positions.map((at, i) => at - wallMm * (normals[i]! || 0));
  const corners = [...triangles];
  for (let t = 0; t < triangles.length; t += 3) {
    corners.push(triangles[t]! + count, triangles[t + 2]! + count, triangles[t + 1]! + count);
  }
  if (how === 'joined') {
    for (const [a, b] of rimOf(triangles)) corners.push(b, a, a + count, b, a + count, b + count);
  }
  return {
    positions: Float64Array.from([...positions, ...inner]),
    triangles: Uint32Array.from(corners),
  };
}

function mixedUp({ positions, triangles }: Mesh): Mesh {
  const turned = triangles.slice();
  for (let t = 0; t < turned.length; t += 9) {
    [turned[t + 1], turned[t + 2]] = [turned[t + 2]!, turned[t + 1]!];
  }
  return { positions, triangles: turned };
}

/** Edges of one triangle only. */
function rimOf(triangles: Uint32Array): [number, number][] {
  const key = (a: number, b: number) => a * 1e7 + b;
  const to = (i: number) => triangles[i % 3 === 2 ? i - 2 : i + 1]!;
  const edges = new Set(Array.from(triangles, (a, i) => key(a, to(i))));
  return [...triangles].flatMap((a, i): [number, number][] =>
    edges.has(key(to(i), a)) ? [] : [[a, to(i)]],
  );
}
