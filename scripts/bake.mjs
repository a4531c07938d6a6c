// Bakes src/light/dot/baked-shapes.json: how a speck of absorber spreads sideways, in the six skin types.
//
//   npm run bake                      200000 photons a band, two bands at a time
//   npm run bake -- --photons 2e6     more
//   npm run bake -- --out other.json  elsewhere, to compare
//
// Photons are walked in plain TypeScript in double precision: the same photons on every machine.
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openSource } from './load-source.mjs';

const { values } = parseArgs({
  options: {
    photons: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '20261122' },
    out: { type: 'string', default: 'src/light/dot/baked-shapes.json' },
    band: { type: 'string' },
  },
});
const run = { photons: Number(values.photons), seed: Number(values.seed) };

if (values.band !== undefined) {
  const source = await openSource();
  const { bakeBand } = await source.load('/src/light/dot/footprint-bake.ts');
  process.send(bakeBand(Number(values.band), run));
  await source.close();
  process.disconnect();
} else {
  const source = await openSource();
  const { BANDS_NM } = await source.load('/src/color/bands.ts');
  const { writeBake } = await source.load('/src/light/dot/footprint-bake.ts');
  const started = performance.now();
  const bands = await inParallel(BANDS_NM, availableParallelism(), bakeElsewhere);
  const command = `npm run bake -- --photons ${run.photons} --seed ${run.seed}`;
  writeFileSync(values.out, writeBake(bands, { command, ...run }));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.error(`${values.out}: ${run.photons} photons a band in ${seconds} s`);
  await source.close();
}

function bakeElsewhere(nm) {
  const flags = ['--band', String(nm), '--photons', values.photons, '--seed', values.seed];
  return new Promise((resolve, reject) => {
    let baked;
    fork(fileURLToPath(import.meta.url), flags)
      .on('message', (message) => {
        baked = message;
      })
      .on('error', reject)
      .on('exit', (code) => {
        if (code === 0 && baked) resolve(baked);
        else reject(new Error(`Baking ${nm} nm ended with code ${code}.`));
      });
  });
}

async function inParallel(list, width, work) {
  const out = new Array(list.length);
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < list.length; i = next++) {
      out[i] = await work(list[i]);
      console.error(`${list[i]} nm done`);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return out;
}
