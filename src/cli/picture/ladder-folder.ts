import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { LadderStore } from '../../engine/placement/ladder-store.ts';

/** What all ladders together may take. */
const MOST_BYTES = 64e6;

const ENDING = '.ladder';

/** Ladders in files, one a name. What cannot be read is not there, what cannot be written is let go. */
export interface LadderFolder extends LadderStore {
  /** Writes what was put in so far. */
  write(): void;
}

/** Keeps ladders in a folder, which is made when first written to; the oldest go out. */
export function ladderFolder(folder: string, mostBytes = MOST_BYTES): LadderFolder {
  const waiting = new Map<string, Uint8Array>();
  const fileOf = (name: string) => join(folder, `${name}${ENDING}`);
  return {
    async get(name) {
      try {
        const bytes = Uint8Array.from(readFileSync(fileOf(name)));
        quietly(() => utimesSync(fileOf(name), new Date(), new Date()));
        return bytes;
      } catch {
        return undefined;
      }
    },
    put: (name, bytes) => void waiting.set(name, bytes),
    write() {
      for (const [name, bytes] of waiting) {
        if (bytes.byteLength <= mostBytes) quietly(() => writeWhole(fileOf(name), folder, bytes));
      }
      if (waiting.size > 0) quietly(() => prune(folder, mostBytes));
      waiting.clear();
    },
  };
}

/** Where the machine keeps what may be lost; undefined where it has no such place. */
export function cacheFolder(
  platform: string = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const home = () => env.HOME || homedir();
  const base =
    {
      win32: () => env.LOCALAPPDATA,
      darwin: () => join(home(), 'Library', 'Caches'),
    }[platform] ?? (() => env.XDG_CACHE_HOME || join(home(), '.cache'));
  try {
    const folder = base();
    return folder && join(folder, 'dotwork', 'ladders');
  } catch {
    return undefined;
  }
}

/** Under another name first, so that nobody ever finds half a file. */
function writeWhole(file: string, folder: string, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, bytes);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes the oldest out until the rest fit; drafts that were never finished age like the others. */
function prune(folder: string, mostBytes: number): void {
  const files = readdirSync(folder)
    .filter((name) => name.includes(ENDING))
    .map((name) => ({ path: join(folder, name), ...facts(join(folder, name)) }))
    .sort((a, b) => b.at - a.at);
  let bytes = 0;
  for (const file of files) {
    bytes += file.bytes;
    if (bytes > mostBytes) rmSync(file.path, { force: true });
  }
}

function facts(path: string): { at: number; bytes: number } {
  const { mtimeMs, size } = statSync(path);
  return { at: mtimeMs, bytes: size };
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The next run fills again, and no more.
  }
}
