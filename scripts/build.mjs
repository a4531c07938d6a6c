#!/usr/bin/env node
// Builds dist/: the app (web), the command line and library for Node (node), the library for
// browsers (lib) and its types. `node scripts/build.mjs node types` builds only what is named.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkedShaders } from './linked-shaders.mjs';
import { slim } from './web/slim.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const at = (...parts) => join(root, ...parts);

// What is built is what is shipped, also where tests, which name another, ask for it.
process.env.NODE_ENV = 'production';

const steps = { web, node, lib, types };
const asked = process.argv.slice(2);

if (!existsSync(at('node_modules/vite')) || !existsSync(at('src'))) {
  // Installed as a dependency or with --omit=dev: what was published in dist/ is used as it is.
  console.error('dotwork: no development packages here; nothing to build.');
  process.exit(0);
}
for (const name of asked) {
  if (!Object.hasOwn(steps, name)) {
    console.error(
      `dotwork: no build called "${name}"; there are ${Object.keys(steps).join(', ')}.`,
    );
    process.exit(2);
  }
}
for (const [name, build] of Object.entries(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const start = performance.now();
  const did = await build();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.error(did === false ? `dist/${name}: skipped` : `dist/${name}: ${seconds} s`);
}
// npm builds after it ran `prepack`, so a package is made slim here; `postpack` undoes it.
if (['pack', 'publish'].includes(process.env.npm_command)) {
  console.error(`dist: ${(slim(root) / 1e6).toFixed(1)} MB less`);
}

/** The app, as vite.config.ts says. */
async function web() {
  if (!existsSync(at('src/app/index.html'))) return false;
  const { build } = await import('vite');
  await build({ configFile: at('vite.config.ts'), logLevel: 'warn' });
}

/** `import.meta.env.SSR` is true here, so the GPU comes from Dawn. Packages stay outside. */
async function node() {
  await bundle({
    outDir: at('dist/node'),
    ssr: true,
    target: 'node20',
    rolldownOptions: {
      input: {
        dotwork: at('src/cli/main.ts'),
        index: at('src/lib/index.ts'),
        'photon-worker': at('src/cli/photon-worker.ts'),
        'study-worker': at('src/cli/study/study-worker.ts'),
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'parts/[name]-[hash].js',
        // Small, and names stay: they are what an error's trace is read by.
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      },
    },
  });
  chmodSync(at('dist/node/dotwork.js'), 0o755);
  linkCommand();
}

/** For bundlers: ES modules without the packages, which are dependencies of this one. */
async function lib() {
  const { dependencies } = require(at('package.json'));
  await bundle({
    outDir: at('dist/lib'),
    target: 'es2022',
    // Bundlers read it, people read the sources; and the package has to stay small.
    minify: true,
    lib: { entry: at('src/lib/index.ts'), formats: ['es'], fileName: 'index' },
    rolldownOptions: {
      external: (id) =>
        Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`)),
      output: { chunkFileNames: 'parts/[name]-[hash].js' },
    },
  });
}

async function types() {
  rmSync(at('dist/types'), { recursive: true, force: true });
  mkdirSync(at('dist'), { recursive: true });
  // A file of its own, because the project's tsconfig emits nothing and covers the tests.
  const config = at('dist/tsconfig.types.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: '../tsconfig.json',
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        stripInternal: true,
        rootDir: '../src',
        outDir: 'types',
      },
      include: [],
      files: ['../src/lib/index.ts'],
    }),
  );
  try {
    // By its package.json: the compiler's own exports do not name its command.
    const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
    execFileSync(process.execPath, [compiler, '-p', config], { stdio: ['ignore', 2, 2] });
  } finally {
    rmSync(config);
  }
}

async function bundle(build) {
  const { build: run } = await import('vite');
  await run({
    root,
    configFile: false,
    publicDir: false,
    plugins: [linkedShaders()],
    logLevel: 'warn',
    build: { emptyOutDir: true, minify: false, ...build },
  });
}

/** Lets `npx dotwork` work in the project itself: npm links only commands of dependencies. */
function linkCommand() {
  const link = at('node_modules/.bin/dotwork');
  if (process.platform === 'win32' || existsSync(link)) return;
  mkdirSync(at('node_modules/.bin'), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../dist/node/dotwork.js', link);
}
