import type { CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/schema.ts';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP = 'set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';

/** The software GPU may be shared with much else. */
const PATIENCE_MS = 100_000;
const patience = { timeout: PATIENCE_MS };

declare global {
  interface Window {
    /** What screen readers were told, in order. */
    heard: string[];
  }
}

let site: Site;
let opened: OpenPage;
let page: Page;
let middle: { x: number; y: number };

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({
    path: `#mode=plan&${CHEAP}`,
    viewport: { width: 800, height: 500 },
    reducedMotion: 'reduce',
    hasTouch: true,
  });
  page = opened.page;
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
  await page.keyboard.press('6');
  const box = (await page.locator('.viewport').boundingBox())!;
  middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}, 180_000);

afterAll(async () => site?.close());

afterEach(() => {
  expect(opened.faults).toEqual([]);
});

const manual = (): Promise<Plan['manual']> =>
  page.evaluate(() => window.dotwork.document.get().manual);
const undoSteps = () => page.evaluate(() => window.dotwork.document.labels().undo);
const settled = () => page.evaluate(() => window.dotwork.idle());
const pose = () => page.evaluate(() => window.dotwork.view!.pose.eyeMm.map(Math.round));
const choose = (tool: string) => page.getByRole('button', { name: tool, exact: true }).click();
const pressed = (tool: string) =>
  page.getByRole('button', { name: tool, exact: true }).getAttribute('aria-pressed');

const words = () => page.locator('.tape-words').textContent();
const drawn = async (line: string) => (await page.locator(`.${line}`).getAttribute('d')) ?? '';

/** The middle of the picture, px from its corner. */
async function onViewport(): Promise<readonly [number, number]> {
  const { x, y } = (await page.locator('.viewport').boundingBox())!;
  return [middle.x - x, middle.y - y];
}

/** Dots of the newest report. */
async function dots(): Promise<number> {
  await page.waitForFunction(() => window.dotwork.report, undefined, { timeout: PATIENCE_MS });
  return page.evaluate(() => window.dotwork.report!.dots);
}

/** Waits until the tool marks the dot under the pointer: dots are read after the picture is drawn. */
async function dotMarked(): Promise<void> {
  const mark = page.locator('.dot-mark[visibility="visible"]');
  await mark.waitFor({ state: 'attached', timeout: PATIENCE_MS });
}

/** A brush that clears all within 20 mm. */
const setBrush = () =>
  page.evaluate(() => {
    const brush = { raises: false, strength: 1, radiusMm: 20, softness: 0 };
    window.dotwork.ui.setState({ brush });
  });

async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(middle.x + from[0], middle.y + from[1]);
  await page.mouse.down();
  for (let step = 1; step <= 5; step++) {
    const at = (axis: 0 | 1) => from[axis] + ((to[axis] - from[axis]) * step) / 5;
    await page.mouse.move(middle.x + at(0), middle.y + at(1));
  }
  await page.mouse.up();
}

test('a drag of the brush is one stroke and one step, and changes the dots', async () => {
  const before = await dots();
  await setBrush();
  await choose('Brush');
  expect(await pressed('Brush')).toBe('true');
  const eye = await pose();
  await drag([-60, 0], [60, 0]);
  const { strokes } = await manual();
  expect(strokes.length).toBe(1);
  expect(strokes[0]).toMatchObject({ radiusMm: 20, densityScale: 0 });
  expect(strokes[0]!.path.length).toBeGreaterThan(3);
  expect(await undoSteps()).toEqual(['Clear with the brush']);
  expect(await pose()).toEqual(eye);
  // At least the 12.6 cm2 of one dab lost its 20 dots each, once the numbers have settled.
  await expect.poll(async () => before - (await dots()), patience).toBeGreaterThan(250);
  // The ring lies on the skin where the pointer is.
  expect(await page.locator('.brush-rim').getAttribute('d')).toMatch(/^M[\d.]+,[\d.]+L/);
  await page.getByRole('button', { name: 'Undo: Clear with the brush' }).click();
  expect((await manual()).strokes).toEqual([]);
  await expect.poll(dots, patience).toBe(before);
});

test('the other button turns the head, Escape gives up a stroke and then the tool', async () => {
  const eye = await pose();
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(middle.x + 30, middle.y + 10, { steps: 3 });
  await page.mouse.up({ button: 'right' });
  expect(await pose()).not.toEqual(eye);
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 30, middle.y);
  expect((await manual()).strokes.length).toBe(1);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect((await manual()).strokes).toEqual([]);
  expect(await pressed('Brush')).toBe('true');
  await page.keyboard.press('Escape');
  expect(await pressed('Turn')).toBe('true');
  expect(await undoSteps()).toEqual([]);
});

test('a dot is added, moved and erased; each is one step that undo takes back', async () => {
  await page.keyboard.press('8');
  await page.keyboard.press('a');
  await page.mouse.click(middle.x + 40, middle.y + 60);
  const [first] = (await manual()).added;
  expect(first?.session).toBe(1);
  await settled();

  await page.keyboard.press('m');
  await page.mouse.move(middle.x + 41, middle.y + 60);
  await dotMarked();
  await drag([40, 60], [-30, 80]);
  const { added, moved } = await manual();
  expect([added.length, moved.length]).toEqual([1, 0]);
  expect(added[0]!.at).not.toEqual(first!.at);
  await settled();

  await page.keyboard.press('e');
  await page.mouse.move(middle.x - 31, middle.y + 80);
  await dotMarked();
  await page.mouse.click(middle.x - 30, middle.y + 80);
  await expect.poll(async () => (await manual()).added).toEqual([]);
  expect(await undoSteps()).toEqual(['Add a dot', 'Move a dot', 'Erase dots']);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect((await manual()).added).toEqual([first]);
  await page.keyboard.press('Control+z');
  expect((await manual()).added).toEqual([]);
  await settled();
});

test('without a pointer the tools work at the middle of the picture', async () => {
  await setBrush();
  await page.keyboard.press('6');
  await page.keyboard.press('Escape');
  await page.locator('.viewport').focus();
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  expect((await manual()).added.length).toBe(1);
  await page.keyboard.press('p');
  await page.keyboard.press(']');
  await page.keyboard.press('Enter');
  const { strokes } = await manual();
  expect(strokes.map(({ path, radiusMm }) => [path.length, radiusMm])).toEqual([[1, 24]]);
  await page.getByRole('button', { name: 'Remove all work by hand' }).click();
  expect(await manual()).toEqual({ strokes: [], erased: [], added: [], moved: [] });
  expect(await undoSteps()).toEqual([
    'Add a dot',
    'Clear with the brush',
    'Remove all work by hand',
  ]);
});

test('one finger paints; a second one takes the stroke back and turns the head', async () => {
  const touch = await page.context().newCDPSession(page);
  await page.evaluate(() => window.dotwork.ui.setState({ tool: 'brush' }));
  await settled();
  const steps = (await undoSteps()).length;
  await touches(touch, 'touchStart', [[0, 0]]);
  await touches(touch, 'touchMove', [[30, 0]]);
  await touches(touch, 'touchMove', [[60, 0]]);
  await touches(touch, 'touchEnd', []);
  expect((await manual()).strokes.length).toBe(1);
  expect((await undoSteps()).length).toBe(steps + 1);
  const eye = await pose();
  await touches(touch, 'touchStart', [[0, 0]]);
  await touches(touch, 'touchStart', [
    [0, 0],
    [40, 0],
  ]);
  await touches(touch, 'touchMove', [
    [0, 50],
    [40, 50],
  ]);
  await touches(touch, 'touchEnd', []);
  expect((await manual()).strokes.length).toBe(1);
  expect(await pose()).not.toEqual(eye);
});

test('two points are measured along the skin; the plan stays as it is', async () => {
  const plan = () => page.evaluate(() => JSON.stringify(window.dotwork.document.get()));
  const [before, steps] = [await plan(), await undoSteps()];
  await page.keyboard.press('6');
  await page.keyboard.press('d');
  expect(await pressed('Measure')).toBe('true');
  await page.evaluate(() => {
    const live = document.querySelector('.visually-hidden[role="status"]')!;
    window.heard = [];
    new MutationObserver(() => window.heard.push(live.textContent ?? '')).observe(live, {
      childList: true,
    });
  });
  const [left, right] = [-70, 70];
  await page.mouse.click(middle.x + left, middle.y);
  expect(await words()).toBe('First point set. Now the second.');
  await page.mouse.click(middle.x + right, middle.y);
  const told = /^(\d+) mm along the skin, (\d+) mm straight$/.exec((await words())!);
  // Over the crown the shortest way looks straight from above: walk it in steps of one pixel.
  const walk = await page.evaluate(
    ([x, y, reach]) => {
      const places = Array.from(
        { length: 2 * reach! + 1 },
        (_, i) => window.dotwork.view!.pick(x! - reach! + i, y!)!.placeMm,
      );
      const gap = (a: readonly number[], b: readonly number[]) =>
        Math.hypot(...a.map((mm, axis) => mm - b[axis]!));
      const mm = places.slice(1).reduce((sum, place, i) => sum + gap(place, places[i]!), 0);
      return { mm, straightMm: gap(places[0]!, places.at(-1)!) };
    },
    [...(await onViewport()), right],
  );
  expect(walk.mm).toBeGreaterThan(1.02 * walk.straightMm);
  expect(Math.abs(Number(told![2]) - walk.straightMm)).toBeLessThanOrEqual(0.51);
  // The way in sight is not quite the shortest one, and words are whole millimetres.
  expect(Number(told![1])).toBeLessThanOrEqual(walk.mm + 1);
  expect(Number(told![1])).toBeGreaterThan(0.98 * walk.mm - 1);
  // A report that settles meanwhile may speak after it.
  expect(await page.evaluate(() => window.heard)).toContain(told![0]);

  // The line goes from one click to the other, and is not drawn over the head when behind it.
  const line = (await drawn('tape-line')).match(/[\d.]+,[\d.]+/g)!;
  const [x, y] = await onViewport();
  for (const [end, offset] of [
    [line[0]!, left],
    [line.at(-1)!, right],
  ] as const) {
    const [endX, endY] = end.split(',').map(Number);
    expect(Math.hypot(endX! - x - offset, endY! - y)).toBeLessThan(1.5);
  }
  await page.keyboard.press('2');
  for (let turn = 0; turn < 6; turn++) await page.keyboard.press('ArrowDown');
  await expect.poll(() => drawn('tape-line'), patience).toBe('');
  expect(await drawn('tape-behind')).not.toBe('');
  await page.keyboard.press('6');

  await page.mouse.click(middle.x, middle.y + 20);
  expect(await words()).toBe('First point set. Now the second.');
  await page.keyboard.press('Escape');
  expect([await words(), await drawn('tape-line')]).toEqual(['', '']);
  expect(await pressed('Measure')).toBe('true');
  await page.keyboard.press('Escape');
  expect(await pressed('Turn')).toBe('true');
  expect([await plan(), await undoSteps()]).toEqual([before, steps]);
});

test('a mole is kept free and let go again; a finding is gone to by a press', async () => {
  const noGo = () => page.evaluate(() => window.dotwork.document.get().noGo);
  await choose('No-go');
  await page.mouse.click(middle.x, middle.y);
  expect(await noGo()).toMatchObject([{ radiusMm: 4, note: '' }]);
  await page.getByLabel('Note of mark 1').fill('mole');
  await page.keyboard.press('Tab');
  expect(await noGo()).toMatchObject([{ note: 'mole' }]);
  await settled();
  const kept = page.getByRole('listitem').filter({ hasText: 'kept free of dots' });
  const from = await pose();
  await kept.getByRole('button', { name: 'Show', exact: true }).click({ timeout: PATIENCE_MS });
  await expect.poll(pose, patience).not.toEqual(from);
  expect(await page.locator('.place-marks circle[visibility="visible"]').count()).toBe(1);
  // Straight in front of the eye now: pressed again, the mark goes.
  await page.mouse.click(middle.x, middle.y);
  expect(await noGo()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('6');
});

test('fingers measure on a phone, on the face too', async () => {
  const touch = await page.context().newCDPSession(page);
  await page.setViewportSize({ width: 360, height: 740 });
  const viewport = (await page.locator('.viewport').boundingBox())!;
  middle = { x: viewport.x + viewport.width / 2, y: viewport.y + viewport.height / 2 };
  await expect
    .poll(() => page.evaluate(() => window.dotwork.view!.sizePx[0]), patience)
    .toBe(viewport.width);
  await page.keyboard.press('2');
  await choose('Measure');
  for (const x of [-15, 15]) {
    await touches(touch, 'touchStart', [[x, 0]]);
    await touches(touch, 'touchEnd', []);
  }
  await expect.poll(words, patience).toMatch(/^[\d.]+ mm along the skin, [\d.]+ mm straight$/);
  // Another tool takes the tape off the skin.
  await choose('Done');
  await choose('Brush');
  expect([await words(), await drawn('tape-line')]).toEqual(['', '']);
});

async function touches(
  session: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  points: readonly (readonly [number, number])[],
): Promise<void> {
  await session.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: points.map(([x, y], id) => ({ x: middle.x + x, y: middle.y + y, id })),
  });
}
