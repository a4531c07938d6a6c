// Hostile input for as long as one likes: scans of every format, byte by byte and word by word,
// whole heads, plans, share addresses, flags of the command. Cases are decided by a seed.
//
//   npm run fuzz -- --minutes 30             figures at the end; status 1 if anything was wrong
//   npm run fuzz -- --minutes 1 --seed 7     another campaign
//   npm run fuzz -- --minutes 90 --plans 10000   no longer than until so many plans were tried
//
// Cases run in a process of their own: one that hangs or dies is noted, and the rest goes on.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openSource } from './load-source.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    plans: { type: 'string', default: 'Infinity' },
    from: { type: 'string' },
  },
});
const seed = Number(values.seed);
const minutes = Number(values.minutes);
const plans = Number(values.plans);
if (!(minutes > 0) || !(plans > 0) || !Number.isInteger(seed)) {
  console.error('--minutes and --plans take a positive number, --seed a whole one.');
  process.exit(2);
}
/** No case may go on for longer without a word, ms: ten times what the longest takes on two busy cores. */
const HANG_MS = 120_000;

if (values.from !== undefined) await work(Number(values.from));
else await watch();

/** The process that runs cases, from one number on, until it is ended. */
async function work(from) {
  const source = await openSource();
  const { runCase } = await source.load('/tests/fuzz/campaign.ts');
  for (let index = from; ; index++) {
    process.send({ index });
    const tallies = new Map();
    await runCase(index, seed, tallies);
    if (tallies.size === 0) continue;
    const rss = process.memoryUsage().rss;
    await new Promise((sent) => process.send({ index, tallies: [...tallies], rss }, sent));
  }
}

/** Starts it, starts it again after a hang or a crash, and adds up. */
async function watch() {
  const end = Date.now() + 60_000 * minutes;
  const all = new Map();
  const [hangs, crashes] = [[], []];
  let [next, mostBytes] = [0, 0];
  const isOver = () => Date.now() >= end || (all.get('plans')?.cases ?? 0) >= plans;
  while (!isOver()) {
    const { index, why } = await oneProcess(next, end, isOver, (name, tally, rss) => {
      mostBytes = Math.max(mostBytes, rss);
      const sum = all.get(name) ?? { cases: 0, sound: 0, refused: 0, faults: [] };
      for (const key of ['cases', 'sound', 'refused']) sum[key] += tally[key];
      sum.faults.push(...tally.faults);
      all.set(name, sum);
    });
    if (why === 'hang') hangs.push(index);
    if (why === 'crash') crashes.push(index);
    next = index + 1;
  }
  let faults = 0;
  for (const [name, { cases, sound, refused, faults: wrong }] of all) {
    console.log(
      `${name.padEnd(26)} ${cases} cases, ${sound} sound, ${refused} refused in a sentence`,
    );
    for (const { seed: own, what } of wrong) console.log(`  WRONG, dice ${own}: ${what}`);
    faults += wrong.length;
  }
  const cases = [...all.values()].reduce((sum, tally) => sum + tally.cases, 0);
  const most = Math.round(mostBytes / 1e6);
  console.log(
    `${cases} cases, ${faults} wrong, ${hangs.length} hangs, ${crashes.length} crashes; at most ${most} MB`,
  );
  for (const index of [...hangs, ...crashes]) console.log(`  case ${index} of seed ${seed}`);
  process.exit(faults + hangs.length + crashes.length > 0 ? 1 : 0);
}

function oneProcess(from, end, isOver, add) {
  const args = ['--seed', String(seed), '--minutes', '1', '--from', String(from)];
  const child = fork(fileURLToPath(import.meta.url), args);
  let index = from;
  return new Promise((resolve) => {
    let quiet;
    const finish = (why) => {
      clearTimeout(quiet);
      clearTimeout(over);
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      resolve({ index, why });
    };
    const over = setTimeout(() => finish('over'), Math.max(0, end - Date.now()));
    const listen = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => finish('hang'), HANG_MS);
    };
    listen();
    child.on('message', ({ index: at, tallies = [], rss = 0 }) => {
      index = at;
      listen();
      for (const [name, tally] of tallies) add(name, tally, rss);
      if (isOver()) finish('over');
    });
    child.on('exit', () => finish('crash'));
  });
}
