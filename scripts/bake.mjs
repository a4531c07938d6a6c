// Bakes what only photons tell of the six skin types, files in src/light/dot:
//   baked-shapes.json   how a speck of absorber spreads sideways
//   met/baked-met.json  how much of the light meets a column
//   ../spread/baked-spread.json  how far light goes that lights bare skin
//
//   npm run bake                      200000 photons a band, two bands at a time, all files
//   npm run bake -- --only met        one of them: spread, met or illumination
//   npm run bake -- --photons 2e6     more
//   npm run bake -- --out folder      elsewhere, to compare
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
    out: { type: 'string', default: 'src/light/dot' },
    only: { type: 'string' },
    band: { type: 'string' },
  },
});
const run = { photons: Number(values.photons), seed: Number(values.seed) };

/** Part, the module and functions that bake it, and its file. */
const PARTS = {
  spread: ['footprint-bake', 'bakeBand', 'writeBake', 'baked-shapes.json'],
  met: ['met/met-bake', 'bakeMet', 'writeMet', 'met/baked-met.json'],
  illumination: [
    ...['../spread/spread-bake', 'bakeSpread', 'writeSpread'],
    '../spread/baked-spread.json',
  ],
};

const source = await openSource();
const moduleOf = (part) => source.load(`/src/light/dot/${PARTS[part][0]}.ts`);
if (values.band !== undefined) {
  const [, bake] = PARTS[values.only];
  process.send((await moduleOf(values.only))[bake](Number(values.band), run));
  await source.close();
  process.disconnect();
} else {
  const { BANDS_NM } = await source.load('/src/color/bands.ts');
  for (const part of values.only ? [values.only] : Object.keys(PARTS)) {
    const started = performance.now();
    const elsewhere = (nm) => bakeElsewhere(part, nm);
    const bands = await inParallel(BANDS_NM, availableParallelism(), elsewhere);
    const command = `npm run bake -- --only ${part} --photons ${run.photons} --seed ${run.seed}`;
    const [, , write, file] = PARTS[part];
    const text = (await moduleOf(part))[write](bands, { command, ...run });
    writeFileSync(`${values.out}/${file}`, text);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.error(`${file}: ${run.photons} photons a band in ${seconds} s`);
  }
  await source.close();
}

function bakeElsewhere(part, nm) {
  const flags = ['--only', part, '--band', String(nm)];
  const run = ['--photons', values.photons, '--seed', values.seed];
  return new Promise((resolve, reject) => {
    let baked;
    fork(fileURLToPath(import.meta.url), [...flags, ...run])
      .on('message', (message) => {
        baked = message;
      })
      .on('error', reject)
      .on('exit', (code) => {
        if (code === 0 && baked) resolve(baked);
        else reject(new Error(`Baking ${part} at ${nm} nm ended with code ${code}.`));
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
