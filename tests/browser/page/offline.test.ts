import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { servePage } from '../../../src/cli/serve/page-server.ts';
import { encodePng } from '../../../src/io/png.ts';
import { type OpenPage, openSite, type Site } from '../../helpers/browser.ts';
import { everyFormat } from '../../helpers/scan-files.ts';
import { root } from '../../setup/built.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP = '#set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';
const SLOW = { timeout: 170_000 };
const BUILT = join(root, 'dist/web');

let site: Site;
let server: Server | undefined;
let url: string;
let opened: OpenPage;
let page: Page;
const asked: string[] = [];

beforeAll(async () => {
  ({ server, url } = await servePage(BUILT, '127.0.0.1', 0));
  site = await openSite();
  opened = await site.open({
    at: url,
    path: CHEAP,
    viewport: { width: 1000, height: 640 },
    reducedMotion: 'reduce',
    serviceWorkers: 'allow',
  });
  page = opened.page;
  page.context().on('request', (request: Request) => asked.push(request.url()));
  await page.waitForFunction(() => window.dotwork, undefined, SLOW);
  await page.evaluate(() => window.dotwork.ready);
}, 180_000);

afterAll(async () => {
  await site?.close();
  stop();
});

afterEach(() => {
  expect(opened.faults).toEqual([]);
});

test('until it works the first visit takes at most 1 MB compressed, without the head', async () => {
  const loaded = await page.evaluate(() => [
    location.pathname,
    ...performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  ]);
  const names = [...new Set(loaded)].map((path) => (path === '/' ? './' : path.slice(1)));
  const sizes = names
    .filter((name) => !name.includes('base-head'))
    .map((name) => [name, gzipSync(readFileSync(fileOf(name)), { level: 9 }).length] as const);
  const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
  expect(bytes, sizes.map((one) => one.join(' ')).join('\n')).toBeLessThan(1e6);
  expect(sizes.length).toBeGreaterThan(6);
});

test('on the first visit every file of the build is kept', SLOW, async () => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller, undefined, SLOW);
  const kept = await page.evaluate(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name!)).keys()).map(({ url }) => url);
  });
  expect(kept.sort()).toEqual(
    builtFiles()
      .map((name) => new URL(name, url).href)
      .sort(),
  );
  const help = async () => {
    await page.getByRole('button', { name: 'Keys and help' }).click();
    const words = await page.getByRole('dialog').textContent();
    await page.keyboard.press('Escape');
    return words;
  };
  await expect
    .poll(help, SLOW)
    .toMatch(/Works without a network: all of Dotwork is kept in this browser \(\d+\.\d MB\)\./);
});

test(
  'with the server gone it opens, draws, reads a scan and a photograph, and hands out a picture',
  SLOW,
  async () => {
    stop();
    await page.context().setOffline(true);
    await page.reload();
    await page.waitForFunction(() => window.dotwork, undefined, SLOW);
    await page.evaluate(() => window.dotwork.ready);
    await page.evaluate(() => window.dotwork.idle());
    expect(await page.evaluate(() => window.dotwork.report!.dots)).toBeGreaterThan(100);

    // Each worker, network and decoder, whichever a file may ask for later.
    const names = builtFiles();
    const sizes = await page.evaluate(
      (all) =>
        Promise.all(all.map(async (name) => (await (await fetch(name)).arrayBuffer()).byteLength)),
      names,
    );
    expect(sizes).toEqual(names.map((name) => statSync(fileOf(name)).size));

    for (const mode of ['Plan', 'Train', 'Consult']) {
      await page.getByRole('button', { name: mode, exact: true }).click();
    }
    const coming = page.waitForEvent('download', SLOW);
    await page
      .getByRole('button', { name: /picture/i })
      .first()
      .click();
    expect((await coming).suggestedFilename()).toMatch(/\.png$/);
    // Packed by Draco: a worker and WebAssembly.
    const scan = (await everyFormat(octahedron()))['glb draco']![0]!;
    await drop('ball.glb', scan.bytes);
    const dialog = page.getByRole('dialog', { name: 'Use a scan as the head' });
    await expect.poll(() => dialog.locator('.scan-error, .scan-point').count(), SLOW).not.toBe(0);
    expect(await dialog.textContent()).toContain('8 triangles');
    await page.keyboard.press('Escape');

    const grey = { widthPx: 220, heightPx: 260, rgba: new Uint8Array(220 * 260 * 4).fill(150) };
    await drop('client.png', await encodePng(grey, {}));
    await page.locator('.photo-stage').waitFor(SLOW);
    await page.evaluate(() => window.dotwork.photos.idle());
  },
);

test('no request left the origin, and one that tries is refused', async () => {
  const away = asked.filter((one) => !one.startsWith(url) && !/^(blob|data):/.test(one));
  expect(away).toEqual([]);
  expect(asked.length).toBeGreaterThan(20);
  const violated = await page.evaluate(async () => {
    const told: string[] = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      told.push(effectiveDirective);
    });
    const fails = (work: () => unknown) =>
      Promise.resolve()
        .then(work)
        .then(
          () => 'worked',
          () => 'refused',
        );
    const image = new Image();
    const tried = await Promise.all([
      fails(() => fetch('https://example.org/')),
      // Later, since a debugger's own word may evaluate.
      new Promise((resolve) => {
        setTimeout(() => resolve(fails(() => new Function('return 1')())));
      }),
      fails(() => {
        image.src = 'https://example.org/pixel.png';
        return image.decode();
      }),
    ]);
    document.head.append(Object.assign(document.createElement('style'), { textContent: '*{}' }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { tried, told: [...new Set(told)].sort() };
  });
  opened.faults.length = 0;
  expect(violated.tried).toEqual(['refused', 'refused', 'refused']);
  expect(violated.told).toEqual(['connect-src', 'img-src', 'script-src', 'style-src-elem']);
});

test('a newer build waits, tells, and comes only when it is asked for', SLOW, async () => {
  const newer = mkdtempSync(join(tmpdir(), 'dotwork-newer-'));
  try {
    cpSync(BUILT, newer, { recursive: true });
    changeFile(newer, 'first.css', '\n/* newer */\n');
    const port = Number(new URL(url).port);
    ({ server } = await servePage(newer, '127.0.0.1', port));
    await page.context().setOffline(false);
    await page.evaluate(() => {
      (window as unknown as { same: boolean }).same = true;
      return navigator.serviceWorker.getRegistration().then((one) => one!.update());
    });
    const notice = page.locator('.toast.update');
    await notice.waitFor(SLOW);
    expect(await page.evaluate(() => fetch('first.css').then((one) => one.text()))).not.toContain(
      'newer',
    );
    // A change that is being kept, and the click at once: it is waited for.
    await page.evaluate(() =>
      window.dotwork.document.edit('seed', (draft) => {
        draft.seed = 77;
      }),
    );
    await notice.getByRole('button', { name: 'Load it now' }).click();
    await page.waitForFunction(() => !('same' in window) && window.dotwork, undefined, SLOW);
    expect(await page.evaluate(() => fetch('first.css').then((one) => one.text()))).toContain(
      'newer',
    );
    expect(await page.evaluate(() => window.dotwork.document.get().seed)).toBe(77);
    // What pages of the build before may still ask for is there.
    expect(await page.evaluate(() => caches.keys().then((all) => all.length))).toBe(2);
  } finally {
    rmSync(newer, { recursive: true, force: true });
  }
});

function stop(): void {
  server?.close();
  server?.closeAllConnections();
  server = undefined;
}

/** All but the service worker, which is the browser's own to keep; the page is `./`. */
function builtFiles(): string[] {
  return readdirSync(BUILT, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(BUILT, name)).isFile() && name !== 'service-worker.js')
    .map((name) => (name === 'index.html' ? './' : name));
}

function fileOf(name: string): string {
  return join(BUILT, name === './' ? 'index.html' : name);
}

/** A build in which one file is another, and its list says so. */
function changeFile(folder: string, name: string, more: string): void {
  const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const before = readFileSync(join(folder, name));
  const after = Buffer.concat([before, Buffer.from(more)]);
  writeFileSync(join(folder, name), after);
  const list = join(folder, 'service-worker.js');
  const text = readFileSync(list, 'utf8');
  const changed = text
    .replace(sum(before), sum(after))
    .replace(/(\\"build\\":\\")\w+/, `$1${sum(after).slice(0, 16)}`);
  expect(changed).not.toBe(text);
  writeFileSync(list, changed);
}

function octahedron() {
  const positions = [90, 0, 0, -90, 0, 0, 0, 110, 0, 0, -110, 0, 0, 0, 100, 0, 0, -100];
  const triangles = [0, 2, 4, 2, 1, 4, 1, 3, 4, 3, 0, 4, 2, 0, 5, 1, 2, 5, 3, 1, 5, 0, 3, 5];
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

async function drop(name: string, content: Uint8Array): Promise<void> {
  await page.evaluate(
    ([called, base64]) => {
      const bytes = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
      const type = called!.endsWith('.png') ? 'image/png' : '';
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], called!, { type }));
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
      );
    },
    [name, Buffer.from(content).toString('base64')],
  );
}
