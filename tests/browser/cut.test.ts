import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
    path: `#mode=train&${CHEAP}`,
    viewport: { width: 900, height: 700 },
    reducedMotion: 'reduce',
  });
  page = opened.page;
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
}, 180_000);

afterAll(async () => site?.close());

const words = () => page.locator('.cut-words').first().textContent();

test('a click on a dot cuts there, and the tip is led by keys as one plan', patience, async () => {
  await page
    .locator('.cut-drawing')
    .first()
    .waitFor({ state: 'visible', ...patience });
  await page.evaluate(() => window.dotwork.view!.goTo('crown', false));
  const box = (await page.locator('.viewport').boundingBox())!;
  const [x, y] = await page.evaluate(() => {
    const { view, simulator } = window.dotwork;
    return view!.project(simulator!.head.landmarks.vertex);
  });
  const before = await words();
  await page.mouse.click(box.x + x + 60, box.y + y + 40);
  await page.waitForFunction(
    (old) => document.querySelector('.cut-words')!.textContent !== old,
    before,
    patience,
  );
  expect(await words()).toMatch(/^Dot \d+, session \d, .* mm deep \(planned 0\.40\)/);

  const tip = page.getByRole('slider', { name: 'Needle tip in the cut' });
  expect(await tip.getAttribute('aria-valuetext')).toContain('0.40 mm deep');
  await tip.focus();
  // Both at once: however slow this machine is, no rest comes between them.
  await tip.evaluate((grip) => {
    const event = { key: 'ArrowDown', shiftKey: true, bubbles: true, cancelable: true };
    for (let i = 0; i < 2; i++) grip.dispatchEvent(new KeyboardEvent('keydown', event));
  });
  await page.waitForFunction(
    () => document.querySelector('.cut-words')!.textContent!.includes('(planned 0.50)'),
    undefined,
    patience,
  );
  expect(
    await page.evaluate(() => window.dotwork.document.get().technique.depositDepthMm),
  ).toBeCloseTo(0.5, 9);
  // Keys pressed one after the other are one step.
  await page.keyboard.press('Control+z');
  await page.waitForFunction(
    () => document.querySelector('.cut-words')!.textContent!.includes('(planned 0.40)'),
    undefined,
    patience,
  );
  expect(opened.faults).toEqual([]);
});

test(
  'a drag of the dot from above is one step, and changes depth and strokes',
  patience,
  async () => {
    const grip = page.getByRole('slider', { name: 'Dot from above' });
    await grip.scrollIntoViewIfNeeded();
    const at = (await grip.boundingBox())!;
    const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 10, y + 10, { steps: 3 });
    await page.mouse.move(x + 20, y + 15, { steps: 3 });
    await page.mouse.up();
    const { depth, strokes } = await page.evaluate(() => {
      const { technique } = window.dotwork.document.get();
      return { depth: technique.depositDepthMm, strokes: technique.perforationsPerDot };
    });
    expect(depth).toBeGreaterThan(0.5);
    expect(strokes).toBeGreaterThan(3.5);
    await page.evaluate(() => window.dotwork.document.undo());
    expect(
      await page.evaluate(() => window.dotwork.document.get().technique.depositDepthMm),
    ).toBeCloseTo(0.4, 9);
    expect(opened.faults).toEqual([]);
  },
);

test('light walks through the cut as long as it is asked for', patience, async () => {
  const light = page.getByRole('button', { name: 'Where the light goes' });
  await light.click();
  await page.waitForFunction(
    () => document.querySelectorAll('.cut-light-table td').length > 10,
    undefined,
    patience,
  );
  expect(await page.locator('.cut-light-table').textContent()).toMatch(/Comes back\d+ %/);
  const profile = page.locator('.cut-light-profile');
  expect(await profile.getAttribute('aria-label')).toMatch(/450 nm from 0\.\d\d mm/);
  expect((await profile.boundingBox())!.height).toBeGreaterThan(150);
  await light.click();
  expect(await page.locator('.cut-light').isVisible()).toBe(false);
  expect(opened.faults).toEqual([]);
});
