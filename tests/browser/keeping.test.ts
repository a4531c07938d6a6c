import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from '../helpers/browser.ts';

/** What is kept has nothing to do with a picture: without WebGPU these pages are there at once. */
const NO_GPU = "Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined });";

let site: Site;

beforeAll(async () => {
  site = await openSite();
}, 180_000);

afterAll(async () => site?.close());

test('two tabs keep a plan each; both are there after both are loaded again', async () => {
  const { page: first } = await site.open({ before: NO_GPU });
  await edit(first, 'first');
  const second = await tab(first.context());
  // It goes on from what was kept last, as a document of its own.
  expect(await notes(second)).toBe('first');
  await edit(second, 'second');
  await edit(first, 'first again');
  await first.reload();
  await second.reload();
  expect([await notes(first), await notes(second)]).toEqual(['first again', 'second']);
  await second.close();
  await first.close();
});

test('a page loaded again goes on with what was done, whatever plan its address names', async () => {
  const { page } = await site.open({ before: NO_GPU, path: '#case=norwood-4&mode=plan' });
  await page.waitForFunction(() => window.dotwork);
  const title = await page.evaluate(() => window.dotwork.document.get().title);
  await edit(page, 'mine');
  await page.reload();
  expect(await notes(page)).toBe('mine');
  expect(await page.evaluate(() => window.dotwork.document.get().title)).toBe(title);
  await page.goto('about:blank');
  await page.goto(`${site.url}#case=norwood-4`);
  expect(await notes(page)).toBe('');
  await page.context().close();
});

test('storage that never opens: the page does, and says what is not kept', async () => {
  const { page, faults } = await site.open({
    before: `${NO_GPU} IDBFactory.prototype.open = () => new EventTarget();`,
    path: '#mode=plan',
  });
  await page.waitForFunction(() => window.dotwork);
  const told = page.locator('.toast.error');
  await told.waitFor();
  expect(await told.textContent()).toContain('storage does not answer');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a database closed behind the page is opened once more, and nothing is lost', async () => {
  const { page } = await site.open({ before: NO_GPU });
  await edit(page, 'before');
  await page.evaluate(() => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...how) {
      IDBDatabase.prototype.transaction = transaction;
      this.close();
      return transaction.apply(this, how);
    };
  });
  await edit(page, 'after');
  await page.reload();
  expect(await notes(page)).toBe('after');
  await page.context().close();
});

test('another tab that wants the database for itself gets it', async () => {
  const { page } = await site.open({ before: NO_GPU });
  await edit(page, 'kept');
  const cleared = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const asked = indexedDB.deleteDatabase('dotwork');
        asked.onsuccess = () => resolve('cleared');
        asked.onblocked = () => resolve('blocked');
      }),
  );
  expect(cleared).toBe('cleared');
  await edit(page, 'kept anew');
  await page.reload();
  expect(await notes(page)).toBe('kept anew');
  await page.context().close();
});

async function tab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.url}#mode=plan`);
  return page;
}

async function notes(page: Page): Promise<string> {
  await page.waitForFunction(() => window.dotwork);
  return page.evaluate(() => window.dotwork.document.get().notes);
}

/** Edits and waits until that is kept. */
async function edit(page: Page, text: string): Promise<void> {
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate((words) => {
    window.dotwork.document.edit('Notes', (plan) => {
      plan.notes = words;
    });
  }, text);
  await page.waitForFunction(() => window.dotwork.saved);
}
