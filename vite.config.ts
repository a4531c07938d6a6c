import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { InlineConfig } from 'vitest/node';
import { linkedShaders } from './scripts/linked-shaders.mjs';
import { icons } from './scripts/web/icons.mjs';
import { keptOffline } from './scripts/web/kept-offline.mjs';
import { licences } from './scripts/web/licences.mjs';
import { onlyWoff, pagePolicy } from './scripts/web/page-policy.mjs';
import { pageHeaders, policyInPage } from './src/cli/serve/page-headers.ts';

const licenceList = licences();
const here = fileURLToPath(new URL('.', import.meta.url));

/** The software GPU may be shared with much else. */
const SLOW = { testTimeout: 120_000, hookTimeout: 180_000 };

export default defineConfig({
  root: `${here}src/app`,
  base: './',
  plugins: [
    linkedShaders(),
    licenceList.collects(),
    onlyWoff(),
    pagePolicy(policyInPage()),
    icons(`${here}src/app/public/icon.svg`),
    licenceList.writes,
    // Last: it lists what the others wrote.
    keptOffline(),
  ],
  // Workers load the Draco decoder only when a file asks for it.
  worker: { format: 'es', plugins: () => [licenceList.collects()] },
  build: {
    outDir: `${here}dist/web`,
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      input: {
        index: `${here}src/app/index.html`,
        'service-worker': `${here}src/app/offline/service-worker.ts`,
      },
      output: {
        // Its place is its scope.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
  preview: { headers: pageHeaders() },
  test: {
    root: here,
    projects: [
      project('unit', ['tests/{unit,house}/**/*.test.ts'], {
        // A guard against hanging, not a measure: the machine may be shared with much else.
        testTimeout: 120_000,
        hookTimeout: 120_000,
        maxWorkers: '100%',
        isolate: false,
      }),
      // One process, so that all files share one device and what Dawn knows of compiled kernels.
      project('gpu', ['tests/gpu/**/*.test.ts'], {
        ...SLOW,
        fileParallelism: false,
        isolate: false,
      }),
      project('cli', ['tests/cli/**/*.test.ts'], {
        ...SLOW,
        maxWorkers: 2,
        globalSetup: 'tests/setup/command.ts',
      }),
      project('browser', ['tests/browser/**/*.test.ts'], {
        ...SLOW,
        fileParallelism: false,
        globalSetup: 'tests/setup/browser.ts',
      }),
    ],
  },
});

function project(name: string, include: string[], test: InlineConfig) {
  return { extends: true as const, test: { name, root: here, include, ...test } };
}
