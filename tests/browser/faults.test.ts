import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCase } from '../../src/engine/practice/fault-key.ts';
import { faultSet } from '../../src/practice/faults/fault-set.ts';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

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

test('a case is marked by click and by key, scored as told, kept and handed out, and the plan comes back', async () => {
  const { page, faults } = open;
  // Too deep at the crown, and nothing else.
  const { key } = await makeCase(faultSet({ seed: 6, length: 1, faults: 1 })[0]!);
  expect(key.map(({ fault }) => fault.name)).toEqual(['too-deep']);
  const title = await page.locator('.case-name').textContent();
  await page.locator('.fault-card').getByLabel('Your name').fill('Ada');
  await page.getByLabel('Set (seed)').fill('6');
  await page.getByLabel('Cases', { exact: true }).fill('1');
  await page.getByLabel('Faults in each').selectOption('1');
  await page.getByRole('button', { name: 'Begin the set' }).click();
  await page.getByRole('button', { name: 'Hand in', exact: true }).waitFor({ timeout: 60_000 });
  // What would tell the fault is put away.
  const tells = await page.evaluate(
    () =>
      [...document.querySelectorAll('.train .remarks, .train .verdict')].filter((one) =>
        one.checkVisibility(),
      ).length,
  );
  expect(tells).toBe(0);
  await page.waitForFunction(() => window.dotwork.view, undefined, { timeout: 60_000 });
  await page.evaluate(() => window.dotwork.ready.then(() => undefined));
  await page.evaluate(
    ([x, y, z]) => window.dotwork.view!.showPlace([x!, y!, z!], 30, false),
    key[0]!.places[0]!.middleMm as unknown as number[],
  );
  const box = (await page.locator('.viewport').boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByRole('button', { name: 'Mark: all over' }).press('Enter');
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  // Nothing is handed in without a name.
  expect(await page.locator('.fault-result').count()).toBe(0);
  await page.getByLabel('Mark 1: what is wrong').selectOption('too-deep');
  await page.getByLabel('Mark 2: what is wrong').selectOption('helmet');
  await page.getByRole('button', { name: 'Hand in', exact: true }).click();
  expect(await page.locator('.fault-result h3').textContent()).toBe('Case 1: 50 %');
  const verdicts = page.locator('.fault-verdicts li');
  expect(await verdicts.allTextContents()).toEqual(['Too deep: found', 'Helmet: no fault there']);
  // Rings stand there with the next picture.
  await page.locator('.fault-marks .key').first().waitFor({ state: 'attached' });
  expect(await page.locator('.fault-marks .key').count()).toBe(1);
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.waitForFunction(
    (words) => document.querySelector('.case-name')!.textContent === words,
    title,
  );
  await page.getByRole('button', { name: 'Results…' }).click();
  await page.locator('.works td', { hasText: '50 % in 1' }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Record to print' }).click(),
  ]);
  const record = join(mkdtempSync(join(tmpdir(), 'dotwork-faults-')), 'record.html');
  await file.saveAs(record);
  expect(readFileSync(record, 'utf8')).toContain('<h2>Ada</h2>');
  expect(faults).toEqual([]);
}, 240_000);
