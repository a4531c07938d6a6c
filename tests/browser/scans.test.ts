import { buffer } from 'node:stream/consumers';
import { decode } from 'fast-png';
import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeHead } from '../../src/head/parametric-head.ts';
import { simplified } from '../../src/io/scan/simplify.ts';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';
import { plyBinary } from '../helpers/scan-files.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP = 'set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';
const SLOW = { timeout: 100_000 };

/** A plan sent without its scan. */
const GONE = {
  kind: 'file',
  name: 'gone.obj',
  sha256: '0'.repeat(64),
  mmPerUnit: 1,
  landmarks: {
    nasion: [0, 0, 95],
    inion: [0, 0, -95],
    tragionLeft: [72, 0, 0],
    tragionRight: [-72, 0, 0],
  },
};

let site: Site;
let opened: OpenPage;
let page: Page;
let scan: Uint8Array;

beforeAll(async () => {
  scan = await lyingManInCm();
  site = await openSite();
  opened = await site.open({
    path: `#mode=plan&${CHEAP}&set=head.scan=${encodeURIComponent(JSON.stringify(GONE))}`,
    viewport: { width: 1000, height: 640 },
    reducedMotion: 'reduce',
  });
  page = opened.page;
  await started();
}, 180_000);

afterAll(async () => site?.close());

afterEach(() => {
  expect(opened.faults).toEqual([]);
});

const notice = () => page.locator('.scan-notice');
const reference = () => page.evaluate(() => window.dotwork.document.get().head.scan);
const headSize = () =>
  page.evaluate(() => window.dotwork.simulator!.head.mesh.triangles.length / 3);

test('a plan whose scan is not here starts, names it still and asks for the file', async () => {
  expect(await notice().textContent()).toContain('The scan "gone.obj" is not on this device.');
  expect(await reference()).toEqual(GONE);
  expect(await dots()).toBeGreaterThan(100);
});

test('the notice can be put aside, but a mark stays, and pictures tell of the stand-in', async () => {
  await page.getByRole('button', { name: 'Put this notice aside' }).click();
  expect(await notice().isVisible()).toBe(false);
  const coming = page.waitForEvent('download', SLOW);
  await page.getByRole('button', { name: /picture/i }).click();
  const picture = decode(await buffer(await (await coming).createReadStream()));
  expect(picture.text!.Description).toContain(
    'The head is a stand-in. The scan "gone.obj" is not on this device.',
  );
  await page.getByRole('button', { name: 'Stand-in head' }).click();
  expect(await notice().isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Put this notice aside' }).click();
});

test('a dropped scan is reviewed, becomes the head and carries the dots', async () => {
  const own = await headSize();
  await drop('client.ply', scan);
  const dialog = page.getByRole('dialog', { name: 'Use a scan as the head' });
  await dialog.getByRole('button', { name: 'Use this head' }).waitFor(SLOW);
  expect(await dialog.textContent()).toContain('Another file than "gone.obj"');
  expect(await dialog.getByLabel('One unit of the file is').inputValue()).toBe('10');
  expect(await dialog.locator('.scan-point').count()).toBe(4);
  expect(await dialog.textContent()).toMatch(/Ear to ear 1[345]\d mm/);
  // What is found while the head is made is told before it is taken, and a tape settles its size.
  await expect.poll(() => dialog.textContent(), SLOW).toContain('no edge is longer than 6 mm');
  expect(await dialog.textContent()).toContain('Look: Size not confirmed: the file names no unit');
  const tape = dialog.getByLabel('Circumference by tape');
  await tape.fill('5');
  await tape.press('Tab');
  expect(await dialog.getByRole('alert').textContent()).toMatch(/goes from 300 to 750/);
  await tape.fill('58,5 cm');
  await tape.press('Tab');
  await expect.poll(() => dialog.textContent(), SLOW).toContain('By a circumference of 585 mm');
  await dialog.getByLabel('Mirror image').check();
  await dialog.getByLabel('Mirror image').uncheck();
  await dialog.getByLabel('One unit of the file is').selectOption('10');
  await accept();
  expect(await notice().isVisible()).toBe(false);
  // What was found stays to be read once the window is gone.
  const found = page.locator('.head-card .scan-found');
  expect(await found.textContent()).toContain('no edge is longer than 6 mm');
  expect(await reference()).toMatchObject({ kind: 'file', name: 'client.ply', mmPerUnit: 10 });
  expect(await headSize()).not.toBe(own);
  expect(await dots()).toBeGreaterThan(100);
});

test('the tape measures along the skin of a scan', async () => {
  await page.getByRole('button', { name: /^Measure/ }).click();
  const box = (await page.locator('.viewport-canvas').boundingBox())!;
  const [x, y] = [box.x + 0.5 * box.width, box.y + 0.42 * box.height];
  for (const off of [-50, 50]) await page.mouse.click(x + off, y);
  const words = page.locator('.tape-words');
  await expect.poll(() => words.textContent(), SLOW).toMatch(/along the skin, \d+ mm straight$/);
  const [along, straight] = (await words.textContent())!.match(/\d+/g)!.map(Number);
  const straightMm = await page.evaluate(
    ([atX, atY]) => {
      const [a, b] = [-50, 50].map((off) => window.dotwork.view!.pick(atX! + off, atY!)!.placeMm);
      return Math.hypot(...a!.map((mm, axis) => mm - b![axis]!));
    },
    [x - box.x, y - box.y],
  );
  expect(Math.abs(straight! - straightMm)).toBeLessThanOrEqual(0.51);
  expect(along!).toBeGreaterThan(straight!);
  expect(along!).toBeLessThan(1.6 * straight!);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('the scan comes back from storage with the next visit', async () => {
  await saved();
  const before = { scan: await reference(), size: await headSize(), dots: await dots() };
  await visitAgain();
  expect(await notice().isVisible()).toBe(false);
  expect({ scan: await reference(), size: await headSize(), dots: await dots() }).toEqual(before);
});

test('a scan cleared from storage is asked for; dropped again it is placed as before', async () => {
  const before = { plan: await plan(), size: await headSize(), dots: await dots() };
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.deleteDatabase('dotwork-scans');
        asked.onsuccess = () => resolve();
        asked.onerror = asked.onblocked = () => reject(new Error('The scans were not deleted.'));
      }),
  );
  await visitAgain();
  expect(await notice().textContent()).toContain('The scan "client.ply" is not on this device.');
  expect(await plan()).toBe(before.plan);
  expect(await headSize()).not.toBe(before.size);

  // As a phone app shares it, in a folder with what else it made: the same scan by what is read of it.
  await dropFolder('Scan of Monday', {
    'photos/front.jpg': new Uint8Array(9),
    'shared.zip': zipSync({ 'x/client.ply': scan, '__MACOSX/x/._client.ply': scan }),
    '.DS_Store': new Uint8Array(9),
  });
  await page.getByRole('button', { name: 'Use this head' }).waitFor(SLOW);
  expect(await page.getByRole('dialog').textContent()).toContain('The scan this plan names');
  await accept();
  expect(await notice().isVisible()).toBe(false);
  expect(await plan()).toBe(before.plan);
  expect({ size: await headSize(), dots: await dots() }).toMatchObject({
    size: before.size,
    dots: before.dots,
  });
});

/** Enough triangles for a face, few enough for a quick test; on its back, in centimetres. */
async function lyingManInCm(): Promise<Uint8Array> {
  const { mesh } = await makeHead({ base: 'male' });
  const positions = Float64Array.from(mesh.positionsUm, (um) => um / 1e4);
  const light = (await simplified({ positions, triangles: mesh.triangles }, 12_000)).mesh;
  const turned = light.positions.map((_, i, p) =>
    i % 3 === 1 ? -p[i + 1]! : i % 3 === 2 ? p[i - 1]! : p[i]!,
  );
  return plyBinary({ positions: turned, triangles: light.triangles }, true);
}

async function drop(name: string, content: Uint8Array): Promise<void> {
  await page.evaluate(
    ([called, base64]) => {
      const bytes = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], called!));
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
      );
    },
    [name, Buffer.from(content).toString('base64')],
  );
}

/** A folder cannot be dropped by a script: its entries stand in for those the browser makes. */
async function dropFolder(folder: string, files: Record<string, Uint8Array>): Promise<void> {
  const packed = Object.entries(files).map(
    ([path, bytes]) => [path, Buffer.from(bytes).toString('base64')] as const,
  );
  await page.evaluate(
    ([top, contents]) => {
      const entriesOf = (at: string): object[] => {
        const names = new Set<string>();
        for (const [path] of contents)
          if (path.startsWith(at)) names.add(path.slice(at.length).split('/')[0]!);
        return [...names].map((name) => {
          const own = contents.find(([path]) => path === at + name);
          return own ? fileOf(own[0], own[1]) : folderOf(`${at}${name}/`);
        });
      };
      const fileOf = (path: string, base64: string): object => ({
        isDirectory: false,
        fullPath: `/${top}/${path}`,
        file: (done: (file: File) => void) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          done(new File([bytes], path.split('/').at(-1)!));
        },
      });
      const folderOf = (at: string): object => ({
        isDirectory: true,
        createReader: () => {
          // One at a time, as browsers hand out some at a time, until none is left.
          const left = entriesOf(at);
          return { readEntries: (done: (some: object[]) => void) => done(left.splice(0, 1)) };
        },
      });
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], top));
      const { webkitGetAsEntry } = DataTransferItem.prototype;
      DataTransferItem.prototype.webkitGetAsEntry = () => folderOf('') as FileSystemEntry;
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
      );
      DataTransferItem.prototype.webkitGetAsEntry = webkitGetAsEntry;
    },
    [folder, packed] as const,
  );
}

async function started(): Promise<void> {
  await page.waitForFunction(() => window.dotwork, undefined, SLOW);
  await page.evaluate(() => window.dotwork.ready);
  await counted(0);
}

async function visitAgain(): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${site.url}#mode=plan`);
  await started();
}

/** Waits for numbers newer than report number `last`, of the newest plan. */
async function counted(last: number): Promise<void> {
  await page.waitForFunction((count) => window.dotwork.reportCount > count, last, SLOW);
  await page.evaluate(() => window.dotwork.idle());
}

/** Accepts the scan in the open dialog and waits for its dots. */
async function accept(): Promise<void> {
  const last = await page.evaluate(() => window.dotwork.reportCount);
  await page.getByRole('button', { name: 'Use this head' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden', ...SLOW });
  await counted(last);
}

async function saved(): Promise<void> {
  await page.locator('.save-status[data-state="saved"]').waitFor({ state: 'attached' });
}

const dots = () => page.evaluate(() => window.dotwork.report!.dots);
const plan = () => page.evaluate(() => JSON.stringify(window.dotwork.document.get()));
