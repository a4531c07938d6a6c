// Benches: what each stage costs, and how two runs compare.
//
//   npm run bench                                all cases, table on stderr
//   npm run bench -- --json run.json             also as JSON
//   npm run bench -- --case totalis --rounds 20  one case, more rounds
//   npm run bench -- --adapter software          auto (default), hardware or software
//   npm run bench -- --compare old.json new.json ratios of two runs
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
  },
});

const source = await openSource();
let failed = false;
try {
  const { compareRuns, endToEnd, tableOf } = await source.load('/bench/end-to-end.ts');
  if (values.compare) {
    const [before, after] = positionals.map((file) => JSON.parse(readFileSync(file, 'utf8')));
    console.log(compareRuns(before, after));
  } else {
    const run = await endToEnd({
      adapter: values.adapter,
      rounds: Number(values.rounds),
      cases: values.case,
      say: (line) => console.error(line),
    });
    console.error(tableOf(run));
    if (values.json) writeFileSync(values.json, `${JSON.stringify(run, null, 2)}\n`);
  }
} catch (error) {
  failed = true;
  console.error(error);
} finally {
  await source.close();
}
process.exit(failed ? 1 : 0);
