import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

const PATH = '#mode=train&set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';

/** The software GPU may be shared with much else. */
const patience = { timeout: 100_000 };

let site: Site;
let open: OpenPage;

beforeAll(async () => {
  site = await openSite();
  open = await site.open({ path: PATH, reducedMotion: 'reduce' });
  await open.page.waitForFunction(() => window.dotwork);
  await open.page.evaluate(() => window.dotwork.ready.then(() => undefined));
}, 180_000);

afterAll(() => site?.close());

test(
  'a picture of the ladder and the cut lead each other, by keys and by hand',
  patience,
  async () => {
    const { page, faults } = open;
    const card = page.locator('.ladder-card');
    await card.locator('summary').click();
    const grid = card.getByRole('grid', { name: 'Depth ladder of the plan' });
    const marked = () => grid.locator('[aria-selected=true]').getAttribute('aria-label');
    const cell = (words: string) => grid.locator(`[aria-label^="${words}:"]`);
    expect(await marked()).toMatch(/^0\.40 mm, 30 days/);
    // Pictures by the engine: deep dots are paler when fresh, and values stand there as text.
    await cell('2.00 mm, fresh').and(grid.locator('[aria-label*="ΔE"]')).waitFor(patience);
    const contrast = async (words: string) =>
      Number(/ΔE ([\d.]+)/.exec((await cell(words).getAttribute('aria-label'))!)![1]);
    expect(await contrast('0.40 mm, fresh')).toBeGreaterThan(
      1.5 * (await contrast('2.00 mm, fresh')),
    );
    const darkest = await cell('0.40 mm, fresh')
      .locator('canvas')
      .evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const { data } = (canvas as HTMLCanvasElement)
          .getContext('2d')!
          .getImageData(0, 0, width, height);
        const green = data.filter((_, i) => i % 4 === 1);
        return [Math.min(...green), Math.max(...green)];
      });
    expect(darkest[0]).toBeLessThan(darkest[1]! - 60);
    // To the cut, by keys.
    await cell('0.40 mm, fresh').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter'])
      await page.keyboard.press(key);
    const planned = () =>
      page.evaluate(() => {
        const { technique, healing } = window.dotwork.document.get();
        return [technique.depositDepthMm, healing.ageDays];
      });
    expect(await planned()).toEqual([0.8, 365]);
    expect(await marked()).toMatch(/^0\.80 mm, 1 year/);
    // And back from the cut.
    const tip = page.getByRole('slider', { name: 'Needle tip in the cut' });
    await tip.waitFor({ state: 'visible', ...patience });
    await tip.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowUp');
    expect(await marked()).toMatch(/^0\.60 mm, 1 year/);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect(await planned()).toEqual([0.4, 30]);
    expect(faults).toEqual([]);
  },
);
