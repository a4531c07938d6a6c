import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database, withoutPassword } from '../../../src/cli/study/queue/database.ts';
import { followStudy } from '../../../src/cli/study/queue/follow.ts';
import { RunQueue } from '../../../src/cli/study/queue/run-queue.ts';
import { differsFrom } from '../../../src/cli/study/queue/same-result.ts';
import { cancelStudy, checkVersion, statusOf } from '../../../src/cli/study/queue/status.ts';
import { submitStudy } from '../../../src/cli/study/queue/submit.ts';
import { QueueWorker } from '../../../src/cli/study/queue/work.ts';
import { ResultsFolder } from '../../../src/cli/study/results-folder.ts';
import { inOrderOfWork } from '../../../src/study/run/study-run.ts';
import { PASSWORD, startPostgres, type TestPostgres } from '../../helpers/study/postgres.ts';
import { runsOf, studyOf } from '../../helpers/study/study.ts';

const program = new URL('../../helpers/study/pretend-worker.mjs', import.meta.url);
const none = new AbortController().signal;
let postgres: TestPostgres;
let home: string;
beforeAll(async () => {
  postgres = await startPostgres();
  home = mkdtempSync(join(tmpdir(), 'dotwork-queue-'));
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** A study of plans with these titles, put into the queue under its own version. */
async function submitted(id: string, titles: readonly string[], version = id) {
  const study = studyOf({
    title: id,
    vary: { kind: 'list', runs: titles.map((title) => ({ title })) },
  });
  const runs = runsOf(study).map((run) => ({ ...run, id: `${id}-${run.id}` }));
  const ordered = inOrderOfWork(runs);
  const database = await Database.open(postgres.url);
  const queue = await RunQueue.open(database, version);
  const put = await submitStudy(database, queue, { id, version, study, priority: 0 }, ordered);
  return { database, queue, ordered, put, study, id, version };
}

type Submitted = Awaited<ReturnType<typeof submitted>>;

function workerOf({ database, queue, version }: Submitted, place = 0, idleS = 0) {
  const done: string[] = [];
  const worker = new QueueWorker(database, queue, place, {
    ...{ version, adapter: 'auto', fill: 'auto', cache: false, limitS: 20, idleS, stop: none },
    ...{ onDone: (run) => done.push(run), program },
  });
  return { worker, done };
}

function follow({ database, queue, id, ordered }: Submitted) {
  const folder = ResultsFolder.begin(join(home, id), id, false);
  const done: string[] = [];
  const failed = followStudy({ database, queue, study: id }, folder, ordered, {
    ...{ stop: none, onDone: () => done.push('one') },
  });
  return { folder, done, failed };
}

const titles = (count: number) => Array.from({ length: count }, (_, i) => `fine ${i}`);

test('three workers do every run once between them, and the folder gets every result', async () => {
  const study = await submitted('aa01', titles(24));
  expect(study.put).toBe(24);
  const { folder, done, failed } = follow(study);
  const workers = [0, 1, 2].map((place) => workerOf(study, place));
  await Promise.all(workers.map(({ worker }) => worker.work()));
  expect(await failed).toEqual([]);
  const all = workers.flatMap((one) => one.done);
  expect(all.sort()).toEqual(study.ordered.map(({ id }) => id).sort());
  expect(done).toHaveLength(24);
  for (const { id } of study.ordered) expect(folder.find(id)?.row.title).toMatch(/^fine/);
  await study.database.close();
});

test('what is there is not done again: the same study puts nothing into the queue', async () => {
  const first = await submitted('aa02', titles(3));
  await workerOf(first).worker.work();
  const again = await submitted('aa02', [...titles(3), 'fine new']);
  expect([first.put, again.put]).toEqual([3, 1]);
  await Promise.all([first.database.close(), again.database.close()]);
});

test('a run that is wrong is told, and the others are done', async () => {
  const study = await submitted('aa03', ['fine 1', 'wrong', 'breaks', 'fine 2']);
  const { failed } = follow(study);
  const { worker, done } = workerOf(study);
  await worker.work();
  const reasons = (await failed).map(({ reason }) => reason).sort();
  expect(reasons).toEqual([
    expect.stringMatching(/^No such head/),
    expect.stringMatching(/status 9/),
  ]);
  expect(done).toHaveLength(2);
  await study.database.close();
});

test('a worker that went away gives its runs back, and the last of them may be told as lost', async () => {
  const study = await submitted('aa04', ['fine 1']);
  const { database, queue, id } = study;
  for (let away = 0; away < 3; away++) {
    await database.rows(`insert into dotwork.worker (id, host, version) values ($1, 'far', $2)`, [
      `gone-${away}`,
      id,
    ]);
    expect((await queue.take(`gone-${away}`))?.runs).toHaveLength(1);
    await database.rows(`update dotwork.worker set seen = now() - interval '40 s' where id = $1`, [
      `gone-${away}`,
    ]);
    await queue.reap();
  }
  const { failed } = follow(study);
  expect(await failed).toEqual([
    { id: study.ordered[0]!.id, reason: expect.stringMatching(/3 workers went away/) },
  ]);
  // Asked for again, it gets another chance.
  const again = await submitted('aa04', ['fine 1']);
  expect(again.put).toBe(1);
  expect(await workerOf(again).worker.work()).toBe(1);
  await Promise.all([database.close(), again.database.close()]);
});

test('the database is restarted under three workers: nothing is lost, nothing done twice', async () => {
  const study = await submitted(
    'aa05',
    Array.from({ length: 30 }, (_, i) => `slow ${i}`),
  );
  const { failed, done, folder } = follow(study);
  const workers = [0, 1, 2].map((place) => workerOf(study, place, 3));
  const working = Promise.all(workers.map(({ worker }) => worker.work()));
  while (done.length < 4) await new Promise((resolve) => setTimeout(resolve, 50));
  await postgres.restart();
  await working;
  expect(await failed).toEqual([]);
  for (const { id } of study.ordered) expect(folder.find(id)).toBeDefined();
  const [{ count }] = (await study.database.rows<{ count: string }>(
    `select count(*) from dotwork.result r join dotwork.study_run s on s.run = r.run where s.study = $1`,
    [study.id],
  )) as [{ count: string }];
  expect(Number(count)).toBe(30);
  await study.database.close();
});

test('larger priorities go first', async () => {
  const study = await submitted('aa06', titles(2));
  const { database, queue, version } = study;
  const urgent = studyOf({
    title: 'urgent',
    vary: { kind: 'list', runs: [{ title: 'fine urgent' }] },
  });
  const runs = runsOf(urgent).map((run) => ({ ...run, id: `urgent-${run.id}` }));
  await submitStudy(database, queue, { id: 'aa07', version, study: urgent, priority: 5 }, runs);
  const { worker, done } = workerOf(study);
  await worker.work();
  expect(done[0]).toMatch(/^urgent/);
  await database.close();
});

test('a study that is cancelled is not gone on with, and says so', async () => {
  const study = await submitted('aa08', titles(5));
  expect(await cancelStudy(study.database, 'aa08')).toBe(5);
  expect(await workerOf(study).worker.work()).toBe(0);
  const { studies } = await statusOf(study.database);
  expect(studies.find(({ id }) => id === 'aa08')).toMatchObject({
    cancelled: true,
    runs: { waiting: 0, done: 0, cancelled: 5 },
  });
  await expect(cancelStudy(study.database, 'ff')).rejects.toThrow(/No study/);
  await expect(cancelStudy(study.database, 'aa')).rejects.toThrow(/More than one/);
  await study.database.close();
});

test('a worker of another version is refused', async () => {
  const study = await submitted('aa09', titles(1), '9.9.9');
  await study.database.rows(`update dotwork.run set state = 'done' where version <> '9.9.9'`);
  await expect(checkVersion(study.database, '1.0.0')).rejects.toThrow(/1 for Dotwork 9\.9\.9/);
  await expect(checkVersion(study.database, '9.9.9')).resolves.toBeUndefined();
  await study.database.close();
});

test('10,000 runs are in the queue in well under ten seconds of processors', async () => {
  const [one] = runsOf(studyOf());
  const ordered = Array.from({ length: 10_000 }, (_, index) => ({
    ...one!,
    index,
    id: `many-${index}`,
  }));
  const database = await Database.open(postgres.url);
  const queue = await RunQueue.open(database, 'many');
  const submit = () =>
    submitStudy(
      database,
      queue,
      { id: 'aa10', version: 'many', study: studyOf(), priority: 0 },
      ordered,
    );
  expect(await submit()).toBe(10_000);
  expect(await submit()).toBe(0);
  await database.close();
});

describe('what is wrong with a database is told, and never its password', () => {
  const wrong = (part: string, to: string) => postgres.url.replace(part, to);
  test.each<[string, () => string, RegExp]>([
    ['a wrong password', () => wrong(PASSWORD, 'another-secret'), /refuses this user or password/],
    ['no such database', () => wrong('/postgres', '/nowhere'), /nowhere is not there.*createdb/],
    [
      'nobody there',
      () => `postgres://a:${PASSWORD}@127.0.0.1:1/x`,
      /127\.0\.0\.1:1\/x cannot be reached/,
    ],
    ['no address', () => `mysql://a:${PASSWORD}@x/y`, /no address of a Postgres database/],
  ])('%s', async (_, url, words) => {
    const error = await Database.open(url(), 300).then(
      () => undefined,
      (found: unknown) => found as Error,
    );
    expect(error?.message).toMatch(words);
    expect(error?.message).not.toMatch(/secret/);
  });

  test('an address as it is shown', () => {
    expect(withoutPassword('postgres://me:p%40ss@host:5433/db')).toBe('postgres://me@host:5433/db');
  });
});

test('two machines may differ in the last digits of colours, never in a count', () => {
  const kept = (row: Record<string, number>, sha256: string) => ({
    id: 'a',
    files: [],
    sha256,
    row,
  });
  const theirs = kept({ dots: 25559, 'colour.deltaE2000': 5.1 }, 'x');
  expect(differsFrom(kept({ dots: 1 }, 'x'), theirs)).toBeUndefined();
  expect(
    differsFrom(kept({ dots: 25559, 'colour.deltaE2000': 5.1001 }, 'y'), theirs),
  ).toBeUndefined();
  expect(differsFrom(kept({ dots: 25558, 'colour.deltaE2000': 5.1 }, 'y'), theirs)).toMatch(
    /dots is 25558/,
  );
  expect(differsFrom(kept({ dots: 25559, 'colour.deltaE2000': 5.2 }, 'y'), theirs)).toMatch(
    /deltaE2000/,
  );
});
