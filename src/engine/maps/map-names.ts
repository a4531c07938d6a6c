import { DEPTH_BORDERS_MM } from '../../ink/depth-bands.ts';
import { CROWD_UM } from '../select/manual-dots.ts';

/** What can be read off the head, place by place; see `docs/maps.md`. */
export const MAP_NAMES = [
  'density',
  'asked',
  'spacing',
  'depth',
  'skin',
  'cover',
  'difference',
  'darkness',
  'session',
  'age',
  'findings',
] as const;

export type MapName = (typeof MAP_NAMES)[number];

/** What may be wrong with a dot, worst first: each counts as the worst that is true of it. */
export const FINDINGS = [
  'below-skin',
  'permanent',
  'spreads',
  'shallow',
  'close',
  'left-out',
] as const;

export type Finding = (typeof FINDINGS)[number];

/** Where a finding begins, mm. */
export const FINDING_LIMITS_MM = {
  permanent: DEPTH_BORDERS_MM.permanent,
  spreads: DEPTH_BORDERS_MM.blowOut,
  shallow: DEPTH_BORDERS_MM.crispFrom,
  close: CROWD_UM / 1000,
} as const;

/** A finding is shown where it is true of so many of the dots around: assumed. */
export const FINDING_SHARE = 0.1;
