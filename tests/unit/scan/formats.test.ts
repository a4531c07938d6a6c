import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readScan } from '../../../src/io/scan/read-scan.ts';
import {
  FORMAT_NAMES,
  formatOf,
  isScanName,
  SCAN_ENDINGS,
  SCAN_FORMATS,
} from '../../../src/io/scan/scan-formats.ts';
import { ball, everyFormat, gltfJson, type Mesh } from '../../helpers/scan-files.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document to be damaged in any way
type Loose = any;

const round = ball(7, 120);
const files = await everyFormat(round);

/** What a mesh encloses and its area: the same whatever the order of points and triangles. */
function shape({ positions: p, triangles: t }: Mesh) {
  let [volume, area] = [0, 0];
  for (let i = 0; i < t.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => [...p.subarray(3 * t[i + k]!, 3 * t[i + k]! + 3)]) as [
      number[],
      number[],
      number[],
    ];
    const cross = (u: number[], v: number[]) => [
      u[1]! * v[2]! - u[2]! * v[1]!,
      u[2]! * v[0]! - u[0]! * v[2]!,
      u[0]! * v[1]! - u[1]! * v[0]!,
    ];
    const less = (u: number[], v: number[]) => u.map((x, k) => x - v[k]!);
    volume += a.reduce((sum, x, k) => sum + x * cross(b, c)[k]!, 0) / 6;
    area += Math.hypot(...cross(less(b, a), less(c, a))) / 2;
  }
  return { volume, area, triangles: t.length / 3 };
}

const wanted = shape(round);

test.each(Object.keys(files))('%s: the triangles come back as they were written', async (name) => {
  const { mesh } = await readScan(files[name]!);
  const found = shape(mesh);
  expect(wanted.volume).toBeGreaterThan(0);
  expect(found.triangles).toBe(wanted.triangles);
  // Draco keeps 16 bits of each coordinate; the rest single precision or better.
  const digits = name === 'glb draco' ? 1e-3 : 1e-5;
  expect(Math.abs(found.volume / wanted.volume - 1)).toBeLessThan(digits);
  expect(Math.abs(found.area / wanted.area - 1)).toBeLessThan(digits);
});

test('what exporters write beside the numbers is no part of them', async () => {
  const read = async (name: string, text: string) => {
    const { mesh } = await readScan([{ name, bytes: new TextEncoder().encode(text) }]);
    return { positions: [...mesh.positions], triangles: [...mesh.triangles] };
  };
  const points = 'v 1 0 0\nv 0 1 0\nv 0 0 1\n';
  const plain = await read('plain.obj', `${points}f 1 2 3\n`);
  // A comment at the end of a line, and lines joined by a backslash, of points as of faces.
  expect(await read('a.obj', `${points}f 1 2 3 # left ear 7\n`)).toEqual(plain);
  const joined = 'v 1 0 \\\n0\nv 0 1 0 # second\nv 0 \\\r\n0 1\nf 1 2 \\\n3\n';
  expect(await read('b.obj', joined)).toEqual(plain);

  const ply = (comment: string) => `ply
format ascii 1.0
${comment}element vertex 3
property float x
property float y
property float z
element face 1
property list uchar int vertex_indices
end_header
1 0 0\n0 1 0\n0 0 1\n3 0 1 2\n`;
  expect(await read('a.ply', ply('comment end_header\n'))).toEqual(plain);
  expect(await read('b.ply', ply('comment up to end_header\nobj_info end_header\n'))).toEqual(
    plain,
  );
});

test('the content decides what a file is, not its name', async () => {
  const renamed = files['ply little']![0]!.bytes;
  expect((await readScan([{ name: 'scan.stl', bytes: renamed }])).format).toBe('ply');
  const solid = files['stl binary']![0]!.bytes;
  expect((await readScan([{ name: 'solid.stl', bytes: solid }])).mesh.triangles.length).toBe(
    round.triangles.length,
  );
});

test('a mark decides before a name, a name before a likeness', () => {
  const told = (name: string, text: string) =>
    formatOf({ name, bytes: new TextEncoder().encode(text) })?.ending;
  expect(told('a.obj', 'ply\n')).toBe('ply');
  expect(told('a.stl', '{}')).toBe('stl');
  expect(told('a.OBJ', '  {}')).toBe('obj');
  expect(told('a.gltf', 'v 0 0 0')).toBe('gltf');
  expect(told('a', ' \n{')).toBe('gltf');
  expect(told('a.glb', '{')).toBe('gltf');
  expect(told('a.txt', '\n SOLID head')).toBe('stl');
  // Files of these bear their mark, so the name alone is none.
  expect(told('a.ply', 'v 0 0 0')).toBeUndefined();
  expect(told('a.glb', 'v 0 0 0')).toBeUndefined();
  expect(told('a.plyx', 'plyx')).toBeUndefined();
});

test('every format of the table is tried here and told in the documents', async () => {
  const tried = await Promise.all(
    Object.values(files).map(async (one) => (await readScan(one)).format),
  );
  expect([...new Set(tried)].sort()).toEqual(SCAN_FORMATS.map(({ ending }) => ending).sort());
  const document = readFileSync(new URL('../../../docs/scans.md', import.meta.url), 'utf8');
  const rows = document.split('\n').filter((line) => line.startsWith('| '));
  for (const { name } of SCAN_FORMATS) {
    expect(
      rows.filter((row) => row.split('|')[1]!.split(/[ ,]+/).includes(name)),
      name,
    ).toHaveLength(1);
  }
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(FORMAT_NAMES);
});

test('pickers offer meshes and their buffers; what is dropped may bring materials', () => {
  expect(FORMAT_NAMES).toBe(orList(SCAN_FORMATS.map(({ name }) => name)));
  expect(SCAN_ENDINGS).toEqual([...new Set(SCAN_ENDINGS)]);
  for (const { ending, partEndings = [] } of SCAN_FORMATS) {
    expect(SCAN_ENDINGS).toEqual(expect.arrayContaining([ending, ...partEndings]));
  }
  expect(['head.GLB', 'a.bin', 'a.b.mtl', 'x.stl'].filter(isScanName)).toHaveLength(4);
  expect(['plan.json', 'glb', 'a.txt', ''].filter(isScanName)).toEqual([]);
  // Zips of scans, and what is answered with the export that would be one.
  expect(['a.glb.zip', 'a.splat', 'A.E57'].filter(isScanName)).toHaveLength(3);
});

test('faces of many corners, strips and fans become triangles', async () => {
  const text = 'v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 3 \\\n 4\n';
  const quad = await readScan([{ name: 'q.obj', bytes: new TextEncoder().encode(text) }]);
  expect([...quad.mesh.triangles]).toEqual([0, 1, 2, 0, 2, 3]);
  const gltf = gltfWith((json) => {
    json.meshes[0].primitives[0].mode = 5;
    json.accessors[1].count = 5;
  });
  const strip = (await readScan(gltf)).mesh.triangles;
  const t = round.triangles;
  expect([...strip]).toEqual([t[0], t[1], t[2], t[2], t[1], t[3], t[2], t[3], t[4]]);
});

test('a mirroring node keeps the outside outside', async () => {
  const mirrored = await readScan(
    gltfWith((json) => {
      json.nodes[0].scale = [-1, 1, 1];
    }),
  );
  expect(shape(mirrored.mesh).volume).toBeCloseTo(wanted.volume, -3);
});

test('sparse values overwrite', async () => {
  const gltf = gltfWith((json) => {
    json.accessors[0].sparse = {
      count: 1,
      indices: { bufferView: 1, componentType: 5125 },
      values: { bufferView: 0, byteOffset: 12 },
    };
  });
  const { positions } = (await readScan(gltf)).mesh;
  const first = 3 * round.triangles[0]!;
  expect(positions[first + 1]).toBeCloseTo(-120, 4);
});

test('missing buffers and other versions are told', async () => {
  const refused = (change: (json: Loose) => void, beside = true) =>
    expect(readScan(gltfWith(change, beside))).rejects;
  await refused(() => undefined, false).toThrow(
    /a\.bin, which was not given.*both files together/s,
  );
  await refused((json: Loose) => {
    json.asset.version = '1.0';
  }).toThrow(/only glTF 2.0/);
});

test('what is no scan is told with what would be', async () => {
  const text = (name: string, words: string) =>
    expect(readScan([{ name, bytes: new TextEncoder().encode(words) }])).rejects;
  await text('plan.txt', 'hello').toThrow(
    `plan.txt is no scan that can be read. Use ${FORMAT_NAMES}.`,
  );
  await text(
    'p.ply',
    'ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\nproperty float z\nend_header\n0 0 0\n',
  ).toThrow(/cloud of points/);
  // A damaged file is answered with the formats that are one file each.
  const single = SCAN_FORMATS.filter(({ partEndings }) => !partEndings).map(({ name }) => name);
  await text('p.obj', 'v 0 0\nf 1 2 3').toThrow(`as ${orList(single)}.`);
  await expect(readScan([])).rejects.toThrow(/no scan/);
  const two = [files.obj![0]!, files['ply text']![0]!];
  await expect(readScan(two)).rejects.toThrow(/one at a time/);
});

function orList(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function gltfWith(change: (json: Loose) => void, beside = true) {
  const json = structuredClone(gltfJson(round)) as never;
  change(json);
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  const main = { name: 'a.gltf', bytes };
  return beside ? [main, { name: 'a.bin', bytes: files['gltf separate']![1]!.bytes }] : [main];
}
