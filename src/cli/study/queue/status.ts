import { DotworkError } from '../../../base/errors.ts';
import { countsOf, type StudyCounts } from './collect.ts';
import type { Database } from './database.ts';

/** A study in the database. */
export interface StudyStatus {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly at: string;
  readonly cancelled: boolean;
  readonly runs: StudyCounts;
}

/** A worker that was heard of in the last minutes. */
export interface WorkerStatus {
  readonly id: string;
  readonly version: string;
  readonly done: number;
  readonly atWork: boolean;
  readonly seenS: number;
}

/** All studies, newest first, and all workers. */
export async function statusOf(
  database: Database,
): Promise<{ studies: StudyStatus[]; workers: WorkerStatus[] }> {
  const studies = await database.rows<Omit<StudyStatus, 'runs'>>(
    `select id, title, version, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
     cancelled from dotwork.study order by study.at desc limit 200`,
  );
  const counted: StudyStatus[] = [];
  for (const one of studies) counted.push({ ...one, runs: await countsOf(database, one.id) });
  const workers = await database.rows<WorkerStatus>(
    `select id, version, done, job is not null as "atWork",
     round(extract(epoch from now() - seen))::int as "seenS" from dotwork.worker order by id`,
  );
  return { studies: counted, workers };
}

/** Cancels a study: runs that only it waits for are not begun any more. Those done stay. */
export async function cancelStudy(database: Database, id: string): Promise<number> {
  const found = await database.rows<{ id: string }>(
    'update dotwork.study set cancelled = true where id like $1 returning id',
    [`${id.replace(/[^\da-f]/g, '')}%`],
  );
  if (found.length !== 1) {
    throw new DotworkError(
      'usage',
      `${found.length === 0 ? 'No study' : 'More than one study'} has a name that begins with ${id}.`,
      'dotwork study status prints them.',
    );
  }
  const runs = await database.rows<{ id: string }>(
    `update dotwork.run r set state = 'cancelled' where state = 'waiting'
     and exists (select from dotwork.study_run s where s.run = r.id and s.study = $1)
     and not exists (select from dotwork.study_run s join dotwork.study t on t.id = s.study
                     where s.run = r.id and not t.cancelled) returning r.id`,
    [found[0]!.id],
  );
  return runs.length;
}

/** Throws a `usage` error where runs wait, all of them for another version. */
export async function checkVersion(database: Database, version: string): Promise<void> {
  const rows = await database.rows<{ version: string; count: string }>(
    `select version, count(*) from dotwork.run where state = 'waiting' group by version`,
  );
  if (rows.length === 0 || rows.some((row) => row.version === version)) return;
  const others = rows.map((row) => `${row.count} for Dotwork ${row.version}`).join(', ');
  throw new DotworkError(
    'usage',
    `This is Dotwork ${version}; the runs that wait are ${others}.`,
    'Install that version here, or submit the study with this one.',
  );
}
