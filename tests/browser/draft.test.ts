import { buffer } from 'node:stream/consumers';
import { decode } from 'fast-png';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP = 'set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';

let site: Site;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({
    path: `#mode=train&${CHEAP}`,
    viewport: { width: 1000, height: 640 },
    reducedMotion: 'reduce',
    before: `
      // What the viewport said of its picture, in order.
      window.said = [];
      document.addEventListener('DOMContentLoaded', () => {
        new MutationObserver(() => {
          const now = document.querySelector('.viewport')?.dataset.picture;
          const dots = Boolean(window.dotwork?.simulator);
          const word = (dots ? '' : 'bare ') + now;
          if (now && window.said.at(-1) !== word) window.said.push(word);
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      });
    `,
  });
  page = opened.page;
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
  await page.evaluate(() => window.dotwork.idle());
}, 180_000);

afterAll(async () => {
  expect(opened.faults).toEqual([]);
  await site?.close();
});

test('a bare head stands on the canvas before there are dots', async () => {
  const said = await heard();
  expect(said[0]).toMatch(/^bare /);
  expect(said.at(-1)).toBe('exact');
});

test('a slider in hand shows drafts, at rest the exact picture', async () => {
  const before = await screen();
  const slider = page.getByRole('slider', { name: 'Deposit depth' });
  await slider.scrollIntoViewIfNeeded();
  const box = (await slider.boundingBox())!;
  const y = box.y + box.height / 2;
  await page.evaluate(() => Object.assign(window, { said: ['exact'] }));
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, y);
  const note = page.getByText(/^Drawn at (50|25|13) % while it moves/);
  await note.waitFor({ state: 'visible', timeout: 60_000 });
  await page.mouse.up();
  await page.evaluate(() => window.dotwork.idle());
  expect((await heard()).slice(0, 3)).toEqual(['exact', 'draft', 'exact']);
  expect(await note.isVisible()).toBe(false);
  const deep = await screen();
  expect(largestStep(deep, before)).toBeGreaterThan(4);

  // The way there does not show: back at the first depth every byte is as it was.
  await page.keyboard.press('Control+z');
  await page.evaluate(() => window.dotwork.idle());
  expect(largestStep(await screen(), before)).toBe(0);
});

test('the canvas shows what a saved picture shows, within one step of 255', async () => {
  // Saved pictures have two pixels a CSS pixel, as this canvas has.
  const phone = await site.open({
    path: `#mode=train&${CHEAP}`,
    ...{ viewport: { width: 390, height: 480 }, deviceScaleFactor: 2, reducedMotion: 'reduce' },
  });
  await phone.page.waitForFunction(() => window.dotwork);
  await phone.page.evaluate(() => window.dotwork.ready);
  await phone.page.evaluate(() => window.dotwork.idle());
  const coming = phone.page.waitForEvent('download', { timeout: 100_000 });
  await phone.page.getByRole('button', { name: 'More', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Save a picture' }).click();
  const saved = decode(await buffer(await (await coming).createReadStream()));
  const shown = decode(await canvasPng(phone.page));
  expect([shown.width, shown.height]).toEqual([saved.width, saved.height]);
  // Below stands what the file says of itself.
  const rows = Math.floor(saved.height / 2);
  let most = 0;
  for (let pixel = 0; pixel < rows * saved.width; pixel++) {
    for (let i = 0; i < 3; i++) {
      const [a, b] = [shown, saved].map(({ data, channels }) => data[channels * pixel + i]!);
      most = Math.max(most, Math.abs(a! - b!));
    }
  }
  expect(most).toBeLessThanOrEqual(1);
  expect(phone.faults).toEqual([]);
});

/** The canvas with its exact picture, as a PNG. */
async function canvasPng(on: Page): Promise<Buffer> {
  const url = await on.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { view } = window.dotwork;
        view!.onFrame = () => {
          if (view!.isDraft) return;
          view!.onFrame = () => undefined;
          resolve(document.querySelector<HTMLCanvasElement>('.viewport-canvas')!.toDataURL());
        };
        view!.requestFrame();
      }),
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

function heard(): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { said: string[] }).said);
}

/** The picture with nothing over it, three bytes a pixel. */
async function screen(): Promise<Uint8Array> {
  // The page's policy takes no style element, but sheets made by a script.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.viewport-area > :not(.viewport) { visibility: hidden !important; }');
    document.adoptedStyleSheets = [sheet];
  });
  const png = decode(await page.locator('.viewport').screenshot());
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return Uint8Array.from(png.data);
}

function largestStep(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
