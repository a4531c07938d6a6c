import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DotworkError } from '../../../base/errors.ts';
import { TABLES } from './tables.ts';

/** How long a database that went away is waited for, ms. */
const PATIENCE_MS = 300_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;

/** States in which a database is gone or not there yet, and will be back: by code of Postgres or Node. */
const PASSING = new Set([
  ...['57P01', '57P02', '57P03', '08000', '08003', '08006', '53300'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
]);

/** Everything asked of the database goes through here, so that a restart of it costs a wait. */
export class Database {
  readonly #pool: pg.Pool;
  readonly #name: string;
  readonly #patienceMs: number;

  private constructor(pool: pg.Pool, name: string, patienceMs: number) {
    this.#pool = pool;
    this.#name = name;
    this.#patienceMs = patienceMs;
  }

  /**
   * Connects, and makes the tables where they are not there yet. Throws a `file` error that names the
   * database, never its password, where it cannot be used.
   */
  static async open(url: string, patienceMs = PATIENCE_MS): Promise<Database> {
    const name = withoutPassword(url);
    const pool = new pg.Pool({
      connectionString: url,
      max: 6,
      connectionTimeoutMillis: 10_000,
      application_name: 'dotwork',
    });
    // A connection that breaks at rest is replaced when one is wanted next.
    pool.on('error', () => undefined);
    // One that breaks in hand says so to whoever asks it next.
    pool.on('connect', (client) => client.on('error', () => undefined));
    const database = new Database(pool, name, patienceMs);
    try {
      await pool.query(TABLES);
      return database;
    } catch (cause) {
      await pool.end();
      throw refused(name, cause);
    }
  }

  /** Rows of one statement. Waits for a database that is being restarted. */
  async rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#patiently(() => this.#pool.query(text, [...values]));
    return rows as Row[];
  }

  /** Statements that happen together or not at all. */
  async together(statements: readonly (readonly [text: string, values: readonly unknown[]])[]) {
    await this.#patiently(async () => {
      const client = await this.#pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        for (const [text, values] of statements) await client.query(text, [...values]);
        await client.query('commit');
      } catch (error) {
        broken = error as Error;
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release(broken);
      }
    });
  }

  /** For the queue, which brings statements of its own. */
  readonly executeSql = async (text: string, values: unknown[]): Promise<{ rows: unknown[] }> => {
    const answer = await this.#patiently(() => this.#pool.query(text, values));
    const last = Array.isArray(answer) ? answer.at(-1) : answer;
    return last as { rows: unknown[] };
  };

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        return await work();
      } catch (error) {
        const isLate = performance.now() - start > this.#patienceMs;
        if (!isPassing(error) || isLate) throw refused(this.#name, error);
        await pause(pauseMs);
      }
    }
  }
}

function isPassing(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return (
    (code !== undefined && PASSING.has(code)) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(message)
  );
}

/** The address of a database as it may be shown. Throws a `usage` error where it is none. */
export function withoutPassword(text: string): string {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    // Told below, without the text: it may hold a password.
  }
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new DotworkError(
      'usage',
      '--queue is no address of a Postgres database.',
      'Write postgres://user@host:5432/database; the password may stand in PGPASSWORD.',
    );
  }
  return `postgres://${url.username ? `${url.username}@` : ''}${url.host}${url.pathname}`;
}

/** What went wrong, in a sentence that holds no password. */
function refused(name: string, cause: unknown): DotworkError {
  const { code = '', message = '' } = cause as { code?: string; message?: string };
  const [what, fix] = sentenceOf(code, message);
  return new DotworkError('file', `The database ${name} ${what}`, fix, cause);
}

function sentenceOf(code: string, message: string): [what: string, fix: string] {
  if (code === '28P01' || code === '28000') {
    return ['refuses this user or password.', 'Check both; nothing was changed.'];
  }
  if (code === '3D000') return ['is not there.', 'Make it first, with createdb.'];
  if (code === '42501') return ['does not let this user make tables.', 'Grant CREATE on it.'];
  if (code === '53100') return ['has no room left.', 'Make room; what was done is kept.'];
  if (isPassing({ code, message }) || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return ['cannot be reached.', 'Check host and port, and whether it runs; nothing is lost.'];
  }
  return [`failed: ${message}.`, 'Nothing that was done is lost.'];
}
