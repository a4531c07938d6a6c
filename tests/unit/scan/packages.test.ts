import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readScan } from '../../../src/io/scan/read-scan.ts';
import { crate } from '../../helpers/scan/crate.ts';
import { ball, threeMf, usdz } from '../../helpers/scan-files.ts';

const round = ball(6, 0.1);
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (name: string, bytes: Uint8Array) => readScan([{ name, bytes }]);

/** Half the width along x. */
const reach = (positions: Float64Array) => Math.max(...positions.filter((_, i) => i % 3 === 0));

test.each([
  ['micron', 0.001],
  ['millimeter', 1],
  ['inch', 25.4],
  ['meter', 1000],
])('3MF: a %s is told by the file', async (unit, mm) => {
  const { mesh, unit: note } = await read('a.3mf', threeMf(round, unit));
  expect(reach(mesh.positions)).toBeCloseTo(0.1 * mm, 6);
  // Who knows of no unit writes millimetres, too: only another one is surely meant.
  expect(note).toEqual({ mmPerUnit: 1, by: unit === 'millimeter' ? 'format' : 'note' });
});

/** The package with its model changed. */
function changed(from: string | RegExp, to: string): Uint8Array {
  const files = unzipSync(threeMf(round));
  const model = new TextDecoder().decode(files['3D/3dmodel.model']);
  return zipSync({ ...files, '3D/3dmodel.model': utf8(model.replace(from, to)) });
}

test('3MF: what cannot be is refused in a sentence', async () => {
  const refused = (bytes: Uint8Array) => expect(read('a.3mf', bytes)).rejects;
  await refused(changed('objectid="2"', 'objectid="7" ').slice()).toThrow(/missing|circles/);
  await refused(
    changed(/<component .*?\/>/, '<component objectid="7"/><component objectid="7"/>'),
  ).toThrow(/circles/);
  await refused(changed('millimeter', 'furlong')).toThrow(/unit "furlong"/);
  await refused(changed('0 1 0 0', '0 x 0 0')).toThrow(/damaged place/);
  await refused(changed('</resources>', '')).toThrow(/model is damaged/);
  await refused(changed(/<item .*?\/>/, '')).toThrow(/builds nothing/);
  // Entities that multiply are none of the format, and are not undone.
  const laughs = '<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><model unit="&b;"';
  await refused(changed('<model unit="millimeter"', laughs)).toThrow(/3MF/);
});

test('USD: a layer by itself, text or binary, and its unit', async () => {
  for (const [name, bytes] of [
    ['a.usdc', crate(round)],
    // As Node reads files: a part of a larger buffer, whose slices are no copies.
    ['b.usdz', Buffer.concat([zipSync({ 'a.usdc': crate(round) }, { level: 0 })])],
    ['a.usda', unzipSync(usdz(round))['scan.usda']!],
    ['a.usdz', zipSync({ 'x/a.usd': crate(round, 0.01) }, { level: 6 })],
  ] as const) {
    const { mesh, format, unit } = await read(name, bytes);
    expect([format, mesh.triangles.length]).toEqual(['usdz', round.triangles.length]);
    expect(reach(mesh.positions)).toBeCloseTo(name === 'a.usdz' ? 0.001 : 0.1, 6);
    expect(unit).toMatchObject({ mmPerUnit: 1000, by: 'format' });
  }
  // Without a word it is the centimetre.
  const files = unzipSync(usdz(round));
  const silent = new TextDecoder().decode(files['scan.usda']).replace('metersPerUnit = 1', '');
  const { mesh } = await read('a.usda', utf8(silent));
  expect(reach(mesh.positions)).toBeCloseTo(0.001, 6);
});

test('USD: what viewers do not draw is left out and told', async () => {
  const twin = (words: string) => `
    def Mesh "Other"
    {
        int[] faceVertexCounts = [3]
        int[] faceVertexIndices = [0, 1, 2]
        point3f[] points = [(0, 0, 0), (9, 0, 0), (0, 9, 0)]
        ${words}
    }
`;
  const plain = await read('a.usdz', usdz(round, twin('')));
  expect(reach(plain.mesh.positions)).toBeCloseTo(18, 5);
  for (const words of ['token visibility = "invisible"', 'uniform token purpose = "guide"']) {
    const { mesh, findings } = await read('a.usdz', usdz(round, twin(words)));
    expect(reach(mesh.positions), words).toBeCloseTo(0.1, 6);
    expect(findings).toMatchObject([{ weight: 'look', count: 1 }]);
  }
});

test('USD: a face of more corners than there are is refused, not filled', async () => {
  const layer = new TextDecoder().decode(unzipSync(usdz(round))['scan.usda']);
  for (const count of ['4', '-1']) {
    const lying = layer.replace('faceVertexCounts = [3', `faceVertexCounts = [${count}`);
    await expect(read('a.usda', utf8(lying))).rejects.toThrow(/more corners than it names/);
  }
});

test('USD: a binary layer whose counts and jumps lie is refused at once', async () => {
  const sound = crate(round);
  const view = new DataView(sound.buffer);
  const contents = Number(view.getBigUint64(16, true));
  for (let section = 0; section < 6; section++) {
    const start = Number(view.getBigUint64(contents + 8 + 32 * section + 16, true));
    for (const count of [250_000n, 300_000n]) {
      const lying = sound.slice();
      new DataView(lying.buffer).setBigUint64(start, count, true);
      // A layer without strings needs none, however many it says.
      await expect(read('a.usdc', lying), `${section} ${count}`).rejects.toThrow(/USDZ/);
    }
  }
});
