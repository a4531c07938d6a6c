import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, startPostgres, type TestPostgres } from '../helpers/study/postgres.ts';
import { root } from '../setup/built.ts';
import { dotwork, scratch } from './command.ts';

const { at, end } = scratch();
let postgres: TestPostgres;
const children: ChildProcess[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await postgres?.stop();
  end();
});

/** A command that goes on beside the test, with the address where no process list shows it. */
function beside(...args: string[]) {
  const child = spawn(
    process.execPath,
    [join(root, 'dist/node/dotwork.js'), ...args, '--queue', 'env'],
    {
      cwd: root,
      env: { ...process.env, DOTWORK_QUEUE: postgres.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  children.push(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    stdout += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text;
  });
  const ended = new Promise<{ status: number | null; stdout: string; stderr: string }>(
    (resolve) => {
      child.on('close', (status) => resolve({ status, stdout, stderr }));
    },
  );
  return { child, ended, told: () => stderr };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a command has told something; one that ends before that is a failure, with what it told. */
async function told(
  { child, told: text }: ReturnType<typeof beside>,
  words: RegExp,
): Promise<void> {
  while (!words.test(text())) {
    if (child.exitCode !== null) throw new Error(`It ended: ${text()}`);
    await pause(20);
  }
}

test('three workers, one killed, one slowed, the database restarted: the same bytes as on one machine', async () => {
  const file = at('study.json');
  const cheap = { 'density.dotsPerCm2': 20, 'hair.unitsPerCm2': 30 };
  writeFileSync(
    file,
    JSON.stringify({
      ...{ format: 'dotwork-study', version: 1, title: 'Ages' },
      plans: [{ name: 'cheap', plan: 'norwood-4', set: cheap }],
      vary: { kind: 'grid', fields: [{ path: 'healing.ageDays', from: 0, to: 330, steps: 12 }] },
      outputs: { pictures: [{ name: 'front', view: 'front', widthPx: 160, heightPx: 160 }] },
    }),
  );
  const study = beside('study', file, '-o', at('far'));
  await told(study, /12 runs put into the queue/);
  const workers = [0, 1, 2].map(() => beside('worker', '--workers', '1', '--idle', '40'));
  const [killed, slowed] = workers;
  await told(killed!, /done/);
  killed!.child.kill('SIGKILL');
  slowed!.child.kill('SIGSTOP');
  await postgres.restart(300);
  await pause(2000);
  slowed!.child.kill('SIGCONT');
  const { status, stdout, stderr } = await study.ended;
  expect(stderr).not.toContain(PASSWORD);
  expect(JSON.parse(stdout)).toMatchObject({ runs: 12, done: 12, failed: [] });
  expect(status).toBe(0);

  const { studies, workers: seen } = JSON.parse((await beside('study', 'status').ended).stdout) as {
    studies: { runs: object }[];
    workers: { id: string }[];
  };
  expect(studies).toMatchObject([{ title: 'Ages', runs: { waiting: 0, done: 12, failed: 0 } }]);
  expect(seen.length).toBeGreaterThanOrEqual(2);

  const near = await dotwork(['study', file, '-o', at('near'), '--workers', '1', '--quiet']);
  expect(JSON.parse(near.stdout)).toMatchObject({ done: 12 });
  for (const folder of ['runs', 'files']) {
    const names = readdirSync(join(at('near'), folder)).sort();
    expect(readdirSync(join(at('far'), folder)).sort()).toEqual(names);
    for (const name of names) {
      const [one, other] = ['near', 'far'].map((home) =>
        readFileSync(join(at(home), folder, name)),
      );
      expect(one!.equals(other!), name).toBe(true);
    }
  }
}, 300_000);

test('a wrong password is told, and never printed', async () => {
  const queue = postgres.url.replace(PASSWORD, 'another-secret');
  const { status, stderr } = await dotwork(['worker', '--queue', queue]);
  expect(stderr).toMatch(/refuses this user or password/);
  expect(stderr).not.toMatch(/secret/);
  expect(status).toBe(2);
});
