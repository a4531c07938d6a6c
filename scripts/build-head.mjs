// Sculpts, meshes and packs the base head: writes src/scalp/data/base-head.bin (gzip).
// Run with `npm run build:head` after changing src/scalp/sculpt or src/scalp/meshing.

import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { createServer } from 'vite';

const target = new URL('../src/scalp/data/base-head.bin', import.meta.url);

// Node 20 cannot strip types; vite's module runner can, and resolves as the product does.
const server = await createServer({
  configFile: false,
  root: new URL('..', import.meta.url).pathname,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { buildBaseHead } = await server.ssrLoadModule('/src/scalp/sculpt/build-base-head.ts');
  const { encodeBaseHead } = await server.ssrLoadModule('/src/scalp/base-head.ts');
  const head = buildBaseHead();
  const bytes = gzipSync(encodeBaseHead(head), { level: 9 });
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(target, bytes);
  console.error(
    `base-head.bin: ${(head.triangles.length / 3) * 2} triangles, ${Math.round(bytes.length / 1024)} KiB`,
  );
} finally {
  await server.close();
}
