import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TOOLS } from '../../src/app/tools/tools.ts';
import { type OpenPage, openSite, pictureSettled, type Site } from '../helpers/browser.ts';
import { lookAtLayout } from '../helpers/page-layout.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP = 'set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';
const patience = { timeout: 60_000 };
/** Where each change places the dots anew. */
const AS_DOTS_COME = { timeout: 120_000 };
/** Of a drag across the picture: each waits for a frame. */
const STEPS = 3;

/** Screens people hold: two phones, one of them on its side, and a tablet. */
const SCREENS = {
  'a phone': { width: 390, height: 844 },
  'a small phone': { width: 360, height: 740 },
  'a phone on its side': { width: 844, height: 390 },
  'a tablet': { width: 820, height: 1180 },
} as const;

const STATES: readonly (readonly [mode: 'consult' | 'plan' | 'train', tool?: string])[] = [
  ['consult'],
  ['plan'],
  ['train'],
  ...TOOLS.map(({ id }) => ['plan', id] as const),
];

let site: Site;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({
    path: `#mode=consult&${CHEAP}`,
    viewport: SCREENS['a phone'],
    reducedMotion: 'reduce',
    hasTouch: true,
    isMobile: true,
  });
  page = opened.page;
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
  await page.locator('.busy').waitFor({ state: 'hidden' });
}, 180_000);

afterAll(async () => site?.close());

afterEach(() => {
  expect(opened.faults).toEqual([]);
});

const show = (mode: string, tool?: string) =>
  page.evaluate(
    ([now, hand]) =>
      window.dotwork.ui.setState({
        mode: now as 'plan',
        tool: hand,
        compare: now === 'consult',
      }),
    [mode, tool] as const,
  );

/** Presses a button as a keyboard does, without waiting for the picture to rest. */
const press = (name: string) =>
  page.getByRole('button', { name, exact: true }).evaluate((button: HTMLElement) => {
    button.focus();
    button.click();
  });

test.each(Object.entries(SCREENS))(
  'on %s nothing overlaps, is cut off, too small to touch or to read; limits stay in sight',
  async (_, size) => {
    await page.setViewportSize(size);
    for (const [mode, tool] of STATES) {
      await show(mode, tool);
      if (tool === 'hairline') await page.locator('.hairline-words').waitFor();
      const { freeShare, limits, ...faults } = await page.evaluate(lookAtLayout);
      const state = `${mode}, ${tool ?? 'no tool'}`;
      const none = { overlaps: [], smallTargets: [], smallText: [], cutOff: [] };
      expect(faults, state).toEqual(none);
      expect(limits, state).toContain('Preview only');
      expect(freeShare, state).toBeGreaterThan(tool ? 0.6 : 0.55);
    }
  },
);

test.each(['a small phone', 'a phone on its side'] as const)(
  'on %s front and crown are in sight beside the controls, with a tool in hand too',
  async (screen) => {
    await page.setViewportSize(SCREENS[screen]);
    await show('plan');
    await pictureSettled(page);
    await page.keyboard.press('2');
    for (const tool of [undefined, 'brush'] as const) {
      // What was framed before the tool was taken is to stay in the frame.
      await show('plan', tool);
      await pictureSettled(page);
      expect(await hiddenPoints(), tool).toEqual([]);
    }
  },
);

/** Points of the hairline and ends of the head that are outside the picture or under a control. */
function hiddenPoints(): Promise<string[]> {
  return page.evaluate(() => {
    const { view, simulator } = window.dotwork;
    const { vertex, menton, tragionLeft, tragionRight } = simulator!.head.landmarks;
    const points = Object.entries({ vertex, menton, tragionLeft, tragionRight });
    for (const { name, positionMm } of simulator!.scalp.hairline.controlPoints) {
      if (/midFrontal|mound|corner/.test(name)) points.push([name, positionMm]);
    }
    const { left, top } = document.querySelector('.viewport')!.getBoundingClientRect();
    return points
      .filter(([, place]) => {
        const [x, y] = view!.project(place);
        const hit = document.elementFromPoint(left + x, top + y);
        return !hit?.closest('.viewport');
      })
      .map(([name]) => name);
  });
}

test('words of the hairline step aside from the point under the finger', async () => {
  await page.setViewportSize(SCREENS['a phone']);
  await show('plan', 'hairline');
  await pictureSettled(page);
  await page.keyboard.press('2');
  await pictureSettled(page);
  const touch = await page.context().newCDPSession(page);
  const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    });
  const box = async (what: string) => (await page.locator(what).boundingBox())!;
  const viewport = await box('.viewport');
  const start = await box('.hairline-handle[data-point="midFrontal"]');
  const x = start.x + start.width / 2;
  let y = start.y + start.height / 2;
  await finger('touchStart', x, y);
  // Up to the words, then down to where they went.
  for (const end of [viewport.y + 30, viewport.y + viewport.height - 30]) {
    for (let step = 1; step <= STEPS; step++) {
      const at = y + ((end - y) * step) / STEPS;
      await finger('touchMove', x, at);
      const offPx = async () => {
        const words = await box('.hairline-words');
        return Math.max(words.y - at, at - words.y - words.height);
      };
      await expect
        .poll(offPx, { ...patience, message: `${Math.round(at)} px` })
        .toBeGreaterThan(40);
    }
    y = end;
  }
  await page.keyboard.press('Escape');
  await finger('touchEnd');
});

test('the sheet goes down for a tool; Done brings it back and gives the focus to the tools', async () => {
  await page.setViewportSize(SCREENS['a phone']);
  await show('plan', undefined);
  const sheet = async () => Math.round((await page.locator('.panel').boundingBox())!.height);
  const half = await sheet();
  await press('Brush');
  expect(await sheet()).toBe(44);
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  expect(await focused()).toBe('Done');
  // What the row sets, the card in the panel shows.
  await press('Lower');
  expect(await page.evaluate(() => window.dotwork.ui.getState().brush.raises)).toBe(false);
  // Nothing that cannot be seen takes the keyboard.
  expect(await page.getByLabel('Strength').isVisible()).toBe(false);
  await press('Done');
  expect([await sheet(), await focused()]).toEqual([half, 'Turn']);
});

test('views open from a button where tools stand below the picture', async () => {
  await page.setViewportSize(SCREENS['a phone']);
  await show('plan', 'brush');
  await pictureSettled(page);
  await page.keyboard.press('2');
  const eye = () => page.evaluate(() => window.dotwork.view!.pose.eyeMm.map(Math.round));
  const before = await eye();
  await press('Views');
  await press('Crown');
  expect(await eye()).not.toEqual(before);
  expect(await page.locator('.view-bar').isVisible()).toBe(false);
  // Tools work on the time after: the split is put away for them.
  await show('consult');
  expect(await page.locator('.divider').isVisible()).toBe(true);
  await show('plan');
  await press('Brush');
  expect(await page.locator('.divider').isVisible()).toBe(false);
});

test('light and distance are chosen by touch, and the picture follows', patience, async () => {
  await show('consult');
  await page.getByRole('radio', { name: 'Noon sun' }).locator('xpath=..').tap();
  await page.getByRole('button', { name: '3 m', exact: true }).tap();
  const { light, eye, target } = await page.evaluate(() => {
    const { look, pose } = window.dotwork.view!;
    return { light: look.light, eye: pose.eyeMm, target: pose.targetMm };
  });
  expect(light).toBe('sun');
  // From the skin; what is looked at lies behind it.
  expect(Math.hypot(...eye.map((at, i) => at - target[i]!))).toBeGreaterThan(3000);
});

test(
  'days since the shave let hair grow in the picture and leave the plan alone',
  patience,
  async () => {
    await show('consult');
    const state = () =>
      page.evaluate(() => ({
        days: window.dotwork.view!.look.grownDays,
        plan: JSON.stringify(window.dotwork.document.get()),
      }));
    const before = await state();
    const slider = page.getByRole('slider', { name: 'Days since the shave' });
    await slider.focus();
    const picture = await drawn();
    for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toBe('7 days, 2.4 mm longer');
    expect((await state()).days).toBe(before.days + 7);
    expect(await drawn()).not.toBe(picture);
    await page.keyboard.press('Home');
    expect((await state()).days).toBe(0);
    expect(await drawn()).toBe(picture);
    expect((await state()).plan).toBe(before.plan);
  },
);

/** The picture as it comes to rest. */
const drawn = async (): Promise<string> => {
  await page.evaluate(() => window.dotwork.view!.atRest());
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { view } = window.dotwork;
        view!.onFrame = () => {
          if (view!.isDraft) return;
          view!.onFrame = () => undefined;
          resolve(document.querySelector<HTMLCanvasElement>('.viewport-canvas')!.toDataURL());
        };
        view!.requestFrame();
      }),
  );
};

test(
  'earlier work, grafts and a test patch are asked for by finger, each step undone', // Each change places the dots anew.
  AS_DOTS_COME,
  async () => {
    await page.setViewportSize(SCREENS['a phone']);
    await show('plan');
    const plan = () => page.evaluate(() => window.dotwork.document.get());
    const before = await plan();
    const click = (name: string) =>
      page
        .locator('.gui-host button', { hasText: name })
        .first()
        .evaluate((button: HTMLElement) => button.click());
    for (const name of ['Earlier work', 'Add: earlier work', 'Grafts', 'Add: grafts']) {
      await click(name);
    }
    for (const name of ['Test patch', 'Add test patch']) await click(name);
    await page.getByLabel('Old 1: where', { exact: true }).selectOption('Front band');
    const ends = page.getByLabel('Old 1: ends, mm', { exact: true });
    await ends.fill('30');
    await ends.press('Enter');
    await page.getByLabel('Grafts 1: since surgery, months').fill('-6');
    await page.getByLabel('Grafts 1: since surgery, months').press('Enter');
    const asked = await plan();
    expect(asked.earlier[0]).toMatchObject({ shape: { kind: 'band', toMm: 30 }, ageYears: 6 });
    expect(asked.grafts[0]).toMatchObject({ months: -6, method: 'fue' });
    expect(asked.testPatch?.beforeDays).toBe(30);
    const sizes = await page
      .locator('.gui-host :is(input, select, button):visible')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(sizes.length).toBeGreaterThan(20);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
    await page.evaluate(() => {
      const { document } = window.dotwork;
      while (document.get().earlier.length > 0) document.undo();
    });
    expect((await plan()).earlier).toEqual(before.earlier);
    expect(await page.getByLabel('Old 1: where', { exact: true }).count()).toBe(0);
    expect((await plan()).grafts).toEqual([]);
    expect((await plan()).testPatch).toBeUndefined();
  },
);
