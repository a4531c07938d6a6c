import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DotworkError } from '../../../base/errors.ts';
import type { FillChoice } from '../../../engine/placement/fill-job.ts';
import type { AdapterChoice } from '../../../gpu/adapter-choice.ts';
import type { Plan } from '../../../plan/schema.ts';
import type { StudyOutputs } from '../../../study/document/study-schema.ts';
import { type KeptResult, ResultsFolder } from '../results-folder.ts';
import type { RunTask } from '../worker-messages.ts';
import { WorkerProcess } from '../worker-process.ts';
import type { Database } from './database.ts';
import type { RunQueue, TakenBlock } from './run-queue.ts';
import { differsFrom } from './same-result.ts';

/** How often a worker says that it lives, and how often it asks for work when there is none, ms. */
const HEARTBEAT_MS = 5000;
const IDLE_MS = 500;

/** Tries of a run by a worker, each with a process and a device of its own. */
const TRIES = 2;

/** A file past this does not belong into a database, bytes. */
const LARGEST_FILE_BYTES = 64e6;

/** How a worker works. */
export interface WorkOptions {
  readonly version: string;
  readonly adapter: AdapterChoice;
  readonly fill: FillChoice;
  readonly cache: boolean;
  readonly limitS: number;
  /** Ends once the queue has been empty for so long, s; undefined to wait for ever. */
  readonly idleS?: number;
  readonly stop: AbortSignal;
  readonly onDone: (id: string) => void;
  /** What each process runs; the command's own worker if left out. */
  readonly program?: URL;
}

interface StoredRun {
  readonly id: string;
  readonly plan: string;
  readonly outputs: string;
  readonly scan: string | null;
  readonly state: string;
}

/** Takes runs from the queue until it is to stop: one process with one device. */
export class QueueWorker {
  readonly #database: Database;
  readonly #queue: RunQueue;
  readonly #options: WorkOptions;
  readonly #id: string;
  readonly #folder: ResultsFolder;
  readonly #compared = new Set<string>();
  #process: WorkerProcess | undefined;
  #done = 0;

  constructor(database: Database, queue: RunQueue, place: number, options: WorkOptions) {
    this.#database = database;
    this.#queue = queue;
    this.#options = options;
    this.#id = `${hostname()}-${process.pid}-${place}`;
    const folder = mkdtempSync(join(tmpdir(), 'dotwork-worker-'));
    for (const name of ['runs', 'files', 'scans']) mkdirSync(join(folder, name));
    this.#folder = ResultsFolder.at(folder);
  }

  async work(): Promise<number> {
    const { version, stop, idleS } = this.#options;
    await this.#database.rows(
      `insert into dotwork.worker (id, host, version) values ($1, $2, $3)
       on conflict (id) do update set seen = now()`,
      [this.#id, hostname(), version],
    );
    const beat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
    let reapedAt = 0;
    try {
      // Before any run is taken: a machine that cannot work takes none from those that can.
      await this.#ready();
      let idleSince = performance.now();
      while (!stop.aborted) {
        if (performance.now() - reapedAt > HEARTBEAT_MS) {
          await this.#queue.reap();
          reapedAt = performance.now();
        }
        const block = await this.#queue.take(this.#id);
        if (block) {
          await this.#through(block);
          idleSince = performance.now();
          continue;
        }
        if (idleS !== undefined && performance.now() - idleSince > 1000 * idleS) break;
        await pause(IDLE_MS, undefined, { signal: stop }).catch(() => undefined);
      }
      return this.#done;
    } finally {
      clearInterval(beat);
      await this.#process?.end();
      rmSync(this.#folder.path, { recursive: true, force: true });
      await this.#database.rows('delete from dotwork.worker where id = $1', [this.#id]);
    }
  }

  async #beat(): Promise<void> {
    try {
      await this.#database.rows('update dotwork.worker set seen = now(), done = $2 where id = $1', [
        this.#id,
        this.#done,
      ]);
    } catch {
      // A database that stays away ends the work itself.
    }
  }

  async #through(block: TakenBlock): Promise<void> {
    try {
      for (const id of block.runs) {
        if (this.#options.stop.aborted) {
          await this.#queue.giveBack(this.#id, block, 'The worker was stopped.');
          return;
        }
        const [run] = await this.#database.rows<StoredRun>(
          'select id, plan, outputs, scan, state from dotwork.run where id = $1',
          [id],
        );
        // Done by somebody else meanwhile, or cancelled.
        if (run?.state === 'waiting') await this.#one(run);
      }
      await this.#queue.complete(this.#id, block);
    } catch (error) {
      await this.#queue.giveBack(this.#id, block, (error as Error).message);
      throw error;
    }
  }

  async #one(run: StoredRun): Promise<void> {
    await this.#compareOnce();
    const start = performance.now();
    const found = await this.#performed(run);
    if ('reason' in found) {
      await this.#database.rows(
        `update dotwork.run set state = 'failed', reason = $2 where id = $1 and state = 'waiting'`,
        [run.id, found.reason],
      );
      return;
    }
    await this.#store(found, (performance.now() - start) / 1000);
    this.#folder.drop(found);
    this.#done++;
    this.#options.onDone(run.id);
  }

  /** Simulates a run in the process at hand, or a fresh one where that broke. */
  async #performed(run: StoredRun): Promise<KeptResult | { readonly reason: string }> {
    const task: RunTask = {
      id: run.id,
      plan: JSON.parse(run.plan) as Plan,
      outputs: JSON.parse(run.outputs) as StudyOutputs,
      ...(run.scan && { scanFile: await this.#scanFile(run.scan) }),
    };
    let reason = '';
    for (let tried = 0; tried < TRIES; tried++) {
      const worker = await this.#ready();
      const answer = await worker.run(task, this.#options.limitS);
      if (answer.kind === 'done') {
        const kept = this.#folder.find(run.id);
        if (kept) return kept;
        reason = 'Its result was not written.';
      } else {
        reason = answer.reason;
        if (!answer.again) break;
        await worker.end();
        this.#process = undefined;
      }
    }
    return { reason };
  }

  async #ready(): Promise<WorkerProcess> {
    const { adapter, fill, cache, program } = this.#options;
    const folder = this.#folder.path;
    this.#process ??= await WorkerProcess.begin({ adapter, fill, cache, folder }, program);
    return this.#process;
  }

  /** Numbers and files together; where somebody was quicker, theirs stay. */
  async #store(kept: KeptResult, seconds: number): Promise<void> {
    const large = kept.files.find(({ bytes }) => bytes > LARGEST_FILE_BYTES);
    if (large) {
      await this.#database.rows(
        `update dotwork.run set state = 'failed', reason = $2 where id = $1`,
        [kept.id, `${large.name} has ${Math.round(large.bytes / 1e6)} MB; the queue takes 64 MB.`],
      );
      return;
    }
    const files = kept.files.map(
      ({ name }) =>
        [
          `insert into dotwork.file (run, name, bytes)
           select $1, $2, $3 where exists (select from dotwork.result where run = $1 and worker = $4)
           on conflict do nothing`,
          [kept.id, name, readFileSync(join(this.#folder.path, name)), this.#id],
        ] as const,
    );
    await this.#database.together([
      [
        `insert into dotwork.result (run, kept, sha256, worker, seconds) values ($1, $2, $3, $4, $5)
         on conflict (run) do nothing`,
        [kept.id, JSON.stringify(kept), kept.sha256, this.#id, seconds],
      ],
      ...files,
      [`update dotwork.run set state = 'done', reason = null where id = $1`, [kept.id]],
    ]);
  }

  /**
   * Before its first run beside others, a worker does one again that another one did: a machine whose
   * numbers differ is refused.
   */
  async #compareOnce(): Promise<void> {
    const { version } = this.#options;
    if (this.#compared.has(version)) return;
    this.#compared.add(version);
    const [sample] = await this.#database.rows<StoredRun & { kept: string; worker: string }>(
      `select n.id, n.plan, n.outputs, n.scan, n.state, r.kept, r.worker
       from dotwork.result r join dotwork.run n on n.id = r.run
       where n.version = $1 and r.worker <> $2 order by r.number desc limit 1`,
      [version, this.#id],
    );
    if (!sample) return;
    const mine = await this.#performed(sample);
    const differs = 'reason' in mine ? mine.reason : differsFrom(mine, JSON.parse(sample.kept));
    if (!('reason' in mine)) this.#folder.drop(mine);
    if (!differs) return;
    throw new DotworkError(
      'gpu-fault',
      `This worker comes to other numbers than ${sample.worker} for run ${sample.id}: ${differs}`,
      'Use the same build of Dotwork, and a GPU that passes npm test.',
    );
  }

  async #scanFile(scan: string): Promise<string> {
    const [sha256 = '', name = ''] = scan.split('/');
    const folder = join(this.#folder.path, 'scans', basename(sha256));
    const files = await this.#database.rows<{ name: string; bytes: Buffer }>(
      'select name, bytes from dotwork.scan_file where scan = $1 order by place',
      [scan],
    );
    mkdirSync(folder, { recursive: true });
    for (const file of files) writeFileSync(join(folder, basename(file.name)), file.bytes);
    return join(folder, basename(name));
  }
}
