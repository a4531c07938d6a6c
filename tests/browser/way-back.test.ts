import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeHead } from '../../src/head/parametric-head.ts';
import { simplified } from '../../src/io/scan/simplify.ts';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';
import { plyBinary } from '../helpers/scan-files.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP = 'set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';
const SLOW = { timeout: 100_000 };

/** A driver that does not give what its adapter promises. */
const REFUSES_LIMITS = `
  // An empty page, which comes first, has no WebGPU.
  if (window.GPUAdapter) {
    const { requestDevice } = GPUAdapter.prototype;
    GPUAdapter.prototype.requestDevice = function (wanted) {
      if (wanted?.requiredLimits) return Promise.reject(new DOMException('no', 'OperationError'));
      return requestDevice.call(this, wanted);
    };
  }`;

let site: Site;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({
    path: `#mode=plan&${CHEAP}`,
    before: REFUSES_LIMITS,
    viewport: { width: 1000, height: 640 },
    reducedMotion: 'reduce',
  });
  page = opened.page;
  await started();
}, 180_000);

afterAll(async () => site?.close());

const notice = () => page.locator('.scan-notice');
test('a driver that refuses its own limits is asked for the usual ones, and what is smaller is told', async () => {
  expect(await page.locator('.toasts').textContent()).toContain('fewer dots');
  expect(
    await page.evaluate(
      () => window.dotwork.simulator!.gpu.device.limits.maxStorageBufferBindingSize,
    ),
  ).toBe(2 ** 27);
});

const halfWidth = () => page.evaluate(() => window.dotwork.document.get().hairline.halfWidthMm);
const drawn = () => page.evaluate(() => window.dotwork.simulator!.plan.hairline.halfWidthMm);

test('the slider of the half width ends where the head does', async () => {
  await page.locator('.lil-title', { hasText: /^Hairline$/ }).click();
  const field = page.getByLabel('Half width, mm', { exact: true });
  await field.fill('90');
  await field.press('Enter');
  await page.evaluate(() => window.dotwork.idle());
  expect(await halfWidth()).toBeGreaterThan(70);
  expect(await halfWidth()).toBeLessThan(76);
  expect(await drawn()).toBe(await halfWidth());
  expect(await notice().isVisible()).toBe(false);
});

test('a plan that cannot be simulated is drawn as near as it can be, kept, and opens again', async () => {
  await page.evaluate(() =>
    window.dotwork.document.edit('Half width', ({ hairline }) => {
      hairline.halfWidthMm = 90;
    }),
  );
  await page.evaluate(() => window.dotwork.idle());
  expect(await notice().textContent()).toContain('on this head it is');
  expect(await drawn()).toBeLessThan(76);
  expect(await halfWidth()).toBe(90);
  await page.locator('.save-status[data-state="saved"]').waitFor({ state: 'attached', ...SLOW });

  await page.goto('about:blank');
  await page.goto(`${site.url}#mode=plan`);
  await started();
  expect(await page.locator('.viewport-canvas').count()).toBe(1);
  expect(await notice().isVisible()).toBe(true);
  expect(await notice().textContent()).toMatch(/with a half width of 7\d/);
  expect(await halfWidth()).toBe(90);
  expect(await page.evaluate(() => window.dotwork.simulator!.plan.density.dotsPerCm2)).toBe(20);
});

test('another screen density is drawn in it, a stage without height keeps its picture', async () => {
  const tools = await page.context().newCDPSession(page);
  const screen = { width: 1000, height: 640, mobile: false };
  const share = () =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.viewport-canvas')!;
      return canvas.width / canvas.clientWidth;
    });
  for (const deviceScaleFactor of [1.5, 1]) {
    await tools.send('Emulation.setDeviceMetricsOverride', { ...screen, deviceScaleFactor });
    await expect.poll(share, SLOW).toBeCloseTo(deviceScaleFactor, 2);
  }
  const height = (value: string) =>
    page.evaluate(async (css) => {
      const viewport = document.querySelector<HTMLElement>('.viewport')!;
      Object.assign(viewport.style, { height: css, minHeight: css, flex: css && 'none' });
      // Longer than a change of size waits for the next.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await window.dotwork.idle();
      const { width, height: rows } =
        document.querySelector<HTMLCanvasElement>('.viewport-canvas')!;
      return [viewport.clientHeight, width, rows];
    }, value);
  const [, ...before] = await height('');
  expect(await height('0')).toEqual([0, ...before]);
  expect((await height('')).slice(1)).toEqual(before);
  expect(opened.faults).toEqual([]);
});

test('what is shown can be taken, and that can be undone', async () => {
  await page.getByRole('button', { name: 'Take what is shown' }).click();
  await page.evaluate(() => window.dotwork.idle());
  expect(await notice().isVisible()).toBe(false);
  expect(await halfWidth()).toBe(await drawn());
  await page.getByRole('button', { name: 'Undo: Take what is shown' }).click();
  await page.evaluate(() => window.dotwork.idle());
  expect(await notice().isVisible()).toBe(true);
  await page.getByRole('button', { name: /^Redo/ }).click();
  await page.evaluate(() => window.dotwork.idle());
  expect(await notice().isVisible()).toBe(false);
  expect(opened.faults).toEqual([]);
});

test('a scan too narrow for the line is taken with one that fits', async () => {
  const { bytes, scan } = await scanOfMan();
  await page.evaluate((named) => {
    window.dotwork.document.edit('Scan', ({ head, hairline }) => {
      head.scan = named;
      hairline.halfWidthMm = 80;
    });
  }, scan);
  await page.evaluate(() => window.dotwork.idle());
  expect(await notice().textContent()).toContain('is not on this device');
  // The card does not speak of a head that is not in the picture as if it were.
  const card = page.locator('.head-card');
  expect(await card.textContent()).toContain('not shown: scan "man.ply"');
  await dropScan(page, bytes);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Use this head' }).click(SLOW);
  await dialog.waitFor({ state: 'hidden', ...SLOW });
  await page.evaluate(() => window.dotwork.idle());
  expect(await notice().textContent()).toMatch(/with a half width of 7\d/);
  expect(await card.textContent()).not.toContain('not shown');
  const kinds = await page.evaluate(() => [
    window.dotwork.document.get().head.scan.kind,
    window.dotwork.simulator!.plan.head.scan.kind,
  ]);
  expect(kinds).toEqual(['file', 'file']);
  await card.locator('summary').first().click();
  await page.getByRole('button', { name: 'Use a head by measures instead' }).click();
  await page.evaluate(() => window.dotwork.idle());
  expect(await page.evaluate(() => window.dotwork.simulator!.plan.head.scan.kind)).toBe('none');
}, 240_000);

/** A sound head. */
async function scanOfMan() {
  const { mesh, landmarks } = await makeHead({ base: 'male' });
  const positions = Float64Array.from(mesh.positionsUm, (um) => um / 1e3);
  const light = (await simplified({ positions, triangles: mesh.triangles }, 12_000)).mesh;
  const bytes = plyBinary(light, true);
  const { nasion, inion, tragionLeft, tragionRight } = landmarks;
  const scan = {
    kind: 'file' as const,
    name: 'man.ply',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mmPerUnit: 1,
    landmarks: { nasion, inion, tragionLeft, tragionRight },
  };
  return { bytes, scan };
}

async function started(): Promise<void> {
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
}

async function dropScan(on: Page, scan: Uint8Array): Promise<void> {
  await on.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'man.ply'));
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
    );
  }, Buffer.from(scan).toString('base64'));
}
