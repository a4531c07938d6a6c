import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';

/** The built page on a local server, and pages of a browser with a software GPU. */
export interface Site {
  readonly url: string;
  open(options?: OpenOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Runs in the page before any of its scripts. */
  readonly before?: string;
  /** After the address: query and hash. */
  readonly path?: string;
  /** Another address than the site's own. */
  readonly at?: string;
}

export interface OpenPage {
  readonly page: Page;
  /** What the page threw or wrote to the console as an error, as it comes. */
  readonly faults: string[];
}

/** The page and the browser that `tests/setup/browser.ts` made for all files. What is opened here ends with `close`. */
export async function openSite(): Promise<Site> {
  const { url, browserEndpoint } = inject('site');
  const browser = await chromium.connect(browserEndpoint);
  return {
    url,
    open: (options = {}) => openPage(browser, url, options),
    close: () => browser.close(),
  };
}

/** Waits until the canvas has the size of its place, and the picture on it has been drawn. */
export async function pictureSettled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const { clientWidth, clientHeight } = document.querySelector('.viewport')!;
      const { width, height } = document.querySelector<HTMLCanvasElement>('.viewport-canvas')!;
      return Math.abs(clientWidth - width) <= 1 && Math.abs(clientHeight - height) <= 1;
    },
    undefined,
    { timeout: 60_000 },
  );
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { view } = window.dotwork;
        view!.onFrame = () => {
          if (view!.isDraft) return;
          view!.onFrame = () => undefined;
          resolve();
        };
        view!.requestFrame();
      }),
  );
}

async function openPage(
  browser: Browser,
  url: string,
  { before, path = '', at = url, ...options }: OpenOptions,
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    // A page that keeps itself fetches and hashes all of it again in every test.
    serviceWorkers: 'block',
    ...options,
  });
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  // Takes pickers over from the start: asked for together with the press of a key, the picker may be there first.
  page.on('filechooser', () => {});
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(at + path);
  return { page, faults };
}
