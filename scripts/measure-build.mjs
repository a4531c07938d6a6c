#!/usr/bin/env node
// What a build of any revision takes for what people do, as one JSON object of rows: seconds of CPU
// and by the clock. `node scripts/measure-build.mjs LIBRARY CASE`, where LIBRARY is a dist/node/index.js;
// only its published functions are used, so that old builds can be asked too.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [library, name, pixels] = process.argv.slice(2);
const dotwork = await import(pathToFileURL(resolve(library)).href);
const plan = dotwork.planFromPreset(name);
const rows = {};

const simulator = await took('from a plan to all buffers', () => dotwork.createSimulator({ plan }));
const numbers = await took('numbers', () => dotwork.simulationReport(simulator));
const gestures = {
  'density by a tenth': ['density.dotsPerCm2', 0.9 * plan.density.dotsPerCm2],
  'depth by 0.02 mm': ['technique.depositDepthMm', plan.technique.depositDepthMm + 0.02],
  'age by 100 days': ['healing.ageDays', plan.healing.ageDays + 100],
  'gradient by 1 mm': ['hairline.gradientMm', plan.hairline.gradientMm + 1],
};
for (const [gesture, [path, value]] of Object.entries(gestures)) {
  // Submitted work is not done work: a total waits for it.
  await took(gesture, async () => {
    await simulator.update(dotwork.setPath(plan, path, String(value)));
    await simulator.totals();
  });
  await simulator.update(plan);
  await simulator.totals();
}
const csv = [...dotwork.dotsCsv(await dotwork.dotTable(simulator))].join('');
const draw = () =>
  dotwork.renderPicture(simulator, {
    ...{ widthPx: 960, heightPx: 960, pose: 'three-quarter', look: dotwork.DEFAULT_LOOK },
  });
const picture = await took('first picture, 960 x 960', draw);
await took('next picture', draw);
await took('its PNG', () => dotwork.encodePng(picture));
if (pixels) writeFileSync(pixels, picture.rgba);
simulator.gpu.destroy();
const dots = createHash('sha256').update(csv).digest('hex');
process.stdout.write(JSON.stringify({ dots, count: numbers.dots, rows }));

async function took(row, work) {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  rows[row] = { cpuS: (user + system) / 1e6, wallS: (performance.now() - start) / 1000 };
  return result;
}
