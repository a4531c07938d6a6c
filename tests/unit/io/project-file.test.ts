import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import {
  isProject,
  type Project,
  readProject,
  writeProject,
} from '../../../src/io/project/project-file.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';

const photo = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255);

const PROJECT: Project = {
  plan: { ...DEFAULT_PLAN, title: 'A client' },
  photos: [
    {
      file: { name: 'vorn vörne/Ä front.jpg', bytes: photo },
      points: { nasion: [612.5, 840], menton: [640, 1420] },
      found: ['nasion'],
      outline: [[700, 210]],
      strokes: [
        {
          kind: 'keep-out',
          radiusPx: 12.5,
          points: [
            [1, 2],
            [3, 4],
          ],
        },
      ],
      mask: { name: 'masks/1-mask.png', bytes: photo.slice(0, 100) },
      ...{ focal35Mm: 52, grey: { at: [80, 90], reflectance: 0.18 }, blurPx: 1.2 },
    },
    {
      file: { name: 'back.jpg', bytes: photo.slice(7) },
      ...{ points: {}, outline: [], strokes: [], mask: 'found' },
    },
  ],
  scan: { name: 'head.ply', bytes: photo.slice(0, 900) },
};

const list = (change: object) =>
  zipSync({
    'project.json': new TextEncoder().encode(
      JSON.stringify({ format: 'dotwork-project', version: 1, photos: [], ...change }),
    ),
    'plan.json': new TextEncoder().encode(JSON.stringify(DEFAULT_PLAN)),
  });

test('a project comes back as it was, and the same project is the same bytes', () => {
  const bytes = writeProject(PROJECT);
  expect(isProject(bytes)).toBe(true);
  expect(readProject(bytes, 'case.zip')).toEqual(PROJECT);
  expect(writeProject(readProject(bytes, 'case.zip'))).toEqual(bytes);
});

test('damage, wherever it is, is told or harmless, and never anything else', () => {
  const bytes = writeProject(PROJECT);
  for (let i = 0; i < 300; i++) {
    const broken = bytes.slice();
    broken[(i * 104_729) % broken.length]! ^= 1 + (i % 255);
    try {
      readProject(broken, 'case.zip');
    } catch (error) {
      expect(error).toMatchObject({ name: 'DotworkError' });
    }
  }
  expect(() => readProject(bytes.subarray(0, bytes.length - 300), 'case.zip')).toThrow(
    /case\.zip is no project that can be opened.*cut short/,
  );
});

test('a bomb is refused before it is unpacked', () => {
  const bytes = zipSync({ 'project.json': new Uint8Array(2 ** 20), big: new Uint8Array(2 ** 20) });
  const view = new DataView(bytes.buffer);
  // In the directory each file says that it is a gigabyte.
  for (let at = 0; at + 4 < bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 2 ** 30, true);
  }
  expect(() => readProject(bytes, 'case.zip')).toThrow(/would be 2147 MB unpacked/);
});

test.each([
  [zipSync({ 'a.obj': photo }), /lacks project\.json/],
  [list({ format: 'other' }), /no project of Dotwork/],
  [list({ version: 9 }), /version 9, which this Dotwork does not know/],
  [list({ photos: [{ file: 'x.jpg', name: 'x', mask: 'found' }] }), /lacks x\.jpg/],
  [
    list({ photos: [{ file: 'x.jpg', name: 'x', mask: 'found', points: { nose: [1, 2] } }] }),
    /point "nose"/,
  ],
  [
    list({ photos: [{ file: 'x.jpg', name: 'x', mask: 'found', blurPx: 90 }] }),
    /blur of photograph 1/,
  ],
  [list({ photos: [{ name: 'x', mask: 'found' }] }), /photograph 1 without a name/],
  [list({ photos: Array(30).fill({ file: 'x', name: 'x', mask: 'all' }) }), /lists 30 photographs/],
])('a zip that is none is refused (%#)', (bytes, why) => {
  expect(() => readProject(bytes, 'case.zip')).toThrow(why);
});
