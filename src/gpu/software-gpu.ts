import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { DotworkError } from '../base/errors.ts';

/** The package that carries SwiftShader, a GPU in software. */
export const CHROMIUM = '@sparticuz/chromium';

/** The manifest a Vulkan loader finds the driver by. */
const DRIVER = 'vk_swiftshader_icd.json';

/** Where that is, unpacked if this is the first time. */
export function softwareDriver(): string {
  return join(softwareGpuFolder(), DRIVER);
}

/** The `package.json` of the software GPU's package, if it is installed. */
export function chromiumPackage(): string | undefined {
  try {
    return findPackageJson(createRequire(import.meta.url).resolve(CHROMIUM));
  } catch {
    return undefined;
  }
}

/**
 * Folder with the software GPU's driver, unpacked if this is the first time: beside the packages, or
 * where these may not be written to in a temporary folder.
 */
export function softwareGpuFolder(packageJson = chromiumPackage()): string {
  if (!packageJson) {
    throw new DotworkError(
      'gpu-missing',
      'The software GPU is not installed.',
      `Run: npm install ${CHROMIUM}`,
    );
  }
  const packageFolder = dirname(packageJson);
  const { version } = JSON.parse(readFileSync(packageJson, 'utf8')) as { version: string };
  const name = `swiftshader-${version}`;
  const beside = join(packageFolder, '..', '..', '.cache', 'dotwork', name);
  if (isUnpacked(beside)) return beside;
  const archive = join(packageFolder, 'bin', 'swiftshader.tar.br');
  try {
    unpack(archive, beside);
    return beside;
  } catch (cause) {
    // Packages of a container or of another user may not be written to: that is no fault of theirs.
    return unpackedForNow(archive, name, cause);
  }
}

function isUnpacked(folder: string): boolean {
  return existsSync(join(folder, DRIVER));
}

/** In the system's folder for what lasts a while, this user's own part of it. */
function unpackedForNow(archive: string, name: string, cause: unknown): string {
  try {
    const folder = join(ownTemporaryFolder(), name);
    if (!isUnpacked(folder)) unpack(archive, folder);
    return folder;
  } catch {
    throw new DotworkError(
      'gpu-missing',
      `The software GPU could not be unpacked: ${String(cause)}.`,
      'Make room for 20 MB beside the packages or in the temporary folder, or set TMPDIR to where there is.',
      cause,
    );
  }
}

/** One that nobody else can have put something into. */
function ownTemporaryFolder(): string {
  const uid = process.getuid?.();
  const folder = join(tmpdir(), `dotwork-${uid ?? 'user'}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid: owner, mode } = lstatSync(folder);
  const isOwn = uid === undefined || (owner === uid && (mode & 0o022) === 0);
  return isOwn ? folder : mkdtempSync(`${folder}-`);
}

function findPackageJson(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'package.json');
    if (existsSync(candidate) && readFileSync(candidate, 'utf8').includes('"version"')) {
      return candidate;
    }
  }
  throw new Error(`No package.json above ${file}.`);
}

/** Unpacks beside the target and renames, so that two processes at once do no harm. */
function unpack(archive: string, folder: string): void {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const [name, bytes] of tarEntries(brotliDecompressSync(readFileSync(archive)))) {
    writeFileSync(join(draft, name), bytes, { mode: 0o755 });
  }
  const icd = join(draft, DRIVER);
  writeFileSync(
    icd,
    readFileSync(icd, 'utf8').replace(
      './libvk_swiftshader.so',
      join(folder, 'libvk_swiftshader.so'),
    ),
  );
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another process was first
  }
}

/** Files of an uncompressed POSIX tar: 512-byte header (name, octal size at 124), then content. */
function* tarEntries(tar: Buffer): Generator<[name: string, bytes: Buffer]> {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(tar.toString('ascii', at + 124, at + 136), 8);
    const isFile = tar[at + 156] === 0x30 || tar[at + 156] === 0;
    if (isFile) yield [name.replace(/^.*\//, ''), tar.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
