import { expect, test } from 'vitest';
import { pictureGrid } from '../../../src/io/picture-grid.ts';

const cell = (shade: number) => ({
  widthPx: 200,
  heightPx: 160,
  rgba: new Uint8Array(4 * 200 * 160).fill(shade).map((value, i) => (i % 4 === 3 ? 255 : value)),
});

const WORDS = {
  title: 'Crown',
  about: 'Same camera',
  columns: ['Before', 'A name so long that no column holds it in one line of type'],
  rows: ['Good', 'Poor'],
  limits: 'Preview only',
};

test('every picture is there whole, at its place, and nothing is written over it', async () => {
  const grid = await pictureGrid(WORDS, [cell(10), cell(60), cell(110), cell(160)]);
  const count = new Map<number, { n: number; x: number; y: number }>();
  for (let at = 0; at < grid.rgba.length; at += 4) {
    const shade = grid.rgba[at]!;
    const pixel = at / 4;
    const isGrey = shade === grid.rgba[at + 1] && shade === grid.rgba[at + 2];
    if (!isGrey || ![10, 60, 110, 160].includes(shade)) continue;
    const seen = count.get(shade);
    const place = { x: pixel % grid.widthPx, y: Math.floor(pixel / grid.widthPx) };
    count.set(shade, { n: (seen?.n ?? 0) + 1, x: seen?.x ?? place.x, y: seen?.y ?? place.y });
  }
  // Letters may have some pixels of the same grey; a picture written over would have fewer.
  for (const shade of [10, 60, 110, 160]) {
    expect(count.get(shade)!.n).toBeGreaterThanOrEqual(200 * 160);
    expect(count.get(shade)!.n).toBeLessThan(200 * 160 + 200);
  }
  const at = (column: number, row: number) => {
    const x = grid.widthPx - (2 - column) * 205 + 100;
    const y = row === 0 ? Math.floor(grid.heightPx * 0.4) : Math.floor(grid.heightPx * 0.8);
    return grid.rgba[4 * (y * grid.widthPx + x)];
  };
  expect([at(0, 0), at(1, 0), at(0, 1), at(1, 1)]).toEqual([10, 60, 110, 160]);
});

test('no letter reaches the edge of the sheet', async () => {
  const grid = await pictureGrid(WORDS, [cell(10), cell(60), cell(110), cell(160)]);
  for (let y = 0; y < grid.heightPx; y++) {
    expect(grid.rgba[4 * y * grid.widthPx]).toBeGreaterThan(240);
    expect(grid.rgba[4 * ((y + 1) * grid.widthPx - 1)]).toBeGreaterThan(240);
  }
});
