import type { PhotoPointName } from './photo-points.ts';

/** A place on the photograph, pixels from its upper left corner. */
export type Pixel = readonly [xPx: number, yPx: number];

/** What is known of a photograph before its camera is. */
export interface PhotoQuestion {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Points found on it; left and right are the subject's. */
  readonly points: Readonly<Partial<Record<PhotoPointName, Pixel>>>;
  /** Those of them that a network found and no person looked at. */
  readonly found?: readonly PhotoPointName[];
  /** Places on the outline of the skull, where it is bald or the hair is thin. */
  readonly outline?: readonly Pixel[];
  /** Focal length as on 35 mm film, mm, where the file tells. */
  readonly focal35Mm?: number;
  /** How well a point is clicked, pixels, as a standard deviation on each axis. Default 2. */
  readonly clickPx?: number;
  /** How far points lie off, as a share of what is assumed of them; a fit finds it. Default 1. */
  readonly spreadShare?: number;
}

/** Diagonal of 35 mm film, mm. */
const FILM_MM = Math.hypot(36, 24);

/** How well files tell the focal length, as a share: lenses breathe, software crops. Assumed. */
const TOLD_SHARE = 0.04;

/**
 * What cameras of phones and portraits have, mm of film, and its spread as a share: wide where a head
 * fills the picture from near by, long where it was cut out of a larger one. Assumed.
 */
const USUAL_MM = 50;
const USUAL_SHARE = 0.6;

/** How far from a head people stand who photograph it: from an arm's length to across a room. Assumed. */
const USUAL_DISTANCE_MM = 900;
const DISTANCE_SHARE = 0.5;

/** Logarithm of the focal length in pixels and its standard deviation, before any point is seen. */
export function focalPrior({ widthPx, heightPx, focal35Mm }: PhotoQuestion): {
  readonly log: number;
  readonly sd: number;
} {
  const px = ((focal35Mm ?? USUAL_MM) / FILM_MM) * Math.hypot(widthPx, heightPx);
  return { log: Math.log(px), sd: focal35Mm === undefined ? USUAL_SHARE : TOLD_SHARE };
}

/** Logarithm of the distance in mm and its standard deviation, before any point is seen. */
export const DISTANCE_PRIOR = { log: Math.log(USUAL_DISTANCE_MM), sd: DISTANCE_SHARE } as const;
