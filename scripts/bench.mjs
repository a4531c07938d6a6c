// Benches: what each stage costs, and how two runs compare.
//
//   npm run bench                                all cases, table on stderr
//   npm run bench -- --json run.json             also as JSON
//   npm run bench -- --case totalis --rounds 20  one case, more rounds
//   npm run bench -- --adapter software          auto (default), hardware or software
//   npm run bench -- --compare old.json new.json ratios of two runs
//   npm run bench -- transport --photons 1e6     photon transport: published values, photons per ms
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openSource } from './load-source.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    case: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '8' },
    adapter: { type: 'string', default: 'auto' },
    compare: { type: 'boolean', default: false },
    photons: { type: 'string', default: '20000' },
  },
});

const source = await openSource();
let failed = false;
try {
  const say = (line) => console.error(line);
  if (positionals[0] === 'transport' && !values.compare) {
    const { benchTransport } = await source.load('/bench/transport.ts');
    await benchTransport({ adapter: values.adapter, photons: Number(values.photons), say });
  } else await benchStages(say);
} catch (error) {
  failed = true;
  console.error(error);
} finally {
  await source.close();
}
process.exit(failed ? 1 : 0);

async function benchStages(say) {
  const { compareRuns, endToEnd, tableOf } = await source.load('/bench/end-to-end.ts');
  if (values.compare) {
    const [before, after] = positionals.map((file) => JSON.parse(readFileSync(file, 'utf8')));
    console.log(compareRuns(before, after));
  } else {
    const run = await endToEnd({
      adapter: values.adapter,
      rounds: Number(values.rounds),
      cases: values.case,
      say,
    });
    console.error(tableOf(run));
    if (values.json) writeFileSync(values.json, `${JSON.stringify(run, null, 2)}\n`);
  }
}
