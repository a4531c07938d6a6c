import type { Standing } from '../standing.ts';
import type { Shape } from './shapes.ts';

/** What a quantity belongs to. */
type UnknownGroup = 'healing' | 'dose' | 'hand' | 'skin' | 'work';

/** A number that results rest on and that nobody measured on scalps, or not well. */
export interface Unknown {
  readonly group: UnknownGroup;
  /** In a few words, for tables. */
  readonly what: string;
  /** What the simulator takes where one number is asked for. */
  readonly value: number;
  /** `factor` and `shift` are of what the plan says. */
  readonly unit: string;
  /** How it may lie. */
  readonly shape: Shape;
  readonly standing: Standing;
  readonly source: string;
}

type Triangle = readonly [low: number, mode: number, high: number];

/** Likeliest at the mode, never past the ends. */
export const triangle = ([low, mode, high]: Triangle): Shape => ({
  kind: 'triangular',
  low,
  mode,
  high,
});

/** Nine in ten within a factor of the median. */
export const within = (median: number, factor: number): Shape => ({
  kind: 'lognormal',
  median,
  factor,
});

/** Anything between two ends alike. */
export const between = (low: number, high: number): Shape => ({ kind: 'uniform', low, high });

/** Round between two ends, middle likeliest. */
export const rounded = (low: number, high: number): Shape => ({
  kind: 'beta',
  low,
  high,
  a: 3,
  b: 3,
});
