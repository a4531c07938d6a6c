import { expect, test } from 'vitest';
import { readScan } from '../../../src/io/scan/read-scan.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

async function read(name: string, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  const { mesh } = await readScan([{ name, bytes }]);
  return { positions: [...mesh.positions], triangles: [...mesh.triangles] };
}

const POINTS = [
  [1.5, 0, -0.25],
  [0, 1200.125, 0],
  [0, 0, 1e-3],
] as const;
const WANTED = { positions: POINTS.flat(), triangles: [0, 1, 2] };

const obj = (write: (value: number) => string) =>
  `${POINTS.map((point) => `v ${point.map(write).join(' ')}\n`).join('')}f 1 2 3\n`;

const ply = (write: (value: number) => string, header = '', mark = 'ply') =>
  `${mark}\nformat ascii 1.0\n${header}element vertex 3\nproperty float x\nproperty float y\nproperty float z
element face 1\nproperty list uchar int vertex_indices\nend_header
${POINTS.map((point) => `${point.map(write).join(' ')}\n`).join('')}3 0 1 2\n`;

const stl = (write: (value: number) => string) =>
  `solid a\nfacet normal ${write(0)} 0 1\nouter loop
${POINTS.map((point) => `vertex ${point.map(write).join(' ')}\n`).join('')}endloop\nendfacet\nendsolid a\n`;

const FORMS = { 'a.obj': obj, 'a.ply': ply, 'a.stl': stl } as const;
const each = Object.entries(FORMS);

test.each(each)(
  '%s: decimal commas are read where they can mean nothing else',
  async (name, form) => {
    for (const write of [
      (value: number) => value.toFixed(6).replace('.', ','),
      (value: number) => value.toFixed(3).replace('.', ','),
      (value: number) => String(value).replace('.', ','),
      (value: number) => value.toExponential(8).replace('.', ','),
      // Commas that part numbers are no part of them.
      (value: number) => `${value.toFixed(6)},`,
    ]) {
      expect(await read(name, form(write)), form(write)).toEqual(WANTED);
    }
  },
);

test.each(each)('%s: commas that may mean two things are refused by name', async (name, form) => {
  const refused = (write: (value: number) => string) =>
    expect(read(name, form(write)), form(write)).rejects;
  await refused((value) => ((value % 100) + 20).toFixed(3).replace('.', ',')).toThrow(
    /decimals or for thousands.*decimal points/s,
  );
  let turn = 0;
  await refused((value) => value.toFixed(4).replace('.', turn++ % 2 ? ',' : '.')).toThrow(
    /commas in some numbers and decimal points in others/,
  );
  await refused((value) =>
    (value + 2000).toLocaleString('en', { minimumFractionDigits: 2 }),
  ).toThrow(/several commas|thousands|commas/);
});

test.each(each)('%s: marks of the encoding and any line ends', async (name, form) => {
  const plain = form(String);
  expect(await read(name, plain)).toEqual(WANTED);
  expect(await read(name, `\uFEFF${plain}`)).toEqual(WANTED);
  for (const end of ['\r', '\r\n']) {
    expect(await read(name, plain.replaceAll('\n', end)), JSON.stringify(end)).toEqual(WANTED);
  }
  const wide = (little: boolean) => {
    const bytes = new Uint8Array(2 * plain.length + 2);
    const view = new DataView(bytes.buffer);
    [...`\uFEFF${plain}`].forEach((letter, i) => {
      view.setUint16(2 * i, letter.charCodeAt(0), little);
    });
    return bytes;
  };
  expect(await read(name, wide(true))).toEqual(WANTED);
  expect(await read(name, wide(false))).toEqual(WANTED);
});

test('OBJ: comments and joined lines wherever they stand', async () => {
  const points = obj(String).split('f ')[0]!;
  for (const text of [
    `${points}f 1 2 3#left ear 7\n`,
    `${points}f 1 2 3 # left \\\n`,
    `${points}f 1 2\\\n3\n`,
    `${points}f\\\n1/1/1\\\n2/2/2\\\n3/3/3\n`,
    `${points}f 1 2 3\\\n\n`,
    `# C:\\scans\\\n${points}f 1 2 3`,
    `${points.replaceAll('v ', 'v\\\n')}f 1 2 3`,
    `${points.replaceAll(' ', ' \\\r\n')}f 1 2 3`,
    `${points.replaceAll(' ', '\\\r ')}f 1 2 3`,
    `${points.replaceAll('\n', '#end\n')}f 1 2 3`,
    `${points.replaceAll('\n', ' 0.8 0.7 0.6\\\n1\n')}f 1 2 3`,
  ]) {
    expect(await read('a.obj', text), text).toEqual(WANTED);
  }
});

test('PLY: headers as they are written', async () => {
  for (const header of [
    'comment end_header\n',
    'comment \rend_header\n',
    'obj_info end_header \n',
    `comment ${'x'.repeat(70_000)}\n`,
    'comment line\n'.repeat(6000),
  ]) {
    expect(await read('a.ply', ply(String, header))).toEqual(WANTED);
  }
  expect(await read('a', ply(String, '', 'ply '))).toEqual(WANTED);
  expect(await read('a', ply(String, '', 'ply\t').replaceAll('\n', ' \r\n'))).toEqual(WANTED);
});

test.each([true, false])('PLY: integers of 64 bits, little %s', async (little) => {
  const order = little ? 'little' : 'big';
  // Lines that end with CR, and data that begin with what looks like a line end.
  const head = utf8(
    `ply\rformat binary_${order}_endian 1.0\relement vertex 3\rproperty uint64 stamp\rproperty double x\rproperty double y\rproperty double z\relement face 1\rproperty list uint64 int64 vertex_indices\rend_header\r`,
  );
  const bytes = new Uint8Array(head.length + 3 * 32 + 32);
  bytes.set(head);
  const view = new DataView(bytes.buffer, head.length);
  POINTS.forEach((point, v) => {
    view.setBigUint64(32 * v, 0x0a0a0a0a0a0a0a0an, little);
    point.forEach((value, k) => {
      view.setFloat64(32 * v + 8 + 8 * k, value, little);
    });
  });
  [3, 0, 1, 2].forEach((value, k) => {
    view.setBigInt64(96 + 8 * k, BigInt(value), little);
  });
  expect(await read('a.ply', bytes)).toEqual(WANTED);
});

test('points without faces are told for what they are, with what to export', async () => {
  const points = utf8('v 0 0 0\nv 1 0 0\nv 1 1 0\n');
  await expect(readScan([{ name: 'p.obj', bytes: points }])).rejects.toThrow(
    /cloud of points without triangles.*mesh instead of points/s,
  );
});
