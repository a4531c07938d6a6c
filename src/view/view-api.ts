import { BALANCES, type Balance } from './lamps/exposure.ts';
import { LIGHT_NAMES, type LightName } from './lamps/light-table.ts';

/** The nine views of hair loss photography, so that before and after compare: all round, then from near. */
export const CLINICAL_VIEWS = [
  'three-quarter',
  'front',
  'left',
  'right',
  'back',
  'crown',
  'hairline',
  'vertex',
  'three-quarter-right',
] as const;

/** Cameras that have a name; the last is for single dots. */
export const NAMED_VIEWS = [...CLINICAL_VIEWS, 'macro'] as const;

export type NamedView = (typeof NAMED_VIEWS)[number];

/** From how far people look at a head, m: a mirror, a barber, talking, across a room. */
export const VIEWING_DISTANCES_M = [0.3, 0.5, 1, 3] as const;

/** In what light. */
/** What is taken for white. */
export { BALANCES, type Balance, LIGHT_NAMES, type LightName };

/** Longest that a picture lets hair grow, days: two months between cuts. */
export const MOST_GROWN_DAYS = 60;

/** What a picture shows apart from the plan. */
export interface Look {
  /** Share of the width, from the left, that shows the head before treatment; 0 for none. */
  readonly divider: number;
  /** Coverage is shown up to this distance behind the front hairline, mm; Infinity for all. */
  readonly revealMm: number;
  /** How much the skin shines, 0 matt to 1 wet. */
  readonly shine: number;
  /** In what light the head is seen. */
  readonly light: LightName;
  /** What is taken for white in it. */
  readonly balance: Balance;
  /** Days since the hair was cut, up to {@link MOST_GROWN_DAYS}: it grows meanwhile. */
  readonly grownDays: number;
  /** Background, linear light 0 to 1. */
  readonly background: readonly [number, number, number];
}

export const DEFAULT_LOOK: Look = {
  divider: 0,
  revealMm: Number.POSITIVE_INFINITY,
  shine: 0.25,
  grownDays: 0,
  light: 'clinic',
  balance: 'camera',
  background: [0.62, 0.63, 0.65],
};

/** Where the camera stands and looks, head frame, mm. */
export interface Pose {
  readonly eyeMm: readonly [number, number, number];
  readonly targetMm: readonly [number, number, number];
  readonly fovDeg: number;
}
