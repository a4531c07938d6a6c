import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

/** The software GPU may be shared with much else. */
const patience = { timeout: 100_000 };

let site: Site;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({
    path: '#mode=plan&set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30',
    viewport: { width: 900, height: 700 },
    reducedMotion: 'reduce',
  });
  page = opened.page;
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
}, 180_000);

afterAll(async () => site?.close());

const depth = () => page.evaluate(() => window.dotwork.document.get().technique.depositDepthMm);
const title = () => page.evaluate(() => window.dotwork.document.get().title);
const card = () => page.locator('.lesson-card:visible');

/** One that costs little, as a school's own file. */
const OWN = {
  format: 'dotwork-lesson',
  version: 1,
  name: 'our-own',
  title: 'Our own',
  about: 'Short.',
  minutes: 1,
  patch: { density: { dotsPerCm2: 20 }, hair: { unitsPerCm2: 30 } },
  steps: [
    {
      title: 'Look',
      text: ['Here.'],
      set: { 'technique.depositDepthMm': 0.5 },
      open: { kind: 'ladder', besideSkin: 'V' },
    },
    {
      title: 'Say',
      text: ['Well?'],
      set: { 'technique.depositDepthMm': 0.5 },
      open: { kind: 'faults', seed: 7, cases: 2 },
      question: {
        ask: 'How deep?',
        answers: [
          { text: 'One', why: 'That is too much.' },
          { text: 'Half', why: 'Yes. It is half.', right: true },
        ],
        show: { 'technique.depositDepthMm': 0.7 },
      },
    },
  ],
};

const choose = async (name: string, json: unknown): Promise<void> => {
  const [picker] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.keyboard.press('Control+o'),
  ]);
  const buffer = Buffer.from(JSON.stringify(json));
  await picker.setFiles([{ name, mimeType: 'application/json', buffer }]);
};

test(
  "a school's own file opens, asks, gives the reason, and what was open is a step back",
  patience,
  async () => {
    await page.evaluate(() =>
      window.dotwork.document.edit('own work', (draft) => {
        draft.title = 'Kept';
      }),
    );
    await choose('own.json', OWN);
    await card().getByRole('heading', { name: 'Look' }).waitFor(patience);
    expect(await depth()).toBe(0.5);
    expect(new URL(page.url()).hash).toContain('lesson=our-own');
    await card().getByRole('button', { name: 'To the ten depths' }).click();
    expect(await page.getByLabel('Beside it: skin').inputValue()).toBe('V');
    expect(await page.locator('.ladder-cell:focus').getAttribute('aria-label')).toMatch(
      /^0\.40 mm/,
    );
    // Nobody waits for its pictures here.
    await page.locator('.ladder-card summary').click();
    await card().getByRole('button', { name: 'Next' }).click();
    await card().getByRole('button', { name: 'To the cases' }).click();
    expect(await page.getByLabel('Set (seed)').inputValue()).toBe('7');
    await card().getByRole('button', { name: 'One' }).click();
    expect(await card().locator('.lesson-why').textContent()).toMatch(/^Not so\. .*It is half\./);
    expect(await depth()).toBe(0.7);
    expect(await card().locator('.lesson-score').textContent()).toBe('0 of 1 right at once.');
    // The first answer counts.
    await card().getByRole('button', { name: 'Half' }).click({ force: true });
    expect(await card().locator('.lesson-score').textContent()).toBe('0 of 1 right at once.');
    await card().getByRole('button', { name: 'To the lessons' }).click();
    for (let k = 0; k < 3 && (await title()) !== 'Kept'; k++)
      await page.evaluate(() => window.dotwork.document.undo());
    expect(await title()).toBe('Kept');
    expect(opened.faults).toEqual([]);
  },
);

test('a faulty file is told and opens nothing', patience, async () => {
  await choose('wrong.json', { ...OWN, minutes: 0 });
  await page.getByText(/wrong\.json: The lesson is wrong at minutes/).waitFor(patience);
  expect(await card().locator('.lesson-list').isVisible()).toBe(true);
  expect(await title()).toBe('Kept');
});

test(
  'a link in an open page begins a lesson; reloading keeps what the learner did',
  patience,
  async () => {
    const file = new URL('../../presets/lessons/depth.json', import.meta.url);
    const lesson = JSON.parse(readFileSync(file, 'utf8')) as { steps: { title: string }[] };
    await page.evaluate(() => {
      location.hash = 'lesson=depth';
    });
    await card().getByRole('heading', { name: lesson.steps[0]!.title }).waitFor(patience);
    expect(await title()).toBe('Lesson: Why depth decides');
    await page.evaluate(() =>
      window.dotwork.document.edit('try', (draft) => {
        draft.technique.depositDepthMm = 0.33;
      }),
    );
    await page.waitForFunction(() => window.dotwork.saved, undefined, patience);
    await page.reload();
    await page.waitForFunction(() => window.dotwork);
    await card().getByRole('heading', { name: lesson.steps[0]!.title }).waitFor(patience);
    expect(await depth()).toBe(0.33);
    await card().getByRole('button', { name: 'As it was' }).click();
    expect(await depth()).toBe(0.4);
  },
);
