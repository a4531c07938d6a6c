import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { planHead } from '../../src/engine/head/plan-head.ts';
import { planScalp } from '../../src/engine/plan-scalp.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { type OpenPage, openSite, pictureSettled, type Site } from '../helpers/browser.ts';

/** Few dots: the software GPU takes its time. Plain numbers, so that only moves tell sides apart. */
const CHEAP =
  'set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30&set=hairline.asymmetryMm=0&set=hairline.macroMm=0';

let site: Site;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({
    path: `#mode=plan&${CHEAP}`,
    viewport: { width: 900, height: 620 },
    reducedMotion: 'reduce',
    hasTouch: true,
  });
  page = opened.page;
  await started();
}, 180_000);

afterAll(async () => site?.close());

afterEach(() => {
  expect(opened.faults).toEqual([]);
});

async function started(): Promise<void> {
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
  await page.keyboard.press('2');
}

const moved = (): Promise<Plan['hairline']['moved']> =>
  page.evaluate(() => window.dotwork.document.get().hairline.moved);
const undoSteps = () => page.evaluate(() => window.dotwork.document.labels().undo);
const handle = (point: string) => page.locator(`.hairline-handle[data-point="${point}"]`);
const words = () => page.locator('.hairline-words').textContent();

/** The middle of a handle, px of the page. */
async function centre(point: string): Promise<readonly [number, number]> {
  const { x, y, width, height } = (await handle(point).boundingBox())!;
  return [x + width / 2, y + height / 2];
}

async function drag(point: string, by: readonly [number, number]): Promise<void> {
  const [x, y] = await centre(point);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 4; step++) {
    await page.mouse.move(x + (by[0] * step) / 4, y + (by[1] * step) / 4);
  }
  await page.mouse.up();
}

test('the tool shows the line, its points and what a tape reads', async () => {
  await page.keyboard.press('l');
  const button = page.getByRole('button', { name: 'Hairline', exact: true }).first();
  expect(await button.getAttribute('aria-pressed')).toBe('true');
  for (const point of ['midFrontal', 'cornerLeft', 'moundRight', 'temporalPeakLeft']) {
    expect(await handle(point).isVisible(), point).toBe(true);
  }
  // Styles without a peak have no shoulders of it.
  expect(await handle('peakShoulderLeft').isVisible()).toBe(false);
  expect(await words()).toMatch(/Brow to hairline 75 mm · corners \d+ mm deep left/);
  expect((await page.locator('.hairline-line').getAttribute('d'))!.length).toBeGreaterThan(300);
});

test('a dragged corner stays under the pointer, takes its like along and is one step', async () => {
  const [x, y] = await centre('cornerLeft');
  const other = await centre('cornerRight');
  await drag('cornerLeft', [-10, 16]);
  const now = await centre('cornerLeft');
  expect(Math.hypot(now[0] - x + 10, now[1] - y - 16)).toBeLessThan(1.5);
  // Mirrored: as far down, and inwards too.
  const mirrored = await centre('cornerRight');
  expect(Math.abs(mirrored[0] - other[0] - 10)).toBeLessThan(2.5);
  expect(Math.abs(mirrored[1] - other[1] - 16)).toBeLessThan(2.5);
  const { cornerLeft, cornerRight } = (await moved())!;
  expect(cornerLeft).toEqual(cornerRight);
  expect(cornerLeft!.backMm).toBeLessThan(-2);
  expect(await undoSteps()).toEqual(['Move the left corner']);
  expect(await words()).toMatch(/^Left corner: [\d.]+ mm forward/);
  await page.keyboard.press('Control+z');
  expect(await moved()).toBeUndefined();
  const back = await centre('cornerLeft');
  expect(Math.hypot(back[0] - x, back[1] - y)).toBeLessThan(0.01);
});

test('with Alt a side moves alone, and the rules say what that breaks while it is dragged', async () => {
  const [x, y] = await centre('cornerRight');
  await page.keyboard.down('Alt');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 1, y + 4);
  await page.mouse.move(x + 2, y + 9);
  await page.keyboard.up('Alt');
  expect(await words()).toMatch(/corner lies \d+ mm deeper than the other/);
  await page.mouse.up();
  expect(Object.keys((await moved())!)).toEqual(['cornerRight']);
  await page.mouse.dblclick(...(await centre('cornerRight')));
  expect(await moved()).toBeUndefined();
  expect(await undoSteps()).toEqual(['Move the right corner', 'Put back the right corner']);
});

test('arrow keys move the focused handle by 1 mm, with Shift by 5; Delete puts it back', async () => {
  await handle('midFrontal').focus();
  await page.keyboard.press('ArrowUp');
  expect((await moved())!.midFrontal).toEqual({ backMm: 1, outMm: 0 });
  await page.keyboard.press('Shift+ArrowDown');
  expect((await moved())!.midFrontal).toEqual({ backMm: -4, outMm: 0 });
  expect(await words()).toMatch(/Mid-frontal point: 4 mm forward of its ruleBrow to hairline 71/);
  expect((await undoSteps()).slice(-2)).toEqual(Array(2).fill('Move the mid-frontal point'));
  // The middle keeps to its midline while sides are mirrored.
  await page.keyboard.press('ArrowRight');
  expect((await moved())!.midFrontal!.outMm).toBe(0);
  await page.getByLabel('Move both sides alike').uncheck();
  await handle('midFrontal').focus();
  await page.keyboard.press('ArrowRight');
  // The picture's right is the person's left.
  expect((await moved())!.midFrontal!.outMm).toBe(1);
  await page.keyboard.press('Delete');
  expect(await moved()).toBeUndefined();
  await page.getByLabel('Move both sides alike').check();
});

test('a line is not let cross itself, and Escape gives a drag up', async () => {
  const steps = await undoSteps();
  const [x] = await centre('cornerLeft');
  const [midX, midY] = await centre('moundRight');
  await page.mouse.move(...(await centre('cornerLeft')));
  await page.mouse.down();
  for (let step = 1; step <= 4; step++) {
    await page.mouse.move(x + ((midX - 30 - x) * step) / 4, midY + 30 - 8 * step);
  }
  expect(await words()).toMatch(/cross itself/);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await moved()).toBeUndefined();
  expect(await undoSteps()).toEqual(steps);
});

test('dots follow a drag before the worker has solved it, and are exact once it is let go', async () => {
  await page.evaluate(() => window.dotwork.idle());
  const engine = () =>
    page.evaluate(() => {
      const { scalp, simulator } = window.dotwork;
      return { solved: scalp.solved, preview: simulator!.isPreview };
    });
  const { solved } = await engine();
  const [x, y] = await centre('midFrontal');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 4);
  await page.mouse.move(x, y + 10);
  await page.waitForFunction(() => window.dotwork.simulator!.isPreview);
  await page.evaluate(() => window.dotwork.idle());
  expect(await engine()).toEqual({ solved, preview: true });
  const reports = await page.evaluate(() => window.dotwork.reportCount);
  await page.mouse.up();
  await page.evaluate(() => window.dotwork.idle());
  expect(await engine()).toEqual({ solved: solved + 1, preview: false });
  // And only then are there numbers for it.
  await page.waitForFunction((count) => window.dotwork.reportCount > count, reports);
  await page.keyboard.press('Control+z');
});

test('a drag that ends where no line fits is told then, and the picture is the nearest that fits', async () => {
  const widen = (mm: number) =>
    page.evaluate(async (halfWidthMm) => {
      window.dotwork.document.edit('Half width', ({ hairline }) => {
        hairline.halfWidthMm = halfWidthMm;
      });
      await window.dotwork.idle();
      return window.dotwork.simulator!.isPreview;
    }, mm);
  const notice = page.locator('.stand-in');
  await page.evaluate(() => window.dotwork.document.beginGesture('Half width'));
  expect(await widen(66)).toBe(true);
  expect(await widen(88)).toBe(true);
  expect(await notice.isVisible()).toBe(false);
  // A frame with an exact plan: what was previewed does not stay on screen.
  const drawn = page.evaluate(
    () =>
      new Promise((resolve) => {
        const { view, simulator } = window.dotwork;
        view!.overlays.add(() => simulator!.isPreview || resolve('drawn'));
      }),
  );
  await page.evaluate(() => window.dotwork.document.endGesture());
  await page.evaluate(() => window.dotwork.idle());
  expect(await drawn).toBe('drawn');
  expect(await notice.textContent()).toMatch(/"Half width" is 88; on this head/);
  const shown = await page.evaluate(() => window.dotwork.simulator!.plan.hairline.halfWidthMm);
  expect(shown).toBeGreaterThan(66);
  expect(shown).toBeLessThan(88);
  await page.keyboard.press('Control+z');
  await page.evaluate(() => window.dotwork.idle());
  expect(await notice.isVisible()).toBe(false);
});

test('dots follow, and a reload keeps what was moved', async () => {
  const distance = () =>
    page.evaluate(() => {
      const { hairline } = window.dotwork.simulator!.scalp;
      return hairline.controlPoints.find(({ name }) => name === 'midFrontal')!.positionMm[1];
    });
  const before = await distance();
  await handle('midFrontal').focus();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await page.evaluate(() => window.dotwork.idle());
  expect((await distance()) - before).toBeGreaterThan(5);
  // Worked out in the page's worker, with the bits that Node finds.
  const there = await page.evaluate(async () => {
    const { frontDistance64 } = window.dotwork.simulator!.scalp;
    const hash = await crypto.subtle.digest('SHA-256', frontDistance64 as Int32Array<ArrayBuffer>);
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
  const plan = await page.evaluate(() => window.dotwork.document.get());
  const { frontDistance64 } = planScalp(plan, await planHead(plan)).fields;
  expect(there).toBe(createHash('sha256').update(frontDistance64).digest('hex'));
  expect(await page.evaluate(() => window.dotwork.scalp.solved)).toBeGreaterThan(1);
  const kept = await moved();
  await page.waitForFunction(() =>
    document.querySelector('.save-status')?.textContent?.match(/saved/i),
  );
  await page.evaluate(() => history.replaceState(null, '', location.pathname));
  await page.reload();
  await started();
  expect(await moved()).toEqual(kept);
});

test('on a phone a finger drags a point', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => window.dotwork.ui.setState({ mode: 'plan', tool: 'hairline' }));
  await page.evaluate(() => window.dotwork.idle());
  await pictureSettled(page);
  await page.keyboard.press('2');
  await pictureSettled(page);
  const touch = await page.context().newCDPSession(page);
  const [x, y] = await centre('moundLeft');
  const finger = (type: string, points: { x: number; y: number }[]) =>
    touch.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints: points });
  // Beside the handle, on the side where no other one is nearer.
  await finger('touchStart', [{ x: x - 4, y: y + 6 }]);
  await finger('touchMove', [{ x: x - 4, y: y }]);
  await finger('touchMove', [{ x: x - 4, y: y - 8 }]);
  await finger('touchEnd', []);
  expect((await moved())!.moundLeft!.backMm).toBeGreaterThan(1);
});
