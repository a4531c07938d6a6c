#!/usr/bin/env node
// All checks in one go: style, types and leftovers beside each other; then the test projects of
// vite.config.ts, two at a time, the longest first. After a failure nothing new is started. Ends with the times, the slowest tests and one plain line of counts.
//
//   npm test                               everything
//   npm test -- --only unit scalp          one step; of a test project only files with these words
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfigFromFile } from 'vite';

/** The longest first; each uses little more than one core. Others come after them. */
const ORDER = ['gpu', 'unit', 'browser', 'cli'];
const SLOWEST = 10;

const root = fileURLToPath(new URL('..', import.meta.url));
const results = mkdtempSync(join(tmpdir(), 'dotwork-check-'));
process.on('exit', () => rmSync(results, { recursive: true, force: true }));

const tools = [
  tool('style', '@biomejs/biome/bin/biome', 'check', '.'),
  tool('types', 'typescript/bin/tsc'),
  tool('unused', 'knip/bin/knip.js', '--no-progress'),
];
const projects = (await projectNames()).map(project);
const counts = { passed: 0, failed: 0, skipped: 0 };
const done = [];
let stopped = false;

const only = askedFor(process.argv.slice(2));
if (only) await run(only, 'inherit');
else {
  await Promise.all(tools.map((step) => run(step)));
  const rank = ({ name }) => (ORDER.indexOf(name) < 0 ? ORDER.length : ORDER.indexOf(name));
  const waiting = projects.toSorted((a, b) => rank(a) - rank(b));
  await Promise.all([inTurn(waiting), inTurn(waiting)]);
}
finish();

function tool(name, script, ...args) {
  return { name, script, args };
}

function project(name) {
  const report = join(results, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    ...tool(name, 'vitest/vitest.mjs', 'run', '--project', name, ...reporters),
    report,
  };
}

/** Names of the test projects, in the order of the config. */
async function projectNames() {
  const loaded = await loadConfigFromFile(
    { command: 'serve', mode: 'test' },
    join(root, 'vite.config.ts'),
  );
  return loaded.config.test.projects.map(({ test }) => test.name);
}

/** The one step that was asked for, or none for all of them. */
function askedFor([flag, name, ...filters]) {
  if (flag === undefined) return undefined;
  const steps = [...tools, ...projects];
  const step = steps.find((one) => one.name === name);
  const names = steps.map((one) => one.name).join(', ');
  if (flag !== '--only') refuse(`"${flag}" is not known. Use --only STEP [WORDS]: ${names}.`);
  if (!name) refuse(`--only names no step. There are ${names}.`);
  if (!step) refuse(`There is no step "${name}". There are ${names}.`);
  if (filters.length > 0 && !step.report) refuse(`"${name}" looks at everything, without words.`);
  return { ...step, args: [...step.args, ...filters] };
}

function refuse(words) {
  console.error(`npm test: ${words}`);
  process.exit(2);
}

/** Runs steps from the front of a list that others may take from too. */
async function inTurn(waiting) {
  while (waiting.length > 0 && !stopped) await run(waiting.shift());
}

/** Runs a step. What it prints is kept and told at its end, so that steps do not mix. */
async function run({ name, script, args, report }, stdio = 'pipe') {
  console.log(`-- ${name}`);
  const start = performance.now();
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', stdio, stdio],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => said.push(part));
  const status = await new Promise((resolve) => {
    child.on('error', resolve);
    child.on('close', resolve);
  });
  const ok = status === 0;
  const seconds = (performance.now() - start) / 1000;
  const tests = report ? count(report, ok) : [];
  done.push({ name, ok, seconds, tests });
  stopped ||= !ok;
  console.log(`\n== ${name}`);
  process.stdout.write(Buffer.concat(said));
  console.log(`== ${name}: ${ok ? 'ok' : 'FAILED'}, ${seconds.toFixed(1)} s`);
}

/** Adds up a project's report. */
function count(report, ok) {
  let told;
  try {
    told = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    counts.failed += 1;
    return [];
  }
  counts.passed += told.numPassedTests;
  counts.failed += told.numFailedTests;
  counts.skipped += told.numPendingTests + told.numTodoTests;
  // A file that cannot even be read fails without a single failed test.
  if (!ok && told.numFailedTests === 0) counts.failed += Math.max(1, told.numFailedTestSuites);
  return told.testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      words: `${basename(file)}: ${fullName}`,
      seconds: (duration ?? 0) / 1000,
    })),
  );
}

function finish() {
  const row = (seconds, words) => console.log(`${seconds.toFixed(1).padStart(7)} s  ${words}`);
  console.log('\nSteps, some of them beside each other');
  for (const { name, seconds, tests } of done) {
    row(seconds, tests.length > 0 ? `${name}, ${tests.length} tests` : name);
  }
  const tests = done.flatMap((step) => step.tests).sort((a, b) => b.seconds - a.seconds);
  if (tests.length > 0) console.log('Slowest tests');
  for (const { seconds, words } of tests.slice(0, SLOWEST)) row(seconds, words);

  const failed = done.filter(({ ok }) => !ok).map(({ name }) => `"${name}"`);
  if (failed.length > 0) console.log(`\nStopped: ${failed.join(' and ')} failed.`);
  // Style and types count as one test each that did not pass.
  if (counts.failed === 0) counts.failed = failed.length;
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
  process.exit(counts.failed > 0 ? 1 : 0);
}
