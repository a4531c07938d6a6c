import { expect, test } from 'vitest';
import { fileSentence, placingSentences } from '../../../src/words/scan.ts';

test('a placed scan tells its size in millimetres, whatever its unit', () => {
  const landmarks = {
    nasion: [0, 0, 9.5],
    inion: [0, 0, -9.5],
    tragionLeft: [7, 0, 0],
    tragionRight: [-7, 0, 0],
  } as const;
  expect(placingSentences({ mmPerUnit: 10, landmarks })).toBe(
    'Ear to ear 140 mm, nasion to inion 190 mm. Adults measure about 130 to 160 and 170 to 210 mm.',
  );
  expect(fileSentence({ name: 'a.ply', format: 'ply', fileTriangles: 12_345 })).toBe(
    'a.ply: PLY, 12,345 triangles.',
  );
});
