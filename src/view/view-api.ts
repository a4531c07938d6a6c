/** Cameras every consultation photo uses, so that pictures compare. */
export const NAMED_VIEWS = [
  'three-quarter',
  'front',
  'left',
  'right',
  'back',
  'crown',
  'hairline',
  'macro',
] as const;

export type NamedView = (typeof NAMED_VIEWS)[number];

/** What a picture shows apart from the plan. */
export interface Look {
  /** Share of the width, from the left, that shows the head before treatment; 0 for none. */
  readonly divider: number;
  /** Coverage is shown up to this distance behind the front hairline, mm; Infinity for all. */
  readonly revealMm: number;
  /** How much the skin shines, 0 matt to 1 wet. */
  readonly shine: number;
  /** Background, linear light 0 to 1. */
  readonly background: readonly [number, number, number];
}

export const DEFAULT_LOOK: Look = {
  divider: 0,
  revealMm: Number.POSITIVE_INFINITY,
  shine: 0.25,
  background: [0.62, 0.63, 0.65],
};

/** Where the camera stands and looks, head frame, mm. */
export interface Pose {
  readonly eyeMm: readonly [number, number, number];
  readonly targetMm: readonly [number, number, number];
  readonly fovDeg: number;
}
