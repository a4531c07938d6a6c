// `npm run bench -- against REVISION`: another revision is built aside and both are measured in turns,
// so that a busy minute meets both; then their dots and pictures are compared.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRevision } from './revision.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Markdown of the medians, and what differs in what was made. */
export function against(revision, { cases, rounds }) {
  const before = buildRevision(revision);
  execFileSync(process.execPath, ['scripts/build.mjs', 'node'], { cwd: root, stdio: 'inherit' });
  const scratch = mkdtempSync(join(tmpdir(), 'dotwork-against-'));
  try {
    return cases.map((name) => compared(name, { before, revision, rounds, scratch })).join('\n\n');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function compared(name, { before, revision, rounds, scratch }) {
  const runs = { old: [], now: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [side, folder] of Object.entries({ old: before, now: root })) {
      console.error(
        `${name}, round ${round + 1} of ${rounds}, ${side === 'old' ? revision : 'here'}`,
      );
      runs[side].push(measure(folder, name, join(scratch, side)));
    }
  }
  const [old, now] = [runs.old[0], runs.now[0]];
  const lines = Object.keys(now.rows).map((row) => {
    const of = (side, what) => median(runs[side].map(({ rows }) => rows[row][what]));
    const cells = ['cpuS', 'wallS'].flatMap((what) => {
      const [a, b] = [of('old', what), of('now', what)];
      return [a.toFixed(2), b.toFixed(2), (b / a).toFixed(2)];
    });
    return `| ${[row, ...cells].join(' | ')} |`;
  });
  return `${name}, ${now.count} dots, against ${revision}, medians of ${rounds} rounds in turns

| | CPU s, before | now | ratio | clock s, before | now | ratio |
|---|---|---|---|---|---|---|
${lines.join('\n')}

Dots: ${old.dots === now.dots ? 'the same to the byte' : 'NOT the same'}. Picture: ${pictures(scratch)}.`;
}

function measure(folder, name, pixels) {
  const library = join(folder, 'dist/node/index.js');
  const args = ['scripts/measure-build.mjs', library, name, pixels];
  return JSON.parse(
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] }),
  );
}

function pictures(scratch) {
  const [old, now] = ['old', 'now'].map((side) => readFileSync(join(scratch, side)));
  let [most, pixels] = [0, 0];
  for (let at = 0; at < old.length; at++) {
    const off = Math.abs(old[at] - now[at]);
    most = Math.max(most, off);
    if (off > 0 && at % 4 === 0) pixels++;
  }
  return most === 0 ? 'the same to the byte' : `up to ${most}/255 off, red in ${pixels} pixels`;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
