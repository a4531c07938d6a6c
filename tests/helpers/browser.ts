import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** WebGPU on a CPU, and nothing that waits for a network. */
const ARGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--disable-vulkan-surface',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The built page on a local server, and a browser with a software GPU to look at it. */
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
}

export interface OpenPage {
  readonly page: Page;
  /** What the page threw or wrote to the console as an error, as it comes. */
  readonly faults: string[];
}

/** Builds the app, serves it and starts the browser from the development packages. */
export async function openSite(): Promise<Site> {
  const outDir = join(root, 'node_modules', '.cache', 'dotwork', 'browser-test');
  const configFile = join(root, 'vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir } });
  const server: PreviewServer = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const url = server.resolvedUrls!.local[0]!;
  const browser = await launchBrowser();
  return {
    url,
    open: (options = {}) => openPage(browser, url, options),
    async close() {
      await browser.close();
      await server.close();
    },
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
          view!.onFrame = () => undefined;
          resolve();
        };
        view!.requestFrame();
      }),
  );
}

/** Chromium from `@sparticuz/chromium`; also runs where no desktop library is installed. */
export async function launchBrowser(): Promise<Browser> {
  const folder = await chromiumFolder();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    args: ARGS,
    env: {
      ...(process.env as Record<string, string>),
      TMPDIR: tmpdir(),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: [folder, join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(':'),
    },
  });
}

async function openPage(
  browser: Browser,
  url: string,
  { before, path = '', ...options }: OpenOptions,
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(url + path);
  return { page, faults };
}

/**
 * Unpacks the browser once per version. The package unpacks into the temporary folder under names
 * without a version, and its shared libraries only where it thinks it runs on Amazon Linux: so it
 * is told both for as long as it unpacks.
 */
async function chromiumFolder(): Promise<string> {
  const packageFolder = join(root, 'node_modules', '@sparticuz', 'chromium');
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const folder = join(root, 'node_modules', '.cache', 'dotwork', `chromium-${version}`);
  if (existsSync(join(folder, 'chromium'))) return folder;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
  // The package's own list of font folders knows `/tmp` and Amazon's paths only.
  writeFileSync(
    join(draft, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`,
  );
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another process was first
  }
  return folder;
}
