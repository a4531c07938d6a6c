import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PracticeRecord } from '../../src/practice/record.ts';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

/** A head with few dots: what is looked at is the patch. */
const PATH = '#mode=train&set=density.dotsPerCm2=8&set=hair.unitsPerCm2=30';

let site: Site;
let open: OpenPage;

beforeAll(async () => {
  site = await openSite();
  open = await site.open({ path: PATH });
  await open.page.waitForFunction(() => window.dotwork);
  await open.page.evaluate(() => window.dotwork.ready.then(() => undefined));
}, 120_000);

afterAll(() => site.close());

test('a patch is worked by keys, mouse and pen, marked, and kept when its window is closed', async () => {
  const { page, faults } = open;
  await page.getByRole('button', { name: 'Practise on a patch' }).click();
  const board = page.locator('.practice-board');
  await board.waitFor({ timeout: 90_000 });
  await board.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  const count = page.locator('.practice-count');
  expect(await count.textContent()).toBe('1 dot');
  // The middle of the picture is the middle of the field; a pen says how deep and at what angle.
  await page.locator('dialog').getByLabel('Depth by').selectOption('pressure');
  const box = (await board.boundingBox())!;
  for (let i = 0; i < 10; i++) {
    await board.evaluate(
      (element, [x, y]) => {
        const touch = (type: string) =>
          element.dispatchEvent(
            new PointerEvent(type, {
              ...{ pointerId: 1, pointerType: 'pen', bubbles: true, pressure: 0.9, tiltX: 40 },
              ...{ clientX: x!, clientY: y! },
            }),
          );
        element.setPointerCapture = () => undefined;
        touch('pointerdown');
        touch('pointerup');
      },
      [box.x + box.width * (0.2 + 0.05 * i), box.y + box.height / 2],
    );
  }
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.25);
  expect(await count.textContent()).toBe('12 dots');
  await page.getByRole('button', { name: 'Mark it' }).click();
  const verdict = (title: string) =>
    page
      .locator('.practice-mark', { has: page.locator(`.practice-title:text-is("${title}")`) })
      .getAttribute('data-verdict');
  expect(await verdict('Density')).toBe('poor');
  expect(await verdict('Depth')).toBe('poor');
  expect(await verdict('Angle')).toBe('poor');
  await page.locator('.practice-mark summary', { hasText: 'Angle' }).click();
  expect(await page.locator('.ring').count()).toBeGreaterThan(5);
  // The picture is the engine's: it is dark where the pen went in.
  await page.waitForFunction(() => document.querySelectorAll('.speck').length === 0, undefined, {
    timeout: 60_000,
  });
  const [dark, bare] = await page.locator('.practice-board canvas').evaluate((canvas) => {
    const { data, width } = (canvas as HTMLCanvasElement)
      .getContext('2d')!
      .getImageData(0, 0, 560, 560);
    const around = (x: number, y: number) => {
      const greens = [];
      for (let dy = -6; dy <= 6; dy++)
        for (let dx = -6; dx <= 6; dx++) greens.push(data[4 * ((y + dy) * width + x + dx) + 1]!);
      return Math.min(...greens);
    };
    return [around(Math.round(560 * 0.45), 280), around(280, 500)] as const;
  });
  expect(dark).toBeLessThan(bare - 15);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Practise on a patch' }).click();
  expect(await count.textContent()).toBe('12 dots');
  await page.keyboard.press('Escape');
  expect(faults).toEqual([]);
}, 200_000);

test('depth, angle and dose follow the pointer; two fingers and a palm place nothing', async () => {
  const { page, faults } = await site.open({ path: PATH });
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready.then(() => undefined));
  await page.getByRole('button', { name: 'Practise on a patch' }).click();
  const board = page.locator('.practice-board');
  await board.waitFor({ timeout: 90_000 });
  const box = (await board.boundingBox())!;
  /** One event of a pointer; its time is given, since a busy machine keeps none. */
  const send = (type: string, atMs: number, init: Record<string, string | number>) =>
    board.evaluate(
      (element, { type, atMs, init }) => {
        element.setPointerCapture = () => undefined;
        const event = new PointerEvent(`pointer${type}`, { bubbles: true, ...init });
        Object.defineProperty(event, 'timeStamp', { value: atMs });
        element.dispatchEvent(event);
      },
      { type, atMs, init },
    );
  const at = (x: number, y: number) => ({
    clientX: box.x + box.width * x,
    clientY: box.y + box.height * y,
  });
  const count = page.locator('.practice-count');
  const depthBy = page.locator('dialog').getByLabel('Depth by');

  await depthBy.selectOption('pressure');
  const pen = { pointerId: 1, pointerType: 'pen', ...at(0.3, 0.5) };
  await send('down', 1000, { ...pen, pressure: 0.2, tiltX: 30, tiltY: 30 });
  const palm = { pointerId: 2, pointerType: 'touch', ...at(0.8, 0.9) };
  await send('down', 1020, palm);
  await send('move', 1030, { ...pen, pressure: 0.5, tiltX: 0, tiltY: 0 });
  await send('cancel', 1040, palm);
  await send('up', 1240, { ...pen, pressure: 0 });
  await send('down', 1500, palm);
  await send('up', 1550, palm);
  expect(await count.textContent()).toBe('1 dot');

  await depthBy.selectOption('hold');
  const [one, two] = [
    { pointerId: 3, pointerType: 'touch', ...at(0.5, 0.5) },
    { pointerId: 4, pointerType: 'touch', ...at(0.6, 0.5) },
  ];
  await send('down', 5000, one);
  await send('up', 5200, one);
  await send('down', 6000, one);
  await send('down', 6020, two);
  await send('up', 6200, one);
  await send('up', 6220, two);
  expect(await count.textContent()).toBe('2 dots');

  const saved = page.waitForEvent('download');
  await page.locator('dialog').getByRole('button', { name: 'Export' }).click();
  const { dots } = (await json(await (await saved).createReadStream())) as PracticeRecord;
  // Leaning by 30 degrees both ways is atan(sqrt(2) tan 30) = 39 from upright; 0.5 of 1.2 mm reaches
  // cos(39.2) of that down; 240 ms is twice the usual time.
  expect(dots[0]).toMatchObject({ tiltDeg: 39, depthMm: 0.46, doseShare: 2 });
  // 0.1 mm and 0.0025 mm for each of 200 ms.
  expect(dots[1]).toMatchObject({ tiltDeg: null, depthMm: 0.6, doseShare: 1 });
  expect(faults).toEqual([]);
}, 200_000);
