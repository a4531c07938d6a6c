import { expect, test } from 'vitest';
import { layersSentences, sectionSentence } from '../../../src/words/depth-lesson.ts';
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

test('a section names the layer in which the column ends', () => {
  const layers = { epidermisMm: 0.08, papillaryMm: 0.28, skinBaseMm: 1.5 };
  const where = [0.05, 0.1, 0.4, 1.6].map((mm) => sectionSentence(mm, layers).split(', ')[1]);
  expect(where).toEqual([
    'in the epidermis.',
    'in the papillary dermis.',
    'in the reticular dermis.',
    'below the skin.',
  ]);
  expect(layersSentences(layers)).toBe(
    'To scale; dashed: 0.25 to 0.60 mm, inferred. Mean of this scalp: epidermis to 0.08 mm, papillary dermis to 0.28, dermis to 1.50.',
  );
});
