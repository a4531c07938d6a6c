import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from '../helpers/browser.ts';

/** A graphics card that never answers: the page is there at once, and nothing is drawn. */
const SLEEPING_GPU = `Object.defineProperty(Navigator.prototype, 'gpu', {
  value: { requestAdapter: () => new Promise(() => undefined) },
});`;

let site: Site;
let page: Page;
let faults: string[];

beforeAll(async () => {
  site = await openSite();
  ({ page, faults } = await site.open({ before: SLEEPING_GPU, path: '#mode=plan' }));
  await page.waitForFunction(() => window.dotwork);
  await keepAsVersion1(page);
  await page.reload();
  await page.waitForFunction(() => window.dotwork);
}, 180_000);

afterAll(async () => site?.close());

const dialog = () => page.getByRole('dialog', { name: 'Clients and plans' });
const row = (name: string) => dialog().getByRole('region', { name, exact: true });
const open = async () => {
  await page.locator('.save-status').click();
  await dialog().locator('.kept-plan').first().waitFor();
};

test('what an older Dotwork kept is the beginning of the list', async () => {
  expect(await page.evaluate(() => window.dotwork.document.get().title)).toBe('Old, named');
  await open();
  expect(await dialog().locator('.kept-plan strong').allTextContents()).toEqual([
    'Old, named',
    'Old, without a name',
  ]);
  expect(await dialog().locator('.storage-note').textContent()).toContain(
    'Kept in this browser only',
  );
});

test('a client, a copy, a bin with a way back', async () => {
  const one = row('Old, named');
  await one.locator('summary').click();
  await one.getByLabel('Client').fill('Jonas Weber');
  await one.getByLabel('Client').press('Tab');
  await dialog().getByRole('heading', { name: 'Jonas Weber' }).waitFor();
  // The list was made anew, and the keyboard is where it was.
  expect(
    await one.getByLabel('Name of the plan').evaluate((at) => at === document.activeElement),
  ).toBe(true);
  await one.getByRole('button', { name: 'Duplicate' }).click();
  await row('Old, named (2)').waitFor();
  await row('Old, named (2)').locator('summary').click();
  await row('Old, named (2)').getByRole('button', { name: 'Delete' }).click();
  await row('Old, named (2)').waitFor({ state: 'detached' });
  await dialog().getByRole('button', { name: 'Undo' }).click();
  await row('Old, named (2)').locator('summary').click();
  await row('Old, named (2)').getByLabel('Name of the plan').fill('Lower');
  await row('Old, named (2)').getByLabel('Name of the plan').press('Enter');
  await row('Lower').waitFor();
});

test('two plans are told apart in words; an earlier state comes back and loses nothing', async () => {
  await row('Lower').getByRole('checkbox', { name: 'Compare Lower' }).check();
  await row('Old, named').getByRole('checkbox').check();
  await dialog().getByRole('button', { name: 'Compare the two' }).click();
  const compared = page.getByRole('dialog', { name: 'Two plans compared' });
  // Both plans are read before the window opens.
  await compared.waitFor();
  expect(await compared.locator('tbody tr').allTextContents()).toEqual(['TitleLowerOld, named']);
  await compared.getByRole('button', { name: 'Close' }).click();
  const earlier = row('Lower').getByRole('button', { name: /^Open Lower of/ });
  await earlier.click();
  await dialog().waitFor({ state: 'detached' });
  await page.waitForFunction(() => window.dotwork.saved);
  expect(await page.evaluate(() => window.dotwork.document.get().title)).toBe('Old, named (2)');
  await open();
  const back = row('Old, named (2)');
  await back.locator('summary').click();
  expect(await back.locator('.kept-states .kept-row').count()).toBe(2);
});

test('all of it goes out as one zip, and comes in elsewhere; twice is once', async () => {
  const waiting = page.waitForEvent('download');
  await dialog().getByRole('button', { name: 'Export all (zip)' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^dotwork-clients-\d{4}-\d\d-\d\d\.zip$/);
  const path = join(tmpdir(), `clients-${process.pid}.zip`);
  await download.saveAs(path);
  const buffer = await readFile(path);
  await rm(path);
  await page.keyboard.press('Escape');
  const { page: other } = await site.open({ before: SLEEPING_GPU });
  await other.waitForFunction(() => window.dotwork);
  const told = async (): Promise<string> => {
    await other.locator('.save-status').click();
    const choosing = other.waitForEvent('filechooser');
    await other.getByRole('button', { name: 'Import…' }).click();
    await (await choosing).setFiles({ name: 'all.zip', mimeType: 'application/zip', buffer });
    const words = await other.locator('.kept-status').filter({ hasText: 'all.zip' }).textContent();
    await other.keyboard.press('Escape');
    return words!;
  };
  expect(await told()).toContain('all.zip: 3 plans new.');
  expect(await told()).toContain('all.zip: 3 plans here already.');
  await other.context().close();
});

test('storage that is full says so, keeps what it has, and goes on when there is room', async () => {
  await page.evaluate(() => {
    const { add } = IDBObjectStore.prototype;
    Object.assign(window, { add });
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await edit('while full');
  const told = page.locator('.toast.error');
  expect(await told.textContent()).toContain('There is no room left in this browser');
  expect(await page.evaluate(() => window.dotwork.saved)).toBe(false);
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = (window as unknown as { add: IDBObjectStore['add'] }).add;
  });
  await edit('with room');
  await page.waitForFunction(() => window.dotwork.saved);
  await page.reload();
  await page.waitForFunction(() => window.dotwork);
  expect(await page.evaluate(() => window.dotwork.document.get().notes)).toBe('with room');
  expect(faults).toEqual([]);
});

async function edit(words: string): Promise<void> {
  await page.evaluate((notes) => {
    window.dotwork.document.edit('Notes', (plan) => {
      plan.notes = notes;
    });
  }, words);
}

/** The database as the version before had it: states alone, the first of them of no document. */
async function keepAsVersion1(on: Page): Promise<void> {
  await on.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        indexedDB.deleteDatabase('dotwork');
        const asked = indexedDB.open('dotwork', 1);
        asked.onupgradeneeded = () =>
          asked.result.createObjectStore('snapshots', { autoIncrement: true });
        asked.onsuccess = () => {
          const plan = window.dotwork.document.get();
          const writing = asked.result.transaction('snapshots', 'readwrite');
          const store = writing.objectStore('snapshots');
          store.add({ savedAt: 1000, plan: { ...plan, title: 'Old, without a name' } });
          store.add({ savedAt: 2000, plan: { ...plan, title: 'Old, named' }, document: 'a' });
          writing.oncomplete = () => {
            asked.result.close();
            resolve();
          };
          writing.onerror = () => reject(writing.error);
        };
      }),
  );
}
