import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { galleryPage } from '../../../bench/gallery/page.ts';
import { GALLERY } from '../../../bench/gallery/pictures.ts';

/** The repository should stay quick to fetch. */
const MOST_BYTES = 5e6;

test('the gallery shows every picture of its list, and all of them are there and small', () => {
  const page = readFileSync('docs/gallery.md', 'utf8');
  const tail = page.slice(page.indexOf('## What still looks made up'));
  expect(page).toBe(galleryPage(tail));
  const names = GALLERY.flatMap(({ pictures }) => pictures.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  const bytes = names.map((name) => statSync(`docs/pictures/gallery/${name}.png`).size);
  expect(Math.max(...bytes)).toBeLessThan(250_000);
  expect(bytes.reduce((sum, value) => sum + value, 0)).toBeLessThan(MOST_BYTES);
});
