import { expect, test } from 'vitest';
import { hashWords } from '../../../src/base/hash.ts';
import type { Head } from '../../../src/head/head.ts';
import { measureAtPercentile } from '../../../src/head/measure-percentile.ts';
import type { HeadBase, MeasureName } from '../../../src/head/measures.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { simplified } from '../../../src/io/scan/simplify.ts';
import { finishScan } from '../../../src/scan/finish.ts';
import { hairFindings, hairSigns } from '../../../src/scan/recognise/hair-signs.ts';
import { vertexNormals } from '../../../src/surface/vertex-normals.ts';

const bald = await makeHead({ base: 'neutral' });
const man = await makeHead({ base: 'male' });

const FREE: readonly MeasureName[] = [
  'length',
  'breadth',
  'tragionTop',
  'bizygomatic',
  'bigonial',
  'faceHeight',
  'neckCircumference',
];

test('heads at the corners of the 3rd to the 97th percentile are not called hairy', async () => {
  for (const base of ['male', 'female', 'neutral'] as const) {
    for (const corner of [0, 22, 127]) {
      const head = await cornerHead(base, corner);
      expect(hairFindings(head, bald), `${base}, corner ${corner}`).toEqual([]);
    }
  }
});

test('a noisy scanner is as rough on the forehead, and no hair', () => {
  const noisy = moved(man, (v) => 0.6 * dice(v));
  expect(hairSigns(noisy, bald).roughness).toBeGreaterThan(0.06);
  expect(hairFindings(noisy, bald)).toEqual([]);
});

test('a short crop is told by its roughness, with its thickness within 5 mm', () => {
  for (const thickMm of [3, 6, 12]) {
    const crop = moved(man, (v) => man.scalp[v]! * (thickMm + 0.2 * thickMm * dice(v)));
    expect(told(crop)).toMatch(/^The scan seems to include hair; over the scalp/);
    expect(Math.abs(Number(/about (\d+) mm/.exec(told(crop))![1]) - thickMm)).toBeLessThanOrEqual(
      5,
    );
  }
});

test('a smooth cap of 15 mm is told by standing out; one of 5 mm could be the head', () => {
  expect(told(moved(man, (v) => 15 * man.scalp[v]!))).toMatch(/about 1[3-7] mm out/);
  expect(told(moved(man, (v) => 5 * man.scalp[v]!))).toBe('');
});

test('a bun and hair behind the ears are told as such', () => {
  const bun = moved(man, (_, [x, y, z]) => {
    const away2 = x ** 2 + (y - 90) ** 2 + (z + 90) ** 2;
    return 40 * Math.exp(-away2 / (2 * 18 ** 2));
  });
  expect(told(bun)).toMatch(/a bun or a tail stands about [23]\d mm further out/);
  const bob = moved(man, (v, [, y, z]) => {
    const hangs = y < 30 && y > -90 && z < 10 ? 1 : 0;
    return Math.max(hangs, man.scalp[v]!) * 16;
  });
  expect(told(bob)).toMatch(
    /over the scalp.*behind and below the ears it hangs about 1\d mm thick/,
  );
});

test('through the whole import: a bald scan, also a coarse one, is clean, a cropped one is told', async () => {
  const { nasion, inion, tragionLeft, tragionRight } = man.landmarks;
  const placing = { mmPerUnit: 1, landmarks: { nasion, inion, tragionLeft, tragionRight } };
  const hairOf = async (head: Head, triangles?: number) => {
    const soup = {
      positions: Float64Array.from(head.mesh.positionsUm, (um) => um / 1000),
      triangles: head.mesh.triangles.slice(),
    };
    const scan = triangles ? (await simplified(soup, triangles)).mesh : soup;
    const { findings } = await finishScan(scan, placing, simplified, 'male');
    return findings.filter(({ kind }) => kind === 'hair').map(({ text }) => text);
  };
  expect(await hairOf(man)).toEqual([]);
  expect(await hairOf(man, 12_000)).toEqual([]);
  const crop = moved(man, (v) => man.scalp[v]! * (5 + dice(v)));
  expect((await hairOf(crop)).join()).toMatch(/seems to include hair; over the scalp it stands/);
}, 60_000);

function told(head: Head): string {
  return hairFindings(head, bald)
    .map(({ text }) => text)
    .join(' ');
}

async function cornerHead(base: HeadBase, corner: number): Promise<Head> {
  const measuresMm = Object.fromEntries(
    FREE.map((name, i) => [name, measureAtPercentile(name, base, (corner >> i) & 1 ? 97 : 3)]),
  );
  return makeHead({ base, measuresMm });
}

/** From -1 to 1. */
function dice(v: number): number {
  return hashWords(v, 77) / 2 ** 31 - 1;
}

/** A head with its skin pushed out, mm along the normal. */
function moved(
  head: Head,
  outMm: (v: number, place: readonly [number, number, number]) => number,
): Head {
  const { positionsUm, normals, triangles } = head.mesh;
  const next = positionsUm.slice();
  for (let v = 0; v < next.length / 3; v++) {
    const place = [0, 1, 2].map((k) => positionsUm[3 * v + k]! / 1000);
    const mm = outMm(v, place as [number, number, number]);
    for (let k = 0; k < 3; k++) next[3 * v + k]! += Math.round(1000 * mm * normals[3 * v + k]!);
  }
  const mesh = { ...head.mesh, positionsUm: next, normals: vertexNormals(next, triangles) };
  return { ...head, mesh };
}
