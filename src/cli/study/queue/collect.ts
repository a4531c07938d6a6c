import type { FailedRun, KeptResult, ResultsFolder } from '../results-folder.ts';
import type { Database } from './database.ts';

/** Results of one statement: with pictures they are megabytes. */
const AT_ONCE = 50;

/** Where a study stands. */
export interface StudyCounts {
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
}

/** How many runs of a study are where. */
export async function countsOf(database: Database, study: string): Promise<StudyCounts> {
  const rows = await database.rows<{ state: string; count: string }>(
    `select r.state, count(*) from dotwork.study_run s join dotwork.run r on r.id = s.run
     where s.study = $1 group by r.state`,
    [study],
  );
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return {
    waiting: of('waiting') + of('new'),
    done: of('done'),
    failed: of('failed'),
    cancelled: of('cancelled'),
  };
}

/** Brings results of these runs into the folder; those that are not there yet are passed over. */
export async function collect(
  database: Database,
  folder: ResultsFolder,
  runs: readonly string[],
  onDone: () => void,
): Promise<void> {
  for (let first = 0; first < runs.length; first += AT_ONCE) {
    const some = runs.slice(first, first + AT_ONCE).filter((id) => !folder.find(id));
    if (some.length === 0) continue;
    const found = await database.rows<{ run: string; kept: string }>(
      'select run, kept from dotwork.result where run = any($1)',
      [some],
    );
    for (const { run, kept } of found) {
      await bring(database, folder, run, JSON.parse(kept) as KeptResult);
      onDone();
    }
  }
}

/** Runs whose results came after the number, and the last number. */
export async function resultsSince(
  database: Database,
  study: string,
  number: string,
): Promise<{ runs: string[]; number: string }> {
  const rows = await database.rows<{ run: string; number: string }>(
    `select r.run, r.number from dotwork.result r join dotwork.study_run s on s.run = r.run
     where s.study = $1 and r.number > $2 order by r.number limit 500`,
    [study, number],
  );
  return { runs: rows.map(({ run }) => run), number: rows.at(-1)?.number ?? number };
}

/** Runs of a study that came to nothing. */
export async function failuresOf(database: Database, study: string): Promise<FailedRun[]> {
  return database.rows<{ id: string; reason: string }>(
    `select r.id, coalesce(r.reason, '') as reason from dotwork.study_run s
     join dotwork.run r on r.id = s.run where s.study = $1 and r.state = 'failed'`,
    [study],
  );
}

async function bring(
  database: Database,
  folder: ResultsFolder,
  run: string,
  kept: KeptResult,
): Promise<void> {
  const files = await database.rows<{ name: string; bytes: Buffer }>(
    'select name, bytes from dotwork.file where run = $1 order by name',
    [run],
  );
  folder.bring(kept, files);
}
