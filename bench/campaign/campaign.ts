import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { launchBrowser } from '../../tests/setup/browser.ts';
import { buildIfStale, root } from '../../tests/setup/built.ts';
import { randomStream } from '../statistics/random.ts';
import { type PageMemory, pageMemory } from './memory.ts';
import { randomEdit } from './random-edit.ts';

/** How long and how often, from the command line. */
export interface CampaignOptions {
  readonly what: string;
  readonly minutes: number;
  readonly times: number;
  readonly seed: number;
}

/** Few dots: the software GPU takes its time. */
const CHEAP = '#mode=plan&set=density.dotsPerCm2=20&set=hair.unitsPerCm2=30';

/** What is kept has nothing to do with a picture: without WebGPU a page is there at once. */
const NO_GPU = "Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined });";

/** A page that stands what a clinic's day does to it; prints figures as JSON, throws where one fails. */
export async function campaign(options: CampaignOptions): Promise<void> {
  buildIfStale('web');
  const server = await preview({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0 },
  });
  const launched = await launchBrowser();
  const browser = await chromium.connect(launched.wsEndpoint());
  const url = server.resolvedUrls!.local[0]!;
  try {
    const kinds = { lost, edits, killed };
    const kind = kinds[options.what as keyof typeof kinds];
    if (!kind) throw new Error(`Say which: ${Object.keys(kinds).join(', ')}.`);
    console.log(JSON.stringify({ what: options.what, ...(await kind(browser, url, options)) }));
  } finally {
    await launched.close();
    await server.close();
  }
}

/** The device is lost again and again: each time plan, camera, dots and numbers are as before. */
async function lost(browser: Browser, url: string, { times }: CampaignOptions) {
  const { page, faults } = await opened(browser, url + CHEAP);
  await started(page);
  const state = () =>
    page.evaluate(() => ({
      plan: JSON.stringify(window.dotwork.simulator!.plan),
      pose: JSON.stringify(window.dotwork.view!.pose),
      dots: window.dotwork.report!.dots,
      bytes: window.dotwork.simulator!.gpu.ledger.bytes,
      canvases: document.querySelectorAll('canvas.viewport-canvas').length,
    }));
  const before = await state();
  let first: PageMemory | undefined;
  let slowestMs = 0;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await page.evaluate(async () => {
      const { simulator, reportCount } = window.dotwork;
      simulator!.gpu.device.destroy();
      const wait = () => new Promise((resolve) => setTimeout(resolve, 50));
      while (!window.dotwork.simulator || window.dotwork.simulator === simulator) await wait();
      while (window.dotwork.reportCount === reportCount) await wait();
      await window.dotwork.idle();
    });
    slowestMs = Math.max(slowestMs, performance.now() - start);
    const after = await state();
    if (JSON.stringify(after) !== JSON.stringify(before))
      throw new Error(`After loss ${i + 1} it is ${JSON.stringify(after)}.`);
    // What is made once and kept, of whatever a loss needs, is there after the first.
    first ??= await pageMemory(page);
  }
  const slowestS = Math.round(slowestMs / 100) / 10;
  return { times, faults, slowestS, ...grownNoMore(first!, await pageMemory(page)) };
}

/** Random edits, undone and redone: memory of page and GPU stays where it was after the first tenth. */
async function edits(browser: Browser, url: string, { minutes, seed }: CampaignOptions) {
  const { page, faults } = await opened(browser, url + CHEAP);
  await started(page);
  const random = randomStream(seed);
  const end = Date.now() + minutes * 60_000;
  const warm = Date.now() + minutes * 6_000;
  let count = 0;
  let first: { page: PageMemory; gpu: number } | undefined;
  const memory = async () => {
    // Measured at one plan, so that what it takes does not follow what is asked for last.
    await page.evaluate(async () => {
      const { document: plan } = window.dotwork;
      while (plan.undo());
      await window.dotwork.idle();
    });
    const gpu = await page.evaluate(() => window.dotwork.simulator!.gpu.ledger.bytes);
    return { page: await pageMemory(page), gpu };
  };
  while (Date.now() < end) {
    await randomEdit(page, random);
    count++;
    if (!first && Date.now() > warm) first = await memory();
  }
  const last = await memory();
  const gpu = last.gpu / first!.gpu - 1;
  if (gpu > MOST_GROWN) throw new Error(`GPU memory grew by ${percent(gpu)} %.`);
  const grown = grownNoMore(first!.page, last.page);
  return { minutes, edits: count, faults, gpuPercent: percent(gpu), ...grown };
}

/** Memory may grow by this share. */
const MOST_GROWN = 0.05;

/** By how much memory grew, in percent. Throws where what the page itself holds grew by too much. */
function grownNoMore(first: PageMemory, last: PageMemory) {
  const held = last.held / first.held - 1;
  if (held > MOST_GROWN) throw new Error(`What the page holds grew by ${percent(held)} %.`);
  return {
    heldPercent: percent(held),
    heapPercent: percent(last.heap / first.heap - 1),
    gpuProcessPercent: percent(last.gpuProcess / first.gpuProcess - 1),
    heapMB: Math.round(last.heap / 1e5) / 10,
    gpuProcessMB: Math.round(last.gpuProcess / 1e6),
  };
}

/** The tab is killed at random moments: what comes back lacks no more than the last gesture. */
async function killed(browser: Browser, url: string, { times, seed }: CampaignOptions) {
  const random = randomStream(seed);
  const context = await browser.newContext();
  await context.addInitScript(NO_GPU);
  let lostGestures = 0;
  for (let i = 0; i < times; i++) {
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => window.dotwork);
    const gestures = 1 + Math.floor(6 * random());
    let [done, before] = ['', ''];
    for (let k = 0; k < gestures; k++) {
      before = await notes(page);
      done = `${i}.${k}`;
      await page.evaluate((text) => {
        const { document: plan } = window.dotwork;
        plan.beginGesture('Notes');
        for (const step of ['a', 'b', ''])
          plan.edit('Notes', (draft) => {
            draft.notes = text + step;
          });
        plan.endGesture();
      }, done);
      await new Promise((resolve) => setTimeout(resolve, 1200 * random()));
    }
    const tools: CDPSession = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    void tools.send('Page.crash').catch(() => undefined);
    await crashed;
    const next = await context.newPage();
    await next.goto(url);
    await next.waitForFunction(() => window.dotwork);
    const kept = await notes(next);
    if (kept === before && kept !== done) lostGestures++;
    else if (kept !== done) throw new Error(`Kill ${i + 1}: "${kept}" of "${before}", "${done}".`);
    await next.close();
    await page.close();
  }
  await context.close();
  return { times, lostGestures };
}

const notes = (page: Page) => page.evaluate(() => window.dotwork.document.get().notes);

async function opened(browser: Browser, address: string) {
  const context = await browser.newContext({ viewport: { width: 640, height: 480 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(address);
  return { page, faults };
}

async function started(page: Page): Promise<void> {
  await page.waitForFunction(() => window.dotwork);
  await page.evaluate(() => window.dotwork.ready);
  await page.waitForFunction(() => window.dotwork.reportCount > 0, undefined, { timeout: 120_000 });
}

function percent(share: number): number {
  return Math.round(1000 * share) / 10;
}
