// Sculpts, meshes and packs the base head: writes src/head/base-head.bin (gzip).
// Run with `npm run build:head` after changing src/head/sculpt or src/surface/meshing.

import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { openSource } from './load-source.mjs';

const target = new URL('../src/head/base-head.bin', import.meta.url);

const source = await openSource();
try {
  const { buildBaseHead } = await source.load('/src/head/sculpt/build-base-head.ts');
  const { encodeBaseHead } = await source.load('/src/head/base-head.ts');
  const head = buildBaseHead();
  const bytes = gzipSync(encodeBaseHead(head), { level: 9 });
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(target, bytes);
  console.error(
    `base-head.bin: ${(head.triangles.length / 3) * 2} triangles, ${Math.round(bytes.length / 1024)} KiB`,
  );
} finally {
  await source.close();
}
