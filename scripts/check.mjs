#!/usr/bin/env node
// All checks in one go: style, types, leftovers, then every test project of vite.config.ts one after another.
// Stops at the first that fails, and ends with one plain line of counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfigFromFile } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = mkdtempSync(join(tmpdir(), 'dotwork-check-'));
const counts = { passed: 0, failed: 0, skipped: 0 };
process.on('exit', () => rmSync(results, { recursive: true, force: true }));

step('style', () => run('@biomejs/biome/bin/biome', ['check', '.']));
step('types', () => run('typescript/bin/tsc', []));
step('unused files and packages', () => run('knip/bin/knip.js', ['--no-progress']));
for (const project of await projects()) step(`tests: ${project}`, () => test(project));
finish();

/** Names of the test projects, in the order of the config. */
async function projects() {
  const loaded = await loadConfigFromFile(
    { command: 'serve', mode: 'test' },
    join(root, 'vite.config.ts'),
  );
  return loaded.config.test.projects.map((project) => project.test.name);
}

function step(name, work) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const ok = work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${name}: ${ok ? 'ok' : 'FAILED'}, ${seconds} s`);
  if (!ok) finish(name);
}

function run(script, args) {
  const file = join(root, 'node_modules', script);
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
  return status === 0;
}

function test(project) {
  const file = join(results, `${project}.json`);
  const ok = run('vitest/vitest.mjs', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  try {
    const told = JSON.parse(readFileSync(file, 'utf8'));
    counts.passed += told.numPassedTests;
    counts.failed += told.numFailedTests;
    counts.skipped += told.numPendingTests + told.numTodoTests;
    // A file that cannot even be read fails without a single failed test.
    if (!ok && told.numFailedTests === 0) counts.failed += Math.max(1, told.numFailedTestSuites);
  } catch {
    counts.failed += 1;
  }
  return ok;
}

function finish(failedStep) {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  if (failedStep) console.log(`\nStopped: "${failedStep}" failed.`);
  // Style and types count as one test each that did not pass.
  if (failedStep && counts.failed === 0) counts.failed = 1;
  console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
  process.exit(failedStep || counts.failed > 0 ? 1 : 0);
}
