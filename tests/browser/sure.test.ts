import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

let site: Site;
let opened: OpenPage;

/** Few dots and few hairs: what is asked of cards hangs on neither. */
const CHEAP = '#set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({ path: CHEAP });
  await opened.page.waitForFunction(() => window.dotwork?.reportCount > 0, undefined, {
    timeout: 120_000,
  });
}, 180_000);

afterAll(() => site.close());

test('the band card tells figure, band, touch-up and what it hangs on', {
  timeout: 180_000,
}, async () => {
  const { page } = opened;
  const card = page.locator('.sure-card:visible', { hasText: 'How sure is this?' });
  await card.locator('summary').click();
  const value = card.locator('.band-value');
  await expect.poll(() => value.textContent(), { timeout: 150_000 }).toMatch(/0\.\d+/);
  const words = await card.textContent();
  expect(words).toMatch(/A touch-up (falls due after about|is hardly due)/);
  expect(words).toContain('After four years most hangs on what nobody measured');
  const inks = await card.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set<number>();
    for (let i = 0; i < data.length; i += 4)
      if (data[i + 3]! > 0) seen.add((data[i]! << 16) + (data[i + 1]! << 8) + data[i + 2]!);
    return seen.size;
  });
  expect(inks).toBeGreaterThan(2);
  // What is asked is not drawn anew: the other quantity is there at once.
  await card.getByText('The whole').click();
  expect(await card.textContent()).toContain('ΔE₀₀');
  expect(opened.faults).toEqual([]);
});

test('the removal card has passes for the plan’s depth and two more, by each way', async () => {
  const { page } = opened;
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const card = page.locator('.sure-card:visible', { hasText: 'The price of too deep' });
  await card.locator('summary').click();
  const rows = card.locator('tbody tr');
  await expect.poll(() => rows.count(), { timeout: 60_000 }).toBe(3);
  expect(await card.locator('thead th').allTextContents()).toEqual([
    '',
    '0.40 mm, yours',
    '1.20 mm',
  ]);
  for (const text of await card.locator('tbody td').allTextContents()) {
    expect(text).toMatch(/^\d+ \(\d+ to .+\)$|^more than \d+ \(|^not within \d+$/);
  }
  expect(opened.faults).toEqual([]);
});

test('a quote follows the clinic’s rates, which outlive the page and are in no plan', async () => {
  const { page } = opened;
  const card = page.locator('.quote-card');
  const openCard = async () => {
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    await card.locator('summary').click();
  };
  await openCard();
  const rate = card.getByLabel('Per hour of needle time');
  await rate.fill('180,5');
  await rate.press('Tab');
  await expect.poll(() => card.locator('.row-sum').last().textContent()).toMatch(/^€\d/);
  const price = await card.locator('.row-sum').last().textContent();
  expect(await card.textContent()).toContain('hangs on the pace');
  expect(await page.evaluate(() => JSON.stringify(window.dotwork.document.get()))).not.toContain(
    '180.5',
  );
  await page.reload();
  await page.waitForFunction(() => window.dotwork?.reportCount > 0, undefined, {
    timeout: 120_000,
  });
  await openCard();
  expect(await card.getByLabel('Per hour of needle time').inputValue()).toBe('180.5');
  await expect.poll(() => card.locator('.row-sum').last().textContent()).toBe(price);
  expect(opened.faults).toEqual([]);
}, 200_000);
