import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeHead } from '../../src/head/parametric-head.ts';
import { FACING, type PhotoCamera, turnedBy } from '../../src/photo/camera.ts';
import type { Pixel } from '../../src/photo/question.ts';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';
import { type PhotoOfHead, photoOfHead } from '../helpers/photo/photo-of-head.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP =
  'set=density.dotsPerCm2=25&set=hair.unitsPerCm2=30&set=hair.loss.kind="areata"&set=hair.loss.pattern="totalis"';
const SLOW = { timeout: 100_000 };

/** From the front and a little above. */
const CAMERA: PhotoCamera = {
  ...{ widthPx: 420, heightPx: 520, focalPx: 1150 },
  turn: turnedBy(turnedBy(FACING, [0, 0.05, 0]), [0.1, 0, 0]),
  shiftMm: [0, 45, 860],
};

const TRUE_LENGTH = 206;

let site: Site;
let opened: OpenPage;
let page: Page;
let taken: PhotoOfHead;

beforeAll(async () => {
  const head = await makeHead({ base: 'male', measuresMm: { length: TRUE_LENGTH, breadth: 149 } });
  taken = await photoOfHead(head, CAMERA);
  site = await openSite();
  opened = await site.open({
    path: `#mode=consult&${CHEAP}`,
    viewport: { width: 1000, height: 700 },
    reducedMotion: 'reduce',
  });
  page = opened.page;
  await started();
}, 180_000);

afterAll(async () => site?.close());

afterEach(() => {
  expect(opened.faults).toEqual([]);
});

const card = () => page.locator('.photo-card:visible');
const guide = () => page.getByRole('group', { name: 'Finding the head' });

test('what is no photograph to put dots on is told in a sentence, and nothing opens', async () => {
  const tiny = { ...taken.photo, widthPx: 20, heightPx: 20, rgba: taken.photo.rgba.slice(0, 1600) };
  const { encodePng } = await import('../../src/io/png.ts');
  await pick('letter.png', Buffer.from('Dear Sir or Madam, this is not a picture at all.'));
  await pick('tiny.png', Buffer.from(await encodePng(tiny, {})));
  await pick('moving.gif', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(40, 7)]));
  await pick('torn.png', Buffer.from(taken.png.subarray(0, 900)));
  const told = await page.locator('.toast.error').allTextContents();
  expect(told).toEqual([
    expect.stringContaining('letter.png is no picture that can be read.'),
    expect.stringContaining('tiny.png has 20 x 20 pixels: too few to show a dot.'),
    expect.stringContaining('moving.gif is a GIF, which has too few colours for skin.'),
    expect.stringContaining('torn.png is damaged.'),
  ]);
  while ((await page.locator('.toast').count()) > 0) {
    await page.locator('.toast button').first().click();
  }
  expect(await page.evaluate(() => window.dotwork.photos.isShown)).toBe(false);
});

test('a photograph is opened, its head marked by hand and found', SLOW, async () => {
  await pick('client.png', Buffer.from(taken.png));
  await page.locator('.photo-stage').waitFor();
  expect(await guide().textContent()).toContain('the root of the nose');
  expect(await page.locator('.divider').isVisible()).toBe(false);
  let rim = 0;
  for (let i = 0; i < 9; i++) {
    const asked = await page.evaluate(() => window.dotwork.photos.asked!);
    await clickAt(asked === 'outline' ? taken.rim[rim++]! : taken.points.get(asked)!);
  }
  await idle();
  const { certainty, doubtful } = await foundFit();
  expect(certainty.medianMm).toBeLessThan(5);
  expect(doubtful).toEqual([]);
  expect(await guide().textContent()).toMatch(/9 marks\. The scalp lies within \d\.\d mm/);
  expect(await page.locator('.photo-mark').count()).toBe(9);
});

test('a mark is dragged away and told, and taken back; keys move it too', SLOW, async () => {
  const from = await onPage(taken.points.get('menton')!);
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + 30, from[1] - 40, { steps: 3 });
  expect(await page.locator('.photo-loupe').isVisible()).toBe(true);
  await page.mouse.move(from[0] + 60, from[1] - 70, { steps: 3 });
  await page.mouse.up();
  await idle();
  expect((await foundFit()).doubtful).toContain('menton');
  expect(await guide().textContent()).toContain('The chin');
  await card().getByRole('button', { name: 'Undo mark' }).click();
  await idle();
  expect((await foundFit()).doubtful).toEqual([]);
  const at = () => page.evaluate(() => window.dotwork.photos.album.shown!.points.nasion![0]);
  const before = await at();
  await page.locator('.photo-mark[data-mark="nasion"]').focus();
  await page.keyboard.press('ArrowRight');
  expect(await at()).toBeGreaterThan(before);
  await page.keyboard.press('ArrowLeft');
});

async function started(): Promise<void> {
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
}

const idle = () => page.evaluate(() => window.dotwork.idle());

const foundFit = () => page.evaluate(() => window.dotwork.photos.found!.fit);

async function pick(name: string, content: Buffer): Promise<void> {
  const coming = page.waitForEvent('filechooser');
  await card()
    .getByRole('button', { name: /photograph…/ })
    .click();
  await (await coming).setFiles({ name, mimeType: 'image/png', buffer: content });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  await page.evaluate(() => window.dotwork.photos.idle());
}

/** A place of the photograph on the page, px. */
async function onPage(at: Pixel): Promise<[number, number]> {
  const box = (await page.locator('.photo-stage').boundingBox())!;
  const [x, y] = await page.evaluate(
    (pixel) => window.dotwork.photos.stage.frame.toCanvas(pixel),
    at as [number, number],
  );
  return [box.x + x, box.y + y];
}

async function clickAt(at: Pixel): Promise<void> {
  await page.mouse.click(...(await onPage(at)));
}
