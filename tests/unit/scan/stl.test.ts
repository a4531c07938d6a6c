import { expect, test } from 'vitest';
import { readScan } from '../../../src/io/scan/read-scan.ts';
import { ball, stlBinary } from '../../helpers/scan-files.ts';

const round = ball(6, 100);
const whole = stlBinary(round);
const COUNT = round.triangles.length / 3;

const read = (bytes: Uint8Array) => readScan([{ name: 'a.stl', bytes }]);
const text = (words: string) => read(new TextEncoder().encode(words));
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** The same file with another count in its header. */
function counted(count: number, bytes = whole): Uint8Array {
  const out = bytes.slice();
  new DataView(out.buffer).setUint32(80, count, true);
  return out;
}

test.each([0, 1, COUNT >> 1, COUNT - 1, COUNT + 7, 2 * COUNT, 0xffffffff])(
  'binary: a header that says %i: the length decides, and the difference is told',
  async (told) => {
    const { mesh, findings } = await read(counted(told));
    expect([...mesh.positions]).toEqual([...(await read(whole)).mesh.positions]);
    expect(findings).toHaveLength(1);
    expect(findings[0]!.weight).toBe('look');
    const words = [told, COUNT].map((count) => count.toLocaleString('en'));
    for (const word of words) expect(findings[0]!.text).toContain(word);
  },
);

test('binary: a sound header leaves nothing to tell, colours and names in it neither', async () => {
  expect((await read(whole)).findings).toEqual([]);
  const coloured = whole.slice();
  coloured.fill(32, 0, 80);
  coloured.set(new TextEncoder().encode('COLOR='), 10);
  coloured.set([200, 180, 160, 255], 16);
  coloured.set(new TextEncoder().encode('solid'), 0);
  for (let t = 0; t < COUNT; t++) coloured.set([0x1f, 0x80 | t], 84 + 50 * t + 48);
  const { mesh, findings } = await read(coloured);
  expect(mesh.triangles).toHaveLength(round.triangles.length);
  expect(findings).toEqual([]);
});

test.each([
  ['a few', Uint8Array.of(1, 2, 3)],
  ['padding', new Uint8Array(512)],
  ['a note', new TextEncoder().encode('scanned by a phone, '.repeat(20))],
])('binary: %s bytes behind the triangles are none', async (_, tail) => {
  const { mesh, findings } = await read(joined(whole, tail));
  expect(mesh.triangles).toHaveLength(round.triangles.length);
  expect(findings[0]).toMatchObject({ weight: 'repaired', count: tail.length });
  // And where the header says nothing of worth as well.
  const both = await read(joined(counted(0), tail));
  expect(both.mesh.triangles).toHaveLength(round.triangles.length);
  expect(both.findings).toHaveLength(2);
});

test('binary: solids put end to end are all read', async () => {
  const { mesh, findings } = await read(joined(whole, whole, whole));
  expect(mesh.triangles).toHaveLength(3 * round.triangles.length);
  expect(findings).toMatchObject([{ weight: 'repaired', count: 3 }]);
});

test('binary: cut short in the middle of a triangle is refused, with what to do', async () => {
  await expect(read(whole.slice(0, whole.length - 20))).rejects.toThrow(/cut short.*Export/s);
  await expect(read(counted(0, whole.slice(0, 84)))).rejects.toThrow(/no triangles/);
});

const FACET =
  'facet normal 0 0 1 outer loop vertex 0 0 0 vertex 1 0 0 vertex 0 1 0 endloop endfacet';
const CORNERS = [0, 0, 0, 1, 0, 0, 0, 1, 0];

test('text: one line, any line ends, several solids, names that look like corners', async () => {
  const lines = FACET.replaceAll(/ (?=outer|vertex|endloop|endfacet)/g, '\n');
  for (const words of [
    `solid a ${FACET} endsolid a`,
    `solid a\r${lines.replaceAll('\n', '\r')}\rendsolid a\r`,
    `solid a\r\n${lines.replaceAll('\n', '\r\n')}\r\nendsolid a\r\n`,
    `\uFEFFsolid a\n${lines}\nendsolid`,
    `SOLID vertex 9 9 9\n${lines.toUpperCase()}\nENDSOLID vertex 9 9 9`,
    `solid\n${lines.replaceAll('vertex ', 'vertex\n')}\nendsolid`,
  ]) {
    const { mesh, findings } = await text(words);
    expect([...mesh.positions], words).toEqual(CORNERS);
    expect(findings).toEqual([]);
  }
  const twice = await text(`solid a ${FACET} endsolid a solid b ${FACET} endsolid b`);
  expect(twice.mesh.triangles).toHaveLength(6);
});

test('text: a facet of many corners is cut as other formats cut it, not fanned over its bays', async () => {
  // An L; a fan from its first corner would lie over the bay as well.
  const corners = [
    [0, 0],
    [3, 0],
    [3, 1],
    [1, 1],
    [1, 3],
    [0, 3],
  ];
  for (let turn = 0; turn < corners.length; turn++) {
    const ring = [...corners.slice(turn), ...corners.slice(0, turn)];
    const facet = ring.map(([x, y]) => `vertex ${x} ${y} 0`).join('\n');
    const { mesh } = await text(
      `solid L\nfacet normal 0 0 1\nouter loop\n${facet}\nendloop\nendfacet\nendsolid L`,
    );
    const { positions: p, triangles: t } = mesh;
    expect(t).toHaveLength(3 * 4);
    let [area, unsigned] = [0, 0];
    for (let i = 0; i < t.length; i += 3) {
      const [ax, ay, bx, by, cx, cy] = [0, 1, 2].flatMap((k) => [
        p[3 * t[i + k]!]!,
        p[3 * t[i + k]! + 1]!,
      ]) as [number, number, number, number, number, number];
      const double = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
      area += double / 2;
      unsigned += Math.abs(double) / 2;
    }
    expect([area, unsigned]).toEqual([5, 5]);
  }
});

test('text: four corners become a fan; an end that is missing is told', async () => {
  const four = FACET.replace('endloop', 'vertex -1 0 0 endloop');
  const { mesh } = await text(`solid ${four} endsolid`);
  expect([...mesh.positions]).toEqual([...CORNERS, 0, 0, 0, 0, 1, 0, -1, 0, 0]);
  expect((await text(`solid a\n${FACET}\n`)).findings).toMatchObject([{ weight: 'look' }]);
  await expect(text(`solid a ${FACET} facet normal 0 0 1 outer loop vertex`)).rejects.toThrow(
    /middle of a triangle/,
  );
  await expect(
    text('solid a facet outer loop vertex 1 2 3 vertex 1 2 4 endloop endfacet'),
  ).rejects.toThrow(/incomplete/);
});
