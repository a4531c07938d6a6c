import { basename } from 'node:path';
import type { Study } from '../../../study/document/study-schema.ts';
import type { StudyRun } from '../../../study/run/study-run.ts';
import { scanFiles } from '../../scan-input.ts';
import { blocksOf } from '../pool.ts';
import type { Database } from './database.ts';
import type { RunQueue } from './run-queue.ts';

/** Rows of one statement. */
const AT_ONCE = 500;

/** As many workers are reckoned with when runs are cut into blocks. */
const WORKERS_RECKONED = 8;

/**
 * Puts a study into the database: its runs, and jobs for those that nobody has done or is waiting for.
 * Doing it twice changes nothing.
 *
 * @param ordered - Its runs in order of work, each once.
 * @returns How many runs were put into the queue.
 */
export async function submitStudy(
  database: Database,
  queue: RunQueue,
  { id, version, study, priority }: SubmittedStudy,
  ordered: readonly StudyRun[],
): Promise<number> {
  await putScans(database, ordered);
  await database.rows(
    `insert into dotwork.study (id, title, version) values ($1, $2, $3)
     on conflict (id) do update set cancelled = false`,
    [id, study.title, version],
  );
  const outputs = JSON.stringify(study.outputs);
  const waiting = new Set<string>();
  for (let first = 0; first < ordered.length; first += AT_ONCE) {
    const some = ordered.slice(first, first + AT_ONCE);
    const ids = some.map((run) => run.id);
    const plans = some.map(({ plan }) => JSON.stringify(plan));
    const scans = some.map(({ plan, scanFile }) => scanFile && scanName(plan, scanFile));
    await database.together([
      [
        `insert into dotwork.run (id, version, plan, outputs, scan)
         select id, $2, plan, $4, scan from unnest($1::text[], $3::text[], $5::text[]) as r(id, plan, scan)
         on conflict do nothing`,
        [ids, version, plans, outputs, scans],
      ],
      [
        `insert into dotwork.study_run (study, run) select $1, unnest($2::text[])
         on conflict do nothing`,
        [id, ids],
      ],
    ]);
    // Whoever turns a run to waiting is the one who puts it into the queue.
    const turned = await database.rows<{ id: string }>(
      `update dotwork.run set state = 'waiting', reason = null
       where id = any($1) and state in ('new', 'failed', 'cancelled') returning id`,
      [ids],
    );
    for (const one of turned) waiting.add(one.id);
  }
  const blocks = blocksOf(
    ordered.filter((run) => waiting.has(run.id)),
    WORKERS_RECKONED,
  );
  await queue.put(
    blocks.map((block) => ({ runs: block.map((run) => run.id) })),
    priority,
  );
  return waiting.size;
}

/** A study as the database knows it. */
export interface SubmittedStudy {
  readonly id: string;
  readonly version: string;
  readonly study: Study;
  readonly priority: number;
}

/** "sha256/name of the file": workers write it back under that name. */
function scanName({ head: { scan } }: StudyRun['plan'], file: string): string {
  return `${scan.kind === 'file' ? scan.sha256 : ''}/${basename(file)}`;
}

async function putScans(database: Database, runs: readonly StudyRun[]): Promise<void> {
  const files = new Map(
    runs.flatMap(({ plan, scanFile }) =>
      scanFile ? [[scanName(plan, scanFile), scanFile] as const] : [],
    ),
  );
  for (const [scan, path] of files) {
    for (const [place, { name, bytes }] of (await scanFiles(path)).entries()) {
      await database.rows(
        `insert into dotwork.scan_file (scan, place, name, bytes) values ($1, $2, $3, $4)
         on conflict do nothing`,
        [scan, place, name, Buffer.from(bytes)],
      );
    }
  }
}
