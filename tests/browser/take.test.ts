import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenPage, openSite, type Site } from '../helpers/browser.ts';

/** Few dots: the software GPU takes its time. */
const CHEAP = 'set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';

let site: Site;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  opened = await site.open({ path: `#mode=consult&${CHEAP}`, reducedMotion: 'reduce' });
  page = opened.page;
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
}, 180_000);

afterAll(async () => {
  expect(opened.faults).toEqual([]);
  await site.close();
});

/** A film of few small frames, as bytes. */
const film = (frames: number) =>
  page.evaluate(async (count) => {
    const told: number[] = [];
    const file = await window.dotwork.film(
      { kind: 'turn', seconds: count / 4, fps: 4, shorterPx: 160 },
      { signal: new AbortController().signal, progress: (done) => told.push(done) },
    );
    const bytes = new Uint8Array(await new Blob([file.content]).arrayBuffer());
    return { name: file.name, type: file.type, words: file.words, bytes: [...bytes], told };
  }, frames);

test('a film is made whole: as many frames as asked for, in time, and no two alike', async () => {
  const plan = () => page.evaluate(() => JSON.stringify(window.dotwork.simulator!.plan));
  const before = await plan();
  const made = await film(4);
  expect(made.told).toEqual([1, 2, 3, 4]);
  expect(made.type).toMatch(/^video\/(mp4|webm)$/);
  const input = new Input({
    formats: ALL_FORMATS,
    source: new BufferSource(Uint8Array.from(made.bytes)),
  });
  const track = (await input.getPrimaryVideoTrack())!;
  expect(Math.min(track.displayWidth, track.displayHeight)).toBe(160);
  const { packetCount } = await track.computePacketStats();
  expect(packetCount).toBe(4);
  expect(await input.computeDuration()).toBeCloseTo(1, 1);
  // It says what it is.
  const spoken = { avc: 'MP4 with H.264', vp9: 'VP9', vp8: 'VP8', av1: 'AV1' };
  expect(made.words).toContain(spoken[(await track.getCodec()) as keyof typeof spoken]);
  // The picture on screen went its own way.
  expect(await plan()).toBe(before);
});

test('a film that is cancelled ends, and leaves the page as it was', async () => {
  const ended = await page.evaluate(async () => {
    const stop = new AbortController();
    const making = window.dotwork.film(
      { kind: 'growth', seconds: 60, fps: 15, shorterPx: 160 },
      { signal: stop.signal, progress: () => stop.abort() },
    );
    return making.then(
      () => 'made',
      (error: Error) => error.name,
    );
  });
  expect(ended).toBe('AbortError');
});

test('without an encoder the window says so, and frames come as a zip', async () => {
  const made = await page.evaluate(async () => {
    const { VideoEncoder: kept } = window;
    Reflect.deleteProperty(window, 'VideoEncoder');
    try {
      const file = await window.dotwork.film(
        { kind: 'turn', seconds: 0.5, fps: 4, shorterPx: 160 },
        { signal: new AbortController().signal, progress: () => undefined },
      );
      document.querySelector<HTMLElement>('[aria-label="Side by side, and films"]')!.click();
      const note = document.querySelector('dialog .note')?.textContent;
      document.querySelector<HTMLElement>('dialog [aria-label="Close"]')!.click();
      const head = new Uint8Array(await new Blob([file.content]).slice(0, 2).arrayBuffer());
      return { type: file.type, head: String.fromCharCode(...head), note };
    } finally {
      window.VideoEncoder = kept;
    }
  });
  expect(made).toMatchObject({ type: 'application/zip', head: 'PK' });
  expect(made.note).toContain('encodes no video');
});

test('an encoder that promises H.264 and then fails is passed over', async () => {
  const made = await page.evaluate(async () => {
    const { prototype } = window.VideoEncoder;
    const { configure, encode } = prototype;
    const promised = window.VideoEncoder.isConfigSupported;
    const isH264 = new WeakSet<VideoEncoder>();
    window.VideoEncoder.isConfigSupported = async (config) =>
      config.codec.startsWith('avc') ? { config, supported: true } : promised(config);
    prototype.configure = function (config) {
      if (config.codec.startsWith('avc')) isH264.add(this);
      else configure.call(this, config);
    };
    prototype.encode = function (...given) {
      if (isH264.has(this)) throw new DOMException('It cannot.', 'EncodingError');
      encode.apply(this, given);
    };
    try {
      return await window.dotwork.film(
        { kind: 'turn', seconds: 0.5, fps: 4, shorterPx: 160 },
        { signal: new AbortController().signal, progress: () => undefined },
      );
    } finally {
      Object.assign(prototype, { configure, encode });
      window.VideoEncoder.isConfigSupported = promised;
    }
  });
  expect(made.type).not.toBe('video/mp4');
  expect(made.words ?? 'zip').not.toContain('MP4');
});

test('plans stand side by side: this one and a variant of it', async () => {
  await page.getByRole('button', { name: 'Side by side, and films' }).click();
  const dialog = page.locator('dialog');
  const take = dialog.getByRole('button', { name: 'Plans side by side' });
  expect(await take.isDisabled()).toBe(true);
  await dialog.getByLabel('Beside it').selectOption({ label: 'a quarter fewer dots' });
  await take.click();
  const image = page.locator('.take-made img');
  await image.waitFor({ timeout: 150_000 });
  expect(await page.locator('.take-made').textContent()).toContain('-plans.png');
  const size = await image.evaluate((img: HTMLImageElement) =>
    img.decode().then(() => [img.naturalWidth, img.naturalHeight]),
  );
  expect(size[0]!).toBeGreaterThan(1.5 * size[1]!);
  await dialog.getByRole('button', { name: 'Close' }).click();
}, 180_000);

test('before and after come side by side, are shown, and are handed over as a picture', async () => {
  await page.getByRole('button', { name: 'Side by side, and films' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Before and after' }).click();
  const image = page.locator('.take-made img');
  await image.waitFor({ timeout: 120_000 });
  const size = await image.evaluate(async (img: HTMLImageElement) => {
    await img.decode();
    return { wide: img.naturalWidth, high: img.naturalHeight };
  });
  expect(size.wide).toBeGreaterThan(1.5 * size.high);
  const download = page.waitForEvent('download');
  await page.locator('.take-made').getByRole('button', { name: 'Save' }).click();
  expect((await download).suggestedFilename()).toMatch(/before-after\.png$/);
}, 180_000);
