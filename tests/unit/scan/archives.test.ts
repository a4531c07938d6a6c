import { deflateRawSync } from 'node:zlib';
import { type Zippable, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { crc32 } from '../../../src/io/crc32.ts';
import { readScan } from '../../../src/io/scan/read-scan.ts';
import { FORMAT_NAMES } from '../../../src/io/scan/scan-formats.ts';
import { ball, everyFormat, obj } from '../../helpers/scan-files.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const round = ball(6, 100);
const files = await everyFormat(round);
const zip = (content: Zippable, name = 'client.zip') => ({ name, bytes: zipSync(content) });
const [gltf, bin] = files['gltf separate']!;

test('the scan in a zip is found whatever stands beside it', async () => {
  const content = {
    'My scan/head.obj': obj(round),
    'My scan/head.mtl': utf8('newmtl skin'),
    'My scan/texture.jpg': new Uint8Array(2000),
    '__MACOSX/My scan/._head.obj': utf8('Mac OS X'),
    'My scan/.DS_Store': utf8('Bud1'),
    'My scan/._head.obj': utf8('Mac OS X'),
  };
  for (const given of [
    zip(content),
    { ...zip(content), name: 'client' },
    zip({ 'a.zip': zipSync(content) }),
  ]) {
    const { name, format, mesh, findings } = await readScan([given]);
    expect([name, format, mesh.triangles.length]).toEqual([
      'head.obj',
      'obj',
      round.triangles.length,
    ]);
    expect(findings).toMatchObject([{ kind: 'fileChosen', weight: 'repaired' }]);
    expect(findings[0]!.text).toContain('My scan/head.obj was read');
  }
});

test('parts in folders are found, of the same name in two folders the right one', async () => {
  const text = utf8(
    new TextDecoder().decode(gltf!.bytes).replace('my%20scan.bin', 'geo/my%20scan.bin'),
  );
  const content = {
    'scan/other/my scan.bin': new Uint8Array(bin!.bytes.length),
    'scan/geo/my scan.bin': bin!.bytes,
    'scan/scene.gltf': text,
  };
  const { mesh, files: read } = await readScan([zip(content)]);
  expect(Math.max(...mesh.positions)).toBeCloseTo(100, 3);
  expect(read.map(({ name }) => name)).toEqual(['scan/scene.gltf', 'scan/geo/my scan.bin']);
});

test('a folder is as good as a zip, and a scan is the same in any of them', async () => {
  const picture = { name: 'skin.png', bytes: new Uint8Array(10) };
  const given = [gltf!, bin!, picture];
  const inFolder = given.map(({ name, bytes }) => ({ name: `f/${name}`, bytes }));
  const inZip = zip(Object.fromEntries(inFolder.map(({ name, bytes }) => [name, bytes])));
  // What is read decides which scan it is: its own bytes and those of its parts.
  for (const files of [[gltf!, bin!], given, inFolder, [inZip]]) {
    const read = await readScan(files);
    expect(read.name).toBe('a.gltf');
    expect(read.files.map(({ bytes }) => Buffer.from(bytes).equals(gltf!.bytes))).toEqual([
      true,
      false,
    ]);
    expect(Buffer.from(read.files[1]!.bytes).equals(bin!.bytes)).toBe(true);
  }
});

test('of one scan in several formats the first of the list is read, of several the largest, told', async () => {
  const same = zip({
    'a/head.stl': files['stl binary']![0]!.bytes,
    'b/head.obj': obj(round),
    'head.glb': files.glb![0]!.bytes,
  });
  const { name, findings } = await readScan([same]);
  expect(name).toBe('head.glb');
  expect(findings).toMatchObject([{ weight: 'repaired' }]);
  const parts = zip({
    'marker.obj': obj(ball(3)),
    'head.obj': obj(round),
    'table.obj': obj(ball(2)),
  });
  const several = await readScan([parts]);
  expect(several.name).toBe('head.obj');
  expect(several.findings).toMatchObject([{ weight: 'look', count: 3 }]);
  expect(several.findings[0]!.text).toMatch(
    /It also holds marker\.obj, table\.obj; to use another/,
  );
  // What is damaged is passed over for what can be read.
  const damaged = zip({ 'head.obj': utf8(`v 1 2\n${'#'.repeat(1e5)}`), 'small.obj': obj(round) });
  expect((await readScan([damaged])).name).toBe('small.obj');
});

test('a zip without a scan is told with what it holds', async () => {
  const refused = (content: Zippable) => expect(readScan([zip(content)])).rejects;
  await refused({ 'a.jpg': utf8('x'), 'b.txt': utf8('y') }).toThrow(
    `no scan that can be read in client.zip; it holds 2 other files: a.jpg, b.txt. Put a scan into it as ${FORMAT_NAMES}.`,
  );
  await refused({}).toThrow(/no scan that can be read in client\.zip\./);
  await refused({ 'cloud.splat': utf8('x') }).toThrow(/Gaussian splats.*Export the mesh/s);
});

/** A zip of one deflated file, written by hand, so that it can lie. */
function lyingZip(packed: Uint8Array, size: number, crc: number, { flags = 0, copies = 1 } = {}) {
  const name = utf8('head.obj');
  const sizes = (view: DataView, at: number) => {
    view.setUint32(at, crc, true);
    view.setUint32(at + 4, packed.length, true);
    view.setUint32(at + 8, size, true);
    view.setUint16(at + 12, name.length, true);
  };
  const local = new Uint8Array(30 + name.length + packed.length);
  const head = new DataView(local.buffer);
  head.setUint32(0, 0x04034b50, true);
  head.setUint16(8, 8, true);
  sizes(head, 14);
  local.set(name, 30);
  local.set(packed, 30 + name.length);
  const entry = new Uint8Array(46 + name.length);
  const list = new DataView(entry.buffer);
  list.setUint32(0, 0x02014b50, true);
  list.setUint16(8, flags, true);
  list.setUint16(10, 8, true);
  sizes(list, 16);
  entry.set(name, 46);
  const end = new Uint8Array(22);
  const tail = new DataView(end.buffer);
  tail.setUint32(0, 0x06054b50, true);
  tail.setUint16(10, copies, true);
  tail.setUint32(12, copies * entry.length, true);
  tail.setUint32(16, local.length, true);
  return Uint8Array.from(Buffer.concat([local, ...new Array(copies).fill(entry), end]));
}

test('bombs are refused, whatever they say of themselves, with memory in bounds', async () => {
  const zeros = new Uint8Array(60_000_000);
  const packed = deflateRawSync(zeros);
  const crc = crc32(zeros);
  const before = process.memoryUsage().arrayBuffers;
  const refused = (bytes: Uint8Array) => expect(readScan([{ name: 'a.zip', bytes }])).rejects;
  await refused(lyingZip(packed, 4_000_000_000, crc)).toThrow(/4000 MB; the most is 537 MB/);
  await refused(lyingZip(packed, 500_000_000, crc)).toThrow(/claims more than it can hold/);
  await refused(lyingZip(packed, 1000, crc)).toThrow(/holds more than it says/);
  // The same bytes listed again and again.
  await refused(lyingZip(packed, zeros.length, crc, { copies: 10 })).toThrow(
    /600 MB|540 MB; the most/,
  );
  await refused(lyingZip(packed, zeros.length, crc, { copies: 20_001 })).toThrow(
    /lists 20001 files/,
  );
  let nested = zipSync({ 'head.obj': obj(round) });
  for (let depth = 0; depth < 5; depth++) nested = zipSync({ 'a.zip': nested });
  await refused(nested).toThrow(/no scan/);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2e8);
});

test('locks, damage and half a file are told', async () => {
  const content = obj(round);
  const packed = Uint8Array.from(deflateRawSync(content));
  const crc = crc32(content);
  const refused = (bytes: Uint8Array) => expect(readScan([{ name: 'a.zip', bytes }])).rejects;
  expect(
    (await readScan([{ name: 'a.zip', bytes: lyingZip(packed, content.length, crc) }])).name,
  ).toBe('head.obj');
  await refused(lyingZip(packed, content.length, crc, { flags: 1 })).toThrow(
    /locked with a password/,
  );
  await refused(lyingZip(packed, content.length, crc + 1)).toThrow(/head\.obj in it is damaged/);
  const whole = lyingZip(packed, content.length, crc);
  await refused(whole.slice(0, whole.length >> 1)).toThrow(/cut short.*Copy or send it again/s);
});

test.each([
  ['head.splat', 'x', /Gaussian splats/],
  ['a.e57', 'ASTM-E57', /cloud of points/],
  ['scan', '# .PCD v0.7', /cloud of points/],
  ['head.fbx', 'Kaydara FBX Binary', /FBX.*GLB/s],
  ['part.step', 'ISO-10303-21;', /CAD/],
  ['slice.dcm', `${'\0'.repeat(128)}DICM`, /slices.*surface of the skin/s],
  ['scan.rar', 'Rar!', /archive.*zip/s],
  ['a.blend', 'BLENDER-v300', /Blender.*GLB/s],
])('%s is told for what it is, with the export that helps', async (name, content, words) => {
  await expect(readScan([{ name, bytes: utf8(content) }])).rejects.toThrow(words);
});

test.each([
  ['plain', ['scale_0', 'rot_0', 'opacity', 'f_dc_0']],
  ['packed', ['packed_position', 'packed_rotation']],
])('splats in a PLY (%s) are told', async (_, names) => {
  const text = `ply\nformat ascii 1.0\nelement vertex 1\n${['x', 'y', 'z', ...names].map((name) => `property float ${name}\n`).join('')}end_header\n0 0 0\n`;
  await expect(readScan([{ name: 'a.ply', bytes: utf8(text) }])).rejects.toThrow(
    /Gaussian splats.*Export the mesh/s,
  );
});
