import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLink } from '../../../src/share/link.ts';
import { type OpenPage, openSite, type Site } from '../../helpers/browser.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP = '#set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';
const SLOW = { timeout: 170_000 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let site: Site;
let opened: OpenPage;

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({
    path: CHEAP,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await opened.page.waitForFunction(() => window.dotwork, undefined, SLOW);
  await opened.page.evaluate(() => window.dotwork.ready);
}, 180_000);

afterAll(async () => site?.close());

const dialog = () => opened.page.getByRole('dialog', { name: 'Share the plan' });

test('a copied link brings plan and camera; unsaved work of who opens it stays', SLOW, async () => {
  const { page } = opened;
  await page.evaluate(() => {
    window.dotwork.document.edit('test', (draft) => {
      draft.title = 'Sent';
    });
    window.dotwork.view!.orbit(70, 10);
  });
  await page.evaluate(() => window.dotwork.idle());
  await page.keyboard.press('s');
  await dialog().getByRole('button', { name: 'Copy the link' }).click();
  await dialog().getByText('The link is copied.').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(await dialog().getByLabel('Link', { exact: true }).inputValue()).toBe(link);
  const sent = await page.evaluate(() => ({
    plan: window.dotwork.document.get(),
    pose: window.dotwork.view!.pose,
  }));
  expect(readLink(link).plan).toEqual(sent.plan);

  // Someone else's page, with work of their own.
  const other = await page.context().newPage();
  await other.goto(`${site.url}${CHEAP}`);
  await other.waitForFunction(() => window.dotwork, undefined, SLOW);
  await other.evaluate(() => window.dotwork.ready);
  await other.evaluate(() =>
    window.dotwork.document.edit('test', (draft) => {
      draft.title = 'My own work';
    }),
  );
  await other.evaluate((hash) => {
    location.hash = hash;
  }, new URL(link).hash);
  await other.waitForFunction(() => window.dotwork.document.get().title === 'Sent');
  await other.evaluate(() => window.dotwork.idle());
  const there = await other.evaluate(() => ({
    plan: window.dotwork.document.get(),
    pose: window.dotwork.view!.pose,
  }));
  expect(there.plan).toEqual(sent.plan);
  for (const place of ['eyeMm', 'targetMm'] as const) {
    const off = there.pose[place].map((at, i) => Math.abs(at - sent.pose[place][i]!));
    expect(Math.max(...off)).toBeLessThan(0.2);
  }
  await other.evaluate(() => window.dotwork.document.undo());
  expect(await other.evaluate(() => window.dotwork.document.get().title)).toBe('My own work');
  await other.close();
  await page.keyboard.press('Escape');
});

test(
  'the window is clean by axe, on this machine alone asks for the address, refuses what is too long',
  SLOW,
  async () => {
    const { page } = opened;
    await page.evaluate(AXE);
    await page.getByRole('button', { name: 'Share the plan' }).click();
    await dialog().getByText('its link opens on this machine only').waitFor();
    const address = dialog().getByLabel('Address of the page');
    await address.fill('no address');
    await address.press('Tab');
    await dialog().getByText('is no address of a page').waitFor();
    await address.fill('https://clinic.example/dotwork/');
    await address.press('Tab');
    expect(await dialog().getByLabel('Link', { exact: true }).inputValue()).toMatch(
      /^https:\/\/clinic\.example\/dotwork\/#plan=/,
    );
    expect(await dialog().getByRole('img', { name: 'QR code of the link above' }).count()).toBe(1);
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((t) => window.dotwork.ui.setState({ theme: t }), theme);
      const found = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(at: string): Promise<{ violations: { id: string }[] }> };
        };
        return (await axe.run('dialog[open]')).violations.map(({ id }) => id);
      });
      expect(found, theme).toEqual([]);
    }
    await page.keyboard.press('Escape');
    // Notes that nothing packs.
    const notes = Array.from({ length: 3900 }, (_, i) =>
      String.fromCharCode(33 + (((i * i * 7919 + i * 104_729) % 8191) % 90)),
    ).join('');
    await page.evaluate((text) => {
      window.dotwork.document.edit('test', (draft) => {
        draft.notes = text;
      });
    }, notes);
    await page.getByRole('button', { name: 'Share the plan' }).click();
    await dialog().getByText('too long for a link').waitFor();
    const download = page.waitForEvent('download');
    await dialog().getByRole('button', { name: 'Save the plan file' }).click();
    expect((await download).suggestedFilename()).toBe('sent.dotwork.json');
    expect(opened.faults).toEqual([]);
  },
);
