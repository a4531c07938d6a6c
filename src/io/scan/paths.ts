import type { ScanFile } from './scan-file.ts';

/** A path with its folders parted by "/". */
export function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** The last step of a path. */
export function baseName(path: string): string {
  return slashes(path).split('/').at(-1)!;
}

/** The ending of a name, in small letters. */
export function endingOf(name: string): string {
  return /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The file of a path; where folders were lost on the way, the one of its name. */
export function fileAt(path: string, files: readonly ScanFile[]): ScanFile | undefined {
  const inFolder = files.find(({ name }) => `/${slashes(name)}`.endsWith(`/${path}`));
  const last = baseName(path);
  return inFolder ?? files.find(({ name }) => baseName(name) === last);
}
