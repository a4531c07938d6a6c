import { decode } from 'fast-png';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Head } from '../../src/head/head.ts';
import { measureHead } from '../../src/head/parametric-head.ts';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP = 'set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';

/** Wide enough for the panel beside the picture. */
const SMALL = { width: 1000, height: 640 };

let site: Site;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({
    path: `#mode=train&${CHEAP}`,
    viewport: SMALL,
    // Cameras change at once, so that no flight is under way when one is compared.
    reducedMotion: 'reduce',
  });
  page = opened.page;
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
}, 180_000);

afterAll(async () => site?.close());

afterEach(() => {
  expect(opened.faults).toEqual([]);
});

test('the page starts with a head on the canvas', async () => {
  const { colours, width } = await canvas(page);
  expect(width).toBeGreaterThan(600);
  // An empty canvas has one colour, a shaded head thousands.
  expect(colours).toBeGreaterThan(500);
});

test('keys on a slider change the plan and, once it rests, the numbers', async () => {
  const before = await numbers(page);
  const slider = page.getByRole('slider', { name: 'Deposit depth' });
  await slider.focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
  // Ten steps of 0.01 mm; the rest is the rounding of the mean. On a slow machine the numbers may
  // settle between two keys, so the last ones are waited for.
  await expect
    .poll(async () => (await numbers(page)).meanDepthMm - before.meanDepthMm, { timeout: 30_000 })
    .toBeCloseTo(0.1, 2);
  expect((await numbers(page)).dots).toBe(before.dots);
});

test('a drag is one step of the history; undo and redo have names and keys', async () => {
  const before = await depth(page);
  const steps = await undoSteps(page);
  const box = (await page.getByRole('slider', { name: 'Deposit depth' }).boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  for (const share of [0.4, 0.5]) await page.mouse.move(box.x + box.width * share, y);
  await page.mouse.up();
  expect(await undoSteps(page)).toBe(steps + 1);
  const dragged = await depth(page);
  expect(dragged).toBeGreaterThan(0.9);

  await page.getByRole('button', { name: 'Undo: Deposit depth' }).click();
  expect(await depth(page)).toBe(before);
  await page.getByRole('button', { name: 'Redo: Deposit depth' }).click();
  expect(await depth(page)).toBe(dragged);
  await page.locator('.viewport').focus();
  await page.keyboard.press('Control+z');
  expect(await depth(page)).toBe(before);
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+z');
  expect(await depth(page)).toBe(before);
  await page.evaluate(() => window.dotwork.idle());
});

test('the mode is a layout over the same plan and is in the address', async () => {
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  expect(page.url()).toContain('mode=plan');
  expect(await page.locator('.figures').textContent()).toContain('Needle time');
  await page.getByRole('button', { name: 'Consult', exact: true }).click();
  expect(page.url()).toContain('mode=consult');
  await expectVisible('Over time');
  expect(await page.locator('.limits-line').textContent()).toContain('Preview only');
});

test('an assumed figure says why to a tap and to the keyboard', async () => {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const mark = page.getByRole('button', { name: /^Assumed: no one has measured the scatter/ });
  const reason = page.getByText(/^Assumed: no one has measured the scatter/);
  expect(await reason.isVisible()).toBe(false);
  await mark.click();
  expect(await reason.isVisible()).toBe(true);
  const box = (await reason.boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(SMALL.width);
  await page.keyboard.press('Escape');
  expect(await reason.isVisible()).toBe(false);
  await page.keyboard.press('Enter');
  expect(await reason.isVisible()).toBe(true);
  await page.keyboard.press('Escape');
});

test('seed, head, pigment and scars are within reach in Plan', async () => {
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  const plan = () => page.evaluate(() => window.dotwork.document.get());
  const before = (await plan()).seed;
  const seed = page.getByLabel('Seed', { exact: true });
  await seed.fill('4294967295');
  await seed.press('Enter');
  expect((await plan()).seed).toBe(4294967295);
  const steps = await undoSteps(page);
  await seed.fill('');
  await seed.pressSequentially(String(before));
  await seed.press('Enter');
  expect((await plan()).seed).toBe(before);
  expect(await undoSteps(page)).toBe(steps + 1);
  await page.locator('.lil-title', { hasText: /^Hair$/ }).click();
  await page.getByRole('button', { name: 'Add scar: FUT strip scar' }).click();
  expect((await plan()).hair.scars).toEqual([{ kind: 'fut', lengthMm: 200, widthMm: 3 }]);
  await page.getByRole('button', { name: 'Remove scars' }).click();
  expect((await plan()).hair.scars).toEqual([]);
  const kinds = page.getByLabel('Pigment', { exact: true }).locator('option');
  expect(await kinds.count()).toBe(3);
  await page.evaluate(() => window.dotwork.idle());
});

test('a head is entered as the tape reads it; a contradiction stays beside its field', async () => {
  const measures = () => page.evaluate(() => window.dotwork.document.get().head.measuresMm);
  const field = (name: string) => page.locator('.head-card').getByLabel(name, { exact: true });
  const enter = async (name: string, text: string) => {
    await field(name).fill(text);
    await field(name).press('Enter');
  };
  const steps = await undoSteps(page);
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.locator('.head-card > summary').click();
  await enter('Length', '202');
  await enter('Breadth', '15.6 cm');
  await expect.poll(measures).toEqual({ length: 202, breadth: 156 });
  await enter('Circumference', '532');
  await page.getByText(/contradict each other.*532 mm/).waitFor();
  expect(await measures()).toEqual({ length: 202, breadth: 156 });
  expect(await undoSteps(page)).toBe(steps + 2);
  expect(await page.locator('.head-card').textContent()).toContain('63rd percentile of men');
  expect(await page.locator('.toast.error').count()).toBe(0);

  await enter('Circumference', '570');
  await expect.poll(measures).toMatchObject({ circumference: 570 });
  await page.evaluate(() => window.dotwork.idle());
  expect(await aroundMm()).toBeCloseTo(570, 0);
  await page.getByRole('button', { name: 'Reset to mean' }).click();
  expect(await measures()).toEqual({});
  await page.getByLabel('Base head', { exact: true }).selectOption('neutral');
  await page.getByRole('button', { name: 'Undo: Base head' }).click();
  expect(await page.evaluate(() => window.dotwork.document.get().head.base)).toBe('male');
  await page.evaluate(() => window.dotwork.idle());
});

test('zones are listed, changed and removed in Plan, a step each', async () => {
  const zones = () => page.evaluate(() => window.dotwork.document.get().zones);
  const steps = await undoSteps(page);
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.locator('summary', { hasText: 'Zones' }).click();
  await page.getByLabel('Add a zone').selectOption('Vertex');
  const percent = page.getByLabel('Density, %');
  await percent.fill('');
  await percent.pressSequentially('140');
  await percent.press('Enter');
  await page.getByLabel('Depth, ± mm').fill('-0.1');
  await page.getByLabel('Name of the zone').fill('Whorl');
  await page.getByLabel('Name of the zone').press('Enter');
  const shape = { kind: 'region', region: 'vertex' };
  expect(await zones()).toEqual([{ name: 'Whorl', shape, densityScale: 1.4, depthOffsetMm: -0.1 }]);
  expect(await undoSteps(page)).toBe(steps + 4);
  await page.getByRole('button', { name: 'Remove the zone' }).click();
  expect(await zones()).toEqual([]);
  await page.getByRole('button', { name: 'Undo: Remove zone: Whorl' }).click();
  expect(await zones()).toHaveLength(1);
  await page.getByRole('button', { name: 'Remove the zone' }).click();
  await page.evaluate(() => window.dotwork.idle());
});

test('the divider follows arrows, Home and End', async () => {
  await page.evaluate(() => window.dotwork.ui.setState({ compare: true, divider: 0.5 }));
  const divider = page.getByRole('slider', { name: /before and after/ });
  await divider.focus();
  await page.keyboard.press('ArrowRight');
  expect(await divider.getAttribute('aria-valuenow')).toBe('52');
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await divider.getAttribute('aria-valuenow')).toBe('42');
  await page.keyboard.press('End');
  expect(await page.evaluate(() => window.dotwork.view?.look.divider)).toBe(1);
  await page.keyboard.press('Home');
  expect(await page.evaluate(() => window.dotwork.view?.look.divider)).toBe(0);
});

test('the theme follows the system and can be switched', async () => {
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await page.getByRole('button', { name: 'Light theme' }).click();
  expect(await theme()).toBe('light');
});

test('a phone has no sideways scroll, and the picture and its limits stay in sight', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const mode of ['Consult', 'Plan', 'Train']) {
    await page.getByRole('button', { name: mode, exact: true }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const body = page.locator('.panel-body');
    expect(await body.evaluate((el) => el.scrollWidth - el.clientWidth)).toBe(0);
  }
  const limits = (await page.locator('.limits-small').boundingBox())!;
  const sheet = (await page.locator('.panel').boundingBox())!;
  expect(limits.y + limits.height).toBeLessThanOrEqual(sheet.y + 1);
  await page.setViewportSize(SMALL);
});

test('the light of a skin beside the types is refined while the page stays free', async () => {
  const setSkin = (photons: number, blood: number) =>
    page.evaluate(
      ([count, share]) => {
        window.dotwork.refiner.photons = count!;
        const plan = window.dotwork.document;
        plan.edit('Blood', (draft) => {
          draft.skin.bloodFraction = share!;
        });
      },
      [photons, blood],
    );
  const status = page.locator('.light-status dd');
  const before = await depth(page);
  expect(await status.textContent()).toBe('of the tables');
  // More than a test has time for: it must be stopped by the next skin.
  await setSkin(1e7, 0.02);
  await expect.poll(() => status.textContent(), { timeout: 10_000 }).toMatch(/^refining, \d+ %$/);
  await page.evaluate(() => window.dotwork.document.undo());
  await page.evaluate(() => window.dotwork.idle());
  expect(await status.textContent()).toBe('of the tables');
  await setSkin(20, 0.015);
  await expect.poll(() => status.textContent(), { timeout: 30_000 }).toBe('refined');
  await page.evaluate(() => window.dotwork.document.undo());
  expect(await status.textContent()).toBe('of the tables');
  await page.evaluate(() => window.dotwork.document.redo());
  expect(await status.textContent()).toBe('refined');
  await page.evaluate(() => window.dotwork.document.undo());
  await page.evaluate(() => window.dotwork.idle());
  expect(await depth(page)).toBe(before);
});

test('a lost device is replaced; plan, camera and dots are the same', async () => {
  await page.keyboard.press('3');
  const before = await numbers(page);
  const state = () =>
    page.evaluate(() => ({
      plan: JSON.stringify(window.dotwork.document.get()),
      pose: window.dotwork.view?.pose.eyeMm.map((mm) => Math.round(mm * 100) / 100),
    }));
  const kept = await state();
  await page.evaluate(() => {
    const { simulator } = window.dotwork;
    (window as { old?: unknown }).old = simulator;
    simulator?.gpu.device.destroy();
  });
  await page.waitForFunction(
    () =>
      window.dotwork.simulator && window.dotwork.simulator !== (window as { old?: unknown }).old,
    null,
    { timeout: 60_000 },
  );
  expect(await state()).toEqual(kept);
  const after = await numbers(page, before.count);
  expect(after.dots).toBe(before.dots);
  expect((await canvas(page)).colours).toBeGreaterThan(500);
  await page.locator('.busy').waitFor({ state: 'hidden' });
});

test('a change is kept in the browser and comes back with the next visit, its dots too', async () => {
  // This visit filled the head; the next one finds what was kept of it.
  expect(hasFilled(page)).toBe(true);
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>('.save-status')?.dataset.state === 'saved',
  );
  const kept = await page.evaluate(() => JSON.stringify(window.dotwork.document.get()));
  await page.goto('about:blank');
  await page.goto(`${site.url}#mode=train`);
  await page.waitForFunction(() => window.dotwork);
  expect(await page.evaluate(() => JSON.stringify(window.dotwork.document.get()))).toBe(kept);
  expect(await undoSteps(page)).toBe(0);
  await page.evaluate(() => window.dotwork.ready);
  expect((await numbers(page)).dots).toBeGreaterThan(1000);
  expect(hasFilled(page)).toBe(false);
});

test('each way WebGPU can be missing is a page with a sentence and a way out', async () => {
  const bare = await site.open({
    before: "delete Navigator.prototype.gpu; Object.defineProperty(navigator, 'gpu', {});",
  });
  const alert = bare.page.getByRole('alert');
  await alert.waitFor();
  const text = (await alert.textContent()) ?? '';
  expect(text).toContain('This browser has no WebGPU.');
  expect(text).toContain('What to do: Use a current Chrome');
  expect(bare.faults).toEqual([]);
  await bare.page.context().close();
});

test('a wrong address is explained, and a plan opens anyway', async () => {
  const wrong = await site.open({ path: '#mode=plan&set=technique.depositDepthMm=9' });
  const toast = wrong.page.locator('.toast.error');
  await toast.waitFor();
  expect(await toast.textContent()).toContain('more than the largest allowed');
  await wrong.page.context().close();
});

interface Numbers {
  readonly count: number;
  readonly dots: number;
  readonly meanDepthMm: number;
}

/** Numbers newer than report number `after`. */
async function numbers(on: Page, after = 0): Promise<Numbers> {
  await on.waitForFunction((count) => window.dotwork.reportCount > count, after, {
    timeout: 60_000,
  });
  return on.evaluate(() => {
    const { report, reportCount } = window.dotwork;
    return { count: reportCount, dots: report!.dots, meanDepthMm: report!.depthMm.mean };
  });
}

const depth = (on: Page) =>
  on.evaluate(() => window.dotwork.document.get().technique.depositDepthMm);

const undoSteps = (on: Page) => on.evaluate(() => window.dotwork.document.labels().undo.length);

/** The plane tape around the drawn head, mm. */
async function aroundMm(): Promise<number> {
  const [positionsUm, triangles, landmarks, scalp] = await page.evaluate(() => {
    const { mesh, landmarks: at, scalp: skin } = window.dotwork.simulator!.head;
    return [[...mesh.positionsUm], [...mesh.triangles], at, [...skin]] as const;
  });
  const mesh = {
    positionsUm: Int32Array.from(positionsUm),
    triangles: Uint32Array.from(triangles),
  };
  const head = { mesh, landmarks, scalp: Uint8Array.from(scalp) } as unknown as Head;
  return (await measureHead(head)).circumference;
}

async function expectVisible(heading: string): Promise<void> {
  expect(await page.getByRole('heading', { name: heading, exact: true }).isVisible()).toBe(true);
}

/** Reads the canvas right after a frame, while its picture is still there. */
async function canvas(on: Page): Promise<{ width: number; colours: number }> {
  const url = await on.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { view } = window.dotwork;
        view!.onFrame = () => {
          if (view!.isDraft) return;
          const canvas = document.querySelector<HTMLCanvasElement>('.viewport-canvas')!;
          resolve(canvas.toDataURL('image/png'));
          view!.onFrame = () => undefined;
        };
        view!.requestFrame();
      }),
  );
  const { width, data, channels } = decode(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  const seen = new Set<number>();
  for (let i = 0; i < data.length; i += channels) {
    seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
  }
  return { width, colours: seen.size };
}

/** Whether this visit placed dots: the worker that does it starts with the first fill. */
function hasFilled(of: Page): boolean {
  return of.workers().some((worker) => worker.url().includes('fill-worker'));
}
