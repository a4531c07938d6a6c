import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup/built.ts';

const command = join(root, 'dist/node/dotwork.js');

/** What a user's own runs kept stays out of tests, and the other way round. */
const cache = mkdtempSync(join(tmpdir(), 'dotwork-cache-'));
process.on('exit', () => rmSync(cache, { recursive: true, force: true }));
const env = { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache };

/** What a run of the command line left behind. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Settings that make a simulation cheap: few dots, few hairs, on a software GPU seconds. */
export const CHEAP = ['--set', 'density.dotsPerCm2=20', '--set', 'hair.unitsPerCm2=30'];

/** Runs the built command line as a user would: its own process, real pipes. */
export function dotwork(
  args: readonly string[],
  stdin = '',
  more: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return runNode([command, ...args], stdin, more);
}

/** Runs Node in the project's folder. */
export function runNode(
  args: readonly string[],
  stdin = '',
  more: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'pipe',
    env: { ...env, ...more },
  });
  const chunks: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
  // A command that fails early does not read what it is given.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const text = (of: 'stdout' | 'stderr') => Buffer.concat(chunks[of]).toString('utf8');
      resolve({ status, stdout: text('stdout'), stderr: text('stderr') });
    });
  });
}

/** A folder of its own for a test file's outputs, and how to take it away. */
export function scratch(): {
  at: (name: string) => string;
  names: () => string[];
  end: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'dotwork-cli-'));
  return {
    at: (name) => join(folder, name),
    names: () => readdirSync(folder).sort(),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
