// Draws the pictures of docs/gallery.md: `npm run gallery`, or some of them: `npm run gallery -- light`.
// `--large FOLDER/` draws them three times as wide there instead, for judging.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { openSource } from './load-source.mjs';

/** Where what is written by hand begins in docs/gallery.md. */
const TAIL = '## What still looks made up';

const words = process.argv.slice(2);
const at = words.indexOf('--large');
const large = at < 0 ? undefined : words.splice(at, 2)[1];
const folder = large ? pathToFileURL(large) : new URL('../docs/pictures/gallery/', import.meta.url);
const source = await openSource();
try {
  await mkdir(folder, { recursive: true });
  const { drawGallery } = await source.load('/bench/gallery/gallery.ts');
  await drawGallery(folder, words, large ? 2.4 : 1, (line) => console.error(line));
  const { galleryPage } = await source.load('/bench/gallery/page.ts');
  const page = new URL('../docs/gallery.md', import.meta.url);
  const before = await readFile(page, 'utf8').catch(() => TAIL);
  await writeFile(page, galleryPage(before.slice(before.indexOf(TAIL))));
} finally {
  await source.close();
}
