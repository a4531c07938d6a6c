import PgBoss from 'pg-boss';
import type { Database } from './database.ts';

/** What a job asks for: runs of one head, in order of work. */
export interface Block {
  readonly runs: readonly string[];
}

/** A job that was taken. */
export interface TakenBlock extends Block {
  readonly job: string;
}

/** How often a block is given out again after its worker went away, before it is looked into. */
const RETRIES = 2;

/** A worker that was not heard of for so long is gone, s. */
export const SILENCE_S = 30;

/** Jobs of one statement. */
const AT_ONCE = 1000;

/** The queue of one version of Dotwork: pg-boss, over the connections of the database. */
export class RunQueue {
  readonly #boss: PgBoss;
  readonly #database: Database;
  readonly name: string;
  readonly #deadName: string;
  #sent = 0;

  private constructor(boss: PgBoss, database: Database, version: string) {
    this.#boss = boss;
    this.#database = database;
    const safe = version.replace(/[^\w-]/g, '_');
    this.name = `runs-${safe}`;
    this.#deadName = `dead-${safe}`;
  }

  static async open(database: Database, version: string): Promise<RunQueue> {
    const boss = new PgBoss({
      db: database as PgBoss.Db,
      schema: 'dotwork_queue',
      schedule: false,
      supervise: false,
    });
    boss.on('error', () => undefined);
    await boss.start();
    const queue = new RunQueue(boss, database, version);
    await boss.createQueue(queue.#deadName, { name: queue.#deadName });
    await boss.createQueue(queue.name, {
      name: queue.name,
      retryLimit: RETRIES,
      retryDelay: 0,
      deadLetter: queue.#deadName,
      // A worker that hangs gives its run up by itself; this is for what nobody thought of.
      expireInSeconds: 24 * 3600 - 1,
    });
    return queue;
  }

  /** Puts blocks in, in order. Larger priorities go first. */
  async put(blocks: readonly Block[], priority: number): Promise<void> {
    for (let first = 0; first < blocks.length; first += AT_ONCE) {
      const jobs = blocks.slice(first, first + AT_ONCE).map((data) => ({
        ...{ id: this.#nextId(), name: this.name, data, priority },
        ...{ retryLimit: RETRIES, retryDelay: 0, deadLetter: this.#deadName },
      }));
      await this.#boss.insert(jobs);
    }
  }

  /** The next block, marked as this worker's; undefined where there is none. */
  async take(worker: string): Promise<TakenBlock | undefined> {
    const [job] = await this.#boss.fetch<Block>(this.name);
    if (!job) return undefined;
    await this.#database.rows('update dotwork.worker set job = $2, queue = $3 where id = $1', [
      worker,
      job.id,
      this.name,
    ]);
    return { job: job.id, runs: job.data.runs };
  }

  async complete(worker: string, { job }: TakenBlock): Promise<void> {
    await this.#boss.complete(this.name, job);
    await this.#database.rows('update dotwork.worker set job = null where id = $1', [worker]);
  }

  /** Gives a block back: somebody else may do it. */
  async giveBack(worker: string, { job }: TakenBlock, reason: string): Promise<void> {
    await this.#boss.fail(this.name, job, { reason });
    await this.#database.rows('update dotwork.worker set job = null where id = $1', [worker]);
  }

  /**
   * Gives blocks of workers that went away back to the queue, and looks into those that were given out
   * too often: their runs go on one by one, and one that is alone already has failed.
   */
  async reap(): Promise<void> {
    const gone = await this.#database.rows<{ id: string; job: string; queue: string }>(
      `update dotwork.worker w set job = null
       from (select id, job from dotwork.worker
             where job is not null and seen < now() - $1 * interval '1 second'
             for update skip locked) old
       where w.id = old.id returning w.id, old.job, w.queue`,
      [SILENCE_S],
    );
    for (const { job, queue } of gone) {
      await this.#boss.fail(queue, job, { reason: 'The worker went away.' });
    }
    for (;;) {
      const [dead] = await this.#boss.fetch<Block>(this.#deadName);
      if (!dead) return;
      const left = await this.#database.rows<{ id: string }>(
        `select id from dotwork.run where id = any($1) and state = 'waiting'`,
        [dead.data.runs],
      );
      if (left.length === 1) {
        await this.#database.rows(
          `update dotwork.run set state = 'failed', reason = $2 where id = $1`,
          [left[0]!.id, `Each of ${RETRIES + 1} workers went away while it was at this run.`],
        );
      } else {
        await this.put(
          left.map(({ id }) => ({ runs: [id] })),
          0,
        );
      }
      await this.#boss.complete(this.#deadName, dead.id);
    }
  }

  /** Rising names, since jobs of one time go out in the order of their names. */
  #nextId(): string {
    const time = Date.now().toString(16).padStart(12, '0');
    const count = (this.#sent++).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${count}`;
  }
}
