import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from '../../helpers/browser.ts';
import { buildIfStale, root } from '../../setup/built.ts';

const folder = mkdtempSync(join(tmpdir(), 'dotwork-plain-'));
let site: Site;
let server: Server;

beforeAll(async () => {
  buildIfStale('lib');
  copyFileSync(join(root, 'docs/examples/plain.html'), join(folder, 'index.html'));
  mkdirSync(join(folder, 'node_modules/dotwork'), { recursive: true });
  symlinkSync(join(root, 'dist'), join(folder, 'node_modules/dotwork/dist'));
  for (const name of ['three', 'gl-matrix', 'immer', 'zod', 'intl-messageformat', '@formatjs']) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  server = createServer(sirv(folder));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = await openSite();
}, 180_000);

afterAll(async () => {
  await site?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the plain page shows its numbers and draws its picture', async () => {
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { page, faults } = await site.open({ at });
  await expect
    .poll(() => page.locator('#numbers').textContent(), { timeout: 110_000 })
    .toMatch(/^\d+ dots, \d+ minutes\. A preview, never a promise\.$/);
  const colours = () =>
    page.evaluate(() => {
      const canvas = document.querySelector('canvas')!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  await expect.poll(colours, { timeout: 110_000 }).toBeGreaterThan(100);
  expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([]);
});
