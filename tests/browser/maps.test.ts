import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

const CHEAP = 'set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';

/** The software GPU may be shared with much else. */
const patience = { timeout: 100_000 };

let site: Site;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({
    path: `#mode=plan&${CHEAP}`,
    viewport: { width: 900, height: 700 },
    reducedMotion: 'reduce',
    hasTouch: true,
  });
  page = opened.page;
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
}, 180_000);

afterAll(async () => site?.close());

afterEach(() => {
  expect(opened.faults).toEqual([]);
});

const card = () => page.locator('.plan .map-card');

async function show(name: string): Promise<void> {
  await card().getByLabel('Map on the head').selectOption(name);
  await page.waitForFunction((wanted) => window.dotwork.map?.map.name === wanted, name, patience);
  await page.waitForFunction(
    () => document.querySelector('.plan .map-card')!.getAttribute('aria-busy') === 'false',
    undefined,
    patience,
  );
}

/** Middle of the crown as it is on the page, px. */
async function crown(): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.viewport').boundingBox())!;
  const [x, y] = await page.evaluate(() => {
    const { view, simulator } = window.dotwork;
    return view!.project(simulator!.head.landmarks.vertex);
  });
  return { x: box.x + x, y: box.y + y };
}

test(
  'a map is chosen, read under the pointer and under a finger, and counted in inches',
  patience,
  async () => {
    await page.evaluate(() => window.dotwork.view!.goTo('crown', false));
    await show('density');
    await page.evaluate(() => window.dotwork.idle());
    // Contour lines say their value, one that the legend has a line for.
    const number = page.locator('.map-numbers span').first();
    await number.waitFor({ state: 'attached', ...patience });
    const lines = await page.evaluate(() =>
      window.dotwork.map!.legend.lines.map(({ text }) => text),
    );
    expect(lines).toContain(await number.textContent());
    const { x, y } = await crown();
    await page.mouse.move(x, y);
    const value = page.locator('.map-value');
    await value.waitFor({ state: 'visible' });
    const words = (await value.textContent())!;
    expect(words).toMatch(/^\d+(\.\d)? dots\/cm²$/);
    // Bald there: what the plan asks for, as a window of a square centimetre counts it.
    expect(Math.abs(Number.parseFloat(words) - 20)).toBeLessThan(5);
    expect(await card().locator('.map-words').textContent()).toContain('Median');
    expect(await card().locator('.pointed').getAttribute('d')).not.toBe('');

    await card().getByText('in²', { exact: true }).click();
    await page.waitForFunction(
      () => window.dotwork.map!.legend.unit === 'dots/in²',
      undefined,
      patience,
    );
    await page.mouse.move(x + 1, y);
    const inches = Number.parseFloat((await value.textContent())!);
    expect(Math.abs(inches / Number.parseFloat(words) / 6.4516 - 1)).toBeLessThan(0.05);

    // Beside the head there is nothing to read.
    await page.mouse.move(x, y - 2000);
    await value.waitFor({ state: 'hidden' });
    await page.touchscreen.tap(x, y);
    await value.waitFor({ state: 'visible' });
    const box = (await value.boundingBox())!;
    expect(box.y + box.height, 'above the finger').toBeLessThan(y - 20);
  },
);

test(
  'it follows the plan, stays with the mode, and goes when none is chosen',
  patience,
  async () => {
    await show('depth');
    const median = () => page.evaluate(() => window.dotwork.map!.legend.sentences[0]!);
    const before = await median();
    await page.evaluate(() =>
      window.dotwork.document.edit('deeper', (plan) => {
        plan.technique.depositDepthMm = 0.7;
      }),
    );
    await page.waitForFunction(
      (was) => window.dotwork.map!.legend.sentences[0] !== was,
      before,
      patience,
    );
    expect(await median()).toMatch(/Median 0\.(69|70)/);
    await page.evaluate(() => window.dotwork.ui.setState({ mode: 'consult' }));
    await page.waitForFunction(() => window.dotwork.map === undefined, undefined, patience);
    await page.evaluate(() => window.dotwork.ui.setState({ mode: 'train' }));
    await page.waitForFunction(() => window.dotwork.map !== undefined, undefined, patience);
    await page.locator('.train .map-card').getByLabel('Map on the head').selectOption('');
    await page.waitForFunction(() => window.dotwork.map === undefined, undefined, patience);
    expect(await page.locator('.train .map-body').isVisible()).toBe(false);
  },
);
