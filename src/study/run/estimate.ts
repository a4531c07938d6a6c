import type { StudyOutputs } from '../document/study-schema.ts';
import { type StudyRun, sharesHead } from './study-run.ts';

/** What a study will take, before it is begun. */
export interface StudyEstimate {
  readonly runs: number;
  /** Runs that stand for others with the same plan. */
  readonly distinct: number;
  /** Times a head, its fields and its dots are made. */
  readonly heads: number;
  /** On one processor; rough: machines differ by ten times. */
  readonly cpuS: number;
  readonly diskBytes: number;
}

/*
 * CPU seconds on a software GPU of two cores, to be rough with: opening and a head; a run that keeps
 * its head; a megapixel; the table of dots. Assumed for any other machine.
 */
const HEAD_S = 4;
const RUN_S = 0.6;
const MEGAPIXEL_S = 6;
const DOTS_S = 0.4;

/** Bytes of a row with its file, of a pixel in a PNG, and of one dot in CSV. */
const ROW_BYTES = 6000;
const PIXEL_BYTES = 1.3;
const DOTS_BYTES = 5e6;

/**
 * Count, time and room of runs.
 *
 * @param ordered - In order of work, each once.
 */
export function estimateOf(
  ordered: readonly StudyRun[],
  all: number,
  { pictures, dots, dot }: StudyOutputs,
): StudyEstimate {
  const heads = ordered.filter(
    ({ plan }, i) => i === 0 || !sharesHead(ordered[i - 1]!.plan, plan),
  ).length;
  const pixels = pictures.reduce((sum, { widthPx, heightPx }) => sum + widthPx * heightPx, 0);
  const eachS = RUN_S + (pixels / 1e6) * MEGAPIXEL_S + (dots ? DOTS_S : 0) + (dot ? 0.1 : 0);
  const eachBytes = ROW_BYTES + pixels * PIXEL_BYTES + (dots ? DOTS_BYTES : 0);
  return {
    runs: all,
    distinct: ordered.length,
    heads,
    cpuS: Math.round(heads * HEAD_S + ordered.length * eachS),
    diskBytes: Math.round(ordered.length * eachBytes),
  };
}
