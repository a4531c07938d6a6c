import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { preview } from 'vite';
import { launchBrowser } from '../tests/setup/browser.ts';
import { median } from './timing.ts';

/** A build of the page: a name for it, and the folder of its project. */
export interface PageBuild {
  readonly name: string;
  readonly folder: string;
}

/** What a visitor waits for, seconds; CPU of all of the browser's processes up to then where that is told. */
export interface PageMark {
  readonly mark: string;
  readonly wallS: number;
  readonly cpuS: number;
}

export type PageRun = Readonly<Record<string, readonly PageMark[]>>;

const MARKS = [
  'a head on the canvas',
  'dots may be worked with',
  'the exact picture at rest',
  'a slider moved: first new pixels',
  'a slider moved: exact and told',
] as const;

/** Notes in the page what is there when; older builds tell the same by other ways. */
const WATCH = `
  window.marks = [];
  const mark = (name) => window.marks.push([name, performance.now()]) && window.marked(name);
  const look = () => {
    const page = window.dotwork;
    const canvas = document.querySelector('.viewport canvas, .stage canvas, canvas');
    if (canvas && !window.sawHead && (page?.view || page?.rig?.view)) {
      window.sawHead = true;
      mark('a head on the canvas');
    }
    if (!page?.ready) return setTimeout(look, 10);
    if (!window.waits) {
      window.waits = true;
      page.ready
        .then(() => mark('dots may be worked with'))
        .then(() => page.idle())
        .then(() => mark('the exact picture at rest'));
    }
    if (!window.sawHead) setTimeout(look, 10);
  };
  look();
`;

/**
 * Opens each build `rounds` times in turns, each in a fresh browser: from navigation to dots, then one
 * step of the depth slider to the new picture at rest.
 */
export async function pageBench(
  builds: readonly PageBuild[],
  rounds: number,
  say: (line: string) => void,
): Promise<PageRun> {
  const runs: Record<string, PageMark[][]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const build of builds) {
      const marks = await visit(build.folder);
      say(`${build.name}, round ${round + 1}: ${marks.map(wordsOf).join(', ')}`);
      runs[build.name] ??= [];
      runs[build.name]!.push(marks);
    }
  }
  return Object.fromEntries(Object.entries(runs).map(([name, all]) => [name, medians(all)]));
}

async function visit(folder: string): Promise<PageMark[]> {
  const server = await preview({
    configFile: join(folder, 'vite.config.ts'),
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0 },
  });
  const launched = await launchBrowser();
  let browser: Browser | undefined;
  try {
    browser = await chromium.connect(launched.wsEndpoint());
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const before = browserCpuS();
    const cpuAt: Record<string, number> = {};
    await page.exposeFunction('marked', (name: string) => {
      cpuAt[name] = browserCpuS() - before;
    });
    await page.addInitScript(WATCH);
    await page.goto(`${server.resolvedUrls!.local[0]!}#mode=train`);
    await page.waitForFunction('window.marks.length === 3', undefined, { timeout: 180_000 });
    const opened = await page.evaluate<[string, number][]>('window.marks');
    const marks = opened.map(([mark, ms]) => ({ mark, wallS: ms / 1000, cpuS: cpuAt[mark]! }));

    await page.getByRole('slider', { name: 'Deposit depth' }).focus();
    const cpu = browserCpuS();
    const start = performance.now();
    const took = (mark: string): PageMark => ({
      mark,
      wallS: (performance.now() - start) / 1000,
      cpuS: browserCpuS() - cpu,
    });
    await page.evaluate(`
      void (window.drawn = new Promise((resolve) => { window.dotwork.view.onFrame = resolve; }));
    `);
    await page.keyboard.press('ArrowRight');
    await page.evaluate('window.drawn.then(() => true)');
    marks.push(took('a slider moved: first new pixels'));
    await page.evaluate('window.dotwork.idle()');
    marks.push(took('a slider moved: exact and told'));
    return marks;
  } finally {
    await browser?.close();
    await launched.close();
    await server.close();
  }
}

/** CPU seconds of every process of the test browser so far; 0 where there is no `/proc`. */
function browserCpuS(): number {
  if (!existsSync('/proc/self/stat')) return 0;
  let ticks = 0;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dotwork/chromium-')) continue;
      const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
        .slice(11, 13);
      ticks += Number(user) + Number(system);
    } catch {
      // It ended meanwhile.
    }
  }
  return ticks / 100;
}

function medians(runs: readonly PageMark[][]): PageMark[] {
  const of = (name: string) => runs.map((marks) => marks.find(({ mark }) => mark === name)!);
  // In one order for all: older builds have dots before there is anything to see.
  return MARKS.map((mark) => ({
    mark,
    wallS: median(of(mark).map(({ wallS }) => wallS)),
    cpuS: median(of(mark).map(({ cpuS }) => cpuS)),
  }));
}

function wordsOf({ mark, wallS, cpuS }: PageMark): string {
  return `${mark} ${wallS.toFixed(1)} s (${cpuS.toFixed(1)} CPU s)`;
}

/** The medians as a Markdown table, a pair of columns a build. */
export function pageTable(run: PageRun): string {
  const names = Object.keys(run);
  const marks = run[names[0]!]!;
  return [
    `| | ${names.map((name) => `${name}, s | CPU s`).join(' | ')} |`,
    `|---|${names.map(() => '---|---|').join('')}`,
    ...marks.map(
      ({ mark }, at) =>
        `| ${mark} | ${names.map((name) => `${run[name]![at]!.wallS.toFixed(1)} | ${run[name]![at]!.cpuS.toFixed(1)}`).join(' | ')} |`,
    ),
  ].join('\n');
}
