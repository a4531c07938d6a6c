import { statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DotworkError } from '../../base/errors.ts';
import type { StudyEstimate } from '../../study/run/estimate.ts';
import { statOf } from '../stat-of.ts';

/** Refuses a study whose results would not fit on the disk. */
export function checkRoom(folder: string, { diskBytes }: StudyEstimate): void {
  let at = resolve(folder);
  while (!statOf(at) && at !== dirname(at)) at = dirname(at);
  const { bavail, bsize } = statfsSync(at);
  const freeBytes = bavail * bsize;
  if (diskBytes < freeBytes) return;
  throw new DotworkError(
    'file',
    `The results would take about ${gigabytes(diskBytes)}; ${folder} has ${gigabytes(freeBytes)} left.`,
    'Ask for fewer or smaller pictures, or name a folder on another disk.',
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toPrecision(3)} GB`;
}
