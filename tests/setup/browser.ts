import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserServer, chromium } from 'playwright-core';
import { preview } from 'vite';
import type { TestProject } from 'vitest/node';
import { buildIfStale, root } from './built.ts';

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

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the page is served, and where the one browser of all test files listens. */
    readonly site: { readonly url: string; readonly browserEndpoint: string };
  }
}

/** Builds the page if a source is newer, serves it and starts one browser for all test files. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  buildIfStale('web');
  const server = await preview({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0 },
  });
  const browser = await launchBrowser();
  project.provide('site', {
    url: server.resolvedUrls!.local[0]!,
    browserEndpoint: browser.wsEndpoint(),
  });
  return async () => {
    await browser.close();
    await server.close();
  };
}

/** Chromium from `@sparticuz/chromium`; also runs where no desktop library is installed. */
export async function launchBrowser(): Promise<BrowserServer> {
  const folder = await chromiumFolder();
  return chromium.launchServer({
    executablePath: join(folder, 'chromium'),
    headless: true,
    host: '127.0.0.1',
    args: ARGS,
    env: {
      ...(process.env as Record<string, string>),
      TMPDIR: tmpdir(),
      // Of a machine without a language the browser makes a tag that Intl refuses (en-US@posix).
      LANG: 'en_US.UTF-8',
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: [folder, join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(':'),
    },
  });
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
