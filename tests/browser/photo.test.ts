import { buffer } from 'node:stream/consumers';
import { decode } from 'fast-png';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeHead } from '../../src/head/parametric-head.ts';
import { FACING, type PhotoCamera, turnedBy } from '../../src/photo/camera.ts';
import type { Pixel } from '../../src/photo/question.ts';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';
import { type Drawn, differing, EVERYWHERE, rgbOf } from '../helpers/photo/drawn.ts';
import { type PhotoOfHead, photoOfHead } from '../helpers/photo/photo-of-head.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP =
  'set=density.dotsPerCm2=25&set=hair.unitsPerCm2=30&set=hair.loss.kind="areata"&set=hair.loss.pattern="totalis"';
const SLOW = { timeout: 100_000 };

/** From the front and a little above. */
const CAMERA: PhotoCamera = {
  ...{ widthPx: 260, heightPx: 322, focalPx: 710 },
  turn: turnedBy(turnedBy(FACING, [0, 0.05, 0]), [0.1, 0, 0]),
  shiftMm: [0, 45, 860],
};

const TRUE_LENGTH = 206;

let site: Site;
let opened: OpenPage;
let page: Page;
let taken: PhotoOfHead;
let oblique: PhotoOfHead;

beforeAll(async () => {
  const head = await makeHead({ base: 'male', measuresMm: { length: TRUE_LENGTH, breadth: 149 } });
  taken = await photoOfHead(head, CAMERA);
  oblique = await photoOfHead(head, { ...CAMERA, turn: turnedBy(CAMERA.turn, [0, 0.3, 0]) });
  site = await openSite();
  opened = await site.open({
    path: `#mode=consult&${CHEAP}`,
    viewport: { width: 1000, height: 700 },
    reducedMotion: 'reduce',
  });
  page = opened.page;
  await started();
}, 180_000);

afterAll(async () => site?.close());

afterEach(() => {
  expect(opened.faults).toEqual([]);
});

const card = () => page.locator('.photo-card:visible');
const guide = () => page.getByRole('group', { name: 'Finding the head' });

test('what is no photograph to put dots on is told in a sentence, and nothing opens', async () => {
  const tiny = { ...taken.photo, widthPx: 20, heightPx: 20, rgba: taken.photo.rgba.slice(0, 1600) };
  const { encodePng } = await import('../../src/io/png.ts');
  await pick('letter.png', Buffer.from('Dear Sir or Madam, this is not a picture at all.'));
  await pick('tiny.png', Buffer.from(await encodePng(tiny, {})));
  await pick('moving.gif', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(40, 7)]));
  await pick('torn.png', Buffer.from(taken.png.subarray(0, 900)));
  const told = await page.locator('.toast.error').allTextContents();
  expect(told).toEqual([
    expect.stringContaining('letter.png is no picture that can be read.'),
    expect.stringContaining('tiny.png has 20 x 20 pixels: too few to show a dot.'),
    expect.stringContaining('moving.gif is a GIF, which has too few colours for skin.'),
    expect.stringContaining('torn.png is damaged.'),
  ]);
  while ((await page.locator('.toast').count()) > 0) {
    await page.locator('.toast button').first().click();
  }
  expect(await page.evaluate(() => window.dotwork.photos.isShown)).toBe(false);
});

test('a photograph is opened, its head marked by hand and found', SLOW, async () => {
  await pick('client.png', Buffer.from(taken.png));
  await page.locator('.photo-stage').waitFor();
  expect(await guide().textContent()).toContain('the root of the nose');
  expect(await page.locator('.divider').isVisible()).toBe(false);
  let rim = 0;
  for (let i = 0; i < 9; i++) {
    const asked = await page.evaluate(() => window.dotwork.photos.asked!);
    await clickAt(asked === 'outline' ? taken.rim[rim++]! : taken.points.get(asked)!);
  }
  await idle();
  const { certainty, doubtful } = await foundFit();
  expect(certainty.medianMm).toBeLessThan(5);
  expect(doubtful).toEqual([]);
  expect(await guide().textContent()).toMatch(/9 marks\. The scalp lies within \d\.\d mm/);
  expect(await page.locator('.photo-mark').count()).toBe(9);
});

test('a mark is dragged away and told, and taken back; keys move it too', SLOW, async () => {
  const from = await onPage(taken.points.get('menton')!);
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + 30, from[1] - 40, { steps: 3 });
  expect(await page.locator('.photo-loupe').isVisible()).toBe(true);
  await page.mouse.move(from[0] + 60, from[1] - 70, { steps: 3 });
  await page.mouse.up();
  await idle();
  expect((await foundFit()).doubtful).toContain('menton');
  expect(await guide().textContent()).toContain('The chin');
  await card().getByRole('button', { name: 'Undo mark' }).click();
  await idle();
  expect((await foundFit()).doubtful).toEqual([]);
  const at = () => page.evaluate(() => window.dotwork.photos.album.shown!.points.nasion![0]);
  const before = await at();
  await page.locator('.photo-mark[data-mark="nasion"]').focus();
  await page.keyboard.press('ArrowRight');
  expect(await at()).toBeGreaterThan(before);
  await page.keyboard.press('ArrowLeft');
});

test(
  'networks find the points of another photograph, which tells of the same head',
  SLOW,
  async () => {
    await pick('oblique.png', Buffer.from(oblique.png));
    await expect
      .poll(() => page.evaluate(() => window.dotwork.photos.album.get().photos.length))
      .toBe(2);
    await guide().getByRole('button', { name: 'Find points' }).click();
    await idle();
    const { points, found } = await page.evaluate(() => window.dotwork.photos.album.shown!);
    expect(found!.length).toBeGreaterThan(8);
    const mmPerPx = CAMERA.shiftMm[2] / CAMERA.focalPx;
    for (const name of ['canthusLeft', 'pronasale', 'mouthCornerLeft'] as const) {
      const [is, was] = [points[name]!, oblique.points.get(name)!];
      expect(Math.hypot(is[0] - was[0], is[1] - was[1]) * mmPerPx, name).toBeLessThan(8);
    }
    expect(await page.locator('.photo-mark[data-found="true"]').count()).toBe(found!.length);
    expect(await guide().textContent()).toMatch(/11 points were found .* 2 photographs together/);
    await guide().getByRole('button', { name: 'All are right' }).click();
    await idle();
    expect(await page.locator('.photo-mark[data-found="true"]').count()).toBe(0);
    expect(await page.evaluate(() => window.dotwork.photos.found!.photographs)).toBe(2);
    // The first one again, with its own marks, and the other's beside them.
    await card().getByRole('button', { name: 'client.png' }).click();
    await idle();
    expect(await page.locator('.photo-mark').count()).toBe(9);
    expect(await page.evaluate(() => window.dotwork.photos.found!.photographs)).toBe(2);
  },
);

test('its head becomes the plan’s in one step, and the dots lie on it', SLOW, async () => {
  await guide().getByRole('button', { name: 'Use this head' }).click();
  await idle();
  const head = await page.evaluate(() => window.dotwork.document.get().head.measuresMm);
  expect(Math.abs(head.length! - TRUE_LENGTH)).toBeLessThan(8);
  expect(await page.evaluate(() => window.dotwork.document.labels().undo)).toEqual([
    'Head from the photograph',
  ]);
  await page.evaluate(() => window.dotwork.ui.setState({ compare: false }));
  const after = await drawn();
  const before = await held();
  const changed = differing(before, after);
  expect(changed.count).toBeGreaterThan(1500);
  // On the head and nowhere else: the rim of the scalp as the true camera has it.
  const [, vertexY] = await onPage(taken.rim[1]!);
  const [, browY] = await onPage(taken.points.get('glabella')!);
  expect(changed.top).toBeGreaterThan(vertexY - 8);
  expect(changed.top).toBeLessThan(vertexY + 40);
  expect(changed.bottom).toBeLessThan(browY + 90);
});

test('the divider shows the time before at its left, untouched', SLOW, async () => {
  const before = await held();
  await page.evaluate(() => window.dotwork.ui.setState({ compare: true, divider: 0.5 }));
  const split = await drawn();
  // A browser may draw a canvas by other means after it was read often, and rounds otherwise then.
  const { left, right } = differing(before, split, EVERYWHERE, 2);
  const box = (await page.locator('.photo-stage').boundingBox())!;
  expect(left).toBeGreaterThanOrEqual(box.x + box.width / 2 - 1);
  expect(right).toBeGreaterThan(left);
  await page.evaluate(() => window.dotwork.ui.setState({ compare: false }));
});

test('a setting of the plan changes the photograph', SLOW, async () => {
  const now = await drawn();
  const count = await page.evaluate(() => window.dotwork.photos.live.exactCount);
  await card().page().getByRole('radio', { name: '5 years' }).check({ force: true });
  await idle();
  expect(await page.evaluate(() => window.dotwork.photos.live.exactCount)).toBeGreaterThan(count);
  expect(differing(now, await drawn()).count).toBeGreaterThan(1000);
});

test('the mask is painted by hand: kept out, let in, taken back', SLOW, async () => {
  await card().getByRole('button', { name: 'Mask', exact: true }).click();
  const controls = page.getByRole('group', { name: 'Mask', exact: true });
  // High on the forehead, within the hairline of a shaved head: skin, and dots.
  const [x, y] = await onPage(crown());
  const share = async () => (await maskNow())[at(crown())];
  expect(await share()).toBe(255);
  await page.mouse.move(x - 20, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 4 });
  await page.mouse.up();
  expect(await share()).toBe(0);
  await controls.getByRole('button', { name: 'Dots may show' }).click();
  await page.mouse.click(x, y);
  expect(await share()).toBe(255);
  await controls.getByRole('button', { name: 'Undo' }).click();
  expect(await share()).toBe(0);
  await controls.getByRole('button', { name: 'Done' }).click();
  await idle();
  // No dot where it is kept out; a part laid over the photograph is scaled, and so rounded, by itself.
  const [before, after] = [await held(), await drawn()];
  const near = differing(before, after, [x - 15, y - 5, x + 15, y + 5], 2);
  expect(near.count).toBe(0);
  expect(differing(before, after).count).toBeGreaterThan(1000);
});

test('sharpness, and what is grey, are told by hand', SLOW, async () => {
  const sharp = await drawn();
  const blur = card().getByRole('slider', { name: 'Blur of the photograph' });
  await blur.fill('4');
  await idle();
  expect(differing(sharp, await drawn()).count).toBeGreaterThan(500);
  await card().getByRole('button', { name: 'As measured' }).click();
  await card().getByRole('button', { name: 'Click something grey' }).click();
  await clickAt([30.5, 130.5]);
  await idle();
  expect(await page.evaluate(() => window.dotwork.photos.album.shown!.grey)).toEqual([30, 130]);
  const lamp = await page.evaluate(() => window.dotwork.photos.study!.lampColour);
  // The wall behind the head, which is bluish: the lamps then were.
  expect(lamp![2]).toBeGreaterThan(lamp![0]);
  await card().getByRole('button', { name: 'Forget the grey' }).click();
  await idle();
  expect(await page.evaluate(() => window.dotwork.photos.study!.lampColour)).toBeUndefined();
});

test(
  'before and after leave with the same framing, and before is the untouched bytes',
  SLOW,
  async () => {
    const before = await saved('Before');
    const after = await saved('After');
    const { widthPx, heightPx, rgba } = taken.photo;
    expect([before.width, before.height]).toEqual([after.width, after.height]);
    expect(before.width).toBe(widthPx);
    expect(before.height).toBeGreaterThan(heightPx);
    const pixels = (png: typeof before) => rgbOf(png.data, png.channels, widthPx * heightPx);
    expect(pixels(before)).toEqual(rgbOf(rgba, 4, widthPx * heightPx));
    const [was, is] = [pixels(before), pixels(after)];
    expect(is.filter((byte, i) => byte !== was[i]).length).toBeGreaterThan(3000);
    // What the mask keeps out is untouched to the byte, and the mask is not the whole picture.
    const mask = await maskNow();
    expect(mask.filter((share) => share === 0).length).toBeGreaterThan(0.5 * mask.length);
    expect(was.filter((byte, i) => mask[Math.floor(i / 3)] === 0 && byte !== is[i])).toEqual([]);
    expect(after.text!.Description).toMatch(/Simulated on a photograph\..*Plan [0-9a-f]{8}\./);
    expect(before.text!.Description).toContain('The photograph as it was taken.');
  },
);

test('the hairline is drawn on the photograph itself', SLOW, async () => {
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: /^Hairline/ }).click();
  const handle = page.locator('.hairline-handle[data-point="midFrontal"]');
  await handle.waitFor();
  const box = (await handle.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 12, { steps: 3 });
  await page.mouse.move(x, y + 22, { steps: 3 });
  await page.mouse.up();
  await idle();
  const moved = await page.evaluate(() => window.dotwork.document.get().hairline.moved);
  expect(moved!.midFrontal!.backMm).toBeLessThan(-5);
  await page.keyboard.press('Escape');
});

test(
  'photograph and marks are there again with the next visit, and the way back leads to the head',
  SLOW,
  async () => {
    const marks = await page.evaluate(async () => {
      await window.dotwork.photos.kept;
      return window.dotwork.photos.album.shown!.points;
    });
    await expect.poll(() => page.evaluate(() => window.dotwork.saved), SLOW).toBe(true);
    await page.reload();
    await page.waitForFunction(() => window.dotwork);
    await page.locator('.photo-stage').waitFor(SLOW);
    expect(await page.evaluate(() => window.dotwork.photos.album.shown!.points)).toEqual(marks);
    const second = await page.context().newPage();
    const id = await page.evaluate(() => sessionStorage.getItem('dotwork-document')!);
    await second.addInitScript((one) => sessionStorage.setItem('dotwork-document', one), id);
    await second.goto(site.url);
    // A tab that was copied goes on with a copy of the plan, and has its photographs too.
    await second
      .locator('.photo-tile img')
      .nth(1)
      .waitFor({ state: 'attached', ...SLOW });
    expect(await second.evaluate(() => sessionStorage.getItem('dotwork-document'))).not.toBe(id);
    await second.close();
    await page.getByRole('button', { name: 'Back to the 3D head' }).click();
    expect(await page.locator('.photo-stage').isVisible()).toBe(false);
    expect(await page.locator('.view-bar').isVisible()).toBe(true);
  },
);

async function started(): Promise<void> {
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
}

const idle = () => page.evaluate(() => window.dotwork.idle());

const foundFit = () => page.evaluate(() => window.dotwork.photos.found!.fit);

async function pick(name: string, content: Buffer): Promise<void> {
  const coming = page.waitForEvent('filechooser');
  await card()
    .getByRole('button', { name: /photograph…/ })
    .click();
  await (await coming).setFiles({ name, mimeType: 'image/png', buffer: content });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  await page.evaluate(() => window.dotwork.photos.idle());
}

/** A place of the photograph on the page, px. */
async function onPage(at: Pixel): Promise<[number, number]> {
  const box = (await page.locator('.photo-stage').boundingBox())!;
  const [x, y] = await page.evaluate(
    (pixel) => window.dotwork.photos.stage.frame.toCanvas(pixel),
    at as [number, number],
  );
  return [box.x + x, box.y + y];
}

async function clickAt(at: Pixel): Promise<void> {
  await page.mouse.click(...(await onPage(at)));
}

/** Where dots may show, a byte a pixel of the photograph. */
const maskNow = () => page.evaluate(() => [...window.dotwork.photos.mask!]);

/** A place of the photograph between brow and vertex, where dots lie. */
const crown = (): Pixel => {
  const [[x, top], [, brow]] = [taken.rim[1]!, taken.points.get('glabella')!];
  return [Math.round(x), Math.round(top + 0.3 * (brow - top))];
};

const at = ([x, y]: Pixel) => y * CAMERA.widthPx + x;

/** What is on the photograph's canvas, once it is drawn. */
async function drawn(): Promise<Drawn> {
  return page.evaluate(async () => {
    const { stage } = window.dotwork.photos;
    await new Promise<void>((resolve) => {
      const done = () => {
        stage.overlays.delete(done);
        resolve();
      };
      stage.overlays.add(done);
      stage.ask();
    });
    const canvas = document.querySelector<HTMLCanvasElement>('.photo-canvas')!;
    const { left, top } = canvas.getBoundingClientRect();
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const pixels = [...new Uint32Array(data.buffer)];
    return { width: canvas.width, pixels, corner: [left, top] as const };
  });
}

/** The same while the button for the time before is held. */
async function held(): Promise<Drawn> {
  await page.evaluate(() => window.dotwork.ui.setState({ peek: true }));
  const before = await drawn();
  await page.evaluate(() => window.dotwork.ui.setState({ peek: false }));
  return before;
}

async function saved(name: string) {
  const coming = page.waitForEvent('download', SLOW);
  await card().getByRole('button', { name, exact: true }).click();
  return decode(await buffer(await (await coming).createReadStream()));
}
