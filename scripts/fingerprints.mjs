#!/usr/bin/env node
// Prints what a build makes of every case preset, as one JSON object of hashes: the dots CSV, the
// numbers of `simulate`, and a picture of 480 x 480. `node scripts/fingerprints.mjs LIBRARY [CASE...]`,
// where LIBRARY is the dist/node/index.js of any build; only its published functions are used.
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [library, ...only] = process.argv.slice(2);
if (!library) {
  console.error('Usage: node scripts/fingerprints.mjs path/to/dist/node/index.js [CASE...]');
  process.exit(2);
}
const dotwork = await import(pathToFileURL(resolve(library)).href);
const cases = dotwork
  .presets('case')
  .map(({ name }) => name)
  .filter((name) => only.length === 0 || only.includes(name));

const simulator = await dotwork.createSimulator({ plan: dotwork.planFromPreset(cases[0]) });
const prints = {};
for (const name of cases) {
  const start = performance.now();
  prints[name] = await fingerprint(name);
  console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
simulator.gpu.destroy();
process.stdout.write(`${JSON.stringify(prints, null, 2)}\n`);

/** Case after case in one simulator, as a person would: what changed hands shows as well. */
async function fingerprint(name) {
  await simulator.update(dotwork.planFromPreset(name));
  const csv = createHash('sha256');
  for (const piece of dotwork.dotsCsv(await dotwork.dotTable(simulator))) csv.update(piece);
  const report = await dotwork.simulationReport(simulator);
  // What it took, and what GPU memory that asked for, is no result.
  const { timingsMs, memoryBytes, peakMemoryBytes, ...numbers } = report;
  const { rgba } = await dotwork.renderPicture(simulator, {
    pose: 'three-quarter',
    look: dotwork.DEFAULT_LOOK,
    widthPx: 480,
    heightPx: 480,
  });
  return {
    dots: csv.digest('hex'),
    numbers: createHash('sha256').update(JSON.stringify(numbers)).digest('hex'),
    picture: createHash('sha256').update(rgba).digest('hex'),
  };
}
