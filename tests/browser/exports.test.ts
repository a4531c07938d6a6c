import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from '../helpers/browser.ts';
import { nodesOf, readPdf } from '../helpers/paper/read.ts';

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('Export in Plan hands over stencil, dots and calendar, and says what is missing', {
  timeout: 400_000,
}, async () => {
  const { page, faults } = await site.open();
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: /^Sheet, stencil, dots/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const handed = async (name: string) => {
    const coming = page.waitForEvent('download', { timeout: 150_000 });
    await dialog.getByRole('button', { name, exact: true }).click();
    const file = await coming;
    return { name: file.suggestedFilename(), bytes: await buffer(await file.createReadStream()) };
  };
  // The plan a page opens with has no first day.
  await dialog.getByRole('button', { name: 'Sessions as a calendar (iCalendar)' }).click();
  await dialog.getByText('Set "First session" to the date of the first session').waitFor();

  await dialog.getByLabel('Paper', { exact: true }).selectOption('letter');
  const pdf = await handed('Stencil as PDF');
  expect(pdf.name).toMatch(/-stencil\.pdf$/);
  expect(pdf.bytes.toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*\/MediaBox \[0 0 612 792\]/);
  await dialog.getByLabel('Client', { exact: true }).fill('A. Example');
  const sheet = await readPdf(await handed('Treatment sheet as PDF').then(({ bytes }) => bytes));
  // Made by the page as by the command: text, pictures with words, a code.
  expect(sheet.texts[0]).toContain('A. Example');
  const figures = sheet.tags.flatMap(nodesOf).filter(({ role }) => role === 'Figure');
  expect(figures).toHaveLength(8);

  const json = await handed('Dots as JSON');
  const { format, count, dots } = JSON.parse(json.bytes.toString());
  expect(format).toBe('dotwork-dots');
  expect(count).toBeGreaterThan(1000);
  expect(dots).toHaveLength(count);
  const glb = await handed('Dots as GLB');
  expect(glb.bytes.toString('latin1', 0, 4)).toBe('glTF');
  expect(faults).toEqual([]);
});
