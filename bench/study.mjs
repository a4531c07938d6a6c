// `npm run bench -- study`: runs of one head as one study, beside the same plans one call at a time.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = join(root, 'dist/node/dotwork.js');

const AGES_DAYS = Array.from({ length: 20 }, (_, i) => 100 * i);
const DEPTHS_MM = Array.from({ length: 10 }, (_, i) => Number((0.3 + 0.1 * i).toFixed(1)));
const RUNS = AGES_DAYS.length * DEPTHS_MM.length;
/** One in so many is called by itself. */
const EVERY = 20;

/** Seconds of clock and processors of both, as rows and as Markdown. */
export function studyBench(say) {
  execFileSync(process.execPath, ['scripts/build.mjs', 'node'], { cwd: root, stdio: 'inherit' });
  const scratch = mkdtempSync(join(tmpdir(), 'dotwork-study-bench-'));
  try {
    const file = join(scratch, 'study.json');
    const fields = [
      { path: 'technique.depositDepthMm', values: DEPTHS_MM },
      { path: 'healing.ageDays', values: AGES_DAYS },
    ];
    writeFileSync(
      file,
      JSON.stringify({
        ...{ format: 'dotwork-study', version: 1, title: 'Bench', plans: ['norwood-6'] },
        vary: { kind: 'grid', fields },
      }),
    );
    const single = { wallS: 0, cpuS: 0 };
    const calls = RUNS / EVERY;
    // Half before, half after, so that a busy minute meets both.
    const callSome = (from, to) => {
      for (let i = from; i < to; i++) {
        const depth = `technique.depositDepthMm=${DEPTHS_MM[i % DEPTHS_MM.length]}`;
        const age = `healing.ageDays=${AGES_DAYS[(i * 7) % AGES_DAYS.length]}`;
        const took = timed(['simulate', 'norwood-6', '--quiet', '--set', depth, '--set', age]);
        single.wallS += (took.wallS * EVERY) / RUNS;
        single.cpuS += (took.cpuS * EVERY) / RUNS;
        say(`call ${i + 1} of ${calls}: ${took.wallS.toFixed(1)} s, ${took.cpuS.toFixed(1)} CPU s`);
      }
    };
    callSome(0, calls / 2);
    const whole = timed(['study', file, '-o', join(scratch, 'out'), '--quiet']);
    say(`study of ${RUNS}: ${whole.wallS.toFixed(0)} s, ${whole.cpuS.toFixed(0)} CPU s`);
    callSome(calls / 2, calls);
    const each = { wallS: whole.wallS / RUNS, cpuS: whole.cpuS / RUNS };
    return { rows: { runs: RUNS, single, each }, words: wordsOf(single, each) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function wordsOf(single, each) {
  const row = (name, what) =>
    `| ${name} | ${single[what].toFixed(2)} s | ${each[what].toFixed(2)} s | ${(single[what] / each[what]).toFixed(1)} |`;
  return `${RUNS} runs over ages and depths on one head (Norwood VI), ${availableParallelism()} cores, a run each:

| | \`dotwork simulate\` | in a study | ratio |
|---|---|---|---|
${row('clock', 'wallS')}
${row('processors', 'cpuS')}`;
}

/** What a call of the command takes, with all its processes. */
function timed(args) {
  const start = performance.now();
  // The shell's own count of what its children took: user and system, on the last line.
  const told = execFileSync(
    'sh',
    ['-c', '"$@" > /dev/null; times', 'sh', process.execPath, command, ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    },
  );
  const wallS = (performance.now() - start) / 1000;
  const [user, system] = told.trim().split('\n').at(-1).split(/\s+/);
  return { wallS, cpuS: secondsOf(user) + secondsOf(system) };
}

function secondsOf(text) {
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(text);
  return 60 * Number(minutes) + Number(seconds);
}
