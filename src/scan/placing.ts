import { recordOf } from '../base/records.ts';
import type { Vec3 } from '../base/vec3.ts';
import type { ClickedLandmarks } from '../head/head-frame.ts';

/** The four points a head is placed by. */
export const PLACED = ['nasion', 'inion', 'tragionLeft', 'tragionRight'] as const;

/** Who may say what a file's unit is, beside a tape: the file or its format, or a person. */
export const SIZE_SOURCES = ['file', 'person'] as const;

/** What a tape round a head may read, from newborns to beyond the largest adults, mm. */
export const CIRCUMFERENCE_RANGE_MM = [300, 750] as const;

/** How a scan becomes a head: what one of its units is, and four points in its own coordinates. */
export interface Placing {
  readonly mmPerUnit: number;
  /** Left is the subject's left, once the scan stands as it should. */
  readonly landmarks: ClickedLandmarks;
  /** Whether the file is the head's mirror image, which no shape can tell. */
  readonly mirrored?: boolean | undefined;
  /** Who says what one unit is. Where nobody does, the mean head's size is all there is. */
  readonly sizeBy?: (typeof SIZE_SOURCES)[number] | undefined;
  /** What a tape reads round the head above the brows, mm; it settles the unit. */
  readonly circumferenceMm?: number | undefined;
}

/** Whether anything but the mean head says how large a scan is. */
export function isSizeKnown({
  sizeBy,
  circumferenceMm,
}: Pick<Placing, 'sizeBy' | 'circumferenceMm'>): boolean {
  return sizeBy !== undefined || circumferenceMm !== undefined;
}

/** The placing with the scan taken for its mirror image, or for itself again: ears change sides. */
export function mirroredPlacing(placing: Placing): Placing {
  const { landmarks, mirrored } = placing;
  const { tragionLeft, tragionRight } = landmarks;
  return {
    ...placing,
    landmarks: { ...landmarks, tragionLeft: tragionRight, tragionRight: tragionLeft },
    mirrored: !mirrored,
  };
}

/** Every point of a placing changed. */
export function mappedPoints(
  landmarks: ClickedLandmarks,
  change: (p: Vec3) => Vec3,
): ClickedLandmarks {
  return recordOf(PLACED, (name) => change(landmarks[name]));
}

/** A point's mirror image. */
export function mirroredPoint([x, y, z]: Vec3): Vec3 {
  return [-x, y, z];
}

/** The mirror image of a mesh, its front sides still out. */
export function mirroredMesh<Points extends Float64Array | Float32Array>({
  positions,
  triangles,
}: {
  readonly positions: Points;
  readonly triangles: Uint32Array;
}): { readonly positions: Points; readonly triangles: Uint32Array } {
  const turned = triangles.slice();
  for (let i = 0; i < turned.length; i += 3) {
    turned[i] = triangles[i + 1]!;
    turned[i + 1] = triangles[i]!;
  }
  const points = positions.slice() as Points;
  for (let i = 0; i < points.length; i += 3) points[i] = -points[i]!;
  return { positions: points, triangles: turned };
}
