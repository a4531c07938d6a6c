import type { Statistics } from '../statistics/statistics.ts';
import type { Shape } from './case.ts';

/** Figures of one run of the placement bench, as written to JSON. */
export interface PlacementRun {
  readonly when: string;
  readonly adapter: string;
  readonly software: boolean;
  readonly node: string;
  /** The fixed CPU yardstick in this run, best of its start and end. */
  readonly yardstick: { readonly bestS: number; readonly cpuS: number };
  readonly rows: readonly PlacementRow[];
}

/** One sampler on one case. */
export interface PlacementRow {
  readonly shape: Shape;
  readonly asked: number;
  readonly spacingUm: number;
  readonly tool: string;
  /** Why there are no figures. */
  readonly skipped?: string;
  readonly figures?: Figures;
}

export interface Figures {
  /** Dots at the spacing, and all that were made to have them. */
  readonly dots: number;
  readonly made: number;
  readonly bestS: number;
  readonly medianS: number;
  readonly cpuS: number;
  readonly gpuPeakMiB: number | null;
  /** What of the result is left in the process's memory. */
  readonly keptMiB: number;
  readonly statistics: Statistics | null;
}
