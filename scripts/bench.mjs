// Benches: what each stage costs, photons, placement beside other samplers, how two runs compare.
//
//   npm run bench                                all cases end to end, table on stderr
//   npm run bench -- --json run.json             also as JSON
//   npm run bench -- --case totalis --rounds 20  one case, more rounds
//   npm run bench -- --adapter software          auto (default), hardware or software
//   npm run bench -- --compare old.json new.json ratios of two runs
//
//   npm run bench -- against 8897aff            beside another revision, in turns; dots and pictures compared
//   npm run bench -- against main~1 --case norwood-4 --rounds 5
//
//   npm run bench -- transport --photons 1e6     photon transport: published values, photons per ms
//   npm run bench -- optics --photons 40000      the dot response against brute force
//   npm run bench -- optics --seed 7             other columns and dots of plans
//   npm run bench -- optics --docs docs/optics.md  puts the tables between the marks of that page
//
//   npm run bench -- shade                       what a shaded point costs, and a dot looked up
//
//   npm run bench -- gpu --json run.json         all that a card is to be measured with, in one go
//   npm run bench -- commands                    what fills and gestures tell the GPU
//   npm run bench -- page main~1                 from navigation to dots, beside another revision in turns
//   npm run bench -- growth                      each stage from 8,000 to 400,000 dots
//   npm run bench -- edits --edits 200           memory under random edits, and the first plan's dots again
//
//   npm run bench -- study                       200 runs as one study, beside as many single calls
//   npm run bench -- study --docs docs/studies.md  puts the figures between the marks of that page
//
//   npm run bench -- placement-twin              are 20,000 and 100,000 dots the twin's, bit for bit?
//
//   npm run bench -- placement                   beside other samplers; table as Markdown on stdout
//   npm run bench -- placement --shape head      plane, sphere and head (default: all three)
//   npm run bench -- placement --dots 20000      dots asked for (default 20000 and 100000)
//   npm run bench -- placement --large           also 500,000, 1 million and 10 million
//   npm run bench -- placement --plot file.svg   spectra and neighbour distances on the plane
//   npm run bench -- placement --docs file.md    puts the table between the marks of that page
//   npm run bench -- placement --compare old.json new.json
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { studyBench } from '../bench/study.mjs';
import { against } from './against.mjs';
import { openSource } from './load-source.mjs';
import { buildRevision } from './revision.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    case: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    adapter: { type: 'string', default: 'auto' },
    compare: { type: 'boolean', default: false },
    shape: { type: 'string', multiple: true },
    dots: { type: 'string', multiple: true },
    large: { type: 'boolean', default: false },
    plot: { type: 'string' },
    docs: { type: 'string' },
    edits: { type: 'string', default: '200' },
    photons: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '4711' },
  },
});

const say = (line) => console.error(line);
const PARTS = {
  ...{ placement, 'placement-twin': placementTwin, transport, optics, shade },
  ...{ edits, growth, commands, page, gpu: card, study },
};
if (positionals[0] === 'against') {
  if (!positionals[1]) {
    console.error('Name a revision: npm run bench -- against main~1');
    process.exit(2);
  }
  const rounds = Number(values.rounds ?? 3);
  console.log(against(positionals[1], { cases: values.case ?? ['norwood-6'], rounds }));
  process.exit(0);
}
const source = await openSource();
let failed = false;
try {
  const [name, ...rest] = positionals;
  const part = Object.hasOwn(PARTS, name ?? '') ? PARTS[name] : undefined;
  writeJson(await (part ? part(rest) : endToEnd(positionals)));
} catch (error) {
  failed = true;
  console.error(error);
} finally {
  await source.close();
}
process.exit(failed ? 1 : 0);

async function endToEnd(files) {
  const bench = await source.load('/bench/end-to-end.ts');
  if (values.compare) {
    console.log(bench.compareRuns(...files.map(readJson)));
    return;
  }
  const { adapter, case: cases, rounds = '8' } = values;
  const run = await bench.endToEnd({ adapter, rounds: Number(rounds), cases, say });
  console.error(bench.tableOf(run));
  return run;
}

async function transport() {
  const { benchTransport } = await source.load('/bench/transport.ts');
  const { adapter, photons } = values;
  await benchTransport({ adapter, photons: Number(photons), say });
}

async function placementTwin() {
  const { twinBench } = await source.load('/bench/placement-twin.ts');
  const shapes = values.shape ?? ['plane', 'sphere', 'head'];
  const sizes = (values.dots ?? [20_000, 100_000]).map(Number);
  failed = !(await twinBench(shapes, sizes, values.adapter, say));
}

async function optics() {
  const { benchOptics } = await source.load('/bench/optics.ts');
  const tables = benchOptics(Number(values.photons), Number(values.seed), say);
  console.log(tables);
  if (values.docs) replaceBetweenMarks(values.docs, 'optics', tables);
}

async function shade() {
  const { benchShade } = await source.load('/bench/shade.ts');
  await benchShade(values.adapter, 100, say);
}

function study() {
  const { rows, words } = studyBench(say);
  console.log(words);
  if (values.docs) replaceBetweenMarks(values.docs, 'study', words);
  return rows;
}

/** Every bench of the GPU, one after another; what one finds is kept when the next one fails. */
async function card() {
  const run = {};
  const parts = { endToEnd: () => endToEnd([]), commands, growth, transport, placement, edits };
  for (const [name, part] of Object.entries(parts)) {
    say(`\n== ${name}`);
    run[name] = await part([]);
    writeJson(run);
  }
  return run;
}

async function page([revision]) {
  const { pageBench, pageTable } = await source.load('/bench/page.ts');
  const here = { name: 'here', folder: root };
  execFileSync(process.execPath, ['scripts/build.mjs', 'web'], { cwd: root, stdio: 'inherit' });
  const builds = revision
    ? [{ name: revision, folder: buildRevision(revision, 'web') }, here]
    : [here];
  const run = await pageBench(builds, Number(values.rounds ?? 3), say);
  console.log(pageTable(run));
  return run;
}

async function growth() {
  const { growthBench, growthTable } = await source.load('/bench/growth.ts');
  const rows = await growthBench(values.adapter, say);
  console.log(growthTable(rows));
  return rows;
}

async function commands() {
  const { commandsBench, commandsTable } = await source.load('/bench/commands.ts');
  const rows = await commandsBench(values.adapter, say);
  console.log(commandsTable(rows));
  return rows;
}

async function edits() {
  const { editsBench, editsTable } = await source.load('/bench/edits.ts');
  const { adapter } = values;
  const rows = await editsBench({ adapter, edits: Number(values.edits), seed: 1, say });
  console.log(editsTable(rows));
  failed ||= new Set(rows.map(({ dots }) => dots)).size > 1;
  return rows;
}

async function placement(files) {
  const bench = await source.load('/bench/placement.ts');
  if (values.compare) {
    console.log(bench.comparePlacement(...files.map(readJson)));
    return;
  }
  const sizes = (values.dots ?? [20_000, 100_000]).map(Number);
  if (values.large) sizes.push(500_000, 1_000_000, 10_000_000);
  const run = await bench.placementBench({
    adapter: values.adapter,
    shapes: values.shape ?? bench.SHAPES,
    sizes,
    rounds: Number(values.rounds ?? 3),
    say,
  });
  const table = bench.placementTable(run);
  console.log(table);
  if (values.docs) replaceBetweenMarks(values.docs, 'placement', table);
  if (values.plot) writeFileSync(values.plot, bench.spectrumPlot(run));
  return run;
}

function replaceBetweenMarks(file, bench, text) {
  const marks = new RegExp(`(<!-- bench ${bench} -->\\n)[\\s\\S]*?(\\n<!-- end -->)`);
  const page = readFileSync(file, 'utf8');
  if (!marks.test(page))
    throw new Error(`${file} has no marks <!-- bench ${bench} --> and <!-- end -->.`);
  writeFileSync(
    file,
    page.replace(marks, (_, open, close) => `${open}\n${text}\n${close}`),
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function writeJson(run) {
  if (values.json && run) writeFileSync(values.json, `${JSON.stringify(run, null, 2)}\n`);
}
